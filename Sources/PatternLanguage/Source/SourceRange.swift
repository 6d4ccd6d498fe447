/// A range of bytes in a text.
public struct SourceRange: Sendable, Hashable {
  // A syntax tree contains many ranges, and 32 bits are enough for the largest text.
  private let lower: UInt32
  private let upper: UInt32

  /// Offset of the first byte.
  public var lowerBound: Int { Int(lower) }
  /// Offset after the last byte.
  public var upperBound: Int { Int(upper) }

  /// A range of offsets; an upper bound below the lower bound gives an empty range.
  public init(_ lowerBound: Int, _ upperBound: Int) {
    lower = UInt32(clamping: lowerBound)
    upper = UInt32(clamping: max(lowerBound, upperBound))
  }

  /// Returns the range from the beginning of this range to the end of the other.
  func through(_ other: SourceRange) -> SourceRange {
    SourceRange(lowerBound, max(upperBound, other.upperBound))
  }
}

/// A value with its range in the text.
public struct Located<Value: Sendable>: Sendable {
  /// The value.
  public var value: Value
  /// Range of the value in the text.
  public var range: SourceRange

  /// A value at a range.
  public init(_ value: Value, at range: SourceRange) {
    self.value = value
    self.range = range
  }
}

extension Located: Equatable where Value: Equatable {}
