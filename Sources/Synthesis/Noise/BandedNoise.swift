import DSPKernels

/// White noise divided into three bands whose levels can change over time.
///
/// Each band has a slope of 6 dB per octave below and 12 dB per octave above.
struct BandedNoise: Sendable {
  /// Lower and upper corner frequency of a band in Hz.
  typealias Corners = (from: Double, to: Double)

  /// Levels of the three bands.
  struct Levels: Sendable {
    var low: Double
    var middle: Double
    var high: Double

    static func * (levels: Levels, gain: Double) -> Levels {
      Levels(low: levels.low * gain, middle: levels.middle * gain, high: levels.high * gain)
    }
  }

  let bank: NoiseBank
  private let bands: NoiseBands
  /// Weighted energies of the pairs of bands: low, middle and high by itself, low by middle, middle by high, and high by
  /// low.
  private let energies: [Double]
  /// Levels at which each band by itself has a power of 1, without a weighting.
  let units: Levels

  init(
    low: Corners, middle: Corners, high: Corners, seed: HashedNoise.Seed, rate: Int, channels: Int
  ) {
    var bands = NoiseBands()
    let corners = [high.to, high.to, high.from, middle.to, middle.to, middle.from, low.to, low.from]
    let keep = corners.map { Float(FirstOrderSection.root(at: $0, rate: rate)) }
    withUnsafeMutableBytes(of: &bands) { bytes in
      let values = bytes.bindMemory(to: Float.self)
      for (index, keep) in keep.enumerated() { (values[index], values[8 + index]) = (keep, 1 - keep) }
    }
    self.bands = bands
    let memory = FirstOrderSection.memory(of: low.from, isDouble: true, rate: rate)
    bank = NoiseBank(seed: seed, memory: memory, channels: channels)
    let responses = Self.responses(keep, frames: memory + KWeighting.memory(rate: rate))
    energies = Self.energies(of: responses, rate: rate)
    let unit = responses.map { response in
      1 / (response.reduce(0.0) { $0 + Double($1 * $1) } * HashedNoise.variance).squareRoot()
    }
    units = Levels(low: unit[0], middle: unit[1], high: unit[2])
  }

  /// Impulse responses of the low, the middle and the high band.
  private static func responses(_ keep: [Float], frames: Int) -> [[Float]] {
    var states = [Float](repeating: 0, count: 8)
    var responses = [[Float]](repeating: [], count: 3)
    for frame in 0...frames {
      for index in 0..<8 {
        let x: Float = index == 0 || index == 3 ? (frame == 0 ? 1 : 0) : states[index - 1]
        states[index] = states[index] * keep[index] + x * (1 - keep[index])
      }
      responses[0].append(states[6] - states[7])
      responses[1].append(states[4] - states[5])
      responses[2].append(states[1] - states[2])
    }
    return responses
  }

  private static func energies(of responses: [[Float]], rate: Int) -> [Double] {
    let weighting = KWeighting(rate: rate)
    let weighted = responses.map { weighting.weighted($0) }
    let product = { (a: [Double], b: [Double]) in zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
    return weighted.map { product($0, $0) } + (0..<3).map { product(weighted[$0], weighted[($0 + 1) % 3]) }
  }

  /// Weighted power of the sum of the bands.
  func power(at levels: Levels) -> Double {
    let (a, b, c) = (levels.low, levels.middle, levels.high)
    let own = a * a * energies[0] + b * b * energies[1] + c * c * energies[2]
    return HashedNoise.variance * (own + 2 * (a * b * energies[3] + b * c * energies[4] + c * a * energies[5]))
  }

  /// Computes a chunk at constant levels.
  func chunk(_ index: Int, at levels: Levels) -> [Float] { chunk(index) { _, _ in levels } }

  /// Computes a chunk whose levels change linearly from one tile to the next.
  ///
  /// - Parameter levels: levels where a tile begins, by its index in the chunk, in a channel.
  func chunk(_ index: Int, _ levels: (_ tile: Int, _ channel: Int) -> Levels) -> [Float] {
    let streams = NoiseBank.streams
    let tiles = bank.stretch / HashedNoise.tileFrames
    var current = BandLevels()
    return bank.chunk(index) { state, tile, room in
      withUnsafeMutableBytes(of: &current) { bytes in
        let values = bytes.bindMemory(to: Float.self)
        for stream in 0..<streams where tile >= 0 {
          let place = stream / bank.channels * tiles + tile
          let (now, next) = (levels(place, stream % bank.channels), levels(place + 1, stream % bank.channels))
          let pairs = [(now.low, next.low), (now.middle, next.middle), (now.high, next.high)]
          for (band, pair) in pairs.enumerated() {
            values[band * streams + stream] = Float(pair.0)
            values[(3 + band) * streams + stream] = Float((pair.1 - pair.0) / Double(HashedNoise.tileFrames))
          }
        }
      }
      withUnsafePointer(to: bands) { bands in
        DSPLoops.best.bandNoise(room, HashedNoise.tileFrames, &state, bands, &current)
      }
    }
  }
}
