/// A warm chord: root, fifth, octave and tenth, which grow plainer over the cue.
///
/// Each of the two upper voices has a slightly detuned twin, and the two beat slowly.
struct Pad: BlockSource {
  private let voices: [ChirpOscillator]

  init(from first: Hertz, to last: Hertz, over frames: Int, rate: Int) {
    voices = Self.chord.map { voice in
      ChirpOscillator(
        from: Hertz(first.value * voice.ratio + voice.beat), to: Hertz(last.value * voice.ratio + voice.beat),
        over: frames, rate: rate, partials: voice.partials)
    }
  }

  /// Frequency relative to the root, distance from the pure interval in Hz, and partials. The levels add up to 1.
  private static let chord: [(ratio: Double, beat: Double, partials: Partials)] = [
    (1, 0, Partials(levels: [(0.38, 0.28), (0.08, 0), (0.04, 0)])),
    (1.5, 0, Partials(levels: [(0.18, 0.13), (0.04, 0)])),
    (2, 0, Partials(levels: [(0.1, 0.03), (0.01, 0)])), (2, 0.6, Partials(levels: [(0.06, 0.02)])),
    (2.5, 0, Partials(levels: [(0.07, 0.01)])), (2.5, -0.9, Partials(levels: [(0.04, 0.01)])),
  ]

  func fill(_ runs: UnsafeMutableBufferPointer<Float>, from frame: Int) {
    runs.update(repeating: 0)
    for voice in voices { voice.add(to: runs, from: frame) }
  }
}
