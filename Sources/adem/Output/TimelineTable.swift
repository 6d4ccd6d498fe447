import BreathPacing
import PatternLanguage
import Timing

/// A timeline as a table for people: one row per event, without counts and the strokes of announcements.
struct TimelineTable {
  private let timeline: Timeline

  init(_ timeline: Timeline) { self.timeline = timeline }

  /// Writes the table line by line.
  func write(to sink: (String) throws -> Void) throws {
    let settings = timeline.pattern.settings
    if let title = settings.title { try sink("\(title.printable)\n") }
    if let about = settings.about { try sink("\(about.printable)\n") }
    for source in settings.sources { try sink("Source: \(source.printable)\n") }
    if settings.title != nil || settings.about != nil || !settings.sources.isEmpty { try sink("\n") }
    try sink("\(timeline.summary)\n")
    let overhang = timeline.overhang > .zero ? " + \(timeline.overhang.spelled) until the last word" : ""
    let remainder = timeline.remainder > .zero ? " + \(timeline.remainder.spelled) until the ending" : ""
    try sink(
      "lead-in \(timeline.leadIn.spelled) + steps \(timeline.steps.spelled)\(remainder) + ending \(timeline.ending.spelled)\(overhang)\n"
    )
    try sink("language \(settings.language), count \(settings.count.spelled)\n")
    if let profile = settings.profile {
      let defaults = profile.defaults(in: settings)
      try sink(
        "profile \(profile.rawValue)" + (defaults.isEmpty ? "" : " sets: " + defaults.joined(separator: ", ")) + "\n")
    }
    for statement in settings.statements where !Self.shownAbove.contains(statement.firstWord) {
      try sink("\(statement.printableLines)\n")
    }
    try sink("\n")
    try sink(Self.row("onset", "length", "what", "counts", "breath", "caption"))
    for event in timeline {
      switch event.kind {
      case .count: continue
      case .bell(let bell) where ![.start, .end, .interval].contains(bell): continue
      case .announcement(let number):
        try sink(Self.row(event.onset.clock, "", "announce", "", "", "\(number)"))
      default: try sink(row(of: event))
      }
    }
  }

  /// Settings that have their own line above the statements.
  private static let shownAbove: Set = [
    "title", "about", "source", "language", "count", "lead-in", "ending", "profile",
  ]

  private func row(of event: Event) -> String {
    var counts = ""
    var breath = ""
    var caption = ""
    switch event.kind {
    case .phase(let phase):
      counts = phase.counts.map { "\(Rational(Int64(($0.value * 1000).rounded()), over: 1000))" } ?? ""
      breath = phase.breath.map(String.init) ?? ""
      caption = [event.side.map { "(\($0.rawValue))" }, phase.text].compactMap { $0 }.joined(separator: " ")
    case .section(let name), .side(let name, _): caption = name
    case .round(let number, let rounds): caption = "\(number) of \(rounds)"
    case .instruction(let text), .words(let text), .clip(let text): caption = text
    case .bell(let bell): caption = bell.rawValue
    case .leadIn, .count, .announcement: break
    }
    return Self.row(event.onset.clock, event.duration.spelled, event.kind.name, counts, breath, caption)
  }

  private static func row(
    _ onset: String, _ length: String, _ what: String, _ counts: String, _ breath: String, _ caption: String
  ) -> String {
    // The row is built without formatters, because a day may have millions of rows, and everything except captions is
    // ASCII.
    var row = ""
    row.reserveCapacity(80)
    row.append(onset, afterBlanks: 12)
    row += "  "
    row.append(length, afterBlanks: 12)
    row += "  "
    row += what
    row.append("  ", afterBlanks: 10 - what.utf8.count)
    row.append(counts, afterBlanks: 6)
    row += "  "
    row.append(breath, afterBlanks: 6)
    if caption.isEmpty {
      row.unicodeScalars.removeLast(row.utf8.reversed().prefix { $0 == UInt8(ascii: " ") }.count)
    } else {
      row += "  "
      row += caption.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F } ? caption : caption.printable
      while row.utf8.last == UInt8(ascii: " ") { row.unicodeScalars.removeLast() }
    }
    row += "\n"
    return row
  }
}

extension Timeline {
  /// Length, number of breaths and breaths per minute, in one line.
  var summary: String {
    var parts = [(isEstimated ? "about " : "") + length.spelled]
    parts.append(breaths == 1 ? "1 breath" : "\(breaths) breaths")
    if let pace = breathsPerMinute { parts.append("\(Rational(Int64((pace * 100).rounded()), over: 100)) a minute") }
    return parts.joined(separator: ", ")
  }
}

extension Duration {
  /// The instant to the millisecond: `1:02:03.400`.
  var clock: String { ClockText.short(self) }
}

extension String {
  fileprivate var firstWord: String { String(prefix { $0 != " " }) }
  /// The text with escapes in each line.
  fileprivate var printableLines: String { split(separator: "\n").map(\.printable).joined(separator: "\n") }
  /// Appends a word, right-aligned in a number of columns.
  fileprivate mutating func append(_ word: String, afterBlanks width: Int) {
    for _ in 0..<max(0, width - word.utf8.count) { self += " " }
    self += word
  }
}
