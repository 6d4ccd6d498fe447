import Foundation
import SoundFiles
import Synthesis
import TestSupport
import Testing

/// Sound that is not the track that was promised, and a maker of sound that gives up.
struct RefusalTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  struct Interrupted: Error, Equatable { let breath: Int }

  /// Writes these blocks as two channels at 16 bits over an old file; gives the error, with the folder as it was
  /// before.
  private func problem(
    _ blocks: [SampleBlock], as samples: SampleFormat = .int16, frames: Int64
  ) throws -> SoundFileError.Problem? {
    try folder.write("a.wav", "old")
    var rest = blocks[...]
    let error = #expect(throws: SoundFileError.self) {
      let format = SoundFormat(rate: 48_000, channels: 2, samples: samples)
      let track = TrackDescription(format: format, frames: frames)
      return try SoundFile.write(to: folder["a.wav"], as: track, replacing: .always) {
        rest.popFirst()
      }
    }
    #expect(error?.path == folder["a.wav"])
    #expect(try folder.names == ["a.wav"])
    #expect(try folder.text(of: "a.wav") == "old")
    return error?.problem
  }

  @Test(arguments: [
    ([2, 2], 5, 4), ([2, 2], 3, 4), ([], 1, 0), ([1], 0, 1), ([4, 0, 4], 9, 8), ([3, 3, 3], 4, 6),
  ])
  func `A track of another length than promised is none`(blocks: [Int], promised: Int64, delivered: Int64) throws {
    let blocks = blocks.map { SampleBlock.int16(Array(repeating: 7, count: $0 * 2)) }
    #expect(try problem(blocks, frames: promised) == .wrongTotal(promised: promised, delivered: delivered))
  }

  @Test(arguments: SampleFormat.allCases, SampleFormat.allCases)
  func `A block that is stored otherwise than the track is refused`(block: SampleFormat, track: SampleFormat) throws {
    guard block != track else { return }
    let blocks = [Track(track, channels: 2, frames: 3).samples, Track(block, channels: 2, frames: 3).samples]
    #expect(try problem(blocks, as: track, frames: 6) == .wrongBlock(.otherSampleFormat(frame: 3)))
  }

  @Test func `A block that ends within a frame is refused`() throws {
    let blocks: [SampleBlock] = [.int16([1, 2]), .int16([1, 2, 3])]
    #expect(try problem(blocks, frames: 3) == .wrongBlock(.brokenFrame(frame: 1)))
  }

  @Test(arguments: [
    SampleBlock.float32([0, .nan]), .float32([.signalingNaN, 0]), .float32([0, 0, 0, .infinity]),
    .float32([-.infinity, 0]), .float32([-.nan, 0]),
  ])
  func `A sample that cannot be stored is refused`(block: SampleBlock) throws {
    let blocks = [Track(.float32, channels: 2, frames: 5).samples, block]
    #expect(try problem(blocks, as: .float32, frames: 10) == .wrongBlock(.unstorableSample(frame: 5)))
  }

  @Test(arguments: [0, 1, 3])
  func `An interrupted track leaves the folder as it was`(blocksBefore: Int) throws {
    try folder.write("a.wav", "old")
    for name in ["a.wav", "new.wav"] {
      var blocks = 0
      #expect(throws: Interrupted(breath: blocksBefore)) {
        let format = SoundFormat(rate: 48_000, channels: 1, samples: .int16)
        let track = TrackDescription(format: format, frames: 400)
        return try SoundFile.write(to: folder[name], as: track, replacing: .always) {
          if blocks == blocksBefore { throw Interrupted(breath: blocks) }
          blocks += 1
          return .int16(Array(repeating: 1, count: 100))
        }
      }
    }
    #expect(try folder.names == ["a.wav"])
    #expect(try folder.text(of: "a.wav") == "old")
  }

  @Test func `Until the track is whole, its name shows what stood there before`() throws {
    try folder.write("a.wav", "old")
    try Track(.int16).write(to: folder["a.wav"], replacing: .always) {
      let (text, names) = (try folder.text(of: "a.wav"), try folder.names)
      #expect(text == "old")
      #expect(names.count == 2)
    }
    #expect(try folder.names == ["a.wav"])
    #expect(try RIFFFile(at: folder["a.wav"]).form == "RIFF")
  }
}
