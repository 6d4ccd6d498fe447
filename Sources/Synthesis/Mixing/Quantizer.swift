/// Turns samples between −1 and 1 into what a file stores.
///
/// 16 bits are dithered with triangular noise of two steps' width (TPDF), which turns the rounding error into a steady
/// hiss at −93 dB; 24 bits need none. A sample that is exactly zero stays zero: digital silence is silent.
public struct Quantizer: Sendable {
  private let format: SampleFormat
  /// By which the noise of the next sample is chosen.
  public var position = 0
  /// The largest magnitude so far, full scale being 1; not a number if any sample was none.
  public private(set) var peak: Float = 0

  public init(_ format: SampleFormat) { self.format = format }

  public mutating func quantize(_ samples: [Float]) -> SampleBlock {
    measure(samples)
    defer { position += samples.count }
    switch format {
    case .int16: return .int16(dithered(samples))
    case .int24: return .int24(rounded(samples))
    case .float32: return .float32(copied(samples))
    }
  }

  private mutating func measure(_ samples: [Float]) {
    let magnitude = samples.largestMagnitude
    peak = magnitude.isFinite ? max(peak, magnitude) : .nan
  }

  private func dithered(_ samples: [Float]) -> [Int16] {
    [Int16](unsafeUninitializedCapacity: samples.count) { buffer, count in
      count = samples.count
      samples.withUnsafeBufferPointer { samples in
        var start = 0
        while start < samples.count {
          let (span, offset) = (position + start).quotientAndRemainder(dividingBy: Dither.spanSamples)
          let end = min(samples.count, start + Dither.spanSamples - offset)
          Dither.withSpan(span) { words in
            DSPLoops.best.dither(
              buffer.baseAddress! + start, samples.baseAddress! + start, words + offset, end - start)
          }
          start = end
        }
      }
    }
  }

  /// In a room of their own, since what is quantized is kept, and the samples may come in a larger one.
  private func copied(_ samples: [Float]) -> [Float] {
    [Float](unsafeUninitializedCapacity: samples.count) { buffer, count in
      count = buffer.initialize(fromContentsOf: samples)
    }
  }

  /// The loop holds nothing that keeps the compiler from using vectors: no traps, no calls, no branches.
  private func rounded(_ samples: [Float]) -> PackedSamples {
    PackedSamples(count: samples.count) { bytes in
      samples.withUnsafeBufferPointer { samples in
        for index in 0..<samples.count {
          let value = Double(samples[index]) * 0x1p23
          let limited = Swift.max(-0x1p23, Swift.min(0x1p23 - 1, value == value ? value : 0))
          let bits = (limited + 0x1.8p52).bitPattern
          bytes[3 &* index] = UInt8(truncatingIfNeeded: bits)
          bytes[3 &* index &+ 1] = UInt8(truncatingIfNeeded: bits >> 8)
          bytes[3 &* index &+ 2] = UInt8(truncatingIfNeeded: bits >> 16)
        }
      }
    }
  }
}

/// Random words for the dither, by their places.
private enum Dither {
  /// Words that are made together.
  static let spanSamples = 8 * HashedNoise.tileFrames

  @inline(__always)
  static func withSpan(_ span: Int, _ body: (UnsafePointer<UInt32>) -> Void) {
    let tiles = 8 &* SIMD4(repeating: span) &+ SIMD4(0, 1, 2, 3)
    let first = HashedNoise(.dither, tiles: tiles, channels: 1).state
    let second = HashedNoise(.dither, tiles: tiles &+ 4, channels: 1).state
    var states = (
      earlier: SIMD8(lowHalf: first.earlier, highHalf: second.earlier),
      latest: SIMD8(lowHalf: first.latest, highHalf: second.latest)
    )
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: spanSamples) { words in
      withUnsafeBytes(of: &states) { states in
        let states = states.assumingMemoryBound(to: UInt32.self).baseAddress!
        DSPLoops.best.fillRandom(words.baseAddress!, HashedNoise.tileFrames, states, states + 8)
      }
      body(UnsafePointer(words.baseAddress!))
    }
  }
}
