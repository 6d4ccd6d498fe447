import BreathPacing
import LanguageWords
import PatternLanguage
import Platform
import Timing

/// A moment of a track as lines of text: a circle that grows with an inhale, or a bar where there is little room, with
/// the phase, the count and the time that is left.
struct PacerView {
  private let timeline: Timeline
  private let title: String
  private let words: Phrases
  private let isColoured: Bool
  /// Whether the terminal shows more than ASCII.
  private let isUnicode: Bool

  /// - Parameter isColoured: whether phases have colours.
  init(of timeline: Timeline, named name: String, isColoured: Bool) {
    let settings = timeline.pattern.settings
    self.timeline = timeline
    title = (settings.title ?? name).printable
    words = Phrases(of: settings.language)
    self.isColoured = isColoured
    let environment = CurrentProcess.environment
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
    isUnicode = locale.lowercased().contains(/utf-?8/)
  }

  /// Returns the lines of a screen.
  func lines(
    of moment: Moment, at position: Duration, isPaused: Bool, rows: Int, columns: Int
  ) -> [String] {
    let (width, height) = (max(1, columns), max(1, rows))
    let head = "\(phase(of: moment))\(moment.count.map { "  \($0)" } ?? "")"
    let state = isPaused ? "paused" : status(of: moment, at: position)
    if height < 4 { return [cut("\(head)  \(bar(moment.volume, columns: 10))  \(state)", to: width)] }
    // The longest line about the keys that fits beside the state.
    let keys = ["space pause  \(isUnicode ? "← →" : "<- ->") 10 s  n p part  q quit", "space pause  q quit", "q quit"]
    let caption = self.lines(ofCaption: caption(of: moment), width: width)
    let below = [
      centred(styled(cut(head, to: width), for: moment), width: width, columns: min(width, head.columns)),
      caption.first, caption.second,
      progress(at: position, columns: width),
      spread(state, keys.first { state.columns + 2 + $0.columns <= width } ?? "", width: width),
    ]
    let area = height - below.count - 1
    guard area >= 5, width >= 24 else {
      let short = [spread(title, "", width: width), bar(moment.volume, columns: width)] + below
      return Array((short.count > height ? Array(short.dropFirst(short.count - height)) : short).prefix(height))
    }
    return [spread(title, place(of: moment), width: width)] + circle(moment, rows: area, columns: width) + below
  }

  // MARK: Words

  /// The word for the phase, in the language of the pattern.
  private func phase(of moment: Moment) -> String {
    guard let phase = moment.phase else {
      if moment.isLeadIn { return words[Phrase.leadIn] ?? "" }
      return moment.isEnding ? words[Phrase.end] ?? "" : ""
    }
    let side = moment.side.map { ", \(words[$0 == .left ? Label.left : .right])" } ?? ""
    return (Phrase(rawValue: phase.cueName).flatMap { words[$0] } ?? phase.phase.rawValue) + side
  }

  private func caption(of moment: Moment) -> String {
    [moment.announced.map(String.init), moment.text].compactMap(\.self).joined(separator: " · ").printable
  }

  /// A text in two centred lines, broken between words.
  private func lines(ofCaption text: String, width: Int) -> (first: String, second: String) {
    guard text.columns > width else { return (centred(text, width: width), "") }
    var words = text.split(separator: " ")[...]
    var first = ""
    while let word = words.first, (first + " " + word).columns <= width {
      first += (first.isEmpty ? "" : " ") + word
      words.removeFirst()
    }
    if first.isEmpty { return (cut(text, to: width), "") }
    return (centred(first, width: width), centred(cut(words.joined(separator: " "), to: width), width: width))
  }

  /// The section and the round.
  private func place(of moment: Moment) -> String {
    let round = moment.round.flatMap { $0.of > 1 ? words.round($0.number, of: $0.of) : nil }
    return (moment.parts.suffix(2) + [round].compactMap(\.self)).joined(separator: " · ").printable
  }

  private func status(of moment: Moment, at position: Duration) -> String {
    let left = max(0, Int((timeline.length - position).seconds.rounded(.up)))
    let breath = moment.breath.map { words.breath($0, of: timeline.breaths) + (isUnicode ? " · " : ", ") } ?? ""
    return "\(breath)\(words[Label.timeLeft]) \(ClockText.short(seconds: left))"
  }

  // MARK: Drawing

  /// A filled circle whose area shows the volume, within the outline of the largest one. A cell has an upper and a lower
  /// half, which are about square.
  private func circle(_ moment: Moment, rows: Int, columns: Int) -> [String] {
    let largest = min(Double(rows), Double(columns) / 2) - 0.5
    let radius = largest * (0.18 + 0.82 * moment.volume)
    let (middleX, middleY) = (Double(columns) / 2, Double(rows))
    return (0..<rows).map { row in
      var line = ""
      for column in 0..<columns {
        let x = Double(column) + 0.5 - middleX
        let distances = [0.5, 1.5].map { half in
          let y = Double(2 * row) + half - middleY
          return (x * x + y * y).squareRoot()
        }
        let (upper, lower) = (distances[0] <= radius, distances[1] <= radius)
        line += cell(upper: upper, lower: lower, isOutline: distances.contains { abs($0 - largest) < 0.5 })
      }
      while line.last == " " { line.removeLast() }
      return styled(line, for: moment)
    }
  }

  private func cell(upper: Bool, lower: Bool, isOutline: Bool) -> String {
    switch (upper, lower) {
    case (true, true): isUnicode ? "█" : "#"
    case (true, false): isUnicode ? "▀" : "#"
    case (false, true): isUnicode ? "▄" : "#"
    case (false, false): isOutline ? (isUnicode ? "·" : ".") : " "
    }
  }

  /// A bar whose length shows a share from 0 to 1.
  private func bar(_ share: Double, columns: Int) -> String {
    let full = Int((share * Double(columns)).rounded())
    return String(repeating: isUnicode ? "█" : "#", count: full)
      + String(repeating: isUnicode ? "░" : ".", count: max(0, columns - full))
  }

  private func progress(at position: Duration, columns: Int) -> String {
    let share = timeline.length > .zero ? position / timeline.length : 1
    let full = min(columns, Int((share * Double(columns)).rounded()))
    return String(repeating: isUnicode ? "━" : "=", count: full)
      + String(repeating: isUnicode ? "─" : "-", count: columns - full)
  }

  private func styled(_ text: String, for moment: Moment) -> String {
    guard isColoured, !text.isEmpty, let phase = moment.phase?.phase else { return text }
    let code =
      switch phase {
      case .inhale: 36
      case .exhale: 35
      case .hold: 33
      default: 32
      }
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }

  private func centred(_ text: String, width: Int, columns: Int? = nil) -> String {
    String(repeating: " ", count: max(0, (width - (columns ?? text.columns)) / 2)) + text
  }

  /// Two texts at the two ends of a line. The second one gives way.
  private func spread(_ left: String, _ right: String, width: Int) -> String {
    let left = cut(left, to: width)
    let right = cut(right, to: max(0, width - left.columns - 2))
    guard !right.isEmpty else { return left }
    return left + String(repeating: " ", count: width - left.columns - right.columns) + right
  }

  private func cut(_ text: String, to columns: Int) -> String {
    guard text.columns > columns else { return text }
    return columns < 2 ? "" : text.prefix(columns: columns - 1) + (isUnicode ? "…" : "~")
  }
}
