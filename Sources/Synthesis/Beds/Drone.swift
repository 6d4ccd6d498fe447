/// A chord on A2 of soft partials, each of which beats at its own rate.
///
/// Each partial is a pair of tones whose frequencies differ by a small multiple of the square root of a prime. No two
/// of these roots have a common measure, so the sound never repeats exactly. Left and right share one tone of each
/// pair.
struct Drone: BedMaterial {
  /// Consecutive samples that are computed at once.
  private typealias Lanes = SIMD8<Float>

  /// A steady tone. It starts at any frame from the exact phase there, and continues by rotation.
  private struct Tone {
    var turnsPerFrame: Double
    var level: Float
    /// Sine and cosine of the phase of each lane relative to the first.
    var ahead: (sine: Lanes, cosine: Lanes)
    /// Sine and cosine of the rotation over eight frames.
    var step: (sine: Float, cosine: Float)

    init(_ frequency: Double, level: Double, rate: Int) {
      turnsPerFrame = frequency / Double(rate)
      self.level = Float(level)
      ahead = (Lanes(), Lanes())
      for lane in 0..<8 {
        ahead.sine[lane] = Float(Elementary.sine(turns: turnsPerFrame * Double(lane)))
        ahead.cosine[lane] = Float(Elementary.cosine(turns: turnsPerFrame * Double(lane)))
      }
      step = (
        Float(Elementary.sine(turns: turnsPerFrame * 8)), Float(Elementary.cosine(turns: turnsPerFrame * 8))
      )
    }

    /// Adds the frames from `frame` on.
    func add(from frame: Int, to samples: UnsafeMutableBufferPointer<Lanes>) {
      let turns = turnsPerFrame * Double(frame)
      let (s, c) = (Float(Elementary.sine(turns: turns)) * level, Float(Elementary.cosine(turns: turns)) * level)
      var sine = ahead.cosine * s + ahead.sine * c
      var cosine = ahead.cosine * c - ahead.sine * s
      for index in samples.indices {
        samples[index] += sine
        (sine, cosine) = (sine * step.cosine + cosine * step.sine, cosine * step.cosine - sine * step.sine)
      }
    }
  }

  private static let root = 110.0
  /// Fifths and octaves; the strongest lie where the loudspeaker of a phone still reproduces them.
  private static let partials: [(ratio: Double, level: Double)] = [
    (1, 0.35), (1.5, 0.22), (2, 0.45), (3, 0.50), (4, 0.40), (5, 0.10), (6, 0.18),
  ]
  private static let primes = [2.0, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43]
  /// Level of a channel's own tone relative to the shared tone of the pair.
  private static let partner = 0.6

  /// Frames between two computations of the exact phase.
  private static let span = 256

  let channels: Int
  /// Tones shared by all channels, and the tones of each channel.
  private let common: [Tone]
  private let own: [[Tone]]

  init(rate: Int, channels: Int) {
    self.channels = channels
    let audible = Self.partials.enumerated().filter { $1.ratio * Self.root < 0.44 * Double(rate) }
    // Two tones of levels a and b have the power (a² + b²)/2.
    let weighting = KWeighting(rate: rate)
    let power = audible.reduce(0.0) { sum, partial in
      let level = partial.element.level
      let weight = weighting.power(at: Hertz(Self.root * partial.element.ratio))
      return sum + weight * level * level * (1 + Self.partner * Self.partner) / 2
    }
    let gain = Double(BedSound.gain(ofPower: power))
    let tones = { (level: Double, stray: (Int) -> Double) in
      audible.map { index, partial in
        Tone(Self.root * partial.ratio + stray(index), level: partial.level * level * gain, rate: rate)
      }
    }
    common = tones(1) { 0.02 * Self.primes[$0].squareRoot() }
    // The lowest partial beats every 3 s, the highest every 13 s.
    let left = tones(Self.partner) { 0.05 * Self.primes[12 - 2 * $0].squareRoot() }
    let right = tones(Self.partner) { -0.05 * Self.primes[13 - 2 * $0].squareRoot() }
    own = [left, right].prefix(channels).map { $0 }
  }

  func chunk(_ index: Int, gain: Float) -> [Float] {
    let vectors = Self.span / 8
    return [Float](unsafeUninitializedCapacity: BedSound.chunkFrames * channels) { chunk, count in
      count = BedSound.chunkFrames * channels
      withUnsafeTemporaryAllocation(of: Lanes.self, capacity: 2 * vectors) { room in
        let shared = UnsafeMutableBufferPointer(rebasing: room[..<vectors])
        let sum = UnsafeMutableBufferPointer(rebasing: room[vectors...])
        for start in stride(from: 0, to: BedSound.chunkFrames, by: Self.span) {
          let frame = index * BedSound.chunkFrames + start
          shared.update(repeating: Lanes())
          for tone in common { tone.add(from: frame, to: shared) }
          for channel in 0..<channels {
            for index in 0..<vectors { sum[index] = shared[index] }
            for tone in own[channel] { tone.add(from: frame, to: sum) }
            sum.withMemoryRebound(to: Float.self) { sum in
              for frame in 0..<Self.span { chunk[(start + frame) * channels + channel] = sum[frame] * gain }
            }
          }
        }
      }
    }
  }
}
