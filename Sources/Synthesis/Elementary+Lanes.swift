/// Several samples that are made at once.
typealias Lanes = SIMD8<Float>

extension Elementary {
  /// 0, 1, 2, …: how far each lane is behind the first.
  @inline(__always)
  static var places: Lanes { Lanes(0, 1, 2, 3, 4, 5, 6, 7) }

  /// sin(2π·turns) for |turns| < 2²², to within 10⁻⁶ (−120 dB).
  ///
  /// An odd polynomial over the whole turn, fitted for the least absolute error; folding it would need branches.
  @inline(__always)
  static func sine(turns: Lanes) -> Lanes {
    let x = turns - ((turns + 0x1.8p23) - 0x1.8p23)
    let s = x * x
    var sum = s * 3.197_733_9 - 14.868_238
    sum = sum * s + 42.016_502
    sum = sum * s - 76.701_683
    sum = sum * s + 81.605_041
    sum = sum * s - 41.341_698
    sum = sum * s + 6.283_185_5
    return x * sum
  }

  /// sin(2π·turns) and cos(2π·turns) for |turns| < 2²², to within 10⁻⁶.
  ///
  /// Of half the angle, for which shorter polynomials serve, and then doubled.
  @inline(__always)
  static func circle(turns: Lanes) -> (sine: Lanes, cosine: Lanes) {
    let x = turns - ((turns + 0x1.8p23) - 0x1.8p23)
    let s = x * x
    var sine = s * 0.077_220_12 - 0.598_045_17
    sine = sine * s + 2.550_031_4
    sine = sine * s - 5.167_707
    sine = sine * s + 3.141_592_5
    sine *= x
    var cosine = s * 0.219_696_76 - 1.331_880_1
    cosine = cosine * s + 4.058_412
    cosine = cosine * s - 4.934_793
    cosine = cosine * s + 1
    let double = sine + sine
    return (double * cosine, 1 - double * sine)
  }
}
