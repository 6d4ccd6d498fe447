import Foundation
import SoundFiles
import Synthesis
import TestSupport
import Testing

struct FormatTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  /// Bits and `fmt ` tag by the WAVE specification: 1 is PCM, 3 is IEEE float.
  static let formats: [(SampleFormat, tag: Int, bits: Int)] = [(.int16, 1, 16), (.int24, 1, 24), (.float32, 3, 32)]

  @Test(arguments: formats, [(1, 44_100), (2, 48_000), (1, 8_000), (2, 192_000)])
  func `A header says what the track is`(stored: (SampleFormat, tag: Int, bits: Int), shape: (Int, Int)) throws {
    let (channels, rate) = shape
    let track = Track(stored.0, channels: channels, rate: rate)
    let written = try track.write(to: folder["a.wav"])
    let file = try RIFFFile(at: folder["a.wav"])
    let frameBytes = channels * stored.bits / 8
    #expect(file.form == "RIFF")
    #expect(try file.format == [stored.tag, channels, rate, rate * frameBytes, frameBytes, stored.bits])
    #expect(try file.body("data").count == 100 * frameBytes)
    #expect(written.format == track.format)
    #expect(written.frames == 100)
    #expect(written.container == .wav)
    #expect(try Int(written.bytes) == folder.bytes(of: "a.wav").count)
  }

  @Test(arguments: [SampleFormat.int16, .int24])
  func `A short track is a plain WAVE with nothing in it but its sound`(samples: SampleFormat) throws {
    try Track(samples).write(to: folder["a.wav"])
    let file = try RIFFFile(at: folder["a.wav"])
    #expect(file.chunks.map(\.id) == ["fmt ", "data"])
    #expect(try file.body("fmt ").count == 16)
  }

  /// The format wants the number of frames in `fact`. Where libsndfile would put the time of writing, it leaves zeros.
  @Test(arguments: [1, 2])
  func `A short track of floats tells its frames and no time`(channels: Int) throws {
    try Track(.float32, channels: channels, frames: 258).write(to: folder["a.wav"])
    let file = try RIFFFile(at: folder["a.wav"])
    #expect(file.chunks.map(\.id) == ["fmt ", "fact", "PAD ", "data"])
    #expect(try Array(file.body("fact")) == [2, 1, 0, 0])
    #expect(try file.body("PAD ").allSatisfy { $0 == 0 })
  }

  @Test(arguments: SampleFormat.allCases, [1, 2])
  func `Every sample comes back as it was given`(samples: SampleFormat, channels: Int) throws {
    let track = Track(samples, channels: channels, frames: 1_001)
    try track.write(to: folder["a.wav"])
    let file = try RIFFFile(at: folder["a.wav"])
    switch track.samples {
    case .int16(let given): #expect(try file.integers(bytes: 2) == given.map(Int.init))
    case .int24(let given): #expect(try file.integers(bytes: 3) == given.map(Int.init))
    case .float32(let given): #expect(try file.floats().map(\.bitPattern) == given.map(\.bitPattern))
    }
  }

  @Test(arguments: SampleFormat.allCases, [1, 63, 64, 65, 1_001, 5_000])
  func `The size of the blocks changes no byte`(samples: SampleFormat, size: Int) throws {
    let track = Track(samples, channels: 2, frames: 1_001)
    try track.write(to: folder["whole.wav"], blocksOf: 1_001)
    try track.write(to: folder["blocks.wav"], blocksOf: size)
    #expect(try folder.bytes(of: "whole.wav") == folder.bytes(of: "blocks.wav"))
  }

  @Test(arguments: SampleFormat.allCases)
  func `A track without a frame is a file without a sample`(samples: SampleFormat) throws {
    let written = try Track(samples, frames: 0).write(to: folder["a.wav"])
    #expect(written.frames == 0)
    #expect(try RIFFFile(at: folder["a.wav"]).body("data").isEmpty)
  }

  @Test func `The parser of these tests refuses a file that lacks its last byte`() throws {
    try Track(.int16).write(to: folder["a.wav"])
    let bytes = try folder.bytes(of: "a.wav")
    #expect(throws: RIFFFile.Malformed.self) { try RIFFFile(bytes.dropLast()) }
  }
}
