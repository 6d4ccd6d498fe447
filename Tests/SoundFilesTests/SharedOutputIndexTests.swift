import BatchRendering
import FileStore
import Foundation
import SoundFiles
import Synthesis
import TestSupport
import Testing

/// Several batches and threads with one index.
struct SharedOutputIndexTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private let indexName = ".adem-ledger"

  /// The records of the tests need no files.
  private static func record(_ name: String, frames: Int64 = 1) -> TrackRecord {
    TrackRecord(
      name: name,
      sound: FileFingerprint(
        signature: StatSignature(size: frames, modified: 2, inode: 3), digest: Digest(of: "\(frames)".utf8)))
  }

  /// So many batches have left a line about one track that the index is rewritten.
  private func addOften(_ name: String) throws {
    try OutputIndex(in: folder.path).add(Self.record(name))
    let lines = try folder.text(of: indexName).split(separator: "\n")
    try folder.write(indexName, ([lines[0]] + Array(repeating: lines[1], count: 1500)).joined(separator: "\n") + "\n")
  }

  private func lines() throws -> Int { try folder.text(of: indexName).split(separator: "\n").count - 1 }

  @Test func `Batches that share a folder add to one index`() throws {
    let first = try OutputIndex(in: folder.path)
    let second = try OutputIndex(in: folder.path)
    try first.add(Self.record("a.wav"))
    try second.add(Self.record("b.wav"))
    #expect(second.hasKnown("a.wav"))
    #expect(!first.hasKnown("b.wav"))
    first.refresh()
    #expect(first.hasKnown("b.wav"))
    let both = try OutputIndex(in: folder.path)
    #expect(both.hasKnown("a.wav") && both.hasKnown("b.wav"))
  }

  @Test func `Threads of one batch and batches of their own lose nothing`() throws {
    let shared = try OutputIndex(in: folder.path)
    let path = folder.path
    inThreads(16) { thread in
      for round in 0..<5 {
        let index = thread < 8 ? shared : try OutputIndex(in: path)
        try index.add(Self.record("\(thread)-\(round).wav"))
      }
    }
    let all = try OutputIndex(in: folder.path)
    for thread in 0..<16 {
      for round in 0..<5 { #expect(all.hasKnown("\(thread)-\(round).wav")) }
    }
    #expect(try lines() == 80)
    #expect(try folder.names == [indexName])
  }

  @Test func `Processes lose nothing, while one of them writes the index anew`() async throws {
    let path = folder.path
    try addOften("old.wav")
    await withTaskGroup { group in
      for process in 0..<4 {
        group.addTask {
          await #expect(processExitsWith: .success) { [path = path as String, process = process as Int] in
            let index = try OutputIndex(in: path)
            for round in 0..<25 {
              try index.add(SharedOutputIndexTests.record("\(process)-\(round).wav"))
              if round % 5 == process { try OutputIndex(in: path).compact() }
            }
          }
        }
      }
    }
    let all = try OutputIndex(in: folder.path)
    for process in 0..<4 {
      for round in 0..<25 { #expect(all.hasKnown("\(process)-\(round).wav")) }
    }
    #expect(all.hasKnown("old.wav"))
    #expect(try lines() < 200)
    #expect(try folder.names == [indexName])
  }

  /// Each found it damaged when it began: the second must not begin it anew over what the first has added.
  @Test func `Batches that both found a damaged index keep each other's tracks`() throws {
    try folder.write(indexName, "damaged")
    let first = try OutputIndex(in: folder.path)
    let second = try OutputIndex(in: folder.path)
    #expect(first.indexError == .malformed && second.indexError == .malformed)
    try first.add(Self.record("a.wav"))
    try second.add(Self.record("b.wav"))
    let both = try OutputIndex(in: folder.path)
    #expect(both.hasKnown("a.wav") && both.hasKnown("b.wav"))
    #expect(second.hasKnown("a.wav"))
  }

  @Test func `Writing it anew leaves one line for each track, that of the file which stands there`() throws {
    try addOften("gone.wav")
    let written = try Track(.int16).write(to: folder["a.wav"])
    let standing = TrackRecord(name: "a.wav", written, content: try folder.bytes(of: "a.wav"))
    let newest = Self.record("a.wav")
    for record in [Self.record("a.wav", frames: 7), standing, newest] { try OutputIndex(in: folder.path).add(record) }
    #expect(try lines() == 1503)
    try OutputIndex(in: folder.path).compact()
    let kept = try folder.text(of: indexName)
    #expect(try lines() == 3)
    #expect(kept.contains("\"size\":\(written.bytes)"), "the one that stands there")
    #expect(kept.contains(#""name":"gone.wav""#))
    #expect(try OutputIndex(in: folder.path).record(of: "a.wav") == standing)
    try OutputIndex(in: folder.path).compact()
    #expect(try folder.text(of: indexName) == kept)
  }

  /// Files beside a track get other signatures each time, though the track's own bytes are those that stood there.
  @Test func `A track that was often made again has one line, and so has one whose side file is an older one`() throws {
    func record(_ name: String, beside signature: StatSignature) -> TrackRecord {
      TrackRecord(
        name: name, sound: Self.record(name).sound,
        beside: [name + ".vtt": FileFingerprint(signature: signature, digest: Digest(of: "\(signature)".utf8))])
    }
    try addOften("gone.wav")
    try folder.write("b.wav.vtt", "standing")
    let standing = try #require(try StatSignature(of: folder["b.wav.vtt"]))
    let signatures = (1...4).map { StatSignature(size: 1, modified: $0, inode: 7) }
    for signature in signatures { try OutputIndex(in: folder.path).add(record("a.wav", beside: signature)) }
    for signature in [signatures[0], standing, signatures[1], signatures[2]] {
      try OutputIndex(in: folder.path).add(record("b.wav", beside: signature))
    }
    try OutputIndex(in: folder.path).compact()
    let names = try folder.text(of: indexName).matches(of: /"name":"(.)/).map { String($0.output.1) }
    #expect(names == ["a", "b", "b", "g"], "the newest of each, and that of the file which stands")
    #expect(try OutputIndex(in: folder.path).replacement(for: "b.wav.vtt") == .ifUnchanged(standing))
  }

  /// A process that cannot write cuts the file while others read it.
  @Test func `An index that became shorter is read from its beginning`() throws {
    let index = try OutputIndex(in: folder.path)
    try index.add(Self.record("a.wav"))
    let short = try folder.bytes(of: indexName)
    try OutputIndex(in: folder.path).add(Self.record("b.wav"))
    index.refresh()
    #expect(truncate(folder[indexName], off_t(short.count)) == 0)
    try OutputIndex(in: folder.path).add(Self.record("a longer name.wav"))
    try index.add(Self.record("c.wav"))
    #expect(index.hasKnown("a longer name.wav"))
    let all = try OutputIndex(in: folder.path)
    for name in ["a.wav", "a longer name.wav", "c.wav"] { #expect(all.hasKnown(name)) }
  }
}
