import Advice
import PatternBuilding
import PatternLanguage
import TestSupport
import Testing
import Timing

@Suite struct AdviceTests {
  /// The one piece of advice by a rule; an issue where there is none.
  private static func only(_ rule: AdviceRule, on text: String) throws -> Advice {
    let found = try Timeline(text).advice.filter { $0.rule == rule }
    #expect(found.count == 1)
    return try #require(found.first)
  }

  // MARK: Each rule, just inside its number and just outside

  private static let limits: [(String, [String])] = [
    // long-hold
    ("inhale 4; hold 20s; exhale 6", []),
    ("inhale 4; hold 20.001s; exhale 6", ["long-hold warning 4s ×1"]),
    // Holds right after one another are one, and words do not end it.
    ("inhale 4; hold 8; hold 12; exhale 6", []),
    ("inhale 4; hold 8; hold 12.001; exhale 6", ["long-hold warning 4s ×1"]),
    ("inhale 4; hold 10; say \"nog even\"; hold 9; exhale 6", ["long-hold warning 4s ×1"]),
    ("inhale 4; hold 20; say \"en uit\"; exhale 6", []), ("inhale 4; hold 12; tense 1; hold 12; exhale 6", []),
    ("inhale 4; hold 30s; exhale 6", ["long-hold warning 4s ×1"]),
    ("inhale 4; hold 30.001s; exhale 6", ["long-hold needsAllowance 4s ×1"]),
    ("count 900ms\ninhale 4; hold 22; exhale 6", []),
    ("count 910ms\ninhale 4; hold 22; exhale 6", ["long-hold warning 3.64s ×1"]),
    ("lead-in 10s\ninhale 4; hold 25; exhale 6; inhale 4; hold 40; exhale 6", ["long-hold needsAllowance 14s ×2"]),
    // hold-for-profile
    ("profile cardiac\ninhale 4; hold 1; exhale 6", ["hold-for-profile warning 4s ×1"]),
    ("profile cardiac\ninhale 4; exhale 6; hold 1", ["hold-for-profile warning 10s ×1"]),
    ("profile cardiac\ninhale 4; exhale 6", []),
    ("profile physio\ninhale 4; hold 4; exhale 4", []),
    ("profile physio\ninhale 4; hold 4.001; exhale 4", ["hold-for-profile warning 4s ×1"]),
    ("profile physio\ninhale 4; exhale 4; hold 9", []),
    ("profile class\ninhale 4; hold 9; exhale 4", []),
    // empty-hold
    ("inhale 4; exhale 6; hold 10", []),
    ("inhale 4; exhale 6; hold 10.001", ["empty-hold warning 10s ×1"]),
    ("inhale 4; hold 11; exhale 6", []), ("inhale 4; exhale 6; hold 6; hold 4.001", ["empty-hold warning 10s ×1"]),
    ("inhale 4; rest 5; hold 11; exhale 2", ["empty-hold warning 9s ×1"]),
    ("inhale 4; tense 5; hold 11; exhale 6", []),
    ("hold 11; inhale 4; exhale 6", ["empty-hold warning 0s ×1"]),
    // fast-breathing
    ("breaths 31 { inhale 1; exhale 1 }; inhale 4; exhale 4", ["fast-breathing warning 0s ×1"]),
    ("breaths 30 { inhale 1; exhale 1 }; inhale 4; exhale 4", []),
    ("breaths 100 { inhale 1.5; exhale 1.5 }", []),
    ("breaths 20 at 20.1/min { inhale 1; exhale 1 }", []),
    ("breaths 61s at 20.1/min { inhale 1; exhale 1 }", ["fast-breathing warning 0s ×1"]),
    ("breaths 1min at 23/min { inhale 1; exhale 1 }", []),
    // speech-overrun: numbers are judged by who announces them.
    ("voice en\nbreaths 30 countdown { inhale 0.5s; exhale 3.5s }", ["speech-overrun warning 0s ×30"]),
    ("voice none\nsounds { announcement voice }\nbreaths 3 countdown { inhale 0.5s; exhale 4s }", []),
    ("voice en\nbreaths 3 countdown { inhale 820ms; exhale 4s }", []),
    ("voice en\nbreaths 3 countdown { inhale 819ms; exhale 4s }", ["speech-overrun warning 0s ×3"]),
    ("breaths 3 countdown { inhale 819ms; exhale 4s }", []),
    (
      "sounds { announcement voice }\nbreaths 3 countdown every 2 { inhale 819ms; exhale 4s }",
      ["speech-overrun warning 4.819s ×1"]
    ),
    // Sections are judged by their own voice.
    (
      "section \"a\" { voice en; breaths 3 countdown { inhale 0.5s; exhale 4s } }", ["speech-overrun warning 0s ×3"]
    ),
    (
      "voice none\nrest 10\nsection \"a\" { voice en; breaths 3 countdown { inhale 0.5s; exhale 4s } }",
      ["speech-overrun warning 10s ×3"]
    ),
    ("voice en\nsection \"a\" { voice none; breaths 3 { inhale 0.5s \"adem diep in\"; exhale 4s } }", []),
    (
      "voice en\nsection \"a\" { voice none; sounds { announcement none }; breaths 3 countdown { inhale 0.2s; exhale 4s } }",
      []
    ),
    // Last counts
    ("voice en\nhold 10 countdown 3", []), ("voice en; count 970ms\nhold 10 countdown 3", []),
    ("voice en; count 960ms\nhold 10 countdown 3", ["speech-late note 7.68s ×2"]),
    (
      "voice en; count 800ms\nhold 10 countdown 3", ["speech-overrun warning 5.6s ×3", "speech-late note 6.4s ×2"]
    ),
    ("voice none; count 200ms\nsounds { announcement none }\nhold 10 countdown 8", []),
    // many-4-7-8
    ("4-7-8 times 4", []),
    ("4-7-8 times 5", ["many-4-7-8 note 0s ×5"]),
    ("4-7-8 times 8", ["many-4-7-8 note 0s ×8"]),
    ("4-7-8 times 9", ["many-4-7-8 warning 0s ×9"]),
    ("count 500ms\n4-7-8 times 9", ["many-4-7-8 warning 0s ×9"]),
    ("breaths 9 at 5/min { inhale 4; hold 7; exhale 8 }", ["many-4-7-8 warning 0s ×9"]),
    ("repeat 9 { inhale 2; hold 3.5; exhale 4 }", ["many-4-7-8 warning 0s ×9"]),
    ("4-7-9 times 9", []), ("4-7-8-1 times 9", ["many-4-7-8 warning 0s ×9"]),
    ("4-7-8 times 8; hold 3; 4-7-8 times 1", ["many-4-7-8 warning 0s ×9"]),
    // short-cycle
    ("profile sleep\nbreaths 3 { inhale 3; exhale 5 }", []),
    ("profile sleep\nbreaths 3 { inhale 3; exhale 4.999 }", ["short-cycle warning 0s ×3"]),
    ("profile cardiac\nbreaths 3 { inhale 3; exhale 4 }", ["short-cycle warning 0s ×3"]),
    ("profile physio\nbreaths 3 { inhale 3; exhale 4 }", []), ("breaths 3 { inhale 3; exhale 4 }", []),
    ("profile sleep\nbreaths 3 { inhale 3; exhale 4; rest 2 }", []),
    // inhale-over-exhale
    ("profile sleep\nbreaths 3 { inhale 5; exhale 5 }", []),
    ("profile sleep\nbreaths 3 at 5.5/min { inhale 5; exhale 5 }", []),
    ("profile sleep\nbreaths 3 { inhale 5.001; exhale 5 }", ["inhale-over-exhale warning 0s ×3"]),
    ("breaths 3 { inhale 6; exhale 5 }", []),
    ("profile sleep\nbreaths 3 { inhale 6; exhale 4 }; breaths 9 { inhale 4; exhale 6 }", []),
    // very-slow
    ("breaths 21 { inhale 7; exhale 8 }", []),
    ("breaths 30 at 4/min { inhale 7; exhale 8 }", []),
    ("breaths 18 { inhale 7; exhale 9 }", []),
    ("breaths 19 { inhale 7; exhale 9 }", ["very-slow warning 0s ×1"]),
    ("profile class\nbreaths 19 { inhale 7; exhale 9 }", []),
    ("breaths 40 { inhale 5; exhale 6; rest 5 }", []),
    // no-exhale, two-exhales
    ("breaths 5 { inhale 4; hold 4 }", ["no-exhale warning 0s ×1"]),
    ("repeat 3 { inhale 4; rest 5 }", ["no-exhale warning 0s ×3"]),
    ("inhale 4; exhale 6; repeat 3 { inhale 4; rest 5 }; inhale 4; exhale 6", ["no-exhale note 10s ×3"]),
    ("breaths 3 { inhale 4; exhale 6 }; inhale 4", ["no-exhale note 30s ×1"]),
    ("repeat 3 { inhale 4; rest 5; exhale 6 }", []), ("repeat 3 { exhale 6; inhale 4 }", []),
    ("inhale 3; hold 1; inhale 3; exhale 6", []), ("inhale 3; rest 1; inhale 3; exhale 6", ["no-exhale note 0s ×1"]),
    ("inhale 3; inhale 1; exhale 6", []), ("rest 10", []), ("tense 5; release 9", []),
    ("inhale 3; exhale 3; exhale 3", ["two-exhales note 6s ×1"]),
    ("breaths 4 { inhale 3; exhale 3; exhale 3 }", ["two-exhales note 6s ×4"]),
    ("inhale 4; exhale 6; breaths 3 { inhale 4; exhale 6 }; exhale 6", ["two-exhales note 40s ×1"]),
    ("inhale 4; exhale 6; breaths 3 { inhale 4; exhale 6 }; exhale 6 \"laat los\"", []),
    ("repeat 3 { exhale 3; inhale 4; exhale 3 }", ["two-exhales note 10s ×2"]),
    ("inhale 4; exhale 6; say \"rustig\"; exhale 6", []), ("inhale 4; exhale 6; hold 1; exhale 6", []),
    // speech-overrun: ten letters are 1.2 s
    ("inhale 1.2 \"tien tekens\"; exhale 3", ["speech-overrun warning 0s ×1"]),
    ("inhale 1.2 \"abcdefghij\"; exhale 3", []),
    ("inhale 1.199 \"abcdefghij\"; exhale 3", ["speech-overrun warning 0s ×1"]),
    ("voice nl\ninhale 1.199 \"abcdefghij\"; exhale 3", ["speech-overrun warning 0s ×1"]),
    ("voice none\ninhale 1.199 \"abcdefghij\"; exhale 3", []),
    ("breaths 2 \"abcdefghij\" { inhale 0.6; exhale 0.6 }", []),
    ("breaths 2 \"abcdefghij\" { inhale 0.6; exhale 0.599 }", ["speech-overrun warning 0s ×1"]),
    ("repeat 2 resting 1.199 \"abcdefghij\" { inhale 3; exhale 3 }", ["speech-overrun warning 6s ×1"]),
    ("sides \"R\" \"L\" { inhale 1 \"op\"; exhale 3 \"nu {side}\" }", []),
    // loud-cue
    ("profile sleep\nloudness -14LUFS\ninhale 4; exhale 6", ["loud-cue warning 0s ×1"]),
    ("profile sleep\nloudness -14.1LUFS\ninhale 4; exhale 6", []),
    ("loudness -14LUFS\ninhale 4; exhale 6", []),
    ("profile sleep\nbed ocean -38dB\nsounds { inhale tone -23dB }\ninhale 4; exhale 6", []),
    ("profile sleep\nbed ocean -38dB\nsounds { inhale tone -22.9dB }\ninhale 4; exhale 6", ["loud-cue warning 0s ×1"]),
    ("profile sleep\nbed ocean\nsounds { inhale tone -1dB }\ninhale 4; exhale 6", []),
  ]

  @Test(arguments: limits)
  func `A rule applies from its number on`(text: String, expected: [String]) throws {
    #expect(try Timeline(text).adviceLines == expected)
  }

  // MARK: Sequences

  @Test(arguments: [
    ("breaths 10 { inhale 1; exhale 2 }; hold 5.1", 1), ("breaths 10 { inhale 1; exhale 2 }; hold 5", 0),
    ("breaths 9 { inhale 1; exhale 2 }; hold 5.1", 0),
    ("breaths 10 { inhale 2; exhale 2 }; hold 5.1", 0), ("breaths 10 { inhale 2; exhale 1.9 }; hold 5.1", 1),
    // Within a minute, with anything in between.
    ("breaths 10 { inhale 1; exhale 2 }; rest 60s; hold 6", 1),
    ("breaths 10 { inhale 1; exhale 2 }; rest 60.1s; hold 6", 0),
    ("breaths 10 { inhale 1; exhale 2 }; breaths 5 { inhale 4; exhale 6 }; inhale 4; hold 6; exhale 6", 1),
    ("breaths 10 { inhale 1; exhale 2 }; breaths 6 { inhale 4; exhale 6 }; inhale 4; hold 6; exhale 6", 0),
    ("breaths 10 { inhale 1; exhale 2 }; 4-7-8 times 2", 1),
    // The row across the seams of blocks.
    ("breaths 5 { inhale 1; exhale 2 }; section \"b\" { breaths 5 { inhale 1; exhale 2 }; hold 6 }", 1),
    ("breaths 5 { inhale 1; exhale 2 }; rest 5; breaths 5 { inhale 1; exhale 2 }; hold 6", 1),
    ("breaths 5 { inhale 1; exhale 2 }; rest 5.1; breaths 5 { inhale 1; exhale 2 }; hold 6", 0),
    ("repeat 10 { inhale 1; exhale 2 }; hold 6", 1), ("repeat 9 { inhale 1; exhale 2 }; hold 6", 0),
    ("repeat 10 { exhale 2; inhale 1 }; exhale 2; hold 6", 1),
    ("sides \"a\" \"b\" { breaths 5 { inhale 1; exhale 2 } }; hold 6", 1),
    // A hold at the beginning of a round after the breaths at the end of the one before.
    ("repeat 3 { hold 6; breaths 10 { inhale 1; exhale 2 } }", 2),
    ("repeat 3 resting 61s { hold 6; breaths 10 { inhale 1; exhale 2 } }", 0),
    ("repeat 3 resting 1min { hold 6; breaths 10 { inhale 1; exhale 2 } }", 2),
    ("repeat 3 { breaths 30 { inhale 1; exhale 1 }; hold 15 }", 3),
    ("repeat 2 { repeat 3 { breaths 30 { inhale 1; exhale 1 }; hold 15 } }", 6),
    ("repeat 3 { breaths 10 { inhale 1; exhale 1 }; hold 6; hold 6 }", 3),
    // Each breath has its own hold: none of them is fast.
    ("repeat 20 { inhale 1; hold 6; exhale 1 }", 0), ("repeat 20 { inhale 1; exhale 1; hold 6 }", 0),
    ("breaths 20 { inhale 1; exhale 1; hold 6 }", 0),
  ])
  func `Fast breathing and a hold behind it are seen together`(text: String, times: Int) throws {
    let found = try Timeline(text).advice.filter { $0.rule == .holdAfterFastBreathing }
    #expect(found.map(\.times) == (times == 0 ? [] : [times]))
    #expect(found.allSatisfy { $0.severity == .needsAllowance })
    #expect(found.allSatisfy { $0.message.contains("seated or lying, never in or near water, never driving") })
  }

  @Test func `The instant is where the hold begins`() throws {
    let text =
      "lead-in 10s\nsection \"a\" { repeat 2 { rest 90s; breaths 12 { inhale 1; exhale 2 }; rest 20s; hold 6 } }"
    #expect(try Self.only(.holdAfterFastBreathing, on: text).instant == .seconds(10 + 90 + 36 + 20))
  }

  @Test(arguments: [
    // Both sides of a repetition's seam are one run.
    ("repeat 40 { inhale 1; exhale 1 }", ["fast-breathing warning 0s ×1"]),
    ("repeat 4 { breaths 10 { inhale 1; exhale 1 } }", ["fast-breathing warning 0s ×1"]),
    ("repeat 4 resting 5s { breaths 10 { inhale 1; exhale 1 } }", ["fast-breathing warning 0s ×1"]),
    ("repeat 4 resting 6s { breaths 10 { inhale 1; exhale 1 } }", []),
    ("repeat 3 resting 6s { breaths 40 { inhale 1; exhale 1 } }", ["fast-breathing warning 0s ×3"]),
    ("sides \"a\" \"b\" { breaths 20 { inhale 1; exhale 1 } }", ["fast-breathing warning 0s ×1"]),
    (
      "repeat 10 { inhale 7; exhale 9 }; section \"b\" { breaths 9 { inhale 7; exhale 9 } }",
      ["very-slow warning 0s ×1"]
    ),
    ("breaths 10 { inhale 7; exhale 9 }; rest 9min; breaths 9 { inhale 7; exhale 9 }", ["very-slow warning 0s ×1"]),
    ("breaths 10 { inhale 7; exhale 9 }; hold 5s; breaths 9 { inhale 7; exhale 9 }", ["very-slow warning 0s ×1"]),
    ("breaths 10 { inhale 7; exhale 9 }; hold 5.1s; breaths 9 { inhale 7; exhale 9 }", []),
    ("repeat 2 { 4-7-8 times 4; rest 2min }", ["many-4-7-8 note 0s ×8"]),
  ])
  func `A run goes on across blocks`(text: String, expected: [String]) throws {
    #expect(try Timeline(text).adviceLines == expected)
  }

  /// The full form and the short one are different trees and the same breathing.
  @Test(arguments: [
    ("", "breaths 6 { inhale 1; exhale 1 }; hold 22; exhale 3; hold 11"),
    ("500ms", "exhale 0.4; inhale 0.5; repeat 5 { inhale 1; exhale 1 }"),
    ("", "hold 12; repeat 3 resting 3s { inhale 2; hold 3.5; exhale 4 }"),
    ("", "inhale 8; exhale 9; hold 31; inhale 1"),
    ("10s", "hold 6; breaths 8 { inhale 1; exhale 1 }; exhale 1; inhale 1; exhale 1; inhale 1; exhale 1"),
  ])
  func `Repeating equals writing out`(resting: String, steps: String) throws {
    let repeated = "repeat 7 \(resting.isEmpty ? "" : "resting \(resting)") { \(steps) }"
    // A section makes each round a block of its own, as it is in the repetition.
    let written = Array(repeating: "section \"round\" { \(steps) }", count: 7)
      .joined(separator: resting.isEmpty ? "\n" : "\nrest \(resting)\n")
    let advice: (String) throws -> [String] = { text in try Timeline("profile physio\n" + text).adviceLines }
    let expected = try advice(written)
    #expect(try advice(repeated) == expected)
    #expect(!expected.isEmpty)
  }

  /// However the steps are grouped, the rules find what one walk through them finds.
  @Test(arguments: 0..<200 as Range<UInt64>)
  func `Sequences are found as by walking through them`(seed: UInt64) throws {
    var random = SeededNumbers(seed: seed)
    let parts = (0..<12).map { _ in SequencePart(kind: random.below(4), size: random.below(8)) }
    let walk = SequenceWalk(through: parts)
    let advice = try Timeline(random.grouped(parts.map(\.text))).advice
    #expect(advice.first { $0.rule == .holdAfterFastBreathing }?.times ?? 0 == walk.holds.count)
    #expect(advice.first { $0.rule == .holdAfterFastBreathing }?.instant == walk.holds.first)
    #expect(advice.first { $0.rule == .fastBreathing }?.times ?? 0 == walk.fastRuns.count)
    #expect(advice.first { $0.rule == .fastBreathing }?.instant == walk.fastRuns.first)
  }

  // MARK: Ramps

  @Test(arguments: [
    // 2, 2.25, … 4 s: 4 breaths under 3 s, 8 under 4 s.
    ("breaths 9 { inhale 1 to 2; exhale 1 to 2 }; hold 6", []),
    (
      "breaths 9 { inhale 1; exhale 1 to 2 }; inhale 1; exhale 2; hold 6",
      ["hold-after-fast-breathing needsAllowance 25.5s ×1"]
    ),
    (
      "breaths 11 { hold 15 to 25 }", ["long-hold needsAllowance 0s ×1", "empty-hold warning 0s ×1"]
    ),
    ("breaths 11 { inhale 2; hold 25 to 15; exhale 2 }", ["long-hold warning 2s ×5"]),
    ("breaths 3 { inhale 2; hold 29 to 33; exhale 2 }", ["long-hold needsAllowance 2s ×3"]),
    // The middle breath lasts exactly 8 s.
    ("profile sleep\nbreaths 5 { inhale 3; exhale 3 to 7 }", ["short-cycle warning 0s ×2"]),
    ("profile sleep\nbreaths 5 { inhale 3; exhale 7 to 3 }", ["short-cycle warning 27s ×2"]),
    ("breaths 15 { inhale 4; hold 7; exhale 8 to 9 }", []),
    ("breaths 16 { inhale 4; hold 7; exhale 8 to 9 }", ["very-slow warning 0s ×1"]),
    ("breaths 9 { inhale 4 to 2; hold 7 to 3.5; exhale 8 to 4 }", ["many-4-7-8 warning 0s ×9"]),
    ("breaths 3 { inhale 3 \"abcdefghij\"; exhale 3 to 1 \"abcdefghij\" }", ["speech-overrun warning 14s ×1"]),
    ("breaths 2min at 30/min to 6/min { inhale 4; exhale 6 }", []),
    ("breaths 10min at 30/min to 6/min { inhale 4; exhale 6 }", ["fast-breathing warning 0s ×1"]),
    ("breaths 10min at 6/min to 30/min { inhale 4; exhale 6 }", ["fast-breathing warning 7min30.993s ×1"]),
    ("breaths 20min at 6/min to 3/min { inhale 4; exhale 6 }", ["very-slow warning 11min44.891s ×1"]),
  ])
  func `A ramp is judged where it passes the number`(text: String, expected: [String]) throws {
    #expect(try Timeline(text).adviceLines == expected)
  }

  // MARK: Allowing

  @Test func `A reason answers a rule and is kept`() throws {
    let advice = try Self.only(
      .longHold, on: "allow long-hold \"for experienced students\"\ninhale 4; hold 40; exhale 8")
    #expect(advice.reason == "for experienced students")
    #expect(advice.isAllowed && !advice.isFinding)
    #expect(advice.severity == .needsAllowance)
  }

  @Test func `An allowance answers its own rule only`() throws {
    let text = "allow empty-hold \"practised\"\ninhale 4; hold 40; exhale 8; hold 11"
    let advice = try Timeline(text).advice
    #expect(advice.map(\.rule) == [.longHold, .emptyHold])
    #expect(advice.map(\.isFinding) == [true, false])
  }

  @Test func `A note asks for no answer`() throws {
    #expect(try !Self.only(.many478, on: "4-7-8 times 5").isFinding)
    #expect(try Self.only(.many478, on: "4-7-8 times 9").isFinding)
  }

  @Test(arguments: AdviceRule.allCases)
  func `Every rule can be allowed, and tells what it is about`(rule: AdviceRule) throws {
    let pattern = try Pattern(parsing: SourceText("allow \(rule.rawValue) \"why\"\ninhale 4; exhale 6"))
    #expect(pattern.settings.allowances == [Allowance(rule: rule.rawValue, reason: "why")])
    for text in [rule.summary, rule.number, rule.reasoning, rule.source] {
      #expect(text.count > 10)
      #expect(!text.lowercased().contains(/\b(cures?|treatment|guarantees?)\b/))
    }
  }

  /// The help of each rule, typed into the pattern that it was given on.
  @Test(arguments: [
    "inhale 4; hold 25; exhale 6", "profile cardiac\ninhale 4; hold 1; exhale 8",
    "breaths 10 { inhale 1; exhale 2 }; hold 6", "breaths 40 { inhale 1; exhale 1 }", "4-7-8 times 5",
    "profile sleep\ninhale 3; exhale 4", "profile sleep\ninhale 5; exhale 4", "inhale 4; exhale 6; hold 11",
    "breaths 6min { inhale 7; exhale 11 }", "profile sleep\nloudness -12LUFS\ninhale 4; exhale 6", "inhale 4",
    "inhale 4; exhale 3; exhale 3", "inhale 1 \"a long instruction\"; exhale 3",
  ])
  func `The help can be typed`(text: String) throws {
    let before = try Timeline(text).advice
    #expect(!before.isEmpty)
    let allowances = try before.map { advice in
      let help = try #require(advice.help.firstRange(of: "allow \(advice.rule.rawValue) \"…\""))
      return String(advice.help[help])
    }
    let after = try Timeline((allowances + [text]).joined(separator: "\n")).advice
    #expect(after.map(\.rule) == before.map(\.rule))
    #expect(after.allSatisfy { $0.reason == "…" })
  }

  // MARK: Other patterns, voices, wording

  @Test func `A pattern that is used is judged by the profile and the allowances of its user`() throws {
    let library = PatternLibrary { path, _ in
      .success(
        SourceText(
          "profile cardiac\nallow long-hold \"alone\"\ncount 2s\ninhale 2; hold 11; exhale 3", name: path))
    }
    #expect(
      try Timeline("rest 5s; use \"b.breath\"", library: library).adviceLines == ["long-hold warning 9s ×1"])
  }

  @Test func `A voice is judged only by those who know the voices`() throws {
    let timeline = try Timeline("voice nl\ninhale 4; exhale 6")
    #expect(timeline.advice.isEmpty)
    #expect(timeline.advice(knowing: ["nl", "en"]).isEmpty)
    #expect(timeline.advice(knowing: ["en"]).map(\.rule) == [.unknownVoice])
  }

  @Test func `A message has the numbers that were found`() throws {
    let message = { (rule: AdviceRule, text: String) in try Self.only(rule, on: text).message }
    #expect(
      try message(.longHold, "repeat 2 { inhale 4; hold 25; exhale 8 }; inhale 4; hold 28; exhale 8")
        == "3 holds last over 20s, the longest 28s")
    #expect(
      try message(.speechOverrun, "inhale 1 \"abcdefghij\"; exhale 3")
        == "a text takes 200ms longer to say than it has time")
    #expect(
      try message(.verySlow, "breaths 19 { inhale 7; exhale 9 }")
        == "breathing stays under 4 breaths a minute for 5min4s; breathe gently, not deeply")
    #expect(
      try message(
        .loudCue, "profile sleep\nbed rain -40dB\nsounds { exhale bell -20dB; inhale bell -24dB }\n4-8 times 2")
        == "in a track for 'sleep' the cue of 'exhale' is 20dB above the bed, over 15dB")
  }

  @Test func `Measured speech takes the place of the estimate`() throws {
    // The estimate is 1.2 s.
    let text = "inhale 1.5 \"abcdefghij\"; exhale 3"
    #expect(try Timeline(text).advice.isEmpty)
    let measured = try Timeline(text, spoken: ["abcdefghij": .milliseconds(1750)])
    #expect(measured.advice.map(\.message) == ["a text takes 250ms longer to say than it has time"])
    let short = try Timeline("inhale 1 \"abcdefghij\"; exhale 3", spoken: ["abcdefghij": .milliseconds(900)])
    #expect(short.advice.isEmpty)
  }

  // MARK: Cost

  /// The most phases that a text can have, each 100 ms, and the fastest breaths.
  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      ("breaths 24h at 120/min { inhale 1; exhale 1 }", "breaths of less than 3s each follow one another for 24h"),
      ("repeat 432000 { inhale 0.1; exhale 0.1 }", "breaths of less than 3s each follow one another for 24h"),
    ])
  func `A day of the shortest phases is judged`(text: String, message: String) throws {
    #expect(try Self.only(.fastBreathing, on: text).message == message)
  }

  /// This pattern is not checked, and would never end.
  @Test(.timeLimit(.minutes(1)))
  func `A pattern without an end is judged by its first days`() {
    let breath = [Phase(.inhale, .counts(1)), Phase(.exhale, .counts(1)), Phase(.hold, .counts(11))]
    var step = Step.breaths(Breaths(.number(1_000_000_000), phases: breath))
    for _ in 0..<60 { step = .repetition(Repetition(.same(1_000_000_000, [step]))) }
    #expect(Timeline(of: Pattern(steps: [step])).advice.map(\.rule) == [.emptyHold])
  }

  @Test func `Every hold counts`() throws {
    let text = "repeat 21 { repeat 10 resting 1s { breaths 7 { inhale 1; hold 21; exhale 1 } } }"
    #expect(try Self.only(.longHold, on: text).times == 21 * 10 * 7)
  }
}
