/// The sea: a distant rumble, the mass of the swell, and hissing foam.
///
/// The sound consists of three bands of noise whose levels follow the waves. A rising wave gets brighter, because its
/// foam grows more than its mass.
struct Ocean: BedMaterial {
  let channels: Int
  private let rate: Int
  private let waves: OceanWaves
  private let noise: BandedNoise
  /// Levels at which each band has a power of 1.
  private let units: BandedNoise.Levels
  /// Gain that brings the sum to 0 dB, for waves of its own and for the waves of the breath.
  private let gain: Double
  private let breathGain: Double

  /// - Parameter breath: length of a breath in seconds, which the waves do not come near; `nil` for none.
  init(rate: Int, channels: Int, avoiding breath: Double?) {
    self.rate = rate
    self.channels = channels
    let waves = OceanWaves(avoiding: breath)
    let noise = BandedNoise(
      low: (50, 140), middle: (180, 900), high: (1300, 5000), seed: .ocean, rate: rate, channels: channels)
    self.waves = waves
    self.noise = noise
    let units = noise.units
    self.units = units
    // A quarter of an hour of waves.
    let moments = waves.waves(from: 0, to: 900).flatMap { wave in
      stride(from: wave.start, to: wave.end, by: 0.25).map(wave.moment)
    }
    gain = Double(
      BedSound.gain(ofPower: Self.gatedMean(of: moments.map { noise.power(at: Self.levels(at: $0, units)) })))
    // Breaths that rise and fall evenly, which make every other bed softer by 8 dB at empty lungs.
    let lungs = (0..<100).map { Elementary.raisedCosine((Double($0) + 0.5) / 100) }
    let others = Self.gatedMean(
      of: lungs.map { breath in
        let gain = BreathSwell.gain(at: breath)
        return gain * gain
      })
    let power = Self.gatedMean(of: lungs.map { noise.power(at: Self.levels(at: Self.moment(following: $0), units)) })
    breathGain = Double(BedSound.gain(ofPower: power)) * others.squareRoot()
  }

  /// Mean of the powers that are no more than 10 dB below the mean of all, as loudness is measured (BS.1770).
  private static func gatedMean(of powers: [Double]) -> Double {
    let mean = powers.reduce(0, +) / Double(powers.count)
    let loud = powers.filter { $0 >= mean / 10 }
    return loud.reduce(0, +) / Double(loud.count)
  }

  private static func levels(at moment: OceanWaves.Moment, _ units: BandedNoise.Levels) -> BandedNoise.Levels {
    BandedNoise.Levels(
      low: 0.28 * units.low, middle: (0.09 + 0.75 * moment.swell) * units.middle,
      high: (0.03 + 0.55 * moment.foam) * units.high)
  }

  private static func moment(following lungs: Double) -> OceanWaves.Moment {
    OceanWaves.Moment(swell: lungs, foam: lungs * lungs)
  }

  func chunk(_ index: Int, gain factor: Float) -> [Float] {
    let frames = HashedNoise.tileFrames
    let begin = Double(index * BedSound.chunkFrames) / Double(rate)
    let end = Double((index + 1) * BedSound.chunkFrames) / Double(rate)
    let gain = gain * Double(factor)
    let waves = waves.waves(from: begin - 1, to: end + 1)
    let tiles = BedSound.chunkFrames / frames
    // A wave reaches one ear up to half a second before the other; the order of the ears changes every 20 s or so.
    let levels = (0..<channels).map { channel in
      var current = 0
      return (0...tiles).map { tile -> BandedNoise.Levels in
        let seconds = begin + Double(tile * frames) / Double(rate)
        let ahead = channels == 1 ? 0 : 0.25 * Elementary.sine(turns: seconds / 41.3)
        let moment = channel == 0 ? seconds + ahead : seconds - ahead
        while current + 1 < waves.count, waves[current].end <= moment { current += 1 }
        return Self.levels(at: waves[current].moment(at: moment), units) * gain
      }
    }
    return noise.chunk(index) { tile, channel in levels[channel][tile] }
  }

  func chunk(_ index: Int, following breath: [Float]) -> [Float] {
    let stepsPerTile = HashedNoise.tileFrames / BedSound.breathStep
    let levels = stride(from: 0, to: breath.count, by: stepsPerTile).map {
      Self.levels(at: Self.moment(following: Double(breath[$0])), units) * breathGain
    }
    return noise.chunk(index) { tile, _ in levels[tile] }
  }
}
