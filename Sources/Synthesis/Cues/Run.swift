/// A few frames that are made together, from values that are exact where they begin.
struct Run {
  static let frames = 32

  /// Eight frames each.
  var lanes: (Lanes, Lanes, Lanes, Lanes)

  /// - Parameter lanes: makes those of the frames that are so far behind the first.
  @inline(__always)
  init(_ lanes: (_ places: Lanes) -> Lanes) {
    let places = Elementary.places
    self.lanes = (lanes(places), lanes(places + 8), lanes(places + 16), lanes(places + 24))
  }

  /// The first frames, as many as there is room for.
  @inline(__always)
  func store(in samples: UnsafeMutableBufferPointer<Float>) {
    withUnsafeBytes(of: lanes) { bytes in
      let values = bytes.bindMemory(to: Float.self)
      for index in 0..<min(samples.count, Self.frames) { samples[index] = values[index] }
    }
  }
}

/// What makes runs of a sound.
protocol RunSource {
  func run(from frame: Int) -> Run
}
