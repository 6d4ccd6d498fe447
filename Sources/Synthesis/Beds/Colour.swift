/// A filter that gives white noise its colour, on several streams at once.
protocol Colour: Sendable {
  /// Frames after which what went before is more than 100 dB below the noise itself.
  var memory: Int { get }
  /// The next sample of every stream.
  mutating func next(_ white: Lanes) -> Lanes
  /// The next tile of every stream.
  ///
  /// A requirement, so that each colour has a loop of its own, compiled for it: one call through a table a tile, none a sample.
  mutating func run(over noise: HashedNoise, gain: Float, into tile: UnsafeMutableBufferPointer<Lanes>)
}

extension Colour {
  /// The filter's state stays in registers: it is a local while it runs.
  mutating func run(over noise: HashedNoise, gain: Float, into tile: UnsafeMutableBufferPointer<Lanes>) {
    var running = self
    for frame in 0..<HashedNoise.tileFrames { tile[frame] = running.next(noise.samples(at: frame)) * gain }
    self = running
  }
}

/// One zero and one pole on the real axis: (1 − zero·z⁻¹) / (1 − pole·z⁻¹).
struct Section: Sendable {
  private let zero: Float
  private let pole: Float
  private var state = Lanes()

  init(zero: Double, pole: Double) {
    self.zero = Float(zero)
    self.pole = Float(pole)
  }

  @inline(__always)
  mutating func next(_ x: Lanes) -> Lanes {
    let y = x + state
    state = y * pole - x * zero
    return y
  }

  /// Where a corner frequency lies on the real axis: exp(−2π·frequency/rate).
  static func root(at frequency: Double, rate: Int) -> Double {
    Elementary.powerOfTwo(max(-1000, -2 * .pi * 1.442_695_040_888_963_4 * frequency / Double(rate)))
  }

  /// Frames until a mode with this corner frequency has died away by 110 dB: 12.67 of its time constants.
  static func memory(of frequency: Double, rate: Int) -> Int {
    Int(12.67 / (2 * .pi * frequency) * Double(rate)) + 1
  }
}

/// A resonance around a low frequency: what is above it, and what is around it (the state-variable filter of
/// H. Chamberlin, Musical Applications of Microprocessors, 1980).
struct Resonance: Sendable {
  let memory: Int
  private let pace: Float
  private let damping: Float
  private var low = Lanes()
  private var band = Lanes()

  /// - Parameter damping: 1/Q, below 2.
  init(at frequency: Double, damping: Double, rate: Int) {
    pace = Float(2 * Elementary.sine(turns: frequency / Double(2 * rate)))
    self.damping = Float(damping)
    // Its poles have this real part.
    memory = Section.memory(of: frequency * damping / 2, rate: rate)
  }

  @inline(__always)
  mutating func next(_ x: Lanes) -> (high: Lanes, band: Lanes) {
    let high = x - low - band * damping
    band += high * pace
    low += band * pace
    return (high, band)
  }
}

/// Noise as it comes: the same power at every frequency.
struct White: Colour {
  let memory = 0

  @inline(__always)
  func next(_ white: Lanes) -> Lanes { white }
}

/// −3 dB an octave above 20 Hz: the same power in every octave.
///
/// Six poles from 16 Hz to 0.28 of the rate, evenly spread over the octaves, with zeros midway. A last zero makes up for what
/// such a chain lacks near half the rate, and what lies below 18 Hz is cut off, so that the noise does not wander off. From
/// 40 Hz to 12 kHz no octave strays from −3 dB by more than 0.2 dB, at rates from 8 to 192 kHz.
struct Pink: Colour {
  private static let lowest = 16.0
  private static let highest = 0.28

  private var cut: Resonance
  private var first: Section
  private var second: Section
  private var third: Section
  private var fourth: Section
  private var fifth: Section
  private var sixth: Section
  private var earlier = Lanes()

  init(rate: Int) {
    // Five steps lie between the lowest and the highest pole, and a zero in the middle of each.
    let half = Self.tenthRoot(of: Self.highest * Double(rate) / Self.lowest)
    var frequency = Self.lowest
    func section() -> Section {
      let pole = Section.root(at: frequency, rate: rate)
      let zero = Section.root(at: frequency * half, rate: rate)
      frequency *= half * half
      return Section(zero: zero, pole: pole)
    }
    cut = Resonance(at: 18, damping: 1.25, rate: rate)
    first = section()
    second = section()
    third = section()
    fourth = section()
    fifth = section()
    sixth = section()
  }

  /// What is cut off rings longer than the lowest pole.
  var memory: Int { cut.memory }

  /// Newton's way, from above.
  private static func tenthRoot(of value: Double) -> Double {
    var root = 4.0
    for _ in 0..<40 {
      var ninth = root
      for _ in 0..<3 { ninth *= ninth }
      ninth *= root
      root -= (ninth * root - value) / (10 * ninth)
    }
    return root
  }

  @inline(__always)
  mutating func next(_ white: Lanes) -> Lanes {
    var x = white + earlier * 0.09
    earlier = white
    x = first.next(x)
    x = second.next(x)
    x = third.next(x)
    x = fourth.next(x)
    x = fifth.next(x)
    x = sixth.next(x)
    return cut.next(x).high
  }
}

/// −6 dB an octave above 30 Hz, and nothing left of the lowest frequencies, so that it does not wander off.
///
/// A resonance at 13 Hz: above its middle it is an integrator. A zero at −1/7 keeps the slope near half the rate
/// (M. A. Al-Alaoui, Novel digital integrator and differentiator, 1993).
struct Brown: Colour {
  private var resonance: Resonance
  private var earlier = Lanes()

  init(rate: Int) { resonance = Resonance(at: 13, damping: 2.0.squareRoot(), rate: rate) }

  var memory: Int { resonance.memory }

  @inline(__always)
  mutating func next(_ white: Lanes) -> Lanes {
    let x = white + earlier * (1 / 7)
    earlier = white
    return resonance.next(x).band
  }
}

/// A band of noise between two corners, with 6 dB an octave below it and 12 above.
struct Band: Colour {
  let memory: Int
  private var floor: Section
  private var ceiling: Section
  private var second: Section

  init(from low: Double, to high: Double, rate: Int) {
    memory = Section.memory(of: low, rate: rate)
    floor = Section(zero: 1, pole: Section.root(at: low, rate: rate))
    ceiling = Section(zero: 0, pole: Section.root(at: high, rate: rate))
    second = ceiling
  }

  @inline(__always)
  mutating func next(_ white: Lanes) -> Lanes { second.next(ceiling.next(floor.next(white))) }
}
