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
