/// A few frames that are made together, from values that are exact where they begin.
///
/// They lie in memory: what fills them goes through them eight at a time, and a compiler that holds all of them in
/// registers makes some one by one.
typealias Run = UnsafeMutableBufferPointer<Lanes>

extension Run {
  static let frames = 32

  /// What is done with a run.
  static func with(_ body: (Run) -> Void) {
    withUnsafeTemporaryAllocation(of: Lanes.self, capacity: frames / Lanes.scalarCount, body)
  }

  /// Sets all frames.
  ///
  /// - Parameter lanes: makes those of the frames that are so far behind the first.
  @inline(__always)
  func fill(_ lanes: (_ places: Lanes) -> Lanes) {
    var places = Elementary.places
    for index in indices {
      self[index] = lanes(places)
      places += 8
    }
  }

  /// Gives the frames levels: (1 − cos πx) / 2 from one x on, in steps; 1 beyond 1.
  func shape(from start: Double, step: Double) {
    let (first, pace) = (Float(start / 4), Float(step / 4))
    var places = Elementary.places
    for index in indices {
      let quarter = first + places * pace
      let root = Elementary.sine(turns: quarter.replacing(with: 0.25, where: quarter .> 0.25))
      self[index] *= root * root
      places += 8
    }
  }

  /// Copies the first frames, as many as there is room for.
  @inline(__always)
  func store(in samples: UnsafeMutableBufferPointer<Float>) {
    let bytes = UnsafeRawBufferPointer(self)
    let room = UnsafeMutableRawBufferPointer(samples)
    room.copyMemory(from: room.count < bytes.count ? UnsafeRawBufferPointer(rebasing: bytes[..<room.count]) : bytes)
  }
}

/// What makes runs of a sound.
protocol RunSource {
  /// Fills a run that begins at a frame.
  func fill(_ run: Run, from frame: Int)
}
