import FileStore
import Foundation
import SoundFiles
import Synthesis
import TestSupport
import Testing

struct LongTrackTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  static let fourGiB: Int64 = 4_294_967_296
  static let sixteenMiB: Int64 = 16_777_216

  static let lengths: [(Int64, Container)] = [
    (0, .wav), (635_040_000, .wav), (fourGiB - sixteenMiB - 1, .wav), (fourGiB - sixteenMiB, .rf64),
    (fourGiB - 1, .rf64), (fourGiB, .rf64), (3 * fourGiB, .rf64),
  ]

  @Test(arguments: lengths)
  func `A track that might pass 4 GiB is RF64 from the start`(bytes: Int64, expected: Container) throws {
    #expect(try Container(forExtension: "wav", samplesOf: bytes) == expected)
  }

  @Test(arguments: [
    (Int64(10), 1, SampleFormat.int16, Int64(20)), (10, 2, .int24, 60), (10, 2, .float32, 80),
    (4_000_000_000, 2, .int16, 16_000_000_000),
  ])
  func `A track's bytes are counted beyond 32 bits`(frames: Int64, channels: Int, samples: SampleFormat, bytes: Int64) {
    let format = SoundFormat(rate: 48_000, channels: channels, samples: samples)
    #expect(Container.bytes(of: frames, in: format) == bytes)
  }

  @Test(arguments: SampleFormat.allCases, [1, 2])
  func `An RF64 keeps its sizes in 64 bits and its samples as they are`(samples: SampleFormat, channels: Int) throws {
    let track = Track(samples, channels: channels, frames: 1_001)
    let path = folder["a.wav"]
    let descriptor = open(path, O_RDWR | O_CREAT, 0o600)
    defer { close(descriptor) }
    let writer = try SampleWriter(
      to: VirtualIO(on: descriptor), at: DirectoryEntry(path), in: .rf64, of: track.description)
    for block in track.blocks(of: 100) { try writer.write(block) }
    try writer.finish()

    let file = try RIFFFile(at: path)
    #expect(file.form == "RF64")
    #expect(file.chunks.first?.id == "ds64")
    // The field in which libsndfile would write the time has zeros.
    #expect(!file.chunks.contains { $0.id == "PEAK" })
    #expect(file.chunks.filter { $0.id == "PAD " }.allSatisfy { $0.body.allSatisfy { $0 == 0 } })
    #expect(try file.format[1...2] == [channels, 48_000])
    switch track.samples {
    case .int16(let given): #expect(try file.integers(bytes: 2) == given.map(Int.init))
    case .int24(let given): #expect(try file.integers(bytes: 3) == given.map(Int.init))
    case .float32(let given): #expect(try file.floats().map(\.bitPattern) == given.map(\.bitPattern))
    }
  }

  @Test(arguments: [Int64.max, 1 << 60])
  func `A track beyond all disks is refused before its first block`(frames: Int64) throws {
    let format = SoundFormat(rate: 48_000, channels: 2, samples: .float32)
    let error = #expect(throws: FileError.self) {
      let track = TrackDescription(format: format, frames: frames)
      return try SoundFile.write(to: folder["a.wav"], as: track, replacing: .never) {
        Issue.record("A block was asked for")
        return nil
      }
    }
    guard case .notEnoughSpace(let needed, let free)? = error?.problem else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(needed > 1 << 62 && free < needed && free > 0)
    #expect(try folder.names == [])
  }
}
