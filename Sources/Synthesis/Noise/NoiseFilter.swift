/// A filter that shapes the spectrum of white noise, on several streams at once.
protocol NoiseFilter: Sendable {
  /// Frames after which the influence of earlier samples is more than 100 dB below the noise.
  var memory: Int { get }
  /// Returns the next sample of every stream.
  mutating func next(_ white: Streams) -> Streams
  /// Computes the next tile of every stream.
  ///
  /// A protocol requirement, so that each filter has its own compiled loop: one dynamic call per tile, none per sample.
  mutating func run(over noise: HashedNoise, gain: Float, into tile: UnsafeMutableBufferPointer<Streams>)
}

extension NoiseFilter {
  /// The local copy keeps the filter's state in registers during the loop.
  mutating func run(over noise: HashedNoise, gain: Float, into tile: UnsafeMutableBufferPointer<Streams>) {
    var (running, noise) = (self, noise)
    for frame in 0..<HashedNoise.tileFrames { tile[frame] = running.next(noise.next()) * gain }
    self = running
  }
}

/// First-order section with a real zero and a real pole: (1 − zero·z⁻¹) / (1 − pole·z⁻¹).
struct FirstOrderSection: Sendable {
  private let zero: Float
  private let pole: Float
  private var state = Streams()

  init(zero: Double, pole: Double) {
    self.zero = Float(zero)
    self.pole = Float(pole)
  }

  @inline(__always)
  mutating func next(_ x: Streams) -> Streams {
    let y = x + state
    state = y * pole - x * zero
    return y
  }

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

/// White noise, unfiltered: equal power at every frequency.
struct White: NoiseFilter {
  let memory = 0

  @inline(__always)
  func next(_ white: Streams) -> Streams { white }
}

/// Pink noise: −3 dB per octave above 20 Hz, equal power in every octave.
///
/// A double cut below 13 Hz prevents drift. Four more poles from 110 Hz to 0.2 of the rate are evenly spaced in
/// octaves, with zeros midway; the zero before the first of them compensates for the cut. From the octave around 40 Hz
/// to the octave around 12 kHz, no step deviates from −3 dB by more than 0.1 dB at 44.1 and 48 kHz, and by more than
/// 0.25 dB at rates from 8 to 192 kHz. The constants are the best that a search over all five rates found.
struct Pink: NoiseFilter {
  private static let cut = 13.0
  private static let bend = 50.0
  private static let lowest = 110.0
  private static let highest = 0.2

  let memory: Int
  private var floor: FirstOrderSection
  private var first: FirstOrderSection
  private var second: FirstOrderSection
  private var third: FirstOrderSection
  private var fourth: FirstOrderSection
  private var fifth: FirstOrderSection

  init(rate: Int) {
    // Three steps lie between the lowest and the highest pole, with a zero in the middle of each.
    let half = Self.sixthRoot(of: Self.highest * Double(rate) / Self.lowest)
    var frequency = Self.lowest
    func section() -> FirstOrderSection {
      defer { frequency *= half * half }
      return FirstOrderSection(
        zero: FirstOrderSection.root(at: frequency * half, rate: rate),
        pole: FirstOrderSection.root(at: frequency, rate: rate))
    }
    memory = FirstOrderSection.memory(of: Self.cut, isDouble: true, rate: rate)
    floor = FirstOrderSection(zero: 1, pole: FirstOrderSection.root(at: Self.cut, rate: rate))
    first = FirstOrderSection(
      zero: FirstOrderSection.root(at: Self.bend, rate: rate), pole: FirstOrderSection.root(at: Self.cut, rate: rate))
    second = section()
    third = section()
    fourth = section()
    fifth = FirstOrderSection(zero: 0, pole: FirstOrderSection.root(at: frequency, rate: rate))
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

  @inline(__always)
  mutating func next(_ white: Streams) -> Streams {
    var x = floor.next(white)
    x = first.next(x)
    x = second.next(x)
    x = third.next(x)
    x = fourth.next(x)
    return fifth.next(x)
  }
}

/// Brown noise: −6 dB per octave above 30 Hz, without the lowest frequencies, which would cause drift.
///
/// The band output of a state-variable filter (H. Chamberlin, Musical Applications of Microprocessors, 1980) around 13
/// Hz is an integrator above its centre frequency. A zero at −1/7 keeps the slope near half the rate (M. A. Al-Alaoui,
/// Novel digital integrator and differentiator, 1993).
struct Brown: NoiseFilter {
  private static let middle = 13.0
  /// 1/Q
  private static let damping = 2.0.squareRoot()

  let memory: Int
  private let pace: Float
  private let keep: Float
  private var low = Streams()
  private var band = Streams()
  private var earlier = Streams()

  init(rate: Int) {
    let pace = 2 * Elementary.sine(turns: Self.middle / Double(2 * rate))
    self.pace = Float(pace)
    keep = Float(1 - pace * Self.damping)
    // Real part of the poles.
    memory = FirstOrderSection.memory(of: Self.middle * Self.damping / 2, rate: rate)
  }

  @inline(__always)
  mutating func next(_ white: Streams) -> Streams {
    let x = white + earlier * (1 / 7)
    earlier = white
    band = band * keep + (x - low) * pace
    low += band * pace
    return band
  }
}

/// Noise between two corner frequencies, with a slope of 6 dB per octave below and 12 dB per octave above.
struct Band: NoiseFilter {
  let memory: Int
  private var floor: FirstOrderSection
  private var ceiling: FirstOrderSection
  private var second: FirstOrderSection

  init(from low: Double, to high: Double, rate: Int) {
    memory = FirstOrderSection.memory(of: low, rate: rate)
    floor = FirstOrderSection(zero: 1, pole: FirstOrderSection.root(at: low, rate: rate))
    ceiling = FirstOrderSection(zero: 0, pole: FirstOrderSection.root(at: high, rate: rate))
    second = ceiling
  }

  @inline(__always)
  mutating func next(_ white: Streams) -> Streams { second.next(ceiling.next(floor.next(white))) }
}
