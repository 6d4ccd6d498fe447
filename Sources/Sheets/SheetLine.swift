import LanguageWords
import PatternLanguage
import Sidecars

/// A line of the steps of an exercise: `4 ×` in bold, and then the steps.
struct SheetLine: Sendable, Hashable {
  /// The nesting depth, from 0.
  var level: Int
  /// The beginning in bold; empty for spoken texts in a row.
  var lead: String
  var text: String

  /// The lines of folded steps.
  ///
  /// - Parameter joinsTexts: whether spoken texts in a row are one line.
  static func lines(
    of steps: [FoldedStep], words: SheetWords, level: Int = 0, joinsTexts: Bool
  ) -> [SheetLine] {
    var lines: [SheetLine] = []
    /// Texts in a row, each with the time after it.
    var texts: [String] = []
    /// Phases without texts in a row.
    var phases: [FoldedPhase] = []
    func close() {
      let paragraphs = joinsTexts && !texts.isEmpty ? [texts.joined(separator: " ")] : texts
      lines += paragraphs.map { SheetLine(level: level, lead: "", text: $0) }
      if !phases.isEmpty {
        lines.append(SheetLine(level: level, lead: words.line(of: phases.map { .phase($0) }), text: ""))
      }
      (texts, phases) = ([], [])
    }
    for step in steps {
      switch step {
      case .instruction(let text):
        if !phases.isEmpty { close() }
        texts.append(text.asLine)
      case .phase(let phase) where phase.kind == .rest && phase.text == nil && !texts.isEmpty:
        texts[texts.count - 1] += " (\(words.amount(of: phase)))"
      case .phase(let phase):
        guard let text = phase.text?.asLine, !text.isEmpty else {
          if !texts.isEmpty { close() }
          phases.append(phase)
          continue
        }
        close()
        lines.append(SheetLine(level: level, lead: words.line(of: phase), text: text))
      case .clip(let length):
        close()
        lines.append(SheetLine(level: level, lead: words.spelled(length), text: words[.instruction]))
      case .group(let group):
        close()
        lines += self.lines(of: group, words: words, level: level, joinsTexts: joinsTexts)
      }
    }
    close()
    return lines
  }

  private static func lines(
    of group: FoldedGroup, words: SheetWords, level: Int, joinsTexts: Bool
  ) -> [SheetLine] {
    var inner = lines(of: group.steps, words: words, level: level + 1, joinsTexts: joinsTexts)
    let numbers = group.numbers.map { numbers in
      "\(words[.numbers]) "
        + (numbers.first == numbers.last ? "\(numbers.first)" : "\(numbers.first) … \(numbers.last)")
    }
    let text = [numbers, group.text?.asLine].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " · ")
    // A single line needs no line above it.
    if inner.count == 1, group.rest == nil, !group.isOfVariants {
      let lead = [words.label(of: group), inner[0].lead].filter { !$0.isEmpty }.joined(separator: " · ")
      inner[0] = SheetLine(
        level: level, lead: lead, text: [text, inner[0].text].filter { !$0.isEmpty }.joined(separator: " · "))
      return inner
    }
    var head = SheetLine(level: level, lead: words.label(of: group), text: text)
    if case .variants(let variants) = group.kind {
      head.lead = "\(variants.count) ×"
      let beginnings = variants.map { variant in
        let lines = lines(of: variant.steps, words: words, level: level + 1, joinsTexts: true)
        return SheetLine(
          level: level + 1, lead: variant.name.asLine,
          text: lines.map { [$0.lead, $0.text].filter { !$0.isEmpty }.joined(separator: " ") }.joined(separator: " "))
      }
      let each = SheetLine(level: level + 1, lead: words[.each], text: "")
      return [head] + beginnings + [each]
        + inner.map { SheetLine(level: $0.level + 1, lead: $0.lead, text: $0.text) }
    }
    guard let rest = group.rest else { return [head] + inner }
    return [head] + inner + [
      SheetLine(level: level + 1, lead: words.rest(of: group) ?? "", text: rest.text?.asLine ?? "")
    ]
  }
}

extension FoldedGroup {
  fileprivate var isOfVariants: Bool {
    if case .variants = kind { return true }
    return false
  }
}
