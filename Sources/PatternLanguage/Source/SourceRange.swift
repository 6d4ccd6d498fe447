/// A stretch of a text, as offsets into its bytes.
public struct SourceRange: Sendable, Hashable {
  // A syntax tree is full of ranges, and no text that is read is longer than 32 bits can tell.
  private let lower: UInt32
  private let upper: UInt32

  public var lowerBound: Int { Int(lower) }
  public var upperBound: Int { Int(upper) }

  public init(_ lowerBound: Int, _ upperBound: Int) {
    lower = UInt32(clamping: lowerBound)
    upper = UInt32(clamping: max(lowerBound, upperBound))
  }

  /// From the start of this range to the end of the other.
  func through(_ other: SourceRange) -> SourceRange {
    SourceRange(lowerBound, max(upperBound, other.upperBound))
  }
}

/// A value and the place in the text that says it.
public struct Located<Value: Sendable>: Sendable {
  public var value: Value
  public var range: SourceRange

  public init(_ value: Value, at range: SourceRange) {
    self.value = value
    self.range = range
  }
}

extension Located: Equatable where Value: Equatable {}
