/// Turns samples between −1 and 1 into what a file stores.
///
/// 16 bits are dithered with triangular noise of two steps' width (TPDF), which turns the rounding error into a steady
/// hiss at −93 dB; 24 bits need none. A sample that is exactly zero stays zero: digital silence is silent.
public struct Quantizer: Sendable {
  private let format: SampleFormat
  /// By which the noise of the next sample is chosen; it comes round after 2³² samples.
  public var position: UInt32 = 0
  /// The largest magnitude so far, full scale being 1; not a number if any sample was none.
  public private(set) var peak: Float = 0

  public init(_ format: SampleFormat) { self.format = format }

  public mutating func quantize(_ samples: [Float]) -> SampleBlock {
    measure(samples)
    defer { position &+= UInt32(truncatingIfNeeded: samples.count) }
    switch format {
    case .int16: return .int16(dithered(samples))
    case .int24: return .int24(rounded(samples))
    case .float32: return .float32(samples)
    }
  }

  /// Magnitudes of numbers are in the order of their bits; infinity and what is no number lie behind them all.
  private mutating func measure(_ samples: [Float]) {
    var largest: Int32 = 0
    samples.withUnsafeBufferPointer { samples in
      for sample in samples { largest = max(largest, Int32(bitPattern: sample.bitPattern & 0x7FFF_FFFF)) }
    }
    let magnitude = Float(bitPattern: UInt32(largest))
    peak = magnitude.isFinite ? max(peak, magnitude) : .nan
  }

  // The loops hold nothing that keeps the compiler from using vectors: no traps, no calls, no branches.

  private func dithered(_ samples: [Float]) -> [Int16] {
    let position = position
    return [Int16](unsafeUninitializedCapacity: samples.count) { buffer, count in
      samples.withUnsafeBufferPointer { samples in
        for index in 0..<samples.count {
          let sample = samples[index]
          let noise = Self.noise(at: position &+ UInt32(truncatingIfNeeded: index))
          let value = sample * 0x1p15 + (sample == 0 ? 0 : noise)
          let limited = Swift.max(-0x1p15, Swift.min(0x1p15 - 1, value == value ? value : 0))
          // Beside 1.5 · 2²³ there is no room for a fraction: the addition rounds, and the number stands in the low bits.
          buffer[index] = Int16(truncatingIfNeeded: (limited + 0x1.8p23).bitPattern)
        }
      }
      count = samples.count
    }
  }

  private func rounded(_ samples: [Float]) -> [Int32] {
    [Int32](unsafeUninitializedCapacity: samples.count) { buffer, count in
      samples.withUnsafeBufferPointer { samples in
        for index in 0..<samples.count {
          let value = Double(samples[index]) * 0x1p23
          let limited = Swift.max(-0x1p23, Swift.min(0x1p23 - 1, value == value ? value : 0))
          buffer[index] = Int32(truncatingIfNeeded: (limited + 0x1.8p52).bitPattern)
        }
      }
      count = samples.count
    }
  }

  /// Triangular noise between −1 and 1 that follows from a place alone: the difference of the halves of its hash
  /// (the 32-bit finaliser `lowbias32` by C. Wellons).
  @inline(__always)
  private static func noise(at place: UInt32) -> Float {
    var x = place &* 0x9E37_79B9
    x ^= x >> 16
    x &*= 0x7FEB_352D
    x ^= x >> 15
    x &*= 0x846C_A68B
    x ^= x >> 16
    return Float(Int32(bitPattern: x & 0xFFFF) &- Int32(bitPattern: x >> 16)) * 0x1p-16
  }
}
