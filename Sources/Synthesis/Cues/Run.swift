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

  /// (1 − cos πx) / 2 from one x on, in steps; 1 beyond 1.
  @inline(__always)
  static func raisedCosine(from start: Double, step: Double) -> Run {
    let (first, pace) = (Float(start / 4), Float(step / 4))
    return Run { places in
      let quarter = first + places * pace
      let root = Elementary.sine(turns: quarter.replacing(with: 0.25, where: quarter .> 0.25))
      return root * root
    }
  }

  @inline(__always)
  static func *= (run: inout Run, levels: Run) {
    run.lanes.0 *= levels.lanes.0
    run.lanes.1 *= levels.lanes.1
    run.lanes.2 *= levels.lanes.2
    run.lanes.3 *= levels.lanes.3
  }

  /// The first frames, as many as there is room for.
  @inline(__always)
  func store(in samples: UnsafeMutableBufferPointer<Float>) {
    let room = UnsafeMutableRawBufferPointer(samples)
    if samples.count >= Self.frames {
      room.storeBytes(of: lanes, as: (Lanes, Lanes, Lanes, Lanes).self)
    } else {
      withUnsafeBytes(of: lanes) { room.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[..<room.count])) }
    }
  }
}

/// What makes runs of a sound.
protocol RunSource {
  func run(from frame: Int) -> Run
}
