import DSPKernels

/// A spectrum of noise: a filter for white noise between −1 and 1.
protocol NoiseColour: Sendable {
  /// Frames after which the influence of earlier samples is more than 100 dB below the noise.
  var memory: Int { get }
  /// Returns the impulse response, for the loudness of the noise.
  func response(frames: Int) -> [Float]
  /// Filters the next tile of all streams.
  func fill(_ room: UnsafeMutablePointer<Float>, from streams: inout NoiseStreams, gain: Float)
}

/// Steady noise of one colour, as a bed.
struct SteadyNoise: BedMaterial {
  private let bank: NoiseBank
  private let colour: any NoiseColour
  private let gain: Float

  init(_ colour: some NoiseColour, seed: HashedNoise.Seed, rate: Int, channels: Int) {
    self.colour = colour
    bank = NoiseBank(seed: seed, memory: colour.memory, channels: channels)
    let response = colour.response(frames: colour.memory + KWeighting.memory(rate: rate))
    gain = BedSound.gain(ofPower: KWeighting.energy(of: response, rate: rate) * HashedNoise.variance)
  }

  var channels: Int { bank.channels }

  func chunk(_ index: Int, gain factor: Float) -> [Float] {
    bank.chunk(index) { streams, _, room in colour.fill(room, from: &streams, gain: gain * factor) }
  }
}

/// White noise: equal power at every frequency.
struct WhiteNoise: NoiseColour {
  let memory = 0

  func response(frames: Int) -> [Float] { [1] + [Float](repeating: 0, count: frames) }

  func fill(_ room: UnsafeMutablePointer<Float>, from streams: inout NoiseStreams, gain: Float) {
    DSPLoops.best.whiteNoise(room, HashedNoise.tileFrames, &streams, gain)
  }
}

/// Pink noise: −3 dB per octave above 30 Hz, equal power in every octave.
///
/// A double cut below 20 Hz prevents drift and keeps the run-in short. Four more poles from 168 Hz to 0.208 of the rate
/// are evenly spaced in octaves, with zeros midway; the zero before the first of them compensates for the cut. From the
/// octave around 40 Hz to the octave around 12 kHz, no step deviates from −3 dB by more than 0.11 dB at 44.1 and 48
/// kHz, and by more than 0.25 dB at rates from 8 to 192 kHz. The constants are the best that a search over six rates
/// found.
struct PinkNoise: NoiseColour {
  private static let cut = 20.0
  private static let bend = 77.107
  private static let lowest = 168.195
  private static let highest = 0.207_708

  let memory: Int
  private let sections: [NoiseSection]

  init(rate: Int) {
    // Three steps lie between the lowest and the highest pole, with a zero in the middle of each.
    let half = Self.sixthRoot(of: Self.highest * Double(rate) / Self.lowest)
    let root = { FirstOrderSection.root(at: $0, rate: rate) }
    var frequency = Self.lowest
    var sections = [
      NoiseSection(zero: 1, pole: root(Self.cut)), NoiseSection(zero: root(Self.bend), pole: root(Self.cut)),
    ]
    for _ in 0..<3 {
      sections.append(NoiseSection(zero: root(frequency * half), pole: root(frequency)))
      frequency *= half * half
    }
    sections.append(NoiseSection(zero: 0, pole: root(frequency)))
    self.sections = sections
    memory = FirstOrderSection.memory(of: Self.cut, isDouble: true, rate: rate)
  }

  /// Newton's method, from above.
  private static func sixthRoot(of value: Double) -> Double {
    var root = 4.0
    for _ in 0..<40 {
      let fifth = root * root * root * root * root
      root -= (fifth * root - value) / (6 * fifth)
    }
    return root
  }

  func response(frames: Int) -> [Float] {
    var states = [Float](repeating: 0, count: sections.count)
    return (0...frames).map { frame in
      var x: Float = frame == 0 ? 1 : 0
      for (index, section) in sections.enumerated() {
        let y = x + states[index]
        states[index] = states[index] * section.pole + x * section.feed
        x = y
      }
      return x
    }
  }

  func fill(_ room: UnsafeMutablePointer<Float>, from streams: inout NoiseStreams, gain: Float) {
    DSPLoops.best.pinkNoise(room, HashedNoise.tileFrames, &streams, sections, gain)
  }
}

extension NoiseSection {
  fileprivate init(zero: Double, pole: Double) { self.init(pole: Float(pole), feed: Float(pole - zero)) }
}

/// Brown noise: −6 dB per octave above 30 Hz, without the lowest frequencies, which would cause drift.
///
/// The band output of a state-variable filter (H. Chamberlin, Musical Applications of Microprocessors, 1980) around 13
/// Hz is an integrator above its centre frequency. A zero at −1/7 keeps the slope near half the rate (M. A. Al-Alaoui,
/// Novel digital integrator and differentiator, 1993).
struct BrownNoise: NoiseColour {
  private static let middle = 13.0
  /// 1/Q
  private static let damping = 2.0.squareRoot()

  let memory: Int
  private let filter: BrownFilter

  init(rate: Int) {
    let pace = 2 * Elementary.sine(turns: Self.middle / Double(2 * rate))
    filter = BrownFilter(pace: Float(pace), keep: Float(1 - pace * Self.damping), zero: 1 / 7)
    // Real part of the poles.
    memory = FirstOrderSection.memory(of: Self.middle * Self.damping / 2, rate: rate)
  }

  func response(frames: Int) -> [Float] {
    var (low, band): (Float, Float) = (0, 0)
    return (0...frames).map { frame in
      let x: Float = frame == 0 ? 1 : frame == 1 ? filter.zero : 0
      band = band * filter.keep + (x - low) * filter.pace
      low += band * filter.pace
      return band
    }
  }

  func fill(_ room: UnsafeMutablePointer<Float>, from streams: inout NoiseStreams, gain: Float) {
    DSPLoops.best.brownNoise(room, HashedNoise.tileFrames, &streams, filter, gain)
  }
}

/// Constants of first-order filter sections.
enum FirstOrderSection {
  /// Position of a corner frequency on the real axis: exp(−2π·frequency/rate).
  static func root(at frequency: Double, rate: Int) -> Double {
    Elementary.powerOfTwo(max(-1000, -2 * .pi * 1.442_695_040_888_963_4 * frequency / Double(rate)))
  }

  /// Frames until a mode with this corner frequency has decayed by 110 dB: 12.67 time constants, and 2.7 more for a
  /// double pole, whose response grows at first.
  static func memory(of frequency: Double, isDouble: Bool = false, rate: Int) -> Int {
    Int((isDouble ? 15.37 : 12.67) / (2 * .pi * frequency) * Double(rate)) + 1
  }
}
