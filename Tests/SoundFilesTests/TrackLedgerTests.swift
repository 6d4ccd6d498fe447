import Foundation
import SoundFiles
import Synthesis
import Testing

struct TrackLedgerTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private let ledgerName = ".adem-ledger.json"

  /// A ledger that knows one track, and the track.
  private func batch() throws -> WrittenFile {
    var ledger = try TrackLedger(in: folder.path)
    let written = try Track(.int16).write(to: folder.path("a.wav"))
    ledger.record(written, as: "a.wav")
    try ledger.save()
    return written
  }

  @Test func `A folder without a ledger holds nothing of ours`() throws {
    let ledger = try TrackLedger(in: folder.path)
    #expect(ledger.distrust == nil)
    #expect(ledger.replacement(for: "a.wav") == .never)
    #expect(try folder.names == [])
  }

  @Test(arguments: ["", "/"])
  func `What was recorded is ours in the next batch, and nothing else is`(slash: String) throws {
    let written = try batch()
    let ledger = try TrackLedger(in: folder.path + slash)
    #expect(ledger.distrust == nil)
    #expect(ledger.replacement(for: "a.wav") == .ifUnchanged(written.stamp))
    #expect(ledger.replacement(for: "A.wav") == .never)
    try Track(.int16).write(to: folder.path("a.wav"), replacing: ledger.replacement(for: "a.wav"))
    #expect(try folder.names == [ledgerName, "a.wav"])
  }

  @Test func `A track that somebody changed is refused in the next batch`() throws {
    _ = try batch()
    try folder.put("mine", at: "a.wav")
    let ledger = try TrackLedger(in: folder.path)
    let error = #expect(throws: SoundFileError.self) {
      try Track(.int16).write(to: folder.path("a.wav"), replacing: ledger.replacement(for: "a.wav"))
    }
    #expect(error?.problem == .changedSinceWritten)
    #expect(try folder.text("a.wav") == "mine")
  }

  @Test func `A track counts from its recording, and on disk from the saving`() throws {
    var ledger = try TrackLedger(in: folder.path)
    let written = try Track(.int16).write(to: folder.path("a.wav"))
    ledger.record(written, as: "a.wav")
    #expect(ledger.replacement(for: "a.wav") == .ifUnchanged(written.stamp))
    #expect(try TrackLedger(in: folder.path).replacement(for: "a.wav") == .never)
  }

  @Test func `Batches that share a folder add to one ledger`() throws {
    var first = try TrackLedger(in: folder.path)
    var second = try TrackLedger(in: folder.path)
    let a = try Track(.int16).write(to: folder.path("a.wav"))
    let b = try Track(.int16).write(to: folder.path("b.wav"))
    first.record(a, as: "a.wav")
    second.record(b, as: "b.wav")
    try first.save()
    try second.save()
    #expect(second.replacement(for: "a.wav") == .ifUnchanged(a.stamp))
    let both = try TrackLedger(in: folder.path)
    #expect(both.replacement(for: "a.wav") == .ifUnchanged(a.stamp))
    #expect(both.replacement(for: "b.wav") == .ifUnchanged(b.stamp))
  }

  @Test func `Batches that save at the same moment lose nothing`() throws {
    let written = try Track(.int16).write(to: folder.path("a.wav"))
    let path = folder.path
    inThreads(16) { batch in
      for round in 0..<5 {
        var ledger = try TrackLedger(in: path)
        ledger.record(written, as: "\(batch)-\(round).wav")
        try ledger.save()
      }
    }
    let all = try TrackLedger(in: folder.path)
    for batch in 0..<16 {
      for round in 0..<5 { #expect(all.replacement(for: "\(batch)-\(round).wav") == .ifUnchanged(written.stamp)) }
    }
    #expect(try folder.names == [ledgerName, "a.wav"])
  }

  @Test func `Names and numbers of any size survive`() throws {
    let name = "slaap/\"é\\\u{1}\n🌬️.wav"
    try folder.put(
      #"{"version": 1, "tracks": {"x": {"size": 9223372036854775807, "modified": -1, "inode": 18446744073709551615}}}"#,
      at: ledgerName)
    var ledger = try TrackLedger(in: folder.path)
    let written = try Track(.int16).write(to: folder.path("a.wav"))
    ledger.record(written, as: name)
    try ledger.save()
    let next = try TrackLedger(in: folder.path)
    #expect(next.replacement(for: name) == .ifUnchanged(written.stamp))
    guard case .ifUnchanged(let stamp) = next.replacement(for: "x") else {
      Issue.record("'x' is lost")
      return
    }
    #expect((stamp.size, stamp.modified, stamp.inode) == (.max, -1, .max))
  }

  @Test func `A ledger lists its tracks by name, so that the same tracks give the same bytes`() throws {
    let written = try Track(.int16).write(to: folder.path("a.wav"))
    var ledger = try TrackLedger(in: folder.path)
    let names = (100..<150).map { "\($0).wav" }
    for name in names.shuffled() { ledger.record(written, as: name) }
    try ledger.save()
    let words = try folder.text(ledgerName).split(separator: "\"").map(String.init)
    #expect(words.filter { $0.hasSuffix(".wav") } == names)
  }

  @Test(arguments: [
    ("", LedgerDistrust.malformed), ("{", .malformed), ("[]", .malformed), ("{\"tracks\": {}}", .malformed),
    ("{\"version\": 1}", .malformed), ("{\"version\": 1, \"tracks\": {\"a.wav\": 5}}", .malformed),
    ("{\"version\": 2, \"tracks\": []}", .otherVersion(2)), ("{\"version\": 0}", .otherVersion(0)),
  ])
  func `A ledger that cannot be believed says so and counts as empty`(text: String, why: LedgerDistrust) throws {
    let written = try batch()
    try folder.put(text, at: ledgerName)
    var ledger = try TrackLedger(in: folder.path)
    #expect(ledger.distrust == why)
    #expect(ledger.replacement(for: "a.wav") == .never)
    #expect(try folder.text(ledgerName) == text)
    ledger.record(written, as: "a.wav")
    try ledger.save()
    #expect(ledger.distrust == nil)
    #expect(try TrackLedger(in: folder.path).replacement(for: "a.wav") == .ifUnchanged(written.stamp))
  }

  @Test func `A ledger over 64 MiB is not read`() throws {
    try folder.put("", at: ledgerName)
    #expect(truncate(folder.path(ledgerName), 64 << 20 + 1) == 0)
    #expect(try TrackLedger(in: folder.path).distrust == .tooLong(limit: 67_108_864))
  }

  @Test(arguments: [FileKind.link, .fifo, .folder])
  func `A ledger that is no file is neither read nor written through`(kind: FileKind) throws {
    let written = try batch()
    try FileManager.default.moveItem(atPath: folder.path(ledgerName), toPath: folder.path("elsewhere"))
    let elsewhere = try folder.bytes("elsewhere")
    let path = folder.path(ledgerName)
    switch kind {
    case .link: try folder.link(ledgerName, to: "elsewhere")
    case .fifo: #expect(mkfifo(path, 0o600) == 0)
    default: try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    }
    var ledger = try TrackLedger(in: folder.path)
    #expect(ledger.distrust == .notARegularFile(kind))
    #expect(ledger.replacement(for: "a.wav") == .never)
    ledger.record(written, as: "b.wav")
    let error = #expect(throws: SoundFileError.self) { try ledger.save() }
    #expect(error == SoundFileError(path, .notARegularFile(kind)))
    #expect(try folder.bytes("elsewhere") == elsewhere)
    #expect(try folder.names == [ledgerName, "a.wav", "elsewhere"])
  }

  @Test func `A folder that is not there is named`() throws {
    let error = #expect(throws: SoundFileError.self) { try TrackLedger(in: folder.path("no")) }
    #expect(error?.problem == .missingFolder(folder.path("no")))
  }
}
