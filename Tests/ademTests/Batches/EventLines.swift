import Foundation
import Testing

/// The events of a batch, line by line.
struct EventLines {
  let objects: [[String: Any]]

  init(_ text: String) throws {
    objects = try text.split(separator: "\n").map { line in
      try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any], "\(line)")
    }
  }

  /// The events by their outputs.
  var tracks: [String: (outcome: String, why: [String])] {
    var tracks: [String: (String, [String])] = [:]
    for object in objects where object["event"] as? String == "track" {
      tracks[object["output"] as? String ?? ""] = (object["outcome"] as? String ?? "", object["why"] as? [String] ?? [])
    }
    return tracks
  }

  /// The outputs that were rendered, each with why.
  var rendered: [String: [String]] { tracks.filter { $0.value.outcome == "rendered" }.mapValues(\.why) }
}
