import DSPKernels

/// Block of consecutive frames that a kernel computes at once, from values that are exact at its first frame.
enum FrameBlock {
  static var frames: Int { Int(kernelBlockFrames) }
}

/// A generator of frame blocks.
protocol BlockSource {
  /// Fills whole frame blocks, the first of which begins at a frame.
  func fill(_ runs: UnsafeMutableBufferPointer<Float>, from frame: Int)
}

/// Kernels for the inner loops over samples, in the fastest version for this processor.
enum DSPLoops {
  static let best = bestKernels().pointee
}

extension [Float] {
  /// Largest magnitude of the samples; infinite or not a number if any sample is.
  package var largestMagnitude: Float { Float(bitPattern: UInt32(DSPLoops.best.peak(self, count))) }
}

/// 24-bit samples as most files store them: three bytes each, the lowest first.
///
/// ```swift
/// let block = SampleBlock.int24([0, 8_388_607, -8_388_608])
/// ```
public struct PackedSamples: Sendable, Equatable {
  /// Three bytes per sample, the lowest first.
  public private(set) var bytes: [UInt8]

  /// Wraps packed samples.
  ///
  /// - Parameter bytes: three per sample.
  init(bytes: [UInt8]) { self.bytes = bytes }

  /// Packs samples.
  ///
  /// - Precondition: each sample is at least −2²³ and below 2²³.
  public init(_ samples: some Collection<Int32>) {
    bytes = samples.flatMap { sample in
      precondition(-(1 << 23)..<1 << 23 ~= sample)
      return (0..<3).map { UInt8(truncatingIfNeeded: sample >> (8 * $0)) }
    }
  }
}

extension PackedSamples: RandomAccessCollection, ExpressibleByArrayLiteral {
  /// Packs the samples of a literal.
  public init(arrayLiteral samples: Int32...) { self.init(samples) }

  /// Index of the first sample.
  public var startIndex: Int { 0 }
  /// Number of samples.
  public var endIndex: Int { bytes.count / 3 }

  /// The sample at an index.
  public subscript(index: Int) -> Int32 {
    let place = 3 * index
    // The highest byte carries the sign.
    return Int32(bytes[place]) | Int32(bytes[place + 1]) << 8 | Int32(Int8(bitPattern: bytes[place + 2])) << 16
  }
}
