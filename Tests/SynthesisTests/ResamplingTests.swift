import CSamplerate
import Foundation
import SoundMeasurement
import Synthesis
import Testing

@Suite struct ResamplingTests {
  private func tone(_ frequency: Double, rate: Int, seconds: Double = 1, amplitude: Double = 0.5) -> Recording {
    let samples = (0..<Int(seconds * Double(rate))).map { frame in
      Float(amplitude * sin(2 * .pi * frequency * Double(frame) / Double(rate)))
    }
    return Recording(rate: rate, channels: 1, samples: samples)
  }

  /// The part of a recording that no edge has touched.
  private func middle(_ recording: Recording) -> ArraySlice<Float> {
    recording.samples.dropFirst(recording.frames / 5).dropLast(recording.frames / 5)
  }

  @Test(arguments: [
    (44_100, 48_000, 44_100, 48_000), (44_100, 48_000, 1, 1), (44_100, 48_000, 12_345, 13_437),
    (48_000, 44_100, 12_345, 11_342), (48_000, 44_100, 80, 74), (8_000, 192_000, 7, 168), (192_000, 8_000, 36, 2),
    (192_000, 8_000, 11, 0), (11_025, 48_000, 147, 640), (48_000, 48_000, 5, 5),
  ])
  func `The length is the nearest whole number of frames`(from: Int, to: Int, frames: Int, wanted: Int) {
    for channels in 1...2 {
      let samples = [Float](repeating: 0.25, count: frames * channels)
      let resampled = Recording(rate: from, channels: channels, samples: samples).resampled(to: to)
      #expect(resampled.frames == wanted && resampled.rate == to && resampled.channels == channels)
    }
  }

  /// The length of a block that is no divisor of anything; blocks shorter than the filter; everything at once.
  @Test(arguments: [(44_100, 48_000), (48_000, 44_100), (8_000, 48_000), (96_000, 11_025)], [1, 37, 5_000, 30_011])
  func `Blocks of any length give the same samples`(rates: (Int, Int), blockFrames: Int) {
    let (from, to) = rates
    let recording = Recording(
      rate: from, channels: 2, samples: (0..<60_022).map { Float(sin(Double($0 * $0) * 1e-5)) * 0.5 })
    let resampler = Resampler(from: from, to: to, channels: 2)
    var samples: [Float] = []
    for start in stride(from: 0, to: recording.frames, by: blockFrames) {
      samples += resampler.convert(recording.samples(in: start..<min(start + blockFrames, recording.frames)))
    }
    samples += resampler.convertEnd()
    // As libsamplerate's own function for whole recordings makes them.
    let frames = (30_011 * to * 2 + from) / (from * 2)
    #expect(samples.count == 2 * frames)
    #expect(samples == whole(recording, to: to, frames: frames))
  }

  private func whole(_ recording: Recording, to rate: Int, frames: Int) -> [Float] {
    var (input, output) = (recording.samples, [Float](repeating: 0, count: 2 * (frames + 1)))
    input.withUnsafeMutableBufferPointer { input in
      output.withUnsafeMutableBufferPointer { output in
        var conversion = SRC_DATA()
        conversion.data_in = UnsafePointer(input.baseAddress)
        conversion.data_out = output.baseAddress
        conversion.input_frames = recording.frames
        conversion.output_frames = frames + 1
        conversion.src_ratio = Double(rate) / Double(recording.rate)
        #expect(src_simple(&conversion, Int32(SRC_SINC_BEST_QUALITY), 2) == 0)
      }
    }
    return Array(output.prefix(2 * frames))
  }

  @Test func `At its own rate, and without a frame, a recording stays what it is`() {
    let tone = tone(997, rate: 48_000, seconds: 0.01)
    #expect(tone.resampled(to: 48_000) == tone)
    let none = Recording(rate: 48_000, channels: 2, samples: [])
    #expect(none.resampled(to: 44_100) == Recording(rate: 44_100, channels: 2, samples: []))
  }

  @Test(arguments: [(44_100, 48_000), (48_000, 44_100), (22_050, 48_000), (192_000, 48_000), (8_000, 44_100)])
  func `A tone keeps its level, its instant and its purity`(from: Int, to: Int) throws {
    let fit = Measurement.fit(middle(tone(997, rate: from).resampled(to: to)), at: 997, rate: to)
    #expect(abs(fit.level - 20 * log10(0.5)) < 0.01)
    #expect(abs(fit.delay) < 0.01, "frames")
    #expect(fit.signalToNoise > 100)
  }

  /// Up to 18 kHz, or to nine tenths of what the lower rate can carry; to eight tenths with the filter for speech.
  @Test(
    arguments: [
      (44_100, 48_000, .longest), (48_000, 44_100, .longest), (96_000, 44_100, .longest), (22_050, 48_000, .longest),
      (22_050, 48_000, .forSpeech), (22_050, 44_100, .forSpeech), (16_000, 48_000, .forSpeech),
    ] as [(Int, Int, ResamplingFilter)],
    [20.0, 100, 1_000, 6_300, 8_800, 9_900, 18_000])
  func `The pass band is flat`(way: (from: Int, to: Int, filter: ResamplingFilter), frequency: Double) {
    let (from, to, filter) = way
    guard frequency < (filter == .longest ? 0.45 : 0.4) * Double(min(from, to)) else { return }
    let resampled = tone(frequency, rate: from).resampled(to: to, with: filter)
    let fit = Measurement.fit(middle(resampled), at: frequency, rate: to)
    #expect(abs(fit.level - 20 * log10(0.5)) < 0.1)
    // Everything but the tone is an audible image of it.
    #expect(fit.signalToNoise > 90)
  }

  @Test(arguments: [
    (48_000, 44_100, 22_600.0), (96_000, 48_000, 25_000), (96_000, 44_100, 30_000), (192_000, 48_000, 90_000),
    (48_000, 8_000, 4_200),
  ])
  func `What the lower rate cannot carry does not come back as something else`(from: Int, to: Int, frequency: Double) {
    let left = Measurement.level(of: middle(tone(frequency, rate: from).resampled(to: to)))
    #expect(left < 20 * log10(0.5) - 3 - 90)
  }

  @Test(arguments: [(44_100, 48_000), (48_000, 44_100), (8_000, 192_000), (192_000, 8_000), (48_000, 96_000)])
  func `An impulse stays at its instant`(from: Int, to: Int) throws {
    var samples = [Float](repeating: 0, count: from / 4)
    let place = from / 11
    samples[place] = 1
    let resampled = Recording(rate: from, channels: 1, samples: samples).resampled(to: to).samples
    let largest = try #require(resampled.indices.max { abs(resampled[$0]) < abs(resampled[$1]) })
    #expect(abs(Double(largest) - Double(place) * Double(to) / Double(from)) <= 0.5)
  }

  @Test func `The channels do not touch`() {
    let left = tone(997, rate: 44_100, seconds: 0.1)
    let both = Recording(rate: 44_100, channels: 2, samples: left.samples.flatMap { [$0, 0] }).resampled(to: 48_000)
    #expect(both.samples.indices.allSatisfy { $0.isMultiple(of: 2) || both.samples[$0] == 0 })
    let fit = Measurement.fit(
      ArraySlice(stride(from: 0, to: both.samples.count, by: 2).map { both.samples[$0] }).dropFirst(960).dropLast(960),
      at: 997, rate: 48_000)
    #expect(fit.signalToNoise > 100)
  }

  @Test func `A recording that touches full scale is not clipped`() {
    // A square wave overshoots where its harmonics are cut: Gibbs, 9 percent of the step.
    let square = (0..<4_800).map { Float($0 / 24 % 2 == 0 ? 1 : -1) }
    let peak = Measurement.peak(of: Recording(rate: 48_000, channels: 1, samples: square).resampled(to: 44_100).samples)
    #expect((1.05...1.3).contains(peak))
  }
}
