/// A filter that gives white noise its colour, on several streams at once.
protocol NoiseFilter: Sendable {
  /// Frames after which what went before is more than 100 dB below the noise itself.
  var memory: Int { get }
  /// The next sample of every stream.
  mutating func next(_ white: Streams) -> Streams
  /// The next tile of every stream.
  ///
  /// A requirement, so that each colour has a loop of its own, compiled for it: one call through a table a tile, none a sample.
  mutating func run(over noise: HashedNoise, gain: Float, into tile: UnsafeMutableBufferPointer<Streams>)
}

extension NoiseFilter {
  /// The filter's state stays in registers: it is a local while it runs.
  mutating func run(over noise: HashedNoise, gain: Float, into tile: UnsafeMutableBufferPointer<Streams>) {
    var (running, noise) = (self, noise)
    for frame in 0..<HashedNoise.tileFrames { tile[frame] = running.next(noise.next()) * gain }
    self = running
  }
}

/// One zero and one pole on the real axis: (1 − zero·z⁻¹) / (1 − pole·z⁻¹).
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

  /// Where a corner frequency lies on the real axis: exp(−2π·frequency/rate).
  static func root(at frequency: Double, rate: Int) -> Double {
    Elementary.powerOfTwo(max(-1000, -2 * .pi * 1.442_695_040_888_963_4 * frequency / Double(rate)))
  }

  /// Frames until a mode with this corner frequency has died away by 110 dB: 12.67 of its time constants, and 2.7 more for
  /// two modes in one place, which at first grow apart.
  static func memory(of frequency: Double, isDouble: Bool = false, rate: Int) -> Int {
    Int((isDouble ? 15.37 : 12.67) / (2 * .pi * frequency) * Double(rate)) + 1
  }
}

/// Noise as it comes: the same power at every frequency.
struct White: NoiseFilter {
  let memory = 0

  @inline(__always)
  func next(_ white: Streams) -> Streams { white }
}

/// −3 dB an octave above 20 Hz: the same power in every octave.
///
/// What lies below 13 Hz is cut off twice over, so that the noise does not wander off. Four more poles from 110 Hz to 0.2 of
/// the rate are evenly spread over the octaves, with zeros midway; the zero before the first makes up for the cut. From the octave
/// around 40 Hz to that around 12 kHz no step strays from −3 dB by more than 0.1 dB at 44.1 and 48 kHz, and by 0.25 dB at rates
/// from 8 to 192 kHz; the numbers are those that a search over all five rates found best.
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
    // Three steps lie between the lowest and the highest pole, and a zero in the middle of each.
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

  /// Newton's way, from above.
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

/// −6 dB an octave above 30 Hz, and nothing left of the lowest frequencies, so that it does not wander off.
///
/// The band of a state-variable filter (H. Chamberlin, Musical Applications of Microprocessors, 1980) around 13 Hz: above
/// its middle it is an integrator. A zero at −1/7 keeps the slope near half the rate (M. A. Al-Alaoui, Novel digital
/// integrator and differentiator, 1993).
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
    // Its poles have this real part.
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

/// A band of noise between two corners, with 6 dB an octave below it and 12 above.
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
