/// A stretch of a text, as offsets into its bytes.
public struct SourceRange: Sendable, Hashable {
  public let lowerBound: Int
  public let upperBound: Int

  public init(_ lowerBound: Int, _ upperBound: Int) {
    self.lowerBound = lowerBound
    self.upperBound = max(lowerBound, upperBound)
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
