import Timing

/// Table of all events in CSV (RFC 4180) and UTF-8. Times are exact, with up to 18 decimals.
struct EventTable: Sendable {
  private let timeline: Timeline

  init(of timeline: Timeline) { self.timeline = timeline }

  func write(to sink: (String) throws -> Void) throws {
    try sink("onset,duration,kind,breath,counts,number,of,phase,lungs,bell,side,name,text,file\r\n")
    for event in timeline { try sink(Self.row(of: event)) }
  }

  private static func row(of event: Event) -> String {
    let record = EventRecord(event)
    var counts = ""
    if case .phase(let phase) = event.kind, let number = phase.counts { counts = "\(number)" }
    let cells = [
      event.onset.exactDecimals, event.duration.exactDecimals, record.kind, number(record.breath), counts,
      number(record.number), number(record.of), record.phase ?? "", record.lungs ?? "", record.bell ?? "",
      record.side ?? "", text(record.name), text(record.text), text(record.file),
    ]
    return cells.joined(separator: ",") + "\r\n"
  }

  private static func number(_ number: Int?) -> String { number.map(String.init) ?? "" }

  /// Formats a text cell, in quotes if necessary. A text that a spreadsheet would compute as a formula gets an
  /// apostrophe in front, which marks it as text.
  private static func text(_ text: String?) -> String {
    guard var cell = text?.asLine else { return "" }
    if let first = cell.unicodeScalars.first, formulaSigns.contains(first) { cell = "'" + cell }
    guard cell.unicodeScalars.contains(where: { $0 == "," || $0 == "\"" }) else { return cell }
    return "\"\(cell.replacing(["\"": "\"\""]))\""
  }

  private static let formulaSigns: Set<Unicode.Scalar> = ["=", "+", "-", "@", "＝", "＋", "－", "＠"]
}

/// All events as a table with tabs for laboratories (BIDS 1.9, *Task events*): when, for how long, and what. Times are
/// seconds from the first sample of the track.
struct TrialTable: Sendable {
  private let timeline: Timeline

  init(of timeline: Timeline) { self.timeline = timeline }

  func write(to sink: (String) throws -> Void) throws {
    try sink("onset\tduration\ttrial_type\tbreath\tside\ttext\n")
    for event in timeline {
      let record = EventRecord(event)
      let cells = [
        event.onset.exactDecimals, event.duration.exactDecimals, record.kind, Self.cell(record.breath.map(String.init)),
        Self.cell(record.side), Self.cell(record.text ?? record.name ?? record.number.map(String.init)),
      ]
      try sink(cells.joined(separator: "\t") + "\n")
    }
  }

  /// A text, or the word for a value that is not there. A text on one line has no tab.
  private static func cell(_ text: String?) -> String {
    guard let line = text?.asLine, !line.isEmpty else { return "n/a" }
    return line
  }
}
