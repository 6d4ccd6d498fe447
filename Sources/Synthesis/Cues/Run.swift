import CLanes

/// A few frames that are made together, from values that are exact where they begin.
typealias Run = UnsafeMutablePointer<Float>

extension Run {
  static var frames: Int { Int(lanesRunFrames) }
}

/// What makes runs of a sound.
protocol RunSource {
  /// Fills a run that begins at a frame.
  func fill(_ run: Run, from frame: Int)
}
