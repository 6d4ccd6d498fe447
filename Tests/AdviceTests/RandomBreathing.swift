import TestSupport

/// Breathing drawn from a seed, that can be written in many ways.
struct RandomBreathing {
  /// Breathing without a spelling.
  private indirect enum Part {
    /// A statement without inner steps.
    case step(String)
    /// Parts, so many times, with a rest of so many seconds between them.
    case times(Int, resting: Int, [Part])
  }

  private let settings: String
  private let parts: [Part]

  init(from random: inout SeededNumbers) {
    settings = random.pick(["", "profile sleep", "profile cardiac", "profile physio", "profile class", "lead-in 10s"])
    var parts: [Part] = []
    for _ in 0...random.below(4) { parts.append(Self.part(from: &random, depth: 0)) }
    self.parts = parts
  }

  private static func part(from random: inout SeededNumbers, depth: Int) -> Part {
    switch random.below(depth < 2 ? 7 : 5) {
    case 0:
      return .step(
        random.pick([
          "hold 6s", "hold 31s", "hold 3s", "rest 4s", "rest 8s", "rest 61s", "say \"rustig\"", "tense 5s",
          "release 3s",
          "exhale 6s", "inhale 4s", "inhale 1s \"een lange tekst\"", "exhale 2s \"laat los\"",
        ]))
    case 1...4:
      let breath = random.pick([
        ["inhale 1s", "exhale 1s"], ["inhale 1.5s", "exhale 1.5s"], ["inhale 1s", "exhale 2s", "rest 2s"],
        ["inhale 4s", "exhale 6s"], ["inhale 4s", "hold 7s", "exhale 8s"], ["inhale 7s", "exhale 9s"],
        ["inhale 3s", "hold 9s", "exhale 6s"], ["inhale 4s", "hold 4s", "exhale 5s", "hold 4s"],
        ["inhale 1s", "hold 500ms", "inhale 500ms", "exhale 3s"], ["inhale 2s", "inhale 1s", "exhale 5s"],
        ["inhale 6s", "exhale 4s"], ["inhale 1s", "exhale 1s", "inhale 1s", "exhale 1s"],
        ["exhale 2s", "inhale 1s"], ["exhale 1s", "inhale 2s", "exhale 1s"], ["inhale 2s", "rest 3s"],
        ["inhale 4s", "exhale 4s", "hold 12s"], ["hold 2s", "inhale 4s", "hold 22s", "exhale 8s", "hold 2s"],
      ])
      let times = random.pick([1, 2, 3, 4, 5, 9, 10, 11, 20, 32])
      return .times(times, resting: 0, breath.map(Part.step))
    default:
      var parts: [Part] = []
      for _ in 0...random.below(3) { parts.append(Self.part(from: &random, depth: depth + 1)) }
      return .times(random.pick([1, 2, 2, 3, 4]), resting: random.pick([0, 0, 3, 6, 70]), parts)
    }
  }

  /// The text of a pattern, each part in a spelling that is drawn anew.
  func text(spelledBy random: inout SeededNumbers) -> String {
    var writer = Writer()
    let steps = writer.text(of: parts, spelledBy: &random, isInSides: false)
    return (["ending none", settings] + writer.definitions + [steps]).joined(separator: "\n")
  }

  private struct Writer {
    var definitions: [String] = []
    /// The number of `for` loops: nested ones need different names.
    private var rounds = 0

    mutating func text(of parts: [Part], spelledBy random: inout SeededNumbers, isInSides: Bool) -> String {
      var texts: [String] = []
      for part in parts { texts.append(text(of: part, spelledBy: &random, isInSides: isInSides)) }
      // Some of them in a section of their own.
      if random.below(3) == 0 {
        let start = random.below(texts.count)
        let end = start + 1 + random.below(texts.count - start)
        texts.replaceSubrange(
          start..<end, with: ["section \"deel\" {\n\(texts[start..<end].joined(separator: "\n"))\n}"])
      }
      return texts.joined(separator: "\n")
    }

    private mutating func text(of part: Part, spelledBy random: inout SeededNumbers, isInSides: Bool) -> String {
      guard case .times(let times, let resting, let parts) = part else {
        if case .step(let text) = part { return text }
        return ""
      }
      let rest = resting > 0 ? "\nrest \(resting)s\n" : "\n"
      let round = Self.milliseconds(of: parts) ?? 0
      switch random.below(11) {
      case 0 where resting == 0 && Self.isOneBreath(parts):
        return "breaths \(times) {\n\(Self.plainText(of: parts))\n}"
      case 1 where times == 2 && resting == 0 && !isInSides:
        return "sides \"links\" \"rechts\" {\n\(text(of: parts, spelledBy: &random, isInSides: true))\n}"
      case 2 where !isInSides:
        let name = "deel-\(Self.letter(definitions.count))"
        let body = text(of: parts, spelledBy: &random, isInSides: true)
        definitions.append("define \(name) {\n\(body)\n}")
        return Array(repeating: "use \(name)", count: times).joined(separator: rest)
      case 3 where resting == 0:
        let numbers = (1...times).map(String.init).joined(separator: " ")
        rounds += 1
        return
          "for ronde-\(Self.letter(rounds)) in \(numbers) {\n\(text(of: parts, spelledBy: &random, isInSides: true))\n}"
      case 4:
        // Every round in a spelling of its own.
        var rounds: [String] = []
        for _ in 0..<times { rounds.append(text(of: parts, spelledBy: &random, isInSides: isInSides)) }
        return rounds.joined(separator: rest)
      case 5 where times > 1:
        let first = 1 + random.below(times - 1)
        let head = text(of: .times(first, resting: resting, parts), spelledBy: &random, isInSides: isInSides)
        let tail = text(of: .times(times - first, resting: resting, parts), spelledBy: &random, isInSides: isInSides)
        return head + rest + tail
      case 6:
        // Steps without length, or that are repeated zero times, are not heard.
        let body = text(of: parts, spelledBy: &random, isInSides: isInSides)
        let nothing = random.pick(["hold 0", "rest 0s", "repeat 0 { exhale 60 }", "breaths 0 { inhale 9; exhale 9 }"])
        return "repeat \(times)\(resting > 0 ? " resting \(resting)s" : "") {\n\(nothing)\n\(body)\n\(nothing)\n}"
      case 7 where resting == 0 && Self.isBreathed(parts):
        // A number that a text asks for is announced, and changes nothing else.
        return
          "repeat \(times) countdown \(random.pick(["", "breaths"])) {\n\(Self.plainText(of: parts))\n}"
      case 8 where round > 0:
        // As long as so many rounds last.
        let whole = times * round + (times - 1) * resting * 1000
        let body = text(of: parts, spelledBy: &random, isInSides: isInSides)
        return "repeat \(whole)ms\(resting > 0 ? " resting \(resting)s" : "") {\n\(body)\n}"
      case 9 where round > 0 && resting == 0 && Self.isOneBreath(parts):
        return "breaths exactly \(times * round)ms {\n\(Self.plainText(of: parts))\n}"
      default:
        let body = text(of: parts, spelledBy: &random, isInSides: isInSides)
        return "repeat \(times)\(resting > 0 ? " resting \(resting)s" : "") {\n\(body)\n}"
      }
    }

    private static func plainText(of parts: [Part]) -> String {
      parts.map { if case .step(let text) = $0 { text } else { "" } }.joined(separator: "\n")
    }

    /// The length of the steps; `nil` if they contain words.
    private static func milliseconds(of parts: [Part]) -> Int? {
      var sum = 0
      for part in parts {
        switch part {
        case .step(let text):
          let words = text.split(separator: " ")
          guard words[0] != "say", words.count > 1 else { return nil }
          if words[1].hasSuffix("ms") {
            sum += Int(words[1].dropLast(2)) ?? 0
          } else {
            sum += Int(((Double(words[1].dropLast()) ?? 0) * 1000).rounded())
          }
        case .times(let times, let resting, let inner):
          guard let round = milliseconds(of: inner) else { return nil }
          sum += times * round + (times - 1) * resting * 1000
        }
      }
      return sum
    }

    /// Whether numbers can be announced in them: each inhale is long enough for bells.
    private static func isBreathed(_ parts: [Part]) -> Bool {
      let long = ["inhale 4s", "inhale 7s", "inhale 6s", "inhale 2s", "inhale 3s"]
      let steps = parts.map { if case .step(let text) = $0 { text } else { "" } }
      return steps.contains { $0.hasPrefix("inhale") }
        && steps.allSatisfy { !$0.isEmpty && (!$0.hasPrefix("inhale") || long.contains($0)) }
    }

    /// Whether `breaths` may hold them: phases alone, in which the air turns from in to out once.
    private static func isOneBreath(_ parts: [Part]) -> Bool {
      var phases: [Substring] = []
      for part in parts {
        guard case .step(let text) = part, let phase = text.split(separator: " ").first, phase != "say" else {
          return false
        }
        if ["inhale", "exhale"].contains(phase), phase != phases.last { phases.append(phase) }
      }
      return phases == ["inhale", "exhale"] || phases == ["exhale", "inhale"]
    }

    private static func letter(_ number: Int) -> String {
      String("abcdefghijklmnopqrstuvwxyz".dropFirst(number / 26 % 26).first!)
        + String("abcdefghijklmnopqrstuvwxyz".dropFirst(number % 26).first!)
    }
  }
}

extension SeededNumbers {
  mutating func pick<Choice>(_ choices: [Choice]) -> Choice { choices[below(choices.count)] }
}
