import DSPKernels

/// A tone with partials, on a constant or a gliding pitch.
///
/// A glide takes equal intervals in equal times, so that at half of the phase it is half-way, and lands on its last
/// pitch before the end. The phase is the integral of the pitch in closed form, the limit of accumulating it: y octaves
/// above the first pitch it is f₀ · t · (2^y − 1) / (y · ln 2) cycles.
struct ChirpOscillator: BlockSource {
  private let glide: GlideParameters

  /// - Parameters:
  ///   - partials: levels at the beginning and at the end, which add up to 1 at most.
  ///   - vibrato: how far the pitch moves up and down, as a fraction of it, five times a second.
  init(
    from first: Hertz, to last: Hertz, over frames: Int, rate: Int, partials: Partials = .even, vibrato: Double = 0
  ) {
    let highest = Hertz(max(first.value, last.value))
    var (levels, changes) = ([Float](repeating: 0, count: 6), [Float](repeating: 0, count: 6))
    for (index, level) in partials.levels.enumerated() where (highest * Double(index + 1)).isAudible(at: rate) {
      levels[index] = Float(level.first)
      changes[index] = Float((level.last - level.first) / Double(frames))
    }
    // The last sixteenth stays on the last pitch, or 150 ms, so that it is heard before the release.
    let landing = Double(frames) - min(Double(frames) / 16, 0.15 * Double(rate))
    let swayRate = Self.vibratoRate / Double(rate)
    glide = GlideParameters(
      first: first.value / Double(rate), octaves: Elementary.logarithm(last.value / first.value), landing: landing,
      swayRate: swayRate, sway: vibrato * first.value / Double(rate) / (swayRate * 2 * .pi),
      partials: Int32(levels[3...].contains { $0 != 0 } ? 6 : 3),
      levels: (levels[0], levels[1], levels[2], levels[3], levels[4], levels[5]),
      changes: (changes[0], changes[1], changes[2], changes[3], changes[4], changes[5]))
  }

  /// Hz; usual for singers (C. E. Seashore, 1938: 5 to 7).
  private static let vibratoRate = 5.0

  func fill(_ runs: UnsafeMutableBufferPointer<Float>, from frame: Int) {
    runs.update(repeating: 0)
    add(to: runs, from: frame)
  }

  /// Adds whole frame blocks, the first of which begins at a frame.
  func add(to runs: UnsafeMutableBufferPointer<Float>, from frame: Int) {
    guard let samples = runs.baseAddress else { return }
    DSPLoops.best.addGlide(samples, runs.count / FrameBlock.frames, Double(frame), glide)
  }
}

/// Levels of a tone and of its partials, at the beginning and at the end of a cue.
struct Partials {
  /// The levels of the partials, at most six.
  var levels: [(first: Double, last: Double)]

  /// Two soft partials that stay: a glide.
  static let even = Partials(levels: [(0.78, 0.78), (0.16, 0.16), (0.06, 0.06)])
  /// Partials that fade until only the tone itself is left, so that one hears how far a phase has come.
  static let fading = Partials(levels: [(0.62, 0.4), (0.32, 0), (0.06, 0)])

  /// Those of a hum: of a voice whose mouth closes slowly.
  ///
  /// A voiced source falls by 12 dB for each octave. Its resonances are those of an open, then of a closed mouth (K. N.
  /// Stevens, Acoustic Phonetics, chapters 6 and 9), in Hz.
  static func hummed(from first: Hertz, to last: Hertz) -> Partials {
    func levels(at pitch: Hertz, _ formants: [(frequency: Double, width: Double, level: Double)]) -> [Double] {
      (1...6).map { number in
        let frequency = pitch.value * Double(number)
        let source = 1 / Double(number)
        return source
          * formants.reduce(0) { sum, formant in
            let distance = (frequency - formant.frequency) / formant.width
            return sum + formant.level / (1 + distance * distance).squareRoot()
          }
      }
    }
    let open = levels(at: first, [(500, 200, 1), (1000, 250, 1.5), (2400, 400, 0.15)])
    let closed = levels(at: last, [(300, 100, 1), (1100, 300, 0.01)])
    let (openSum, closedSum) = (open.reduce(0, +), closed.reduce(0, +))
    return Partials(levels: zip(open, closed).map { (first: $0 / openSum, last: 0.42 * $1 / closedSum) })
  }
}
