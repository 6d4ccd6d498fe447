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
