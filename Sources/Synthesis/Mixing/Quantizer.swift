/// Converts samples between −1 and 1 to the format that a file stores.
///
/// 16-bit samples get triangular dither of two steps' width (TPDF), which turns the rounding error into a steady hiss
/// at −93 dB; 24-bit samples need none. A sample that is exactly zero stays zero, so digital silence is preserved.
///
/// ```swift
/// var quantizer = Quantizer(.int16)
/// let block = quantizer.quantize(samples)
/// ```
public struct Quantizer: Sendable {
  private let format: SampleFormat
  /// Index of the next sample in the dither noise.
  public var position = 0
  /// Largest magnitude so far, with a full scale of 1; not a number if any sample was not finite.
  public private(set) var peak: Float = 0

  /// A quantizer at the first sample of a track.
  public init(_ format: SampleFormat) { self.format = format }

  /// Quantizes samples.
  ///
  /// - Parameters:
  ///   - samples: the samples, with a full scale of 1.
  ///   - spare: a block that is no longer needed. If it is large enough, the result reuses its memory.
  public mutating func quantize(_ samples: [Float], reusing spare: consuming SampleBlock? = nil) -> SampleBlock {
    defer { position += samples.count }
    switch format {
    case .int16:
      var old: [Int16] = []
      if case .int16(let words)? = consume spare { old = words }
      var largest: Float = 0
      let block = [Int16](count: samples.count, reusing: old) { largest = dither(samples, into: $0) }
      note(largest)
      return .int16(block)
    case .int24:
      note(samples.largestMagnitude)
      var old: [UInt8] = []
      if case .int24(let packed)? = consume spare { old = packed.bytes }
      return .int24(PackedSamples(bytes: [UInt8](count: 3 * samples.count, reusing: old) { round(samples, into: $0) }))
    case .float32:
      note(samples.largestMagnitude)
      // The block is kept: a copy of exactly this size holds no spare capacity.
      var old: [Float] = []
      if case .float32(let floats)? = consume spare { old = floats }
      return .float32([Float](count: samples.count, reusing: old) { _ = $0.update(fromContentsOf: samples) })
    }
  }

  private mutating func note(_ magnitude: Float) {
    peak = magnitude.isFinite ? max(peak, magnitude) : .nan
  }

  /// Rounds samples with dither and returns the largest magnitude among them. Each part is measured just before it is
  /// rounded, while it is in the processor's cache.
  private func dither(_ samples: [Float], into buffer: UnsafeMutableBufferPointer<Int16>) -> Float {
    var largest: Int32 = 0
    samples.withUnsafeBufferPointer { samples in
      var start = 0
      while start < samples.count {
        let (from, to) = (samples.baseAddress! + start, buffer.baseAddress! + start)
        let (span, offset) = (position + start).quotientAndRemainder(dividingBy: Dither.spanSamples)
        let isPair = offset == 0 && start + 2 * Dither.spanSamples <= samples.count
        let count = isPair ? 2 * Dither.spanSamples : min(samples.count - start, Dither.spanSamples - offset)
        largest = max(largest, DSPLoops.best.peak(from, count))
        if isPair {
          Dither.ditherSpans(from: span, to, from)
        } else {
          Dither.withSpan(span) { words in DSPLoops.best.dither(to, from, words + offset, count) }
        }
        start += count
      }
    }
    return Float(bitPattern: UInt32(bitPattern: largest))
  }

  /// No traps, calls or branches, so that the compiler can use vectors.
  private func round(_ samples: [Float], into bytes: UnsafeMutableBufferPointer<UInt8>) {
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

extension Array where Element: BitwiseCopyable & ExpressibleByIntegerLiteral {
  /// Creates an array of `count` elements from a closure, reusing memory if possible.
  ///
  /// - Parameters:
  ///   - spare: an array whose memory is reused if it has room for `count` elements and no other owner.
  ///   - fill: writes every element.
  fileprivate init(
    count: Int, reusing spare: consuming [Element], _ fill: (UnsafeMutableBufferPointer<Element>) -> Void
  ) {
    if spare.capacity >= count {
      if spare.count > count {
        spare.removeLast(spare.count - count)
      } else {
        spare.append(contentsOf: repeatElement(0, count: count - spare.count))
      }
      spare.withUnsafeMutableBufferPointer { fill($0) }
      self = spare
    } else {
      self.init(unsafeUninitializedCapacity: count) { buffer, size in
        fill(UnsafeMutableBufferPointer(rebasing: buffer[..<count]))
        size = count
      }
    }
  }
}

/// Random words for the dither, by index of the sample.
private enum Dither {
  /// Words that are computed together.
  static let spanSamples = 8 * HashedNoise.tileFrames

  /// States of the eight generators of a span: the earlier words, and the latest.
  private static func states(of span: Int) -> (SIMD8<UInt32>, SIMD8<UInt32>) {
    let tiles = 8 &* SIMD4(repeating: span) &+ SIMD4(0, 1, 2, 3)
    let first = HashedNoise(.dither, tiles: tiles, channels: 1).state
    let second = HashedNoise(.dither, tiles: tiles &+ 4, channels: 1).state
    return (
      SIMD8(lowHalf: first.earlier, highHalf: second.earlier), SIMD8(lowHalf: first.latest, highHalf: second.latest)
    )
  }

  /// Calls a closure with the words of a span.
  static func withSpan(_ span: Int, _ body: (UnsafePointer<UInt32>) -> Void) {
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: spanSamples) { words in
      withUnsafeBytes(of: states(of: span)) { states in
        let states = states.assumingMemoryBound(to: UInt32.self).baseAddress!
        DSPLoops.best.fillRandom(words.baseAddress!, HashedNoise.tileFrames, states, states + 8)
      }
      body(UnsafePointer(words.baseAddress!))
    }
  }

  /// Rounds two whole spans of samples.
  static func ditherSpans(
    from span: Int, _ stored: UnsafeMutablePointer<Int16>, _ samples: UnsafePointer<Float>
  ) {
    withUnsafeBytes(of: (states(of: span), states(of: span + 1))) { states in
      let states = states.assumingMemoryBound(to: UInt32.self).baseAddress!
      DSPLoops.best.ditherSpans(stored, samples, HashedNoise.tileFrames, states)
    }
  }
}
