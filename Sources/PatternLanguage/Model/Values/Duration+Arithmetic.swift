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

extension Duration {
  /// Returns the duration times `numerator / denominator`, rounded once to the nearest attosecond (halves away from
  /// zero).
  ///
  /// The product has 256 bits if 128 are not enough, so the division is exact. The result is `nil` if it does not fit
  /// in a duration (5.4 × 10¹² years).
  ///
  /// - Precondition: the duration and the numerator are not negative, and the denominator is positive.
  public func scaled(by numerator: Int128, over denominator: Int128) -> Duration? {
    precondition(attoseconds >= 0 && numerator >= 0 && denominator > 0)
    let (narrow, isWide) = attoseconds.multipliedReportingOverflow(by: numerator)
    if !isWide {
      if denominator == 1 { return Duration(attoseconds: narrow) }
      let (quotient, remainder) = narrow.quotientAndRemainder(dividingBy: denominator)
      return Duration(attoseconds: remainder >= denominator - remainder ? quotient + 1 : quotient)
    }
    let divisor = denominator.magnitude
    let product = attoseconds.magnitude.multipliedFullWidth(by: numerator.magnitude)
    guard product.high < divisor else { return nil }
    let (quotient, remainder) = divisor.dividingFullWidth(product)
    let rounded = remainder >= divisor - remainder ? quotient + 1 : quotient
    return Int128(exactly: rounded).map(Duration.init(attoseconds:))
  }

  /// Returns the duration times a fraction, rounded once; `nil` if the result does not fit.
  public func scaled(by factor: Rational) -> Duration? {
    scaled(by: Int128(factor.numerator), over: Int128(factor.denominator))
  }

  /// Approximate number of seconds, for estimates; its last bit may differ from the nearest number.
  public var seconds: Double {
    let (high, low) = (UInt64(truncatingIfNeeded: attoseconds &>> 64), UInt64(truncatingIfNeeded: attoseconds))
    guard high < UInt64(1e18) else {
      let (whole, rest) = components
      return Double(whole) + Double(rest) / 1e18
    }
    // The processor's own division takes a tenth of the time of a 128-bit division.
    let (whole, rest) = UInt64(1e18).dividingFullWidth((high, low))
    return Double(whole) + Double(rest) / 1e18
  }

  /// Nearest number of seconds, for output to other programs.
  public var nearestSeconds: Double {
    let (whole, rest) = components
    guard rest != 0 else { return Double(whole) }
    let digits = String(rest.magnitude)
    return Double("\(whole).\(String(repeating: "0", count: 18 - digits.count))\(digits)") ?? seconds
  }
}

extension Double {
  /// Creates the number nearest to an integer. The result equals `Double(_:)`, at a hundredth of its cost.
  package init(nearestTo number: Int128) {
    let magnitude = number.magnitude
    let excess = max(0, 64 - magnitude.leadingZeroBitCount)
    // The 64 highest bits are more than a `Double` holds; of the bits below, it only matters whether any is set.
    let highest = UInt64(truncatingIfNeeded: magnitude &>> UInt128(excess))
    let isCut = magnitude.trailingZeroBitCount < excess
    let nearest = Double(highest | (isCut ? 1 : 0)) * Double(sign: .plus, exponent: excess, significand: 1)
    self = number < 0 ? -nearest : nearest
  }
}
