import Advice
import BreathPacing
import PatternLanguage

/// Advice about an input, formatted for a terminal.
struct AdviceDrawing {
  private let advice: Advice
  private let input: String
  /// Position of the step in the text.
  private let place: SourceMap.Place?

  init(_ advice: Advice, on track: Track, from input: String) {
    self.advice = advice
    self.input = input
    place = track.place(of: advice)
  }

  /// Message, position and help; one line for advice that the pattern allows.
  var text: StyledText {
    if let reason = advice.reason {
      return StyledText("allowed[\(advice.rule.rawValue)]: \(input.printable): \(reason.printable)\n")
    }
    var gutter = " "
    var text = head + ": " + StyledText(advice.message.printable, .bold) + "\n"
    if let place {
      let excerpt = LineExcerpt(of: place.range, in: place.source)
      gutter = String(repeating: " ", count: "\(excerpt.position.line)".count)
      text += excerpt.drawing(gutter: gutter, marks: .yellow)
    } else {
      text += "  ┌ \(input.printable)\n"
    }
    if let instant = advice.instant {
      text += "\(gutter) = at: \(instant.clock)\(advice.times > 1 ? ", \(advice.times) times" : "")\n"
    }
    text += "\(gutter) = help: \(advice.help.printable)\n"
    return text
  }

  /// The advice in one line, without help.
  var line: StyledText { head + StyledText(": \(input.printable): \(advice.message.printable)\n") }

  private var head: StyledText {
    advice.severity == .note
      ? StyledText("note[\(advice.rule.rawValue)]", .cyan) : StyledText("advice[\(advice.rule.rawValue)]", .yellow)
  }
}

/// Description of a rule of advice for `check --explain`.
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
