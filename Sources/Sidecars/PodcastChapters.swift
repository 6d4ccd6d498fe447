import LanguageWords
import Platform
import Timing

/// Chapters of the podcast namespace (*JSON Chapters Format 1.2*): one for each section, each side, and each round
/// outside of both. Chapters never overlap: within nested blocks, a chapter has the names of all of them.
package struct PodcastChapters: Sendable {
  private let timeline: Timeline

  package init(of timeline: Timeline) { self.timeline = timeline }

  func write(to sink: (String) throws -> Void) throws {
    let title = timeline.pattern.settings.title?.asLine ?? ""
    try sink("{\n  \"version\": \"1.2.0\",\n")
    if !title.isEmpty { try sink("  \"title\": \(try Self.json(title)),\n") }
    try sink("  \"chapters\": [")
    var separator = "\n    "
    try eachChapter { chapter in
      let times = [chapter.start, chapter.end].map { $0.decimals(3, least: 0) }
      try sink(
        "\(separator){ \"startTime\": \(times[0]), \"endTime\": \(times[1]), \"title\": \(try Self.json(chapter.title)) }"
      )
      separator = ",\n    "
    }
    try sink("\n  ]\n}\n")
  }

  /// All chapters, in order.
  var list: [Chapter] {
    var list: [Chapter] = []
    eachChapter { list.append($0) }
    return list
  }

  /// A chapter of a track.
  package struct Chapter: Sendable {
    package var title: String
    package var start: Duration
    package var end: Duration
  }

  /// Calls a function with each chapter in order.
  package func eachChapter(_ body: (Chapter) throws -> Void) rethrows {
    let settings = timeline.pattern.settings
    let words = Phrases(of: settings.language)
    let title = settings.title.map(\.asLine).flatMap { $0.isEmpty ? nil : $0 }
    var open: [(name: String, end: Duration)] = []
    /// Beginning of the current chapter.
    var start = Duration.zero
    var isFirst = true

    func tell(until end: Duration, _ body: (Chapter) throws -> Void) rethrows {
      // Players jump to beginnings, so the time before the first block is a chapter, too.
      let name = open.isEmpty && isFirst ? title ?? CaptionWords(of: settings.language)[.leadIn] : Self.name(of: open)
      if end > start, isFirst || !open.isEmpty {
        try body(Chapter(title: name, start: start, end: end))
        isFirst = false
      }
      start = end
    }

    for event in timeline {
      let name: String
      switch event.kind {
      case .section(let text), .side(let text, _): name = text.asLine
      case .round(let number, let rounds): name = words.round(number, of: rounds)
      case .leadIn, .phase, .count, .announcement, .instruction, .words, .clip, .bell: continue
      }
      while let last = open.last, last.end <= event.onset {
        try tell(until: last.end, body)
        open.removeLast()
      }
      if case .round = event.kind, !open.isEmpty { continue }
      try tell(until: event.onset, body)
      open.append((name, event.end))
    }
    while let last = open.last {
      try tell(until: last.end, body)
      open.removeLast()
    }
    if isFirst { try body(Chapter(title: title ?? "Adem", start: .zero, end: timeline.length)) }
  }

  private static func name(of open: [(name: String, end: Duration)]) -> String {
    open.map(\.name).filter { !$0.isEmpty }.joined(separator: " · ")
  }

  private static func json(_ text: String) throws -> String {
    try JSON.text(of: text)
  }
}
