import PatternLanguage
import Timing

extension Timeline {
  convenience init(_ text: String) throws {
    self.init(of: try Pattern(parsing: SourceText(text)))
  }

  /// One letter for each second of a phase, `.` for time without one, `|` at the end.
  var strip: String {
    var letters: [Character] = []
    for event in self {
      guard case .phase(let movement) = event.kind else { continue }
      let start = Int(event.onset.components.seconds)
      while letters.count < start { letters.append(".") }
      let letter = movement.phase == .hold && movement.lungs == .empty ? "o" : movement.phase.rawValue.first ?? "?"
      letters += Array(repeating: letter, count: Int(event.duration.components.seconds))
    }
    while letters.count < Int(length.components.seconds) { letters.append(".") }
    return String(letters) + "|"
  }

  /// What begins when, in whole seconds: `0 inhale`, `4 exhale`.
  func events(where isWanted: (Event.Kind) -> Bool) -> [String] {
    filter { isWanted($0.kind) }.map { "\($0.onset.seconds) \($0.kind.short)" }
  }
}

extension Event.Kind {
  var short: String {
    switch self {
    case .leadIn: "lead-in"
    case .section(let name): "section \(name)"
    case .side(let name, _): "side \(name)"
    case .round(let number, let rounds): "round \(number)/\(rounds)"
    case .phase(let movement): movement.phase.rawValue
    case .count(let number, _): "count \(number)"
    case .announcement(let number): "announce \(number)"
    case .instruction(let text): "say \(text)"
    case .words(let text): "words \(text)"
    case .clip(let file): "clip \(file)"
    case .bell(let bell): "bell \(bell.rawValue)"
    }
  }
}
