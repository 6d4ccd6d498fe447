/// What is counted most. In the standard library each of these is a call, and here a handful of instructions; the names
/// in this module go before those.
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

  /// This duration so many times; unlike `*` it knows the type of the number.
  func times(_ number: Int) -> Duration { Duration(attoseconds: attoseconds * Int128(number)) }
}

/// The shorter of two.
@inline(__always) func min(_ left: Duration, _ right: Duration) -> Duration { right < left ? right : left }
/// The longer of two.
@inline(__always) func max(_ left: Duration, _ right: Duration) -> Duration { right > left ? right : left }
