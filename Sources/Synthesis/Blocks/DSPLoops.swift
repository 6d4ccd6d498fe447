import DSPKernels

/// The loops over samples in which most of the time goes, as this processor does them best.
enum DSPLoops {
  static let best = bestKernels().pointee
}

extension [Float] {
  /// The largest magnitude; infinite, or no number, where any sample is.
  package var largestMagnitude: Float { Float(bitPattern: UInt32(DSPLoops.best.peak(self, count))) }
}
