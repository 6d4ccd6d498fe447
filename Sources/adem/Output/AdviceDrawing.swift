import BreathPacing

/// Advice about one input as it is shown on a terminal.
struct AdviceDrawing {
  let advice: Advice
  let input: String
  var isColoured = Terminal.standardError.isColoured

  /// What was found, where, and what can be typed; one line for what the pattern allows.
  var text: String {
    if let reason = advice.reason {
      return "allowed[\(advice.rule.rawValue)]: \(input.printable): \(reason.printable)\n"
    }
    return """
      \(head): \(coloured(advice.message.printable, 1))
        ┌ \(input.printable)
        = at: \(advice.instant.clock)\(advice.times > 1 ? ", \(advice.times) times" : "")
        = help: \(advice.help.printable)

      """
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
