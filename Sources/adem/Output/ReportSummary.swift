import BatchRendering
import BreathPacing
import FileStore
import Platform

/// Summary of the logs of a batch, for people.
struct ReportSummary {
  let text: String

  init(_ report: BatchReport) {
    let counts = [
      "\(report.count(of: .rendered)) rendered", "\(report.count(of: .kept)) kept",
      "\(report.count(of: .failed)) failed", "\(report.missingCount) missing",
    ]
    let shards = report.shards.map { $0 == 1 ? "" : " in \($0) shards" } ?? ""
    let all = report.allTracks ?? report.tracks.count
    var lines = ["\(all) tracks\(shards): \(counts.joined(separator: ", "))"]
    if report.took > 0 {
      lines.append(
        "\(Duration.seconds(report.seconds).spelled) of sound, \(report.bytes.spelledAsSize), made in "
          + "\(Duration.seconds(report.took).spelled) of work")
    }
    for track in report.tracks where track.outcome == .failed {
      let reason = track.message.map { $0.split(separator: "\n").first.map(String.init) ?? "" } ?? ""
      lines.append("failed: \(track.output.printable): \(reason.printable)")
    }
    lines += report.missing.map { "missing: \($0.printable)" }
    lines += report.absentShards.map { "shard \($0.number) of \($0.count) has no log" }
    lines += report.unfinishedShards.map {
      "shard \($0.number) of \($0.count) was \(report.interruptedShards.contains($0) ? "interrupted" : "not finished")"
    }
    if report.allTracks == nil { lines.append("none of the logs has a beginning") }
    text = lines.map { $0 + "\n" }.joined()
  }
}

/// Summary of the logs of a batch, for programs.
struct ReportRecord: Encodable {
  var isComplete: Bool
  var tracks: Int?
  var rendered: Int
  var kept: Int
  var failed: [BatchEvent.Track]
  var missing: [String]
  var missingCount: Int
  var shards: Int?
  var absentShards: [Int]
  var unfinishedShards: [Int]
  var interruptedShards: [Int]
  var seconds: Double
  var bytes: Int64
  var took: Double
  var unreadableLines: Int

  init(_ report: BatchReport) {
    isComplete = report.isComplete
    tracks = report.allTracks
    rendered = report.count(of: .rendered)
    kept = report.count(of: .kept)
    failed = report.tracks.filter { $0.outcome == .failed }
    (missing, missingCount) = (report.missing, report.missingCount)
    shards = report.shards
    absentShards = report.absentShards.map(\.number)
    unfinishedShards = report.unfinishedShards.map(\.number)
    interruptedShards = report.interruptedShards.map(\.number)
    (seconds, bytes, took) = (report.seconds, report.bytes, report.took)
    unreadableLines = report.unreadableLines
  }

  /// One JSON object in a line.
  var text: String {
    guard let json = try? JSON.text(of: self) else {
      preconditionFailure("Words and finite numbers are always JSON.")
    }
    return json + "\n"
  }
}
