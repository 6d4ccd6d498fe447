/// An exact fraction in lowest terms, so 5.5 breaths per minute are exactly 5.5.
///
/// ```swift
/// let rate = Rational(11, over: 2)  // 5.5
/// ```
public struct Rational: Sendable, Hashable {
  /// Numerator, which has the sign of the fraction.
  public let numerator: Int64
  /// Denominator, always positive.
  public let denominator: Int64

  /// A fraction.
  ///
  /// - Precondition: the denominator is positive.
  public init(_ numerator: Int64, over denominator: Int64 = 1) {
    precondition(denominator > 0, "a denominator is positive")
    guard denominator > 1 else {
      self.init(inLowestTerms: numerator, over: denominator)
      return
    }
    let divisor = Self.greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
    self.init(inLowestTerms: numerator / Int64(divisor), over: denominator / Int64(divisor))
  }

  private init(inLowestTerms numerator: Int64, over denominator: Int64) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// Whether the fraction is an integer.
  public var isWhole: Bool { denominator == 1 }

  /// The value as an `Int`; `nil` if it is not an integer.
  public var whole: Int? { isWhole ? Int(exactly: numerator) : nil }

  /// Nearest floating-point number.
  public var value: Double { Double(numerator) / Double(denominator) }

  /// The value with the opposite sign.
  var negated: Rational { Rational(-numerator, over: denominator) }

  /// A fraction in lowest terms; `nil` if the denominator is zero, or if the parts exceed 64 bits.
  init?(_ numerator: Int128, _ denominator: Int128) {
    guard denominator != 0 else { return nil }
    if denominator > 0, let n = Int64(exactly: numerator), let d = Int64(exactly: denominator) {
      self.init(n, over: d)
      return
    }
    var (a, b) = (numerator.magnitude, denominator.magnitude)
    while b != 0 { (a, b) = (b, a % b) }
    let divisor = Int128(max(a, 1)) * (denominator < 0 ? -1 : 1)
    guard let n = Int64(exactly: numerator / divisor), let d = Int64(exactly: denominator / divisor) else { return nil }
    self.init(inLowestTerms: n, over: d)
  }

  /// Returns the sum; `nil` if it exceeds 64 bits.
  public func plus(_ other: Rational) -> Rational? {
    Rational(
      Int128(numerator) * Int128(other.denominator) + Int128(other.numerator) * Int128(denominator),
      Int128(denominator) * Int128(other.denominator))
  }

  /// Returns the difference; `nil` if it exceeds 64 bits.
  public func minus(_ other: Rational) -> Rational? { plus(other.negated) }

  func times(_ other: Rational) -> Rational? {
    Rational(Int128(numerator) * Int128(other.numerator), Int128(denominator) * Int128(other.denominator))
  }

  func divided(by other: Rational) -> Rational? {
    Rational(Int128(numerator) * Int128(other.denominator), Int128(denominator) * Int128(other.numerator))
  }

  static func greatestCommonDivisor(_ a: UInt64, _ b: UInt64) -> UInt64 {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return max(a, 1)
  }
}

extension Rational: Comparable {
  /// Whether the first fraction is smaller.
  public static func < (left: Rational, right: Rational) -> Bool {
    Int128(left.numerator) * Int128(right.denominator) < Int128(right.numerator) * Int128(left.denominator)
  }
}

extension Rational: ExpressibleByIntegerLiteral {
  /// An integer as a literal.
  public init(integerLiteral value: Int64) { self.init(value) }
}

extension Rational: CustomStringConvertible {
  /// The value in decimals: `5`, `5.5`. A value without a finite decimal form, such as 16/3, is cut off after 18
  /// digits.
  public var description: String {
    if isWhole { return String(numerator) }
    var digits = ""
    var remainder = numerator.magnitude % UInt64(denominator)
    while remainder != 0, digits.count < 18 {
      let next = UInt128(remainder) * 10
      digits.append(String(next / UInt128(denominator)))
      remainder = UInt64(next % UInt128(denominator))
    }
    return "\(numerator < 0 ? "-" : "")\(numerator.magnitude / UInt64(denominator)).\(digits)"
  }
}
