import PatternLanguage

extension Rational {
  /// An integer.
  public init(_ number: Int) { self.init(Int64(number), over: 1) }
}

extension Rational: ExpressibleByFloatLiteral {
  /// The decimal number as it is written: `6.1` is 61/10, not the nearest binary number.
  ///
  /// A number that does not fit in 64 bits becomes the nearest one that does, which no pattern accepts.
  public init(floatLiteral value: Double) {
    // The shortest decimal number that names the binary number is the one in the source.
    let written = "\(value.magnitude)".split(separator: "e")
    let decimal = written[0].split(separator: ".")
    let fraction = decimal.count > 1 && decimal[1] != "0" ? decimal[1] : ""
    let exponent = (written.count > 1 ? Int(written[1]) ?? 0 : 0) - fraction.count
    guard var numerator = Int64(decimal[0] + fraction), exponent <= 18 else {
      self.init(value < 0 ? -.max : .max, over: 1)
      return
    }
    var denominator: Int64 = 1
    for _ in 0..<exponent.magnitude {
      let (product, overflow) = (exponent < 0 ? denominator : numerator).multipliedReportingOverflow(by: 10)
      if exponent < 0 { denominator = overflow ? .max : product } else { numerator = overflow ? .max : product }
      if overflow { break }
    }
    self.init(value < 0 ? -numerator : numerator, over: denominator)
  }
}

extension Duration {
  /// A number of minutes.
  ///
  /// A number that does not fit in a duration becomes the nearest duration, which no pattern accepts.
  public static func minutes(_ minutes: Int) -> Duration {
    let (seconds, overflow) = minutes.multipliedReportingOverflow(by: 60)
    return .seconds(overflow ? (minutes < 0 ? .min : .max) : seconds)
  }
}
