/// The most frequent operations, implemented in a few inlined instructions. In the standard library each is a function
/// call. Inside this module these versions take precedence.
extension Duration {
  @usableFromInline static var zero: Duration { Duration(attoseconds: 0) }

  @inline(__always) static func + (left: Duration, right: Duration) -> Duration {
    Duration(attoseconds: left.attoseconds + right.attoseconds)
  }

  @inline(__always) static func - (left: Duration, right: Duration) -> Duration {
    Duration(attoseconds: left.attoseconds - right.attoseconds)
  }

  @inline(__always) static func += (sum: inout Duration, next: Duration) { sum = sum + next }

  @inline(__always) static func < (left: Duration, right: Duration) -> Bool { left.attoseconds < right.attoseconds }
  @inline(__always) static func > (left: Duration, right: Duration) -> Bool { left.attoseconds > right.attoseconds }
  @inline(__always) static func <= (left: Duration, right: Duration) -> Bool { left.attoseconds <= right.attoseconds }
  @inline(__always) static func >= (left: Duration, right: Duration) -> Bool { left.attoseconds >= right.attoseconds }

  /// Returns a multiple of the duration; unlike `*`, it is not generic.
  func times(_ number: Int) -> Duration { Duration(attoseconds: attoseconds * Int128(number)) }
}

/// Returns the shorter duration.
@inline(__always) func min(_ left: Duration, _ right: Duration) -> Duration { right < left ? right : left }
/// Returns the longer duration.
@inline(__always) func max(_ left: Duration, _ right: Duration) -> Duration { right > left ? right : left }
