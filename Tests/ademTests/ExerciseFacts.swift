import Foundation
import TestSupport
import Testing

/// The facts of a source about an exercise or a programme: a case of a file in `Tests/Corpus/exercises`.
///
///     === back-care/kindhouding
///     source blz. 55
///     says handen en knieën > hielen > voorhoofd
///     breaths 5 after voorhoofd before handen en knieën
///
/// The files are written from the documents, never from the patterns.
struct ExerciseFacts: CustomTestStringConvertible, Sendable {
  /// One line: its first word, and the rest of it.
  struct Fact: Sendable {
    let kind: Substring
    let value: Substring
  }

  struct Malformed: Error { let line: Substring }

  /// Below `patterns/`, without `.breath`.
  let pattern: String
  let facts: [Fact]

  var testDescription: String { pattern }

  /// The cases of one file of the corpus.
  static func all(in file: String) throws -> [ExerciseFacts] {
    let text = try "\n" + Repository.text(of: "Tests/Corpus/exercises/\(file).txt")
    return try text.components(separatedBy: "\n=== ").dropFirst().map { text in
      let lines = text.split(separator: "\n")
      let facts = try lines.dropFirst().map { line in
        guard let space = line.firstIndex(of: " ") else { throw Malformed(line: line) }
        return Fact(kind: line[..<space], value: line[line.index(after: space)...])
      }
      return ExerciseFacts(pattern: String(lines[0]), facts: facts)
    }
  }

  /// The differences between the track and its source; empty if they agree.
  func disagreements(with track: ShownTrack) throws -> [String] {
    try facts.compactMap { fact in try holds(fact, in: track) ? nil : "\(fact.kind) \(fact.value)" }
  }

  private func holds(_ fact: Fact, in track: ShownTrack) throws -> Bool {
    let value = fact.value
    switch fact.kind {
    // The document and its page, or the heading in an article.
    case "source": return track.sources.contains { $0.contains(value) }
    case "about": return value.split(separator: " | ").allSatisfy { track.about.contains($0.lowercased()) }
    // Words that are heard in this order; on one side of the body after 'right' or 'left'.
    case "says": return ShownTrack.hears(Self.list(value), in: track.events)
    case "right", "left":
      return ShownTrack.hears(Self.list(value), in: track.events.filter { $0.side == String(fact.kind) })
    case "never": return !value.split(separator: " | ").contains { track.index(of: $0, after: -1) != nil }
    // The sides in the order in which they are first heard.
    case "sides":
      var sides: [Substring] = []
      for event in track.events {
        if let side = event.side, !sides.contains(side[...]) { sides.append(side[...]) }
      }
      return sides == value.split(separator: " ")
    // Words that are heard as one breathes in, or out.
    case "inhale", "exhale":
      let heard = track.events.filter { $0.says(value) }
      return heard.contains { $0.kind == fact.kind }
    case "heard":
      let parts = value.split(separator: " ", maxSplits: 1)
      return track.events.count { $0.says(parts[1]) } == Int(parts[0])
    // So many whole breaths after each time that the first words are heard, before the next.
    case "breaths":
      let match = try #require(try #/(\d+) after (.+) before (.+)/#.wholeMatch(in: value), "\(value)")
      let counts = track.exhales(after: match.2, before: match.3)
      return !counts.isEmpty && counts.allSatisfy { $0 == Int(match.1) }
    case "all": return track.breaths == Int(value)
    // Phases of these lengths in a row, so many times.
    case "play":
      let parts = value.components(separatedBy: ": ")
      let phases = parts[0].components(separatedBy: ", ")
      let played = track.events.filter(\.isPhase).map {
        "\($0.kind) \($0.duration.formatted(.number.grouping(.never)))"
      }
      let times = played.indices.count { played[$0...].starts(with: phases) }
      return times == Int(parts[1])
    case "longer":
      let exhales = track.events.filter { $0.kind == "exhale" }.map(\.duration)
      let inhales = track.events.filter { $0.kind == "inhale" }.map(\.duration)
      return try #require(inhales.max()) < #require(exhales.min()) && exhales == exhales.sorted()
    // The shortest and the longest that the steps may be, without the lead-in and the ending; and the whole track.
    case "steps", "lasts":
      let limits = try value.split(separator: " ").map { try Self.seconds($0) }
      let length = fact.kind == "steps" ? track.steps : track.duration
      return limits[0] - 0.001 <= length && length <= limits[1] + 0.001
    // The numbers that are announced, from the first to the last, each once.
    case "counted":
      let ends = value.split(separator: " ").compactMap { Int($0) }
      let numbers = Array(min(ends[0], ends[1])...max(ends[0], ends[1]))
      return track.events.filter { $0.kind == "announce" }.compactMap(\.number)
        == (ends[0] < ends[1] ? numbers : numbers.reversed())
    // The names of the parts, all of them.
    case "parts": return track.parts == Self.list(value).map(String.init)
    case "profile": return track.profile == String(value)
    case "silent": return !track.events.contains { $0.bell == "end" }
    default: throw Malformed(line: fact.kind)
    }
  }

  private static func list(_ value: Substring) -> [Substring] { value.split(separator: " > ") }

  /// `1min30s` in seconds.
  private static func seconds(_ length: Substring) throws -> Double {
    let match = try #require(try #/(?:(\d+)min)?(?:(\d+)s)?/#.wholeMatch(in: length))
    return (match.1.flatMap { Double($0) } ?? 0) * 60 + (match.2.flatMap { Double($0) } ?? 0)
  }
}
