import Foundation
import Synthesis
import Testing

@Suite struct TruePeakTests {
  /// A sine whose frames lie on both sides of its peaks, so that none of them reaches it.
  @Test(arguments: [0.05, 0.125, 0.25, 1.0 / 3, 0.4], [1, 2])
  func `The peak of a sine is found between its frames`(turnsPerFrame: Double, channels: Int) {
    let samples = (0..<4_000).flatMap { frame in
      [Float](repeating: Float(0.9 * sin(2 * .pi * (turnsPerFrame * Double(frame) + 0.125))), count: channels)
    }
    let peak = max(TruePeak.largest(in: samples, channels: channels), samples.map(abs).max() ?? 0)
    // Four instants for each frame come within 45° of the peak of the fastest.
    let nearest = 0.9 * cos(2 * .pi * turnsPerFrame / 8)
    #expect(Double(peak) > nearest - 0.01 && Double(peak) < 0.91, "\(peak)")
  }

  @Test func `A peak between two blocks is found where the last frames of the first come before the second`() {
    let samples = (0..<400).map { frame -> Float in
      let level = frame == 200 || frame == 201 ? 0.9 : 0.45
      return Float(level * sin(Double.pi * (0.5 * Double(frame) + 0.25)))
    }
    let (first, second) = (Array(samples[..<201]), Array(samples[201...]))
    let whole = TruePeak.largest(in: samples, channels: 1)
    let edges = Array(samples[201 - TruePeak.reach..<201 + TruePeak.reach])
    let seam = TruePeak.largest(in: edges, channels: 1)
    #expect(seam == whole)
    #expect(TruePeak.largest(in: first, channels: 1) < whole)
    #expect(TruePeak.largest(in: second, channels: 1) < whole)
  }

  @Test func `Softer peaks than the least that matters, and a few frames, are not looked at`() {
    #expect(TruePeak.largest(in: [Float](repeating: 0.4, count: 400), channels: 2, above: 0.9) == 0.9)
    #expect(TruePeak.largest(in: [], channels: 1) == 0)
    #expect(TruePeak.largest(in: [0.9, 0.9], channels: 2) == 0)
  }
}
