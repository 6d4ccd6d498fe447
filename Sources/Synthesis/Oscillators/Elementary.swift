/// Sine, power of two and logarithm, computed from the four operations of arithmetic only.
///
/// The system's libm uses other code on CPUs with fused multiply-add and returns other last bits, which would give
/// other tracks. These functions return the same bits everywhere.
package enum Elementary {
  /// The nearest integer (halves to even), for |x| < 2⁵¹. A sum with 1.5 · 2⁵² has no bits for a fraction, so the
  /// addition itself rounds.
  @inline(__always)
  static func nearest(_ x: Double) -> Double { (x + 0x1.8p52) - 0x1.8p52 }

  /// sin(2π·turns), to within 10⁻¹¹.
  ///
  /// Taylor series on a quarter turn, to which the argument is folded.
  @inline(__always)
  package static func sine(turns: Double) -> Double {
    let x = turns - nearest(turns)
    let folded = x > 0.25 ? 0.5 - x : (x < -0.25 ? -0.5 - x : x)
    let a = folded * (2 * Double.pi)
    let s = a * a
    var sum = -1.0 / 1_307_674_368_000
    sum = sum * s + 1.0 / 6_227_020_800
    sum = sum * s - 1.0 / 39_916_800
    sum = sum * s + 1.0 / 362_880
    sum = sum * s - 1.0 / 5_040
    sum = sum * s + 1.0 / 120
    sum = sum * s - 1.0 / 6
    return a + a * s * sum
  }

  /// cos(2π·turns), to within 10⁻¹¹.
  @inline(__always)
  static func cosine(turns: Double) -> Double { sine(turns: turns + 0.25) }

  /// (1 − cos πx) / 2: rises from 0 to 1 with x, with a slope of 0 at both ends.
  @inline(__always)
  static func raisedCosine(_ x: Double) -> Double {
    let root = sine(turns: x / 4)
    return root * root
  }

  /// 2 to the power x, to within a relative 10⁻¹³, for |x| ≤ 1000.
  @inline(__always)
  package static func powerOfTwo(_ x: Double) -> Double {
    let whole = nearest(x)
    let a = (x - whole) * 0.693_147_180_559_945_3
    var sum = 1.0 / 39_916_800
    sum = sum * a + 1.0 / 3_628_800
    sum = sum * a + 1.0 / 362_880
    sum = sum * a + 1.0 / 40_320
    sum = sum * a + 1.0 / 5_040
    sum = sum * a + 1.0 / 720
    sum = sum * a + 1.0 / 120
    sum = sum * a + 1.0 / 24
    sum = sum * a + 1.0 / 6
    sum = sum * a + 0.5
    sum = sum * a + 1
    sum = sum * a + 1
    return sum * Double(bitPattern: UInt64(bitPattern: Int64(whole) + 1023) << 52)
  }

  /// The logarithm of a positive number to base 2, to within 10⁻¹³.
  ///
  /// The series of artanh, on a number between √½ and √2.
  package static func logarithm(_ x: Double) -> Double {
    var (octaves, rest) = (Double(x.exponent), x.significand)
    if rest > 1.414_213_562_373_095_1 {
      rest /= 2
      octaves += 1
    }
    let ratio = (rest - 1) / (rest + 1)
    let square = ratio * ratio
    var sum = 1.0 / 17
    for divisor in stride(from: 15.0, through: 1, by: -2) { sum = sum * square + 1 / divisor }
    return octaves + 2 * 1.442_695_040_888_963_4 * ratio * sum
  }
}
