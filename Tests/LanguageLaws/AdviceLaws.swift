import Advice
import PatternBuilding
import PatternLanguage
import Timing

/// Advice speaks of the track, in order.
struct AdviceLaws {
  private let pattern: Pattern

  init(_ pattern: Pattern) { self.pattern = pattern }

  func hold() throws(LawBreach) {
    let timeline = Timeline(of: pattern)
    let length = timeline.length
    let advice = timeline.advice
    for advice in advice {
      let rule = advice.rule.rawValue
      try demand(!advice.message.isEmpty && !advice.help.isEmpty, "\(rule) is told without words")
      try demand(advice.times >= 1, "\(rule) applies \(advice.times) times")
      if let instant = advice.instant {
        try demand(.zero <= instant && instant <= length, "\(rule) applies at \(instant)")
      }
      let reasons = pattern.settings.allowances.filter { $0.rule == rule }.map(\.reason)
      try demand(advice.reason == reasons.first, "\(rule) has another reason than the pattern gives")
    }
    for (first, second) in zip(advice, advice.dropFirst()) {
      try demand(first.instant ?? .zero <= second.instant ?? .zero, "advice is out of order")
    }
  }
}
