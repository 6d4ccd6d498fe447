import Foundation
import Synthesis
import Testing

/// After EBU Tech 3341 (minimum requirements of loudness meters), with signals made here.
@Suite struct LoudnessTests {
  /// Sines one after the other, each with its peak level in dBFS.
  private func tones(
    _ parts: [(level: Double, seconds: Double)], frequency: Double = 1_000, rate: Int = 48_000, channels: Int = 2
  ) -> [Float] {
    var samples: [Float] = []
    for part in parts {
      let amplitude = pow(10, part.level / 20)
      for frame in 0..<Int(part.seconds * Double(rate)) {
        let sample = Float(amplitude * sin(2 * .pi * frequency * Double(frame) / Double(rate)))
        samples += repeatElement(sample, count: channels)
      }
    }
    return samples
  }

  private func levels(
    of samples: [Float], rate: Int = 48_000, channels: Int = 2, truePeak: Bool = true, blocks: Int? = nil
  ) -> Levels {
    let meter = LoudnessMeter(rate: rate, channels: channels, truePeak: truePeak)
    let size = blocks.map { $0 * channels } ?? max(samples.count, 1)
    for start in stride(from: 0, to: samples.count, by: size) {
      meter.measure(Array(samples[start..<min(start + size, samples.count)]))
    }
    return meter.levels
  }

  @Test(arguments: [-23.0, -33])
  func `A stereo tone of 1 kHz is as loud as its peak level`(level: Double) throws {
    let levels = levels(of: tones([(level, 5)]))
    for loudness in [levels.integrated, levels.momentary, levels.shortTerm] {
      #expect(abs(try #require(loudness).value - level) <= 0.1)
    }
  }

  @Test func `Mono is measured as one channel, 3 LU below the same in two`() throws {
    let levels = levels(of: tones([(-20, 4)], channels: 1), channels: 1)
    #expect(abs(try #require(levels.integrated).value + 23.01) <= 0.1)
  }

  /// Cases 3 and 4 of the document, at a lower rate.
  @Test(arguments: [
    [(-36.0, 10.0), (-23, 60), (-36, 10)], [(-72, 10), (-36, 10), (-23, 60), (-36, 10), (-72, 10)],
  ])
  func `The gates leave out what is much quieter than the rest`(parts: [(Double, Double)]) throws {
    let levels = levels(of: tones(parts.map { (level: $0.0, seconds: $0.1) }, rate: 16_000), rate: 16_000)
    #expect(abs(try #require(levels.integrated).value + 23) <= 0.1)
  }

  /// The mean of −26 LUFS for 20 s and −20 LUFS for 20.1 s, both within the gate, is (10^−2.6 + 10^−2) / 2: −22.04.
  @Test func `What is within the gate is averaged by its energy`() throws {
    let levels = levels(of: tones([(-26, 20), (-20, 20.1)], rate: 16_000), rate: 16_000)
    #expect(abs(try #require(levels.integrated).value + 22.04) <= 0.1)
  }

  /// Case 9: what is loud for 1.34 s and quiet for 1.66 s, over and over, has −23 LUFS in every window of 3 s.
  @Test func `The window of three seconds sees what changes faster`() throws {
    let parts = (0..<5).flatMap { _ in [(level: -20.0, seconds: 1.34), (level: -30.0, seconds: 1.66)] }
    #expect(abs(try #require(levels(of: tones(parts, rate: 16_000), rate: 16_000).shortTerm).value + 23) <= 0.1)
  }

  /// A ping of half the window has half its energy, at any position and with any silence around it.
  @Test(arguments: [0, 0.0037, 0.05, 0.399], [1.0, 9])
  func `A ping is as loud in 400 ms as its energy`(before: Double, after: Double) throws {
    let parts = [(-200.0, before), (-12, 0.2), (-200, after)].map { (level: $0.0, seconds: $0.1) }
    let levels = levels(of: tones(parts, rate: 16_000), rate: 16_000)
    #expect(abs(try #require(levels.momentary).value + 12 + 3.01) <= 0.15)
  }

  /// Cases 15 to 17: a quarter of the rate, so that every sample of a sine at 45° lies 3.01 dB below its peak.
  @Test(arguments: [0.0, 45], [44_100, 48_000])
  func `The true peak is that of the sound between the samples`(degrees: Double, rate: Int) throws {
    let samples = (0..<rate).map { Float(0.5 * sin(.pi / 2 * Double($0) + degrees * .pi / 180)) }
    // A sudden start is a sound of its own.
    let faded = samples.enumerated().map { $1 * Float(min(1, Double(min($0, rate - $0)) / 4_800)) }
    let levels = levels(of: faded, rate: rate, channels: 1)
    #expect(abs(try #require(levels.truePeak).value + 6.02) <= 0.3)
    #expect(abs(try #require(levels.samplePeak).value - (degrees == 0 ? -6.02 : -9.03)) <= 0.01)
  }

  @Test func `The louder channel has the peak`() throws {
    let samples = (0..<48_000).flatMap { frame -> [Float] in
      [frame == 100 ? 0.25 : 0, frame == 200 ? -0.5 : 0]
    }
    #expect(abs(try #require(levels(of: samples).samplePeak).value + 6.02) <= 0.01)
  }

  /// The edges of a window are exact to 32 frames, counted from the start of a block.
  @Test(arguments: [1, 479, 480, 481, 20_000])
  func `The size of the blocks changes no level`(size: Int) throws {
    let samples = tones([(-20, 0.7), (-40, 0.9), (-10, 0.4)], frequency: 441)
    let (whole, parts) = (levels(of: samples), levels(of: samples, blocks: size))
    #expect(abs(try #require(parts.integrated).value - #require(whole.integrated).value) < 0.002)
    #expect(abs(try #require(parts.momentary).value - #require(whole.momentary).value) < 0.002)
    #expect(parts.truePeak == whole.truePeak && parts.samplePeak == whole.samplePeak)
  }

  @Test func `The true peak can be left out, and nothing else changes`() {
    let samples = tones([(-20, 0.7), (-40, 0.9)])
    let (with, without) = (levels(of: samples), levels(of: samples, truePeak: false))
    #expect(with.truePeak != nil && without.truePeak == nil)
    #expect(
      without
        == Levels(
          integrated: with.integrated, momentary: with.momentary, shortTerm: with.shortTerm, truePeak: nil,
          samplePeak: with.samplePeak))
  }

  @Test func `Silence has no level`() {
    let none = Levels(integrated: nil, momentary: nil, shortTerm: nil, truePeak: nil, samplePeak: nil)
    #expect(levels(of: [Float](repeating: 0, count: 480_000)) == none)
    #expect(levels(of: []) == none)
  }

  @Test func `What is shorter than a window has no loudness, but a peak`() {
    let short = levels(of: tones([(-20, 0.39)]))
    #expect(short.integrated == nil && short.momentary == nil && short.shortTerm == nil && short.samplePeak != nil)
    let longer = levels(of: tones([(-20, 0.4)]))
    #expect(longer.integrated != nil && longer.momentary != nil && longer.shortTerm == nil)
  }

  @Test(arguments: [Float.nan, .infinity])
  func `A sample that is no number leaves nothing to say`(sample: Float) {
    var samples = tones([(-20, 1)])
    samples[40_000] = sample
    let levels = levels(of: samples)
    #expect(levels.integrated == nil && levels.momentary == nil && levels.truePeak == nil)
  }
}
