import Foundation
import PatternLanguage
import SoundMeasurement
import Synthesis
import Testing

/// The lowest rate, 8 kHz, at which aliasing is closest.
@Suite struct AliasTests {
  private static let rate = 8_000
  /// 96 kHz.
  private static let factor = 12

  /// Each with all its partials below 3.2 kHz, a tenth of the rate below half of it. Then an 8 kHz track holds every
  /// twelfth sample of that at 96 kHz, and what the latter has beyond 4 kHz folds back in the former.
  @Test(arguments: [
    "tick 1180Hz", "wood 650Hz", "pluck 340Hz", "bell 880Hz", "bowl 390Hz", "chime 590Hz", "tone 1060Hz",
    "glide 330Hz to 1060Hz", "glide 1060Hz to 247.5Hz",
    "pad 330Hz to 530Hz", "hum 297Hz to 530Hz", "kalimba 180Hz",
  ])
  func `What folds back is 80 dB below the cue`(cue: String) throws {
    let phase = LonePhase(event: "inhale", length: "1500ms")
    let coarse = try phase.samples(in: "tones", playing: cue, rate: Self.rate)
    let fine = try phase.samples(in: "tones", playing: cue, rate: Self.rate * Self.factor)
    let peak = Measurement.peak(of: fine)
    // Sines are good to 10⁻⁶ of full level; a cue adds up several, and its third partial triples what is off. A hum has
    // six.
    let farthest = coarse.enumerated().map { abs($0.element - fine[$0.offset * Self.factor]) }.max() ?? 0
    #expect(farthest < (cue.hasPrefix("hum") ? 15e-6 : 5e-6) * peak)
    #expect(treble(of: fine, from: 4_000, rate: Self.rate * Self.factor) < -80)
  }

  /// Modes that half the rate has no room for would fold to these frequencies: 5.404, 9.2, 2.7 and 4.9 times the pitch,
  /// from 8 kHz.
  @Test(arguments: [
    ("chime 1056Hz", 2293.4), ("pluck 660Hz", 1928), ("tick 1760Hz", 3248), ("wood 990Hz", 3149),
  ])
  func `A partial without room is left out`(cue: String, alias: Double) throws {
    let phase = LonePhase(event: "inhale", length: "1500ms")
    let with = try phase.samples(in: "tones", playing: cue, rate: Self.rate)
    let whole = try phase.samples(in: "tones", playing: cue, rate: Self.rate * Self.factor)
    // The same moments of the whole sound have the partial, where it belongs.
    let picked = stride(from: 0, to: whole.count, by: Self.factor).map { whole[$0] }
    let (folded, absent) = (picked.prefix(400), with.prefix(400))
    let present = Measurement.power(of: folded, at: alias, rate: Self.rate)
    #expect(present > 10 * Measurement.power(of: absent, at: alias, rate: Self.rate), "the measure sees one that folds")
  }

  /// The energy from a frequency on, over that of the whole, in dB.
  private func treble(of samples: [Float], from low: Double, rate: Int) -> Double {
    var size = 1
    while size < samples.count { size *= 2 }
    var real = samples.map(Double.init) + [Double](repeating: 0, count: size - samples.count)
    var imaginary = [Double](repeating: 0, count: size)
    Fourier(size: size).apply(&real, &imaginary)
    let energies = (0...(size / 2)).map { real[$0] * real[$0] + imaginary[$0] * imaginary[$0] }
    let first = Int((low * Double(size) / Double(rate)).rounded(.up))
    return 10 * log10(energies[first...].reduce(0, +) / energies.reduce(0, +))
  }
}
