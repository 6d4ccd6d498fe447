import Foundation
import PatternLanguage
import SoundMeasurement
import Synthesis
import Testing

/// The slopes of the noises. Two minutes leave an error of at most 0.1 dB in the lowest octave.
@Suite struct BedColourTests {
  static let rates = [8_000, 44_100, 48_000, 96_000]

  @Test(arguments: rates)
  func `White noise is flat to half the rate`(rate: Int) throws {
    let spectrum = try spectrum(of: .white, rate: rate, size: 4_096)
    let whole = spectrum.level(from: 20, to: 0.499 * Double(rate))
    for band in 0..<10 {
      let low = max(20, Double(band) * 0.0499 * Double(rate))
      let level = spectrum.level(from: low, to: Double(band + 1) * 0.0499 * Double(rate))
      #expect(abs(level - whole) < 0.1)
    }
  }

  @Test(arguments: rates)
  func `Pink noise falls by 3 dB an octave`(rate: Int) throws {
    let spectrum = try spectrum(of: .pink, rate: rate, size: rate > 10_000 ? 32_768 : 4_096)
    let steps = spectrum.octaveSteps(from: 40, to: min(12_000, 0.34 * Double(rate)))
    #expect(steps.allSatisfy { abs($0 + 3) < 0.3 }, "\(steps)")
    let mean = steps.reduce(0, +) / Double(steps.count)
    #expect(abs(mean + 3) < 0.1)
  }

  @Test(arguments: rates)
  func `Brown noise falls by 6 dB an octave`(rate: Int) throws {
    let spectrum = try spectrum(of: .brown, rate: rate, size: rate > 10_000 ? 65_536 : 8_192)
    let steps = spectrum.octaveSteps(from: 42.5, to: min(12_000, 0.34 * Double(rate)))
    #expect(steps.allSatisfy { abs($0 + 6) < 0.3 }, "\(steps)")
    // A band-pass at 13 Hz is 9 dB lower around 3 Hz than around 17.
    #expect(spectrum.level(from: 2, to: 4) < spectrum.level(from: 12, to: 24) - 6)
  }

  @Test func `Rain hisses between 1 and 8 kHz, and has a roar below 250 Hz`() throws {
    let spectrum = try spectrum(of: .rain, rate: 48_000, size: 4_096)
    let middle = spectrum.level(from: 1_500, to: 6_000)
    #expect(spectrum.level(from: 15_000, to: 20_000) < middle - 8)
    let width = 48_000.0 / 4_096
    let power = { (low: Double, high: Double) in
      spectrum.density[Int(low / width)...Int(high / width)].reduce(0, +)
    }
    #expect((0.05...0.3).contains(power(30, 250) / power(30, 20_000)))
  }

  /// Kurtosis distinguishes single events from steady noise, for which it is 3; for five million samples it varies by
  /// 0.01.
  @Test(arguments: [(.rain, 4.5...12), (.pink, 2.7...3.2)] as [(Bed.Material, ClosedRange<Double>)])
  func `Rain has drops that stand out, and pink noise has nothing that does`(
    material: Bed.Material, kurtosis: ClosedRange<Double>
  ) throws {
    for channel in try BedSamples(material, rate: 48_000, channels: 2, seconds: 60).channels {
      let (square, fourth) = channel.reduce((0.0, 0.0)) { sums, sample in
        let square = Double(sample) * Double(sample)
        return (sums.0 + square, sums.1 + square * square)
      }
      let found = fourth * Double(channel.count) / (square * square)
      #expect(kurtosis.contains(found), "\(found)")
    }
  }

  @Test(arguments: [8_000, 48_000])
  func `The drone is heard on a phone, and has nothing above its partials`(rate: Int) throws {
    let spectrum = try spectrum(of: .drone, rate: rate, size: 8_192)
    let width = Double(rate) / 8_192
    let power = { (low: Double, high: Double) in
      spectrum.density[Int(low / width)...Int(high / width)].reduce(0, +) * width
    }
    let whole = power(20, 0.499 * Double(rate))
    #expect(power(300, 690) > 0.4 * whole)
    #expect(power(700, 0.499 * Double(rate)) < 1e-7 * whole)
  }

  private func spectrum(of material: Bed.Material, rate: Int, size: Int) throws -> Spectrum {
    Spectrum(of: try BedSamples(material, rate: rate, seconds: 120).channels[0], rate: rate, size: size)
  }
}
