import CLanes

/// Frames that are made together, from values that are exact where they begin.
enum Run {
  static var frames: Int { Int(lanesRunFrames) }
}

/// What makes runs of a sound.
protocol RunSource {
  /// Fills runs of which the first begins at a frame.
  func fill(_ runs: UnsafeMutableBufferPointer<Float>, from frame: Int)
}
