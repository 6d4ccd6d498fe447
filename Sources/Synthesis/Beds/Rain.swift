/// Steady rain: a hiss far away, a soft roar below it, and single drops nearby.
///
/// Time is divided into slots of 25 ms. A hash of the slot decides whether a drop falls in it, when, where, how hard
/// and which one, so any segment of the rain can be computed separately. One drop in eight is a large one, which
/// stands out from the hiss.
struct Rain: BedMaterial {
  /// A drop in a slot.
  private struct Fall {
    var start: Int
    var drop: [Float]
    var gains: [Float]
  }

  private static let chance = 0.6
  private static let largeShare = 1.0 / 8
  /// Levels of drops relative to the root mean square of the hiss.
  private static let force = 0.25...2.5
  private static let largeForce = 4.5...11.0
  /// Level of the roar relative to the hiss.
  private static let roar = 0.5

  let channels: Int
  private let noise: BandedNoise
  private let levels: BandedNoise.Levels
  private let drops: [[Float]]
  private let largeDrops: [[Float]]
  /// Frames per slot.
  private let slot: Int
  /// Gain that brings the sum to 0 dB.
  private let gain: Float

  init(rate: Int, channels: Int) {
    self.channels = channels
    noise = BandedNoise(
      low: (60, 200), middle: (300, 900), high: (1500, 7000), seed: .hiss, rate: rate, channels: channels)
    slot = rate / 40
    drops = (0..<32).map { Self.drop($0, from: 1300, to: 5200, halfLives: 0.0015...0.0045, rate: rate) }
    largeDrops = (0..<32).map { Self.drop(32 + $0, from: 700, to: 2400, halfLives: 0.003...0.008, rate: rate) }
    let levels = BandedNoise.Levels(
      low: Self.roar * noise.units.low, middle: 0.2 * noise.units.middle, high: noise.units.high)
    self.levels = levels
    let energy = { (drops: [[Float]]) in
      drops.reduce(0.0) { $0 + KWeighting.energy(of: $1, rate: rate) } / Double(drops.count)
    }
    let falling =
      (1 - Self.largeShare) * Self.meanSquare(of: Self.force) * energy(drops)
      + Self.largeShare * Self.meanSquare(of: Self.largeForce) * energy(largeDrops)
    gain = BedSound.gain(ofPower: noise.power(at: levels) + Self.chance * falling / Double(slot))
  }

  /// Computes a damped resonance with a pitch from the hash and a soft start; its samples are within ±1.
  private static func drop(
    _ number: Int, from lowest: Double, to highest: Double, halfLives: ClosedRange<Double>, rate: Int
  ) -> [Float] {
    var random = HashedNumbers(.drops, index: -1 - number)
    let highest = min(highest, 0.4 * Double(rate))
    let pitch = lowest + (highest - lowest) * random.next()
    let halfLife = halfLives.lowerBound + (halfLives.upperBound - halfLives.lowerBound) * random.next()
    // Ten half-lives are −60 dB, where the hiss hides the end; the last quarter fades out.
    let frames = Int(10 * halfLife * Double(rate))
    let edges = Envelope(rise: rate / 1000, fall: frames / 4, total: frames)
    return (0..<frames).map { frame in
      let seconds = Double(frame) / Double(rate)
      return Float(
        edges.level(at: frame) * Elementary.powerOfTwo(-seconds / halfLife) * Elementary.sine(turns: seconds * pitch))
    }
  }

  func chunk(_ index: Int, gain factor: Float) -> [Float] {
    let gain = gain * factor
    var samples = noise.chunk(index, at: levels * Double(gain))
    let start = index * BedSound.chunkFrames
    let longest = largeDrops.map(\.count).max() ?? 0
    samples.withUnsafeMutableBufferPointer { samples in
      for slot in max(0, (start - longest) / slot - 1)...((start + BedSound.chunkFrames) / slot) {
        guard let fall = fall(in: slot, gain: gain) else { continue }
        add(fall, to: samples, at: start)
      }
    }
    return samples
  }

  /// The force of a drop: low + (high − low)·u³ for evenly distributed u, so that soft drops are frequent.
  private static func force(_ u: Double, in range: ClosedRange<Double>) -> Double {
    range.lowerBound + (range.upperBound - range.lowerBound) * u * u * u
  }

  /// Mean square of the force: a² + a(b − a)/2 + (b − a)²/7.
  private static func meanSquare(of force: ClosedRange<Double>) -> Double {
    let (least, range) = (force.lowerBound, force.upperBound - force.lowerBound)
    return least * least + least * range / 2 + range * range / 7
  }

  private func fall(in slot: Int, gain: Float) -> Fall? {
    var random = HashedNumbers(.drops, index: slot)
    guard random.next() < Self.chance else { return nil }
    let start = slot * self.slot + Int(random.next() * Double(self.slot))
    let number = random.next()
    let u = random.next()
    let place = channels == 1 ? 0 : 1.6 * random.next() - 0.8
    if channels == 1 { _ = random.next() }
    let isLarge = random.next() < Self.largeShare
    let drops = isLarge ? largeDrops : drops
    let force = Self.force(u, in: isLarge ? Self.largeForce : Self.force) * Double(gain)
    // Constant power: over all positions, each channel gets as much as from the middle.
    return Fall(
      start: start, drop: drops[Int(number * Double(drops.count))],
      gains: [Float(force * (1 - place).squareRoot()), Float(force * (1 + place).squareRoot())])
  }

  private func add(_ fall: Fall, to samples: UnsafeMutableBufferPointer<Float>, at start: Int) {
    let first = max(fall.start, start)
    let last = min(fall.start + fall.drop.count, start + BedSound.chunkFrames)
    guard first < last else { return }
    for channel in 0..<channels {
      let gain = fall.gains[channel]
      for frame in first..<last {
        samples[(frame - start) * channels + channel] += gain * fall.drop[frame - fall.start]
      }
    }
  }
}
