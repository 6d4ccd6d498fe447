import PatternBuilding
import Platform
import Timing

/// A timeline as the JSON object that `Documentation/show.schema.json` describes.
///
/// It is written in parts, so that memory does not grow with the track.
///
/// ```swift
/// try TimelineJSON(timeline).write { text in json += text }
/// ```
public struct TimelineJSON: Sendable {
  /// Version of the format, which increases when a reader of an earlier version could be misled.
  public static let version = 1

  private let timeline: Timeline

  /// The JSON of a timeline.
  public init(_ timeline: Timeline) { self.timeline = timeline }

  /// Writes the text in parts.
  ///
  /// - Throws: errors of `sink`.
  public func write(to sink: (String) throws -> Void) throws {
    let settings = timeline.pattern.settings
    let head: [(name: String, value: any Encodable)] = [
      ("version", Self.version), ("title", settings.title), ("about", settings.about), ("sources", settings.sources),
      ("language", settings.language), ("profile", settings.profile?.rawValue), ("settings", settings.statements),
      ("count", settings.count.nearestSeconds),
      ("duration", timeline.length.nearestSeconds),
      ("leadIn", timeline.leadIn.nearestSeconds), ("steps", timeline.steps.nearestSeconds),
      ("remainder", timeline.remainder.nearestSeconds),
      ("ending", timeline.ending.nearestSeconds), ("overhang", timeline.overhang.nearestSeconds),
      ("isEstimated", timeline.isEstimated),
      ("breaths", timeline.breaths), ("breathsPerMinute", timeline.breathsPerMinute),
    ]
    try sink("{\n")
    for (name, value) in head {
      try sink("  \"\(name)\": \(JSON.text(of: value)),\n")
    }
    try sink("  \"events\": [")
    var separator = "\n    "
    for event in timeline {
      try sink(separator + JSON.text(of: EventRecord(event)))
      separator = ",\n    "
    }
    try sink("\n  ]\n}\n")
  }
}

/// An event as a JSON object, without the properties that the event does not have.
struct EventRecord: Encodable {
  var kind: String
  var onset: Double
  var duration: Double
  var breath: Int?
  var counts: Double?
  var text: String?
  var name: String?
  var number: Int?
  var of: Int?
  var phase: String?
  var lungs: String?
  var bell: String?
  var file: String?
  var side: String?

  init(_ event: Event) {
    kind = event.kind.name
    onset = event.onset.nearestSeconds
    duration = event.duration.nearestSeconds
    side = event.side?.rawValue
    switch event.kind {
    case .leadIn: break
    case .section(let name), .side(let name, _): self.name = name
    case .round(let number, let rounds): (self.number, of) = (number, rounds)
    case .phase(let phaseEvent):
      breath = phaseEvent.breath
      counts = phaseEvent.counts?.value
      text = phaseEvent.text
      lungs = phaseEvent.phase == .hold ? phaseEvent.lungs.rawValue : nil
    case .count(let number, let phaseEvent):
      self.number = number
      breath = phaseEvent.breath
      phase = phaseEvent.phase.rawValue
    case .announcement(let number): self.number = number
    case .instruction(let text), .words(let text): self.text = text
    case .clip(let file): self.file = file
    case .bell(let bell): self.bell = bell.rawValue
    }
  }
}

extension Event.Kind {
  /// Name of the kind in JSON and in tables.
  public var name: String {
    switch self {
    case .leadIn: "lead-in"
    case .section: "section"
    case .side: "side"
    case .round: "round"
    case .phase(let phaseEvent): phaseEvent.phase.rawValue
    case .count: "count"
    case .announcement: "announce"
    case .instruction: "say"
    case .words: "words"
    case .clip: "clip"
    case .bell: "bell"
    }
  }
}
