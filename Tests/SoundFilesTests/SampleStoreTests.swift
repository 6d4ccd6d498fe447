import FileStore
import Foundation
import SoundFiles
import Synthesis
import TestSupport
import Testing

struct SampleStoreTests {
  private let folder: TemporaryFolder
  private let store: SampleStore

  init() throws {
    folder = try TemporaryFolder()
    store = SampleStore(in: folder.path)
  }

  /// Numbers that are all different.
  private func samples(_ range: Range<Int>) -> [Float] { range.map { Float($0) } }

  private func kept(_ count: Int, inBlocksOf length: Int) throws -> Recording {
    let spool = SampleSpool(to: store)
    for start in stride(from: 0, to: count, by: length) {
      try spool.append(samples(start..<min(start + length, count)))
    }
    return Recording(rate: 48_000, channels: 2, storage: try spool.finish())
  }

  /// Up to 4 MiB are in memory; a piece of the file has 1 MiB.
  @Test(arguments: [0, 2, 262_144, 1 << 20, (1 << 20) + 2, 3 << 20, 3_333_334], [65_536, 1_000_002])
  func `What was kept is read back at any place`(count: Int, length: Int) throws {
    let recording = try kept(count, inBlocksOf: length)
    #expect(recording.frames == count / 2)
    for start in [0, 131_071, 131_072, 524_287, 1_000_000, 1_666_000] where start < recording.frames {
      let end = min(start + 300_000, recording.frames)
      #expect(recording.samples(in: start..<end) == samples(2 * start..<2 * end))
    }
    #expect(store.failure == nil)
  }

  @Test func `Nothing of it can be seen, and nothing is left`() throws {
    let recording = try kept(3 << 20, inBlocksOf: 1 << 16)
    #expect(try folder.contents == [])
    #expect(recording.samples(in: 0..<1) == [0, 1])
  }

  @Test func `Room that nobody uses any more holds what comes next`() throws {
    for _ in 0..<4 { #expect(try kept(3 << 20, inBlocksOf: 1 << 18).frames == 3 << 19) }
    let first = try kept(2 << 20, inBlocksOf: 1 << 18)
    let second = try kept(3 << 20, inBlocksOf: 1 << 18)
    #expect(first.samples(in: (1 << 20) - 1..<1 << 20) == samples((2 << 20) - 2..<2 << 20))
    #expect(second.samples(in: 0..<1) == [0, 1])
  }

  @Test func `Several threads keep and read recordings at once`() throws {
    inThreads(4) { number in
      let count = (2 << 20) + 2 * number
      let recording = try kept(count, inBlocksOf: 99_998)
      #expect(recording.samples == samples(0..<count))
    }
  }

  @Test func `Short recordings share the memory that there is for them`() throws {
    let recordings = try (0..<40).map { _ in try kept(1 << 19, inBlocksOf: 1 << 16) }
    #expect(recordings.allSatisfy { $0.samples(in: 100..<101) == [200, 201] })
  }

  @Test func `A folder that is not there is told`() {
    let missing = SampleStore(in: folder["missing"])
    let error = #expect(throws: FileError.self) {
      let spool = SampleSpool(to: missing)
      try spool.append(samples(0..<2 << 20))
    }
    #expect(error?.problem == .missingFolder(folder["missing"]))
  }
}
