import DSPKernels

/// Frames that are made together, from values that are exact where they begin.
enum FrameBlock {
  static var frames: Int { Int(kernelBlockFrames) }
}

/// What makes runs of a sound.
protocol BlockSource {
  /// Fills runs of which the first begins at a frame.
  func fill(_ runs: UnsafeMutableBufferPointer<Float>, from frame: Int)
}

/// The loops over samples in which most of the time goes, as this processor does them best.
enum DSPLoops {
  static let best = bestKernels().pointee
}

extension [Float] {
  /// The largest magnitude; infinite, or no number, where any sample is.
  package var largestMagnitude: Float { Float(bitPattern: UInt32(DSPLoops.best.peak(self, count))) }
}

/// Samples of 24 bits as most files hold them: three bytes each, the lowest first.
public struct PackedSamples: Sendable, Equatable {
  public private(set) var bytes: [UInt8]

  /// - Parameter bytes: three for each sample.
  init(bytes: [UInt8]) { self.bytes = bytes }

  /// - Precondition: each is within ±2²³.
  public init(_ samples: some Collection<Int32>) {
    bytes = samples.flatMap { sample in
      precondition(-(1 << 23)..<1 << 23 ~= sample)
      return (0..<3).map { UInt8(truncatingIfNeeded: sample >> (8 * $0)) }
    }
  }
}

extension PackedSamples: RandomAccessCollection, ExpressibleByArrayLiteral {
  public init(arrayLiteral samples: Int32...) { self.init(samples) }

  public var startIndex: Int { 0 }
  public var endIndex: Int { bytes.count / 3 }

  public subscript(index: Int) -> Int32 {
    let place = 3 * index
    // The highest byte bears the sign.
    return Int32(bytes[place]) | Int32(bytes[place + 1]) << 8 | Int32(Int8(bitPattern: bytes[place + 2])) << 16
  }
}
