import BatchRendering
import BreathPacing
import Foundation
import TestSupport
import Testing

@Suite struct BatchReportTests {
  // Lines as the documentation has them, written by hand.
  private func begin(_ shard: Int = 1, of shards: Int = 1, tracks: Int, all: Int? = nil, manifest: String? = nil)
    -> String
  {
    let digest = manifest.map { #","manifest":"\#($0)""# } ?? ""
    return
      #"{"event":"begin","program":"adem 0.1.0","shard":\#(shard),"shards":\#(shards),"tracks":\#(tracks),"allTracks":\#(all ?? tracks)\#(digest)}"#
  }

  private func rendered(_ output: String) -> String {
    #"{"event":"track","outcome":"rendered","input":"a.breath","output":"\#(output)","seconds":2.5,"bytes":1000,"took":0.25}"#
  }

  private func kept(_ output: String) -> String {
    #"{"event":"track","outcome":"kept","input":"a.breath","output":"\#(output)","seconds":2.5}"#
  }

  private func failed(_ output: String) -> String {
    #"{"event":"track","outcome":"failed","input":"a.breath","output":"\#(output)","status":74,"message":"error: full\n"}"#
  }

  private func end(status: Int = 0) -> String {
    #"{"event":"end","rendered":1,"kept":0,"failed":0,"status":\#(status),"took":1.5}"#
  }

  private func log(_ lines: String...) -> String { lines.map { $0 + "\n" }.joined() }

  private func manifest(_ outputs: String...) throws -> Manifest {
    let folder = try TemporaryFolder()
    try folder.write("m.jsonl", outputs.map { "{\"pattern\": \"a.breath\", \"output\": \"\($0)\"}\n" }.joined())
    return try Manifest(readingFrom: "\(folder.path)/m.jsonl")
  }

  @Test func `A batch that is done is complete, and its sums are those of what was rendered`() throws {
    let report = try BatchReport(of: [
      log(begin(1, of: 2, tracks: 2, all: 3), rendered("b.wav"), kept("a.wav"), end()),
      log(begin(2, of: 2, tracks: 1, all: 3), rendered("c.wav"), end()),
    ])
    #expect(report.isComplete)
    #expect(report.tracks.map(\.output) == ["a.wav", "b.wav", "c.wav"])
    #expect((report.count(of: .rendered), report.count(of: .kept), report.count(of: .failed)) == (2, 1, 0))
    #expect((report.seconds, report.bytes, report.took) == (5, 2000, 0.5))
    #expect((report.shards, report.allTracks, report.missingCount) == (2, 3, 0))
  }

  @Test func `Logs may come in any order, and several in one text`() throws {
    let logs = (1...3).map {
      log(begin($0, of: 3, tracks: 1, all: 3, manifest: "m"), rendered("\($0).wav"), end())
    }
    for order in [[0, 1, 2], [2, 0, 1], [1, 2, 0]] {
      #expect(try BatchReport(of: order.map { logs[$0] }).isComplete)
      #expect(try BatchReport(of: [order.map { logs[$0] }.joined()]).isComplete)
    }
  }

  // MARK: What is not done

  @Test func `Shards without a log, tracks without a word and killed tries are named`() throws {
    let whole = try manifest("a.wav", "b.wav", "c.wav", "d.wav")
    let logs = [
      log(begin(1, of: 3, tracks: 2, all: 4, manifest: whole.digest), rendered("a.wav"), end()),
      log(begin(3, of: 3, tracks: 1, all: 4, manifest: whole.digest), rendered("c.wav")),
    ]
    let report = try BatchReport(of: logs, for: whole)
    #expect(!report.isComplete)
    #expect(report.missing == ["b.wav", "d.wav"])
    #expect(report.absentShards == [Shard(2, of: 3)])
    #expect(report.unfinishedShards == [Shard(3, of: 3)])
    #expect(try BatchReport(of: logs).missingCount == 2)
  }

  @Test(arguments: [(0, true), (1, true), (74, true), (129, false), (130, false), (143, false)])
  func `A try that a signal ended has not finished`(status: Int, isFinished: Bool) throws {
    let report = try BatchReport(of: [log(begin(tracks: 1), rendered("a.wav"), end(status: status))])
    #expect(report.unfinishedShards.isEmpty == isFinished)
    #expect(report.isComplete == isFinished)
  }

  @Test func `A try that was interrupted is told from one that was killed, until a later one is finished`() throws {
    let interrupted = #"{"event":"end","rendered":1,"kept":0,"failed":0,"status":143,"took":1.5,"interrupted":true}"#
    let first = log(begin(1, of: 2, tracks: 2, all: 3), rendered("a.wav"), interrupted)
    let killed = log(begin(2, of: 2, tracks: 1, all: 3))
    let report = try BatchReport(of: [first, killed])
    #expect(report.unfinishedShards == [Shard(1, of: 2), Shard(2, of: 2)])
    #expect(report.interruptedShards == [Shard(1, of: 2)])
    #expect(report.count(of: .failed) == 0)
    let again = log(begin(1, of: 2, tracks: 2, all: 3), kept("a.wav"), rendered("b.wav"), end())
    #expect(try BatchReport(of: [first + again, killed]).interruptedShards == [])
  }

  @Test func `Without a beginning nobody knows what was to be done`() throws {
    for text in ["", "\n", log(rendered("a.wav"), end())] {
      let report = try BatchReport(of: [text])
      #expect(report.allTracks == nil && report.shards == nil && !report.isComplete)
    }
  }

  // MARK: Several tries

  @Test(arguments: [
    ([0], [1], BatchEvent.Track.Outcome.rendered),
    ([2], [0], .rendered),
    ([0], [2], .rendered),
    ([1], [2], .kept),
    ([2], [1], .kept),
    ([2], [2], .failed),
  ])
  func `What was done once stays done`(first: [Int], second: [Int], outcome: BatchEvent.Track.Outcome) throws {
    let lines = [rendered("a.wav"), kept("a.wav"), failed("a.wav")]
    let tries = [first, second].map { log(begin(tracks: 1), lines[$0[0]], end()) }
    #expect(try BatchReport(of: [tries.joined()]).tracks.map(\.outcome) == [outcome])
    #expect(try BatchReport(of: tries).tracks.map(\.outcome) == [outcome])
  }

  @Test func `A shard that was killed, and then finished, is finished`() throws {
    let killed = log(begin(tracks: 2), rendered("a.wav"))
    let torn = rendered("b.wav").prefix(40) + "\n"
    let second = log(begin(tracks: 2), kept("a.wav"), rendered("b.wav"), end())
    let report = try BatchReport(of: [killed + torn + second])
    #expect(report.isComplete)
    #expect(report.unreadableLines == 1)
    #expect(report.count(of: .rendered) == 2)
  }

  @Test func `A log that goes on with another manifest, or other shards, tells of the later batch`() throws {
    let first = log(begin(tracks: 2, manifest: "m"), rendered("a.wav"), failed("b.wav"), end(status: 1))
    let mended = try BatchReport(of: [first + log(begin(tracks: 1, manifest: "n"), kept("a.wav"), end())])
    #expect(mended.isComplete)
    #expect(mended.tracks.map(\.output) == ["a.wav"])
    let sharded = try BatchReport(of: [
      first + log(begin(1, of: 2, tracks: 1, all: 2, manifest: "m"), kept("a.wav"), end())
    ])
    #expect((sharded.shards, sharded.missingCount, sharded.absentShards) == (2, 1, [Shard(2, of: 2)!]))
  }

  // MARK: What does not belong together

  @Test func `Logs of different batches are not joined`() throws {
    let own = try manifest("a.wav")
    let one = log(begin(1, of: 2, tracks: 1, all: 2, manifest: own.digest), rendered("a.wav"), end())
    let cases: [([String], Manifest?, BatchReport.Contradiction)] = [
      ([one, log(begin(2, of: 3, tracks: 1, all: 2, manifest: own.digest))], nil, .shards(2, 3)),
      ([one, log(begin(2, of: 2, tracks: 1, all: 3, manifest: own.digest))], nil, .tracks(2, 3)),
      ([one, log(begin(2, of: 2, tracks: 1, all: 2, manifest: String(repeating: "0", count: 32)))], nil, .manifests),
      ([one], try manifest("a.wav", "b.wav"), .notTheManifest),
    ]
    for (logs, manifest, contradiction) in cases {
      #expect(throws: contradiction) { try BatchReport(of: logs, for: manifest) }
      #expect(throws: contradiction) { try BatchReport(of: logs.reversed(), for: manifest) }
    }
  }

  /// Logs of 0.1.0 have a SHA-256 of the manifest, with 64 digits, which cannot be compared with today's digests.
  @Test func `Logs of adem 0.1.0 are joined with those of today`() throws {
    let own = try manifest("a.wav", "b.wav")
    let old = String(repeating: "0123456789abcdef", count: 4)
    let logs = [
      log(begin(1, of: 2, tracks: 1, all: 2, manifest: old), rendered("a.wav"), end()),
      log(begin(2, of: 2, tracks: 1, all: 2, manifest: own.digest), rendered("b.wav"), end()),
    ]
    for logs in [logs, logs.reversed()] { #expect(try BatchReport(of: logs, for: own).isComplete) }
  }

  // MARK: Foreign lines

  @Test(arguments: [
    "nonsense", "{}", "null", "[1]", #"{"event":"other"}"#, #"{"event":"track"}"#,
    #"{"event":"begin","program":"x","shard":1,"shards":1000000000000000000,"tracks":1,"allTracks":1}"#,
    #"{"event":"begin","program":"x","shard":1,"shards":0,"tracks":1,"allTracks":1}"#,
    #"{"event":"begin","program":"x","shard":1,"shards":-9223372036854775808,"tracks":1,"allTracks":1}"#,
    #"{"event":"begin","program":"x","shard":2,"shards":1,"tracks":1,"allTracks":1}"#,
    #"{"event":"begin","program":"x","shard":1,"shards":1,"tracks":2,"allTracks":1}"#,
    #"{"event":"begin","program":"x","shard":1,"shards":1,"tracks":-1,"allTracks":-9223372036854775808}"#,
    #"{"event":"track","outcome":"rendered","input":"a","output":"a","bytes":9223372036854775807}"#,
    #"{"event":"track","outcome":"rendered","input":"a","output":"a","bytes":-1}"#,
    #"{"event":"track","outcome":"rendered","input":"a","output":"a","seconds":1e300}"#,
    #"{"event":"track","outcome":"rendered","input":"a","output":"a","took":-1e300}"#,
    #"{"event":"track","outcome":"lost","input":"a","output":"a"}"#,
    "\u{0}\u{1}\u{FFFD}", String(repeating: "[", count: 10_000),
  ])
  func `What is no event, or cannot be true, is counted and does no harm`(line: String) throws {
    let report = try BatchReport(of: [log(begin(tracks: 1), line, line, rendered("b.wav"), end())])
    #expect(report.isComplete)
    #expect(report.unreadableLines == 2)
    #expect(report.bytes == 1000)
  }

  @Test(arguments: ["line\u{2028}break.wav", "page\u{2029}break.wav", "next\u{85}line.wav", "form\u{C}feed.wav"])
  func `A name with a sign that breaks lines elsewhere does not break a line`(name: String) throws {
    let written = name.replacing("\u{C}", with: "\\f")
    let report = try BatchReport(of: [log(begin(tracks: 1), rendered(written), end())])
    #expect(report.isComplete)
    #expect(report.tracks.map(\.output) == [name])
  }
}
