extension Duration {
  /// This duration times `numerator / denominator`, rounded once, to the nearest attosecond (halves away from zero).
  ///
  /// The product is taken in 256 bits where 128 do not hold it, so that nothing is lost before the division. `nil` where the result would not
  /// fit a duration (5.4 × 10¹² years).
  ///
  /// - Precondition: all three are at least zero, and the denominator is not zero.
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

  /// This duration times an exact fraction, rounded once; `nil` where the result would not fit.
  public func scaled(by factor: Rational) -> Duration? {
    scaled(by: Int128(factor.numerator), over: Int128(factor.denominator))
  }

  /// Seconds as a binary number, within a rounding of the nearest: for estimates, never for an instant.
  public var seconds: Double {
    let (high, low) = (UInt64(truncatingIfNeeded: attoseconds &>> 64), UInt64(truncatingIfNeeded: attoseconds))
    guard high < UInt64(1e18) else {
      let (whole, rest) = components
      return Double(whole) + Double(rest) / 1e18
    }
    // The processor's own division, a tenth of that of wide numbers.
    let (whole, rest) = UInt64(1e18).dividingFullWidth((high, low))
    return Double(whole) + Double(rest) / 1e18
  }

  /// The binary number nearest to the seconds: for other programs.
  public var nearestSeconds: Double {
    let (whole, rest) = components
    guard rest != 0 else { return Double(whole) }
    let digits = String(rest.magnitude)
    return Double("\(whole).\(String(repeating: "0", count: 18 - digits.count))\(digits)") ?? seconds
  }
}
