import BreathPacing
import PatternLanguage
import Platform

/// The recordings that a track needs, as a table for people and as JSON for programs.
struct RecordingTable {
  private let name: String
  private let list: RecordingList

  init(of track: Track, named name: String) throws {
    self.name = name
    list = try track.recordingList()
  }

  /// One row for each recording: the file, the time for it, and its words.
  var text: String {
    guard !list.entries.isEmpty else { return "\(name.printable) plays no recordings\n" }
    let missing = list.entries.count { !$0.isThere }
    let rows = list.entries.map { entry in
      [
        entry.isThere ? "there" : "record", entry.room?.spelled ?? "any", "\(entry.times)", entry.file.printable,
        entry.words.map { "\"\($0.printable)\"" } ?? "(a clip)",
      ]
    }
    let heading = ["", "at most", "times", "file", "words"]
    let widths = heading.indices.map { column in ([heading] + rows).map { $0[column].count }.max() ?? 0 }
    let lines = ([heading] + rows).map { row in
      let cells = zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
      var line = cells.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }
    return "\(name.printable): \(list.entries.count) recordings, \(missing) to record\n\n" + lines.joined()
  }

  /// One object, described in Documentation/Voices.md.
  func json() throws -> String {
    let records = list.entries.map { entry in
      Record(
        file: entry.file, words: entry.words, atMost: entry.room?.nearestSeconds, times: entry.times,
        exists: entry.isThere)
    }
    return try JSON.text(of: Records(recordings: records)) + "\n"
  }

  private struct Records: Encodable {
    var version = 1
    var recordings: [Record]
  }

  private struct Record: Encodable {
    var file: String
    var words: String?
    /// Seconds.
    var atMost: Double?
    var times: Int
    var exists: Bool
  }
}
