import LanguageWords
import PatternLanguage
import Timing

/// Words and numbers of a sheet, a page or a picture in the language of the pattern.
package struct SheetWords: Sendable {
  /// The BCP 47 tag of the pattern's language.
  package let language: String
  private let phrases: Phrases

  /// Words of a language, or the English ones if the language has none.
  package init(of language: String) {
    self.language = language
    phrases = Phrases(of: language)
  }

  package subscript(label: Label) -> String { phrases[label] }

  /// The tag of the language that the words have.
  package var languageOfWords: String { phrases.language }

  /// Returns the short word for a phase: `in`.
  package func short(_ phase: FoldedPhase) -> String {
    let event = phase.kind.event(withFullLungs: phase.isFull)
    return Label(rawValue: "short-\(event)").map { self[$0] } ?? event
  }

  /// Returns the word for a side.
  package func name(of side: Side) -> String { self[side == .left ? .left : .right] }

  /// Returns the amount of a phase: `5`, `6 → 9` or `30 s`.
  package func amount(of phase: FoldedPhase) -> String {
    let (first, last) = (spelled(phase.first), spelled(phase.last))
    return first == last ? first : "\(first) → \(last)"
  }

  private func spelled(_ amount: FoldedAmount) -> String {
    amount.counts.map { decimal($0.value) } ?? spelled(amount.duration)
  }

  /// Returns a number with at most so many decimals, and the decimal sign of the language.
  package func decimal(_ value: Double, digits: Int = 1) -> String {
    let scale = (0..<digits).reduce(1) { scale, _ in scale * 10 }
    let (whole, rest) = Int((value * Double(scale)).rounded()).quotientAndRemainder(dividingBy: scale)
    var fraction = String(String(rest + scale).dropFirst())
    while fraction.last == "0" { fraction.removeLast() }
    return fraction.isEmpty ? "\(whole)" : "\(whole)\(self[.decimalSign])\(fraction)"
  }

  /// Returns a duration in units that are the same in every language: `1 h 10 min 5 s`. Below ten seconds it has
  /// tenths.
  package func spelled(_ duration: Duration) -> String {
    if duration < .seconds(10) { return "\(decimal(duration.seconds)) s" }
    let seconds = duration.parts(ofSecond: 1)
    let parts = [(seconds / 3600, "h"), (seconds / 60 % 60, "min"), (seconds % 60, "s")]
    return parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: " ")
  }

  /// Returns an instant as minutes and seconds: `1:05`.
  package func clock(_ instant: Duration) -> String { ClockText.short(seconds: instant.parts(ofSecond: 1)) }

  /// Returns the reason why the steps of a group belong together: `4 ×`, `rechts, dan links`, or a name.
  package func label(of group: FoldedGroup) -> String {
    switch group.kind {
    case .times(let times): "\(times) ×"
    case .sides(let first, let second): "\(first.asLine), \(self[.then]) \(second.asLine)"
    case .section(let name): name.asLine
    case .variants(let variants):
      "\(variants.count) × · \(variants.first?.name.asLine ?? "") … \(variants.last?.name.asLine ?? "")"
    }
  }

  /// Returns a group's rest between rounds: `ertussen rust 30 s`; `nil` for none.
  package func rest(of group: FoldedGroup) -> String? {
    group.rest.map { "\(self[.between]) \(short($0)) \(amount(of: $0))" }
  }

  /// Returns the steps in one line, without texts: `4 × (in 5, uit 7, leeg 3)`.
  package func line(of steps: [FoldedStep]) -> String {
    var parts: [String] = []
    /// The length of the rests since the last other step.
    var rest = Duration.zero
    func close() {
      if rest > .zero { parts.append("\(self[.shortRest]) \(spelled(rest))") }
      rest = .zero
    }
    for step in steps {
      switch step {
      case .phase(let phase) where phase.kind == .rest: rest += phase.first.duration
      case .phase(let phase):
        close()
        parts.append(line(of: phase))
      case .group(let group):
        close()
        parts.append("\(label(of: group)) (\(line(of: group.steps)))")
      case .instruction, .clip: continue
      }
    }
    close()
    return parts.joined(separator: ", ")
  }

  /// Returns a phase in a few words: `in 4 links`.
  package func line(of phase: FoldedPhase) -> String {
    "\(short(phase)) \(amount(of: phase))" + (phase.side.map { " \(name(of: $0))" } ?? "")
  }
}
