import CSndfile
import FileStore
import Foundation
import SoundFiles
import Synthesis
import TestSupport
import Testing

/// Bit rates and levels of lossy files, by the sizes of the files and by what libsndfile decodes.
struct BitRateTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  /// Ten seconds.
  private func write(
    _ name: String, rate: Int = 48_000, channels: Int = 1, bitRate: Int?, _ sound: (Int) -> Float
  ) throws -> WrittenFile {
    var track = TrackDescription(
      format: SoundFormat(rate: rate, channels: channels, samples: .float32), frames: Int64(10 * rate))
    track.bitRate = bitRate
    let samples = (0..<10 * rate).flatMap { frame in Array(repeating: sound(frame), count: channels) }
    var blocks = [SampleBlock.float32(samples)]
    return try SoundFile.write(to: folder[name], as: track, replacing: .always) { blocks.popLast() }
  }

  private static func tone(_ rate: Int) -> (Int) -> Float {
    { frame in 0.25 * Float(sin(2 * Double.pi * 440 * Double(frame) / Double(rate))) }
  }

  /// The decoded samples of the first channel.
  private func decoded(_ name: String) throws -> [Float] {
    var info = SF_INFO()
    let file = try #require(sf_open(folder[name], Int32(SFM_READ), &info))
    defer { sf_close(file) }
    var samples = [Float](repeating: 0, count: Int(info.frames) * Int(info.channels))
    try #require(sf_readf_float(file, &samples, info.frames) == info.frames)
    return stride(from: 0, to: samples.count, by: Int(info.channels)).map { samples[$0] }
  }

  /// The level of the decoded tone relative to the written one, in dB, in the middle of the file.
  private func level(_ name: String, rate: Int) throws -> Double {
    let middle = try decoded(name)[4 * rate..<6 * rate]
    let power = middle.reduce(0.0) { $0 + Double($1) * Double($1) } / Double(middle.count)
    return 10 * log10(power / (0.25 * 0.25 / 2))
  }

  /// The steps of MPEG-1, 2 and 2.5.
  private static let steps: [(rate: Int, bitRates: [Int])] = [
    (48_000, [32, 64, 128, 160, 192, 224, 256, 320]), (44_100, [32, 64, 128, 320]), (24_000, [8, 32, 64, 160]),
    (8_000, [8, 32, 64]),
  ]

  @Test(arguments: steps)
  func `An MP3 has the bit rate that was asked for, whatever its sound is`(rate: Int, bitRates: [Int]) throws {
    for bitRate in bitRates {
      for sound in [Self.tone(rate), { _ in 0 }] {
        let written = try write("a.mp3", rate: rate, bitRate: bitRate, sound)
        let measured = Double(written.bytes) * 8 / 10_000
        #expect(abs(measured / Double(bitRate) - 1) < 0.05, "\(bitRate) at \(rate): \(measured)")
      }
    }
  }

  /// An encoder's scale of 0.95 would be 0.45 dB.
  @Test(arguments: steps)
  func `An MP3 has the level that was given, at every bit rate`(rate: Int, bitRates: [Int]) throws {
    // The lowest bit rates cut the tone.
    for bitRate in bitRates where bitRate >= 32 {
      _ = try write("a.mp3", rate: rate, channels: bitRate > 64 ? 2 : 1, bitRate: bitRate, Self.tone(rate))
      let level = try level("a.mp3", rate: rate)
      #expect(abs(level) < 0.03, "\(bitRate) at \(rate): \(level) dB")
    }
  }

  /// LAME says so by itself where its frames have room for it.
  @Test(arguments: steps)
  func `An MP3 begins and ends where its sound does, at every bit rate`(rate: Int, bitRates: [Int]) throws {
    for bitRate in bitRates + [rate >= 32_000 ? 40 : 16] where bitRate >= 16 {
      for channels in [1, 2] {
        // Two clicks of a millisecond, in silence.
        let onsets = [rate / 2, 9 * rate]
        _ = try write("a.mp3", rate: rate, channels: channels, bitRate: bitRate) { frame in
          onsets.contains { ($0..<$0 + rate / 1000).contains(frame) } ? 0.5 : 0
        }
        let samples = try decoded("a.mp3")
        #expect(samples.count == 10 * rate)
        for onset in onsets {
          let near = samples[onset - rate / 10..<onset + rate / 10]
          let peak = near.indices.max { abs(near[$0]) < abs(near[$1]) } ?? 0
          // The loudest sample is in the click, or in the smear of a low bit rate beside it.
          #expect(abs(peak - onset) <= rate / 250, "\(bitRate) at \(rate): \(peak) for \(onset)")
        }
      }
    }
  }

  @Test(arguments: [("a.opus", 0.1), ("a.ogg", 0.1)])
  func `Other lossy kinds have it, too`(name: String, tolerance: Double) throws {
    _ = try write(name, bitRate: nil, Self.tone(48_000))
    #expect(abs(try level(name, rate: 48_000)) < tolerance)
  }

  @Test(arguments: [(1, 64), (1, 128), (2, 64), (2, 256)])
  func `Opus has the bit rate on average of a sound without pauses`(channels: Int, bitRate: Int) throws {
    var random = SeededNumbers(seed: 5)
    let noise = (0..<480_000).map { _ in Float.random(in: -0.1...0.1, using: &random) }
    let written = try write("a.opus", channels: channels, bitRate: bitRate) { noise[$0] }
    let measured = Double(written.bytes) * 8 / 10_000
    #expect(abs(measured / Double(bitRate) - 1) < 0.1, "\(measured)")
    // Silence takes next to nothing.
    #expect(try write("a.opus", channels: channels, bitRate: bitRate) { _ in 0 }.bytes < written.bytes / 5)
  }

  @Test(arguments: [
    ("a.mp3", 48_000, 100), ("a.mp3", 24_000, 320), ("a.mp3", 48_000, 8), ("a.mp3", 8_000, 128),
    ("a.opus", 48_000, 257),
    ("a.opus", 48_000, 5), ("a.ogg", 48_000, 64), ("a.flac", 48_000, 64), ("a.wav", 48_000, 64),
  ])
  func `A bit rate that a kind cannot have is refused before anything is written`(
    name: String, rate: Int, bitRate: Int
  ) throws {
    let container = try #require(Container(ofFileAt: name))
    let format = SoundFormat(rate: rate, channels: 1, samples: try #require(container.sampleFormats.first))
    var track = TrackDescription(format: format, frames: 8_000)
    track.bitRate = bitRate
    let error = #expect(throws: SoundFileError.self) {
      try SoundFile.write(to: folder[name], as: track, replacing: .never) {
        Issue.record("A block was asked for")
        return nil
      }
    }
    #expect(error?.problem == .unsupportedBitRate(bitRate, of: format, in: container))
    #expect(try folder.names == [])
  }

  @Test func `Bit rates are listed, and the nearest is found`() throws {
    let mp3 = try #require(Container.mp3.bitRates(at: 48_000, channels: 2))
    #expect((mp3.usual, mp3.isConstant, mp3.nearest(to: 100)) == (128, true, 96))
    #expect(mp3.nearest(to: 1_000) == 320)
    let opus = try #require(Container.opus.bitRates(at: 48_000, channels: 2))
    #expect((opus.choice, opus.usual, opus.nearest(to: 4)) == (.range(12...512), 128, 12))
    #expect(Container.wav.bitRates(at: 48_000, channels: 1) == nil)
  }
}
