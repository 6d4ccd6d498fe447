import Foundation
import SoundMeasurement
import Synthesis
import Testing

/// Recordings on their way into a track.
@Suite struct MixedRecordingTests {
  private static let rate = 48_000

  /// A second of 500 Hz in one channel or both, or of two strangers.
  private func recording(_ kind: String) -> Recording {
    let samples = (0..<Self.rate).flatMap { frame -> [Float] in
      let tone = { (hertz: Double) in Float(0.2 * sin(2 * .pi * hertz * Double(frame) / Double(Self.rate))) }
      switch kind {
      case "mono": return [tone(500)]
      case "left": return [tone(500), 0]
      case "alike": return [tone(500), tone(500)]
      default: return [tone(500), tone(617)]
      }
    }
    return Recording(rate: Self.rate, channels: kind == "mono" ? 1 : 2, samples: samples)
  }

  @Test(arguments: ["mono", "left", "alike", "strangers"], [1, 2])
  func `Whatever its channels, a recording is as loud as words`(kind: String, channels: Int) {
    let levelled = recording(kind).downmixed(to: channels).levelledAsWords()
    let silence = [Float](repeating: 0, count: Self.rate * 2 / 5 * levelled.channels)
    let loudness = Loudness(of: silence + levelled.samples + silence, channels: levelled.channels).integrated
    // The gain may miss by 0.15 dB, and blocks that begin elsewhere by some tenths.
    #expect(abs(loudness + 21) < 0.5, "\(loudness)")
    #expect(Measurement.peak(of: levelled.samples) <= Float(pow(10, -10.0 / 20)))
  }

  @Test func `Channels meet halfway in mono, and nothing else is folded`() {
    let stereo = Recording(rate: 8_000, channels: 2, samples: [0.5, 0.25, -1, 1])
    #expect(stereo.downmixed(to: 1) == Recording(rate: 8_000, channels: 1, samples: [0.375, 0]))
    #expect(stereo.downmixed(to: 2) == stereo)
    let mono = Recording(rate: 8_000, channels: 1, samples: [0.5])
    #expect(mono.downmixed(to: 1) == mono && mono.downmixed(to: 2) == mono)
  }
}
