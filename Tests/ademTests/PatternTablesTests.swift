import Foundation
import TestSupport
import Testing

/// The tables in the READMEs below `patterns/` say what `adem show` says.
@Suite struct `The tables of the patterns` {
  @Test(arguments: ["", "back-care", "children", "classes", "pelvic-floor", "protocols", "relaxation", "sleep"])
  func `A table lists every pattern of its folder as it is`(name: String) throws {
    let folder = URL(filePath: Repository.root).appending(path: "patterns").appending(path: name)
    let readme = try String(contentsOf: folder.appending(path: "README.md"), encoding: .utf8)
    let table = try #require(
      readme.components(separatedBy: "<!-- patterns: made by Tools/list-patterns -->").dropFirst().first)
    let rows = table.split(separator: "\n").filter { $0.hasPrefix("| [`") }
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".breath") }
    #expect(rows.count == files.count && !rows.isEmpty)
    let temporary = try TemporaryFolder()
    for row in rows {
      let cells = row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      let file = String(cells[0].components(separatedBy: "](")[1].dropLast())
      let run = try AdemProcess("show", "--json", folder.appending(path: file).path, in: temporary).run()
      let shown = try #require(JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
      #expect(cells[1] == shown["title"] as? String, "\(file)")
      #expect(shown["about"] is String, "\(file) says what it is for")
      #expect((shown["sources"] as? [String])?.isEmpty == false, "\(file) names its source")
      let seconds = try Self.seconds(cells[2])
      #expect(abs(seconds - (shown["duration"] as? Double ?? -1)) <= 0.5, "\(file): \(cells[2])")
      #expect(Int(cells[3]) == shown["breaths"] as? Int, "\(file)")
      if let pace = shown["breathsPerMinute"] as? Double {
        #expect(abs((Double(cells[4]) ?? -1) - pace) <= 0.005001, "\(file): \(cells[4])")
      }
    }
  }

  /// `1h2min3s` in seconds.
  private static func seconds(_ length: String) throws -> Double {
    let match = try #require(try #/(?:(\d+)h)?(?:(\d+)min)?(?:([\d.]+)s)?/#.wholeMatch(in: length))
    let parts = [match.1, match.2, match.3].map { $0.flatMap { Double($0) } ?? 0 }
    return parts[0] * 3600 + parts[1] * 60 + parts[2]
  }
}
