import BreathPacing
import PatternLanguage

/// Advice about one input as it is shown on a terminal.
struct AdviceDrawing {
  private let advice: Advice
  private let input: String
  /// Where in the text the step stands that it speaks of.
  private let place: SourceMap.Place?
  private let isColoured: Bool

  init(_ advice: Advice, on track: Track, from input: String, isColoured: Bool = Terminal.standardError.isColoured) {
    self.advice = advice
    self.input = input
    self.isColoured = isColoured
    place = track.place(of: advice)
  }

  /// What was found, where, and what can be typed; one line for what the pattern allows.
  var text: String {
    if let reason = advice.reason {
      return "allowed[\(advice.rule.rawValue)]: \(input.printable): \(reason.printable)\n"
    }
    var gutter = " "
    var text = "\(head): \(coloured(advice.message.printable, 1))\n"
    if let place {
      let excerpt = LineExcerpt(of: place.range, in: place.source)
      gutter = String(repeating: " ", count: "\(excerpt.position.line)".count)
      text += excerpt.drawing(gutter: gutter) { coloured($0, 33) }
    } else {
      text += "  ┌ \(input.printable)\n"
    }
    if let instant = advice.instant {
      text += "\(gutter) = at: \(instant.clock)\(advice.times > 1 ? ", \(advice.times) times" : "")\n"
    }
    return text + "\(gutter) = help: \(advice.help.printable)\n"
  }

  /// The same in one line, without help.
  var line: String { "\(head): \(input.printable): \(advice.message.printable)\n" }

  private var head: String {
    advice.severity == .note
      ? coloured("note[\(advice.rule.rawValue)]", 36) : coloured("advice[\(advice.rule.rawValue)]", 33)
  }

  private func coloured(_ text: String, _ code: Int) -> String {
    isColoured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}

/// One rule of advice as `check --explain` tells it.
struct RuleExplanation {
  let rule: AdviceRule

  var text: String {
    """
    \(rule.rawValue): \(rule.summary)
      number: \(rule.number)
      why: \(rule.reasoning)
      source: \(rule.source)
      allow: allow \(rule.rawValue) "…"

    A track is a pacing target, not a measurement of your body.

    """
  }
}
