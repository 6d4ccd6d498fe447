/// The sea: a distant rumble, the mass of the swell, and hissing foam.
///
/// The sound consists of three bands of noise whose levels follow the waves. A rising wave gets brighter, because its
/// foam grows more than its mass.
struct Ocean: BedMaterial {
  /// Levels of the bands; the level of the sum is about 1.
  private struct BandLevels {
    var rumble: Float
    var swell: Float
    var foam: Float

    init(_ moment: OceanWaves.Moment, gain: Double) {
      rumble = Float(0.28 * gain)
      swell = Float((0.09 + 0.75 * moment.swell) * gain)
      foam = Float((0.03 + 0.55 * moment.foam) * gain)
    }

    var power: Double { Double(rumble * rumble + swell * swell + foam * foam) }
  }

  let channels: Int
  private let rate: Int
  private let rumble: NoiseBank<Band>
  private let swell: NoiseBank<Band>
  private let foam: NoiseBank<Band>
  /// Gain that brings the sum to 0 dB.
  private let gain: Double

  init(rate: Int, channels: Int) {
    self.rate = rate
    self.channels = channels
    rumble = NoiseBank(Band(from: 50, to: 140, rate: rate), seed: .rumble, channels: channels)
    swell = NoiseBank(Band(from: 180, to: 900, rate: rate), seed: .swell, channels: channels)
    foam = NoiseBank(Band(from: 1300, to: 5000, rate: rate), seed: .foam, channels: channels)
    // The mean power of half an hour of waves.
    let moments = 7200
    let power = (0..<moments).reduce(0.0) { $0 + BandLevels(OceanWaves.moment(at: Double($1) / 4), gain: 1).power }
    gain = 1 / (power / Double(moments)).squareRoot()
  }

  func chunk(_ index: Int) -> [Float] {
    mixed(index) { step, channel in
      let seconds = Double(index * BedSound.chunkFrames + step * BedSound.breathStep) / Double(rate)
      // A wave reaches one ear up to half a second before the other; the order of the ears changes every 20 s or so.
      let ahead = channels == 1 ? 0 : 0.25 * Elementary.sine(turns: seconds / 41.3)
      return OceanWaves.moment(at: channel == 0 ? seconds + ahead : seconds - ahead)
    }
  }

  func chunk(_ index: Int, following breath: [Float]) -> [Float] {
    mixed(index) { step, _ in
      let lungs = Double(breath[step])
      return OceanWaves.Moment(swell: lungs, foam: lungs * lungs)
    }
  }

  /// Computes a chunk with the bands mixed by the state of the sea.
  ///
  /// - Parameter moment: state of the sea at a step of the chunk, in a channel.
  private func mixed(_ index: Int, _ moment: (_ step: Int, _ channel: Int) -> OceanWaves.Moment) -> [Float] {
    var samples = rumble.chunk(index)
    let (swells, foams) = (swell.chunk(index), foam.chunk(index))
    samples.withUnsafeMutableBufferPointer { samples in
      swells.withUnsafeBufferPointer { swells in
        foams.withUnsafeBufferPointer { foams in
          for channel in 0..<channels {
            var mix = BandLevels(moment(0, channel), gain: gain)
            for step in 0..<(BedSound.chunkFrames / BedSound.breathStep) {
              let next = BandLevels(moment(step + 1, channel), gain: gain)
              let swellSlope = (next.swell - mix.swell) / Float(BedSound.breathStep)
              let foamSlope = (next.foam - mix.foam) / Float(BedSound.breathStep)
              for frame in 0..<BedSound.breathStep {
                let place = (step * BedSound.breathStep + frame) * channels + channel
                samples[place] =
                  samples[place] * mix.rumble + swells[place] * (mix.swell + swellSlope * Float(frame))
                  + foams[place] * (mix.foam + foamSlope * Float(frame))
              }
              mix = next
            }
          }
        }
      }
    }
    return samples
  }
}
