import Foundation
import TestSupport
import Timing

/// The output of `adem show --json` for a pattern that ships.
struct ShownTrack: Decodable, Sendable {
  struct Event: Decodable, Sendable {
    let kind: String
    let onset: Double
    let duration: Double
    let text: String?
    let name: String?
    let side: String?
    let bell: String?
    let number: Int?

    var isPhase: Bool { ["inhale", "hold", "exhale", "rest", "tense", "release"].contains(kind) }

    /// Whether the words are in its text, in capitals or not.
    func says(_ words: some StringProtocol) -> Bool { text?.lowercased().contains(words.lowercased()) == true }
  }

  let events: [Event]
  let sources: [String]
  let profile: String?
  let settings: [String]
  let breaths: Int
  let duration: Double
  let steps: Double
  private let description: String?

  /// The description of the track in small letters.
  var about: String { (description ?? "").lowercased() }

  private enum CodingKeys: String, CodingKey {
    case events, sources, profile, settings, breaths, duration, steps
    case description = "about"
  }

  /// A pattern below `patterns/`, named without `.breath`. It is shown once, however many tests ask for it.
  static func of(_ pattern: String) async throws -> ShownTrack { try await shown.track(of: pattern) }

  private static let shown = Shown()

  private actor Shown {
    private var tracks: [String: Task<ShownTrack, any Error>] = [:]

    func track(of pattern: String) async throws -> ShownTrack {
      let task = tracks[pattern] ?? Task.detached { try ShownTrack(showing: pattern) }
      tracks[pattern] = task
      return try await task.value
    }
  }

  private init(showing pattern: String) throws {
    let path = Repository.path(of: "patterns/\(pattern).breath")
    let run = try AdemProcess("show", "--json", path, in: TemporaryFolder()).run()
    self = try JSONDecoder().decode(Self.self, from: Data(run.output.utf8))
  }

  /// The sections that are in no other section.
  var partEvents: [Event] {
    var parts: [Event] = []
    var end = -1.0
    for event in events where event.kind == "section" && event.onset >= end - 0.001 {
      parts.append(event)
      end = event.onset + event.duration
    }
    return parts
  }

  /// The seconds from the end of the words of an event to the next event: other words, or a phase that is no rest.
  func pause(after event: Event) -> Double? {
    let end = event.onset + event.duration
    let next = events.first { $0.onset > end - 0.001 && ($0.text != nil || $0.isPhase && $0.kind != "rest") }
    return next.map { $0.onset - end }
  }

  /// The names of the sections that are in no other section.
  var parts: [String] { partEvents.map { $0.name ?? "" } }

  /// Whether all words are heard, each in the text of the words before it or in a later one.
  static func hears(_ words: [Substring], in events: [Event]) -> Bool {
    var rest = events.compactMap(\.text).joined(separator: " / ").lowercased()[...]
    for word in words {
      guard let range = rest.range(of: word.lowercased()) else { return false }
      rest = rest[range.upperBound...]
    }
    return true
  }

  /// The first event after another one that says the words.
  func index(of words: Substring, after index: Int) -> Int? {
    events.indices.first { $0 > index && events[$0].says(words) }
  }

  /// The number of exhales that begin between an event that says the first words and the next that says the last words,
  /// once for each time that the first are heard.
  func exhales(after first: Substring, before last: Substring) -> [Int] {
    events.indices.filter { events[$0].says(first) }.map { begin in
      let end = index(of: last, after: begin) ?? events.endIndex
      return events[begin..<end].dropFirst().count { $0.kind == "exhale" }
    }
  }
}
