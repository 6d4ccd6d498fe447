import PatternLanguage

/// The words that are spoken at the events of a part of a track, in the order in which they are said at one instant.
final class SpokenCues: Sendable {
  /// Words that are due at an event.
  struct Words: Sendable {
    let utterance: Utterance
    let role: SpokenWords.Role
    /// Event whose cue the words are; `nil` for texts, and for numbers that are announced.
    var cue: String?
  }

  let voice: Voice?
  /// Whether announced numbers are spoken.
  private let announces: Bool
  /// Events whose cue contains words.
  private let events: Set<String>
  /// Whether counts are said, in a hold or in another phase.
  let saysCounts: Bool

  init(of guidance: Guidance, for profile: Profile?) {
    voice = guidance.voice
    events = Set(
      Sounds.events.filter { event in
        guidance.layers(at: event, for: profile).contains { $0.timbre == .voice }
      })
    saysCounts = events.contains("count") || events.contains("hold-count")
    announces = guidance.voice != nil || guidance.saysWords || events.contains("announcement")
  }

  /// Returns the words that are due at an event; empty if it is silent or has only other sounds.
  func words(at event: Event) -> [Words] {
    if case .clip(let file) = event.kind { return [Words(utterance: .clip(file), role: .text)] }
    if voice == .silent { return [] }
    switch event.kind {
    case .phase(let phase):
      let text = phase.text.map { Words(utterance: .text($0), role: .text) }
      return [phrase(phase.cueName), text].compactMap(\.self)
    case .announcement(let number): return announces ? [Words(utterance: .number(number), role: .number)] : []
    case .count(let number, let phase):
      let cue = phase.phase == .hold ? "hold-count" : "count"
      guard event.isCounted, events.contains(cue) else { return [] }
      return [Words(utterance: .number(number), role: .number, cue: cue)]
    case .section(let name): return events.contains("section") ? [place(name, cue: "section")] : []
    case .side(let name, let isSpoken):
      let cue = events.contains("side") ? "side" : nil
      return isSpoken || cue != nil ? [place(name, cue: cue)] : []
    case .instruction(let text), .words(let text): return [Words(utterance: .text(text), role: .text)]
    case .leadIn: return [phrase("lead-in")].compactMap(\.self)
    case .bell(.start): return [phrase("start")].compactMap(\.self)
    case .bell(.end): return [phrase("end")].compactMap(\.self)
    case .bell(.interval): return [phrase("bell")].compactMap(\.self)
    case .bell, .round, .clip: return []
    }
  }

  /// Returns the instant at which a count is said in a phase, or one of the last counts is announced, after the numbers
  /// that are due when it begins; `nil` if there is none.
  func nextNumber(in event: Event) -> Duration? {
    guard case .phase(let phase) = event.kind, voice != .silent else { return nil }
    var numbers: [Duration] = []
    if events.contains(phase.phase == .hold ? "hold-count" : "count"), let counts = phase.counts, counts >= 2 {
      numbers.append(event.onset + event.duration / counts.value)
    }
    if announces, phase.countdown > 0 {
      let first = event.end - phase.countLength * phase.countdown
      numbers.append(first > event.onset ? first : event.onset + phase.countLength)
    }
    return numbers.min().flatMap { $0 < event.end ? $0 : nil }
  }

  private func phrase(_ event: String) -> Words? {
    events.contains(event) ? Words(utterance: .phrase(event), role: .phase, cue: event) : nil
  }

  private func place(_ name: String, cue: String?) -> Words {
    Words(utterance: .text(name), role: .place, cue: cue)
  }
}

extension PhaseEvent {
  /// Name of the phase among `Sounds.events`.
  package var cueName: String { phase.event(withFullLungs: lungs == .full) }

  /// Whether a count is one of the last, announced ones. Counts that are not whole are not announced.
  private func announces(_ number: Int) -> Bool {
    countdown > 0 && (counts?.whole.map { number > $0 - countdown } ?? false)
  }

  fileprivate func isCounted(_ number: Int) -> Bool { number > 1 && !announces(number) }
}

extension Event {
  /// Whether the event is a count with a cue. The first count has none, because the phase begins with it. A last part
  /// of a count is too short for one, and a count that is announced has its number.
  package var isCounted: Bool {
    guard case .count(let number, let phase) = kind else { return false }
    return duration >= Limits.countLength.lowerBound && phase.isCounted(number)
  }
}
