/// Steady rain: a fine hiss, and single drops nearby.
///
/// Time is divided into slots of 25 ms. A hash of the slot decides whether a drop falls in it, when, where, how hard
/// and which one, so any segment of the rain can be computed separately.
struct Rain: BedMaterial {
  /// A drop in a slot.
  private struct Fall {
    var start: Int
    var drop: Int
    var gains: [Float]
  }

  private static let chance = 0.6
  /// Level of a drop relative to the hiss. The loudest drop is 6 dB above the hiss before it is panned.
  private static let force = 0.25...2.0

  let channels: Int
  private let hiss: NoiseBank<Band>
  private let drops: [[Float]]
  /// Frames per slot.
  private let slot: Int
  /// Gain that brings the sum to 0 dB.
  private let gain: Float

  init(rate: Int, channels: Int) {
    self.channels = channels
    hiss = NoiseBank(Band(from: 1500, to: 7000, rate: rate), seed: .hiss, channels: channels)
    slot = rate / 40
    drops = (0..<32).map { Self.drop($0, rate: rate) }
    var energy = 0.0
    for drop in drops { for sample in drop { energy += Double(sample) * Double(sample) } }
    // The mean square of the force: with force = a + (b − a)u³ it is a² + a(b − a)/2 + (b − a)²/7.
    let (least, range) = (Self.force.lowerBound, Self.force.upperBound - Self.force.lowerBound)
    let square = least * least + least * range / 2 + range * range / 7
    gain = Float(1 / (1 + Self.chance * square * energy / Double(drops.count * slot)).squareRoot())
  }

  /// Computes a damped resonance with a pitch from the hash and a soft start; its samples are within ±1.
  private static func drop(_ number: Int, rate: Int) -> [Float] {
    var random = HashedNumbers(.drops, index: -1 - number)
    let highest = min(5200, 0.4 * Double(rate))
    let pitch = 1300 + (highest - 1300) * random.next()
    let halfLife = 0.0015 + 0.003 * random.next()
    // Ten half-lives are −60 dB, where the hiss hides the end; the last quarter fades out.
    let frames = Int(10 * halfLife * Double(rate))
    let edges = Envelope(rise: rate / 1000, fall: frames / 4, total: frames)
    return (0..<frames).map { frame in
      let seconds = Double(frame) / Double(rate)
      return Float(
        edges.level(at: frame) * Elementary.powerOfTwo(-seconds / halfLife) * Elementary.sine(turns: seconds * pitch))
    }
  }

  func chunk(_ index: Int) -> [Float] {
    var samples = hiss.chunk(index)
    let start = index * BedSound.chunkFrames
    let longest = drops.map(\.count).max() ?? 0
    samples.withUnsafeMutableBufferPointer { samples in
      for slot in max(0, (start - longest) / slot - 1)...((start + BedSound.chunkFrames) / slot) {
        guard let fall = fall(in: slot) else { continue }
        add(fall, to: samples, at: start)
      }
      for index in samples.indices { samples[index] *= gain }
    }
    return samples
  }

  private func fall(in slot: Int) -> Fall? {
    var random = HashedNumbers(.drops, index: slot)
    guard random.next() < Self.chance else { return nil }
    let start = slot * self.slot + Int(random.next() * Double(self.slot))
    let drop = Int(random.next() * Double(drops.count))
    let u = random.next()
    let force = Self.force.lowerBound + (Self.force.upperBound - Self.force.lowerBound) * u * u * u
    let place = channels == 1 ? 0 : 1.6 * random.next() - 0.8
    // Constant power: over all positions, each channel gets as much as from the middle.
    return Fall(
      start: start, drop: drop,
      gains: [Float(force * (1 - place).squareRoot()), Float(force * (1 + place).squareRoot())])
  }

  private func add(_ fall: Fall, to samples: UnsafeMutableBufferPointer<Float>, at start: Int) {
    let drop = drops[fall.drop]
    let first = max(fall.start, start)
    let last = min(fall.start + drop.count, start + BedSound.chunkFrames)
    guard first < last else { return }
    for channel in 0..<channels {
      let gain = fall.gains[channel]
      for frame in first..<last {
        samples[(frame - start) * channels + channel] += gain * drop[frame - fall.start]
      }
    }
  }
}
