import Advice
import PatternLanguage
import TestSupport
import Testing
import Timing

/// Patterns that sound the same get the same advice.
@Suite struct SpellingTests {
  /// A breath with its number of times, and the steps before and after it.
  struct Row: CustomTestStringConvertible {
    var breath: String
    var times: Int
    var settings = ""
    var after = ""
    var expected: [String] = []

    var testDescription: String { "\(settings) \(times) × { \(breath) } \(after)" }

    /// The same track, written in several ways.
    var texts: [String] {
      let (half, odd) = (times / 2, times % 2 == 1 ? breath : "")
      let spellings = [
        "breaths \(times) { \(breath) }",
        "repeat \(times) { \(breath) }",
        "repeat \(half) { \(breath); \(breath) }\n\(odd)",
        Array(repeating: breath, count: times).joined(separator: "\n"),
        "define one { \(breath) }\nrepeat \(times) { use one }",
        "repeat 2 { section \"half\" { breaths \(half) { \(breath) } } }\n\(odd)",
        "for half in 1 2 { repeat \(half) { \(breath) } }\n\(odd)",
      ]
      return spellings.map { "ending none\n\(settings)\n\($0)\n\(after)" }
    }
  }

  @Test(arguments: [
    // hold-after-fast-breathing: ten breaths, under 4 s each, within a minute, over 5 s
    Row(
      breath: "inhale 1.5s; exhale 1.5s", times: 30, after: "hold 60s",
      expected: [
        "long-hold needsAllowance 1min30s ×1", "empty-hold warning 1min30s ×1",
        "hold-after-fast-breathing needsAllowance 1min30s ×1",
      ]),
    Row(
      breath: "inhale 1.5s; exhale 1.5s", times: 10, after: "hold 5.001s",
      expected: ["hold-after-fast-breathing needsAllowance 30s ×1"]),
    Row(breath: "inhale 1.5s; exhale 1.5s", times: 10, after: "hold 5s"),
    Row(
      breath: "inhale 1.5s; exhale 1.5s", times: 10, after: "hold 2s; hold 3.001s",
      expected: ["hold-after-fast-breathing needsAllowance 30s ×1"]),
    Row(breath: "inhale 1.5s; exhale 1.5s", times: 9, after: "hold 6s"),
    Row(
      breath: "inhale 1.5s; exhale 1.5s", times: 9, after: "inhale 1s; exhale 1s; hold 6s",
      expected: ["hold-after-fast-breathing needsAllowance 29s ×1"]),
    Row(
      breath: "inhale 2s; exhale 1.999s", times: 10, after: "hold 6s",
      expected: ["hold-after-fast-breathing needsAllowance 39.99s ×1"]),
    Row(breath: "inhale 2s; exhale 2s", times: 10, after: "hold 6s"),
    Row(
      breath: "inhale 1s; exhale 1s; rest 1.999s", times: 10, after: "hold 6s",
      expected: ["hold-after-fast-breathing needsAllowance 39.99s ×1"]),
    Row(breath: "inhale 1s; exhale 1s; rest 2s", times: 20, after: "hold 6s"),
    Row(
      breath: "inhale 1.5s; exhale 1.5s", times: 10, after: "rest 60s; hold 6s",
      expected: ["hold-after-fast-breathing needsAllowance 1min30s ×1"]),
    Row(breath: "inhale 1.5s; exhale 1.5s", times: 10, after: "rest 60.001s; hold 6s"),
    Row(
      breath: "inhale 1.5s; exhale 1.5s", times: 10, after: "rest 3s; inhale 2s; hold 6s; exhale 4s",
      expected: ["hold-after-fast-breathing needsAllowance 35s ×1"]),
    Row(
      breath: "inhale 1.5s; exhale 1.5s", times: 10, after: "hold 5s; inhale 2s; hold 6s; exhale 4s",
      expected: ["hold-after-fast-breathing needsAllowance 37s ×1"]),
    // fast-breathing: under 3 s each, over a minute
    Row(breath: "inhale 1.2s; exhale 1.2s", times: 25),
    Row(breath: "inhale 1.2s; exhale 1.2s", times: 26, expected: ["fast-breathing warning 0s ×1"]),
    Row(breath: "inhale 1.2s; exhale 1.2s", times: 50, expected: ["fast-breathing warning 0s ×1"]),
    Row(breath: "inhale 1.5s; exhale 1.499s", times: 21, expected: ["fast-breathing warning 0s ×1"]),
    Row(breath: "inhale 1.5s; exhale 1.5s", times: 100),
    Row(
      breath: "inhale 1s; exhale 1s", times: 20, after: "rest 5s; breaths 11 { inhale 1s; exhale 1s }",
      expected: ["fast-breathing warning 0s ×1"]),
    Row(breath: "inhale 1s; exhale 1s", times: 20, after: "rest 5.001s; breaths 11 { inhale 1s; exhale 1s }"),
    // very-slow: over 15 s each, over 5 min; holds on full lungs end no row, longer ones on empty lungs do
    Row(breath: "inhale 3; hold 9; exhale 6", times: 16),
    Row(breath: "inhale 3; hold 9; exhale 6", times: 17, expected: ["very-slow warning 0s ×1"]),
    Row(breath: "inhale 3; hold 9; exhale 6", times: 17, settings: "profile class"),
    Row(breath: "inhale 5; hold 10; exhale 10", times: 48, expected: ["very-slow warning 0s ×1"]),
    Row(breath: "inhale 5; hold 5; exhale 5", times: 30),
    Row(breath: "inhale 5; hold 5; exhale 5.001", times: 30, expected: ["very-slow warning 0s ×1"]),
    Row(breath: "inhale 4; hold 4; exhale 4; hold 5", times: 18, expected: ["very-slow warning 0s ×1"]),
    Row(breath: "inhale 4; hold 4; exhale 4; hold 5.001", times: 18),
    Row(breath: "inhale 6; exhale 10; rest 30s", times: 19, expected: ["very-slow warning 0s ×1"]),
    Row(breath: "inhale 6; exhale 9; rest 30s", times: 40),
    Row(
      breath: "inhale 4; hold 7; exhale 8", times: 40,
      expected: ["many-4-7-8 warning 0s ×40", "very-slow warning 0s ×1"]),
    // long-hold: over 20 s, over 30 s
    Row(breath: "inhale 4; hold 20s; exhale 6", times: 2),
    Row(breath: "inhale 4; hold 20.001s; exhale 6", times: 2, expected: ["long-hold warning 4s ×2"]),
    Row(breath: "inhale 4; hold 30s; exhale 6", times: 3, expected: ["long-hold warning 4s ×3"]),
    Row(breath: "inhale 4; hold 30.001s; exhale 6", times: 3, expected: ["long-hold needsAllowance 4s ×3"]),
    // empty-hold: over 10 s
    Row(breath: "inhale 4; exhale 6; hold 10s", times: 3),
    Row(breath: "inhale 4; exhale 6; hold 10.001s", times: 3, expected: ["empty-hold warning 10s ×3"]),
    // hold-for-profile: any in 'cardiac', over 4 s on full lungs in 'physio'
    Row(
      breath: "inhale 4; hold 100ms; exhale 6", times: 2, settings: "profile cardiac",
      expected: ["hold-for-profile warning 4s ×2"]),
    Row(breath: "inhale 4; exhale 6", times: 2, settings: "profile cardiac"),
    Row(breath: "inhale 4; hold 4; exhale 6; hold 9", times: 2, settings: "profile physio"),
    Row(
      breath: "inhale 4; hold 4.001; exhale 6", times: 2, settings: "profile physio",
      expected: ["hold-for-profile warning 4s ×2"]),
    // short-cycle: under 8 s, rests included
    Row(breath: "inhale 3; exhale 5", times: 3, settings: "profile sleep"),
    Row(breath: "inhale 3; exhale 4; rest 1s", times: 3, settings: "profile sleep"),
    Row(
      breath: "inhale 3; exhale 4.999", times: 3, settings: "profile sleep", expected: ["short-cycle warning 0s ×3"]),
    Row(
      breath: "inhale 3; exhale 4.999", times: 3, settings: "profile cardiac", expected: ["short-cycle warning 0s ×3"]),
    // many-4-7-8: over 4, over 8
    Row(breath: "inhale 2; hold 3.5; exhale 4", times: 4),
    Row(breath: "inhale 2; hold 3.5; exhale 4", times: 5, expected: ["many-4-7-8 note 0s ×5"]),
    Row(breath: "inhale 2; hold 3.5; exhale 4", times: 8, expected: ["many-4-7-8 note 0s ×8"]),
    Row(breath: "inhale 2; hold 3.5; exhale 4", times: 9, expected: ["many-4-7-8 warning 0s ×9"]),
    Row(breath: "inhale 2; hold 3.501; exhale 4", times: 9),
    // inhale-over-exhale
    Row(breath: "inhale 5; exhale 5", times: 3, settings: "profile sleep"),
    Row(
      breath: "inhale 5.001; exhale 5", times: 3, settings: "profile sleep",
      expected: ["inhale-over-exhale warning 0s ×3"]),
    // two-exhales
    Row(breath: "inhale 3; exhale 3; exhale 3", times: 4, expected: ["two-exhales note 6s ×4"]),
    Row(breath: "inhale 3; exhale 3; exhale 3 \"en uit\"", times: 4),
    // A second inhale after a hold on full lungs is the same breath.
    Row(breath: "inhale 1; hold 0.5; inhale 0.5; exhale 3", times: 60),
    Row(
      breath: "inhale 3; hold 1; inhale 2; exhale 6", times: 40, settings: "profile cardiac",
      expected: ["hold-for-profile warning 3s ×40"]),
  ])
  func `A number is the same in every spelling`(row: Row) throws {
    for text in row.texts { #expect(try Timeline(text).adviceLines == row.expected, "\(text)") }
  }

  // MARK: The law, on spellings drawn at random

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `Two spellings of one breathing have equal advice, breaths and pace`(block: UInt64) throws {
    var advised = 0
    for seed in block * 100..<block * 100 + 100 {
      var random = SeededNumbers(seed: seed)
      let breathing = RandomBreathing(from: &random)
      let texts = (0..<2).map { _ in breathing.text(spelledBy: &random) }
      let timelines = try texts.map { try Timeline($0) }
      let (one, other) = (timelines[0], timelines[1])
      try #require(one.heard == other.heard, "they do not sound the same: \(texts)")
      #expect(one.adviceOnBreathing == other.adviceOnBreathing, "\(texts)")
      #expect(one.breaths == other.breaths, "\(texts)")
      #expect(one.breathsPerMinute == other.breathsPerMinute, "\(texts)")
      if !one.advice.isEmpty { advised += 1 }
    }
    // Else the law would say little.
    #expect(advised > 30)
  }

  @Test func `Random breathing meets every rule on what is heard`() throws {
    var rules: Set<AdviceRule> = []
    for seed in 0..<2000 as Range<UInt64> {
      var random = SeededNumbers(seed: seed)
      let breathing = RandomBreathing(from: &random)
      rules.formUnion(try Timeline(breathing.text(spelledBy: &random)).advice.map(\.rule))
    }
    #expect(rules == Set(AdviceRule.allCases).subtracting([.loudCue, .unknownVoice, .otherLanguage]))
  }
}

extension Timeline {
  /// Advice without that on words: the names of sides and sections are words, too, and belong to a spelling.
  fileprivate var adviceOnBreathing: [Advice] {
    advice.filter { ![.speechOverrun, .speechLate].contains($0.rule) }
  }

  /// All that is heard, without the blocks that it is written in.
  fileprivate var heard: [String] {
    stepEvents.map { event in
      let kind =
        switch event.kind {
        case .phase(let movement):
          "\(movement.phase) \(movement.breath ?? 0) \(movement.lungs) \(movement.text ?? "")"
        case .instruction(let text): "say \(text)"
        default: "?"
        }
      return "\(event.onset.spelled) \(event.duration.spelled) \(kind)"
    }
  }
}
