import BatchRendering
import FileStore
import Foundation
import SoundFiles
import Synthesis
import TestSupport
import Testing

struct TrackLedgerTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private let indexName = ".adem-ledger"

  /// Writes a track, and adds it to an index as a batch does.
  @discardableResult
  private func add(_ name: String = "a.wav", frames: Int = 100, to index: OutputIndex? = nil) throws -> TrackRecord {
    let written = try Track(.int16, frames: frames).write(to: folder[name], replacing: .always)
    let record = TrackRecord(name: name, written, content: try folder.bytes(of: name))
    try (index ?? OutputIndex(in: folder.path)).add(record)
    return record
  }

  @Test func `A folder without a index holds nothing of ours`() throws {
    let index = try OutputIndex(in: folder.path)
    #expect(index.indexError == nil)
    #expect(try index.replacement(for: "a.wav") == .never)
    #expect(try index.record(of: "a.wav") == nil)
    #expect(!index.hasKnown("a.wav"))
    #expect(try folder.names == [])
  }

  @Test(arguments: ["", "/"])
  func `What was added is ours in the next batch, and nothing else is`(slash: String) throws {
    let record = try add()
    let index = try OutputIndex(in: folder.path + slash)
    #expect(index.indexError == nil)
    #expect(try index.record(of: "a.wav") == record)
    #expect(try index.replacement(for: "a.wav") == .ifUnchanged(StatSignature(of: folder["a.wav"])!))
    #expect(try index.replacement(for: "A.wav") == .never)
    try Track(.int16).write(to: folder["a.wav"], replacing: index.replacement(for: "a.wav"))
    #expect(try folder.names == [indexName, "a.wav"])
  }

  @Test func `A track that somebody changed is refused in the next batch`() throws {
    try add()
    try folder.write("a.wav", "mine")
    let index = try OutputIndex(in: folder.path)
    #expect(try index.record(of: "a.wav") == nil)
    #expect(index.hasKnown("a.wav"))
    let error = #expect(throws: FileError.self) { try index.requireReplaceable("a.wav") }
    #expect(error?.problem == .changedSinceWritten)
  }

  /// A copy has another inode and other times, and is the same track.
  @Test func `A folder that was copied is known by its content, and a changed track in it is not`() throws {
    let index = try OutputIndex(in: folder.path)
    let a = try add("a.wav", to: index)
    try add("b.wav", to: index)
    let copy = try TemporaryFolder()
    for name in try folder.names { try folder.bytes(of: name).write(to: URL(fileURLWithPath: copy[name])) }
    var changed = try copy.bytes(of: "b.wav")
    changed[100] ^= 1
    try changed.write(to: URL(fileURLWithPath: copy["b.wav"]))
    let moved = try OutputIndex(in: copy.path)
    #expect(try moved.record(of: "a.wav") == a)
    #expect(try moved.replacement(for: "a.wav") == .ifUnchanged(StatSignature(of: copy["a.wav"])!))
    #expect(try moved.record(of: "b.wav") == nil)
  }

  /// The line is added first: a batch that is killed after it leaves the old track under the name.
  @Test func `A line whose track never got its name does not hide the track that stands there`() throws {
    let index = try OutputIndex(in: folder.path)
    let old = try add("a.wav", to: index)
    try index.add(
      TrackRecord(
        name: "a.wav",
        sound: FileFingerprint(signature: StatSignature(size: 1, modified: 2, inode: 3), digest: Digest(of: [7]))))
    let next = try OutputIndex(in: folder.path)
    #expect(try next.record(of: "a.wav") == old)
    try Track(.int16, frames: 3).write(to: folder["a.wav"], replacing: next.replacement(for: "a.wav"))
  }

  @Test func `A track is not whole without what stands beside it`() throws {
    let written = try Track(.int16).write(to: folder["a.wav"])
    try folder.write("a.vtt", "words")
    let words = FileFingerprint(
      signature: try #require(try StatSignature(of: folder["a.vtt"])), digest: Digest(of: "words".utf8))
    let record = TrackRecord(name: "a.wav", written, content: try folder.bytes(of: "a.wav"), beside: ["a.vtt": words])
    let index = try OutputIndex(in: folder.path)
    try index.add(record)
    #expect(try index.record(of: "a.wav") == record)
    #expect(try index.replacement(for: "a.vtt") == .ifUnchanged(words.signature))
    try folder.write("a.vtt", "other")
    #expect(try index.record(of: "a.wav") == nil)
  }

  // MARK: The file

  @Test func `A line is a checksum and JSON, names in their order`() throws {
    let record = TrackRecord(
      name: "slaap/\"é🌬️.wav",
      sound: FileFingerprint(
        signature: StatSignature(size: .max, modified: -1, inode: .max), digest: Digest(of: "abc".utf8)),
      inputHashes: ["text": "0123"])
    try OutputIndex(in: folder.path).add(record)
    let expected = #"""
      adem ledger 2
      ef7163a5 {"beside":{},"ingredients":{"text":"0123"},"name":"slaap/\"é🌬️.wav",\#
      "sound":{"content":"06b05ab6733a618578af5f94892f3950","stamp":{"inode":18446744073709551615,"modified":-1,"size":9223372036854775807}}}

      """#
    #expect(try folder.text(of: indexName) == expected)
    #expect(try OutputIndex(in: folder.path).hasKnown("slaap/\"é🌬️.wav"))
  }

  /// Its digests are SHA-256.
  @Test func `An index of adem 0.1.0 is believed`() throws {
    let text = #"""
      adem ledger 2
      e75e376b {"beside":{},"ingredients":{"text":"0123"},"name":"slaap/\"é🌬️.wav",\#
      "sound":{"content":"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad","stamp":{"inode":18446744073709551615,"modified":-1,"size":9223372036854775807}}}

      """#
    try folder.makeFolder("slaap")
    try folder.write(indexName, text)
    let index = try OutputIndex(in: folder.path)
    #expect(index.indexError == nil)
    #expect(index.hasKnown("slaap/\"é🌬️.wav"))
    #expect(try index.replacement(for: "slaap/\"é🌬️.wav") != .never)
  }

  @Test(arguments: ["slaap/\"é\\\u{1}\n🌬️.wav", "a b.wav", "{}.wav", "\u{1F1F3}\u{1F1F1}.wav"])
  func `Names of any kind survive`(name: String) throws {
    let record = TrackRecord(
      name: name,
      sound: FileFingerprint(signature: StatSignature(size: 1, modified: 2, inode: 3), digest: Digest(of: [])))
    try OutputIndex(in: folder.path).add(record)
    #expect(try OutputIndex(in: folder.path).hasKnown(name))
    #expect(try folder.text(of: indexName).split(separator: "\n").count == 2)
  }

  /// Three tracks, and their index cut at a byte of its last line.
  @Test func `A last line that a crash cut off anywhere costs nothing but itself`() throws {
    for name in ["a.wav", "b.wav", "c.wav"] { try add(name) }
    let whole = try folder.bytes(of: indexName)
    let last = try #require(whole.dropLast().lastIndex(of: 10)) + 1
    for end in last..<whole.count {
      try whole.prefix(end).write(to: URL(fileURLWithPath: folder[indexName]))
      let index = try OutputIndex(in: folder.path)
      #expect(index.indexError == nil)
      #expect(try index.record(of: "b.wav") != nil)
      #expect(try index.record(of: "c.wav") == nil, "cut at \(end)")
      let d = try add("d.wav", to: index)
      let next = try OutputIndex(in: folder.path)
      #expect(try next.record(of: "d.wav") == d)
      #expect(try next.record(of: "a.wav") != nil)
    }
  }

  @Test func `A flipped bit anywhere behind the heading costs one line at most`() throws {
    let records = try ["a.wav", "b.wav", "c.wav"].map { try add($0) }
    let whole = try folder.bytes(of: indexName)
    for place in stride(from: "adem ledger 2\n".utf8.count, to: whole.count, by: 7) {
      var flipped = whole
      flipped[place] ^= 1 << (place % 8)
      try flipped.write(to: URL(fileURLWithPath: folder[indexName]))
      let index = try OutputIndex(in: folder.path)
      #expect(index.indexError == nil)
      let known = try records.filter { try index.record(of: $0.name) == $0 }
      // An end of a line that is gone makes one of two lines.
      #expect(known.count >= (whole[place] == 10 ? 1 : 2), "bit \(place % 8) of byte \(place)")
    }
  }

  @Test(arguments: [
    ("garbage", OutputIndexError.malformed), ("{}\n", .malformed), ("\n", .malformed), ("adem ledger\n", .malformed),
    ("adem ledger x\n", .malformed), ("adem ledger 1\n", .otherVersion(1)), ("adem ledger 3\nnew\n", .otherVersion(3)),
  ])
  func `An index that cannot be believed says so and counts as empty`(text: String, why: OutputIndexError) throws {
    try add()
    try folder.write(indexName, text)
    let index = try OutputIndex(in: folder.path)
    #expect(index.indexError == why)
    #expect(try index.replacement(for: "a.wav") == .never)
    #expect(try folder.text(of: indexName) == text)
    let record = try add(to: index)
    #expect(index.indexError == nil)
    #expect(try OutputIndex(in: folder.path).record(of: "a.wav") == record)
  }

  @Test func `An empty index is one that has been begun`() throws {
    try folder.write(indexName, "")
    let index = try OutputIndex(in: folder.path)
    #expect(index.indexError == nil)
    let record = try add(to: index)
    #expect(try OutputIndex(in: folder.path).record(of: "a.wav") == record)
  }

  @Test func `An index over 256 MiB is not read`() throws {
    try folder.write(indexName, "")
    #expect(truncate(folder[indexName], 256 << 20 + 1) == 0)
    #expect(try OutputIndex(in: folder.path).indexError == .tooLong(limit: 268_435_456))
  }

  @Test(arguments: [FileKind.link, .fifo, .folder])
  func `An index that is no file is neither read nor written through`(kind: FileKind) throws {
    let written = try add()
    try FileManager.default.moveItem(atPath: folder[indexName], toPath: folder["elsewhere"])
    let elsewhere = try folder.bytes(of: "elsewhere")
    let path = folder[indexName]
    switch kind {
    case .link: try folder.link(indexName, to: "elsewhere")
    case .fifo: #expect(mkfifo(path, 0o600) == 0)
    default: try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    }
    let index = try OutputIndex(in: folder.path)
    #expect(index.indexError == .notARegularFile(kind))
    #expect(try index.replacement(for: "a.wav") == .never)
    let error = #expect(throws: FileError.self) { try index.add(written) }
    #expect(error == FileError(path, .notARegularFile(kind)))
    #expect(try folder.bytes(of: "elsewhere") == elsewhere)
    #expect(try folder.names == [indexName, "a.wav", "elsewhere"])
  }

  @Test(.enabled(if: geteuid() != 0, "root may write everywhere; `Faults` makes the whole disk read-only"))
  func `An index that may not be written is read all the same`() throws {
    let record = try add()
    chmod(folder[indexName], 0o400)
    let index = try OutputIndex(in: folder.path)
    #expect(try index.record(of: "a.wav") == record)
    let error = #expect(throws: FileError.self) { try index.add(record) }
    guard case .folderNotWritable? = error?.problem else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func `A folder that is not there is named`() throws {
    let error = #expect(throws: FileError.self) { try OutputIndex(in: folder["no"]) }
    #expect(error?.problem == .missingFolder(folder["no"]))
  }
}

extension TrackRecord {
  /// The record of a written track, whose bytes the test has read.
  init(name: String, _ written: WrittenFile, content: Data, beside: [String: FileFingerprint] = [:]) {
    self.init(
      name: name, sound: FileFingerprint(signature: written.signature, digest: Digest(of: content)), beside: beside)
  }
}
