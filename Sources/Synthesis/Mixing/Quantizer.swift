/// Turns samples between −1 and 1 into what a file stores.
///
/// 16 bits are dithered with triangular noise of two steps' width (TPDF), which turns the rounding error into a steady
/// hiss at −93 dB; 24 bits need none. A sample that is exactly zero stays zero: digital silence is silent.
public struct Quantizer: Sendable {
  private let format: SampleFormat
  private var position: UInt64 = 0
  /// The largest magnitude so far, full scale being 1; not a number if any sample was none.
  public private(set) var peak: Float = 0

  public init(_ format: SampleFormat) { self.format = format }

  public mutating func quantize(_ samples: [Float]) -> SampleBlock {
    measure(samples)
    defer { position += UInt64(samples.count) }
    switch format {
    case .int16: return .int16(dithered(samples))
    case .int24: return .int24(samples.map { Self.rounded($0 * 0x1p23, limit: 0x7F_FFFF) })
    case .float32: return .float32(samples)
    }
  }

  private mutating func measure(_ samples: [Float]) {
    var largest: Float = 0
    var isFinite = true
    for sample in samples {
      let magnitude = abs(sample)
      if magnitude > largest { largest = magnitude }
      if !(magnitude <= Float.greatestFiniteMagnitude) { isFinite = false }
    }
    peak = isFinite ? max(peak, largest) : .nan
  }

  private func dithered(_ samples: [Float]) -> [Int16] {
    [Int16](unsafeUninitializedCapacity: samples.count) { buffer, count in
      for (index, sample) in samples.enumerated() {
        let value = sample == 0 ? 0 : sample * 0x1p15 + Self.noise(at: position &+ UInt64(index))
        buffer[index] = Int16(truncatingIfNeeded: Self.rounded(value, limit: 0x7FFF))
      }
      count = samples.count
    }
  }

  /// The nearest whole number within the limits; something that is not a number becomes zero.
  private static func rounded(_ value: Float, limit: Int32) -> Int32 {
    guard value == value else { return 0 }
    return Int32(Elementary.nearest(Double(max(Float(-limit - 1), min(Float(limit), value)))))
  }

  /// Triangular noise between −1 and 1 that follows from the sample's place in the track alone: the difference of two
  /// halves of a hashed counter (the finaliser of SplitMix64: Steele, Lea and Flood, OOPSLA 2014).
  private static func noise(at position: UInt64) -> Float {
    var z = (position &+ 1) &* 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    z ^= z >> 31
    let first = Float(UInt32(truncatingIfNeeded: z) >> 8)
    let second = Float(UInt32(truncatingIfNeeded: z >> 32) >> 8)
    return (first - second) * 0x1p-24
  }
}
