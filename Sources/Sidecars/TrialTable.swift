import Timing

/// All events as a table with tabs for laboratories (BIDS 1.9, *Task events*): when, for how long, and what. Times are seconds
/// from the first sample of the track.
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
