import PatternBuilding
import PatternLanguage
import TestSupport
import Testing
import Timing

/// `sounds … with words`: the word of each phase with the cues of a set.
@Suite struct PhaseWordsTests {
  /// Texts last 100 ms a letter, numbers 400 ms, the usual word of a phase 800 ms, and its short form 300 ms.
  private func lengths(_ voice: Voice? = nil) -> SpokenLengths {
    var lengths = SpokenLengths()
    for words in [
      "a", "bb", "ccc", "dddddddd", "in de rug", "vasthouden", "Houd vast, en voel", "Adem diep in, je rug hol",
      "duw uit", "de adem uit", "eeeeeeeeeeee",
    ] {
      lengths[.text(words), by: voice] = .milliseconds(100 * words.count)
    }
    for number in 0...20 { lengths[.number(number), by: voice] = .milliseconds(400) }
    for phase in ["inhale", "exhale", "full-hold", "empty-hold", "rest", "tense", "release"] {
      lengths[.phrase(phase), by: voice] = .milliseconds(500)
      lengths[.word(phase, isShort: false), by: voice] = .milliseconds(800)
      lengths[.word(phase, isShort: true), by: voice] = .milliseconds(300)
    }
    return lengths
  }

  private func timeline(_ text: String, _ voice: Voice? = nil) throws -> Timeline {
    try Timeline(of: Pattern(parsing: SourceText("ending none\n" + text)), speaking: lengths(voice))
  }

  /// The words with their instants in milliseconds: `1000 vast`. Words of phases have their event in brackets, short
  /// ones an `s`.
  private func said(_ timeline: Timeline) -> [String] {
    timeline.speech.map { words in
      let name =
        switch words.utterance {
        case .text(let text), .clip(let text), .phrase(let text): text
        case .number(let number): "\(number)"
        case .word(let phase, let isShort): "[\(phase)]\(isShort ? "s" : "")"
        }
      return "\(Int((words.start / .milliseconds(1)).rounded())) \(name)"
    }
  }

  @Test(arguments: [
    (
      "breaths 1 { inhale 4; hold 4; exhale 4; hold 4 }; tense 4; release 4; rest 4",
      [
        "0 [inhale]", "4000 [full-hold]", "8000 [exhale]", "12000 [empty-hold]", "16000 [tense]", "20000 [release]",
        "24000 [rest]",
      ]
    ),
    // The text of a phase comes after its word, unless it says the word.
    ("inhale 4 \"bb\"; exhale 4 \"ccc\"", ["0 [inhale]", "950 bb", "4000 [exhale]", "4950 ccc"]),
    ("inhale 4 \"in de rug\"; hold 4 \"Houd vast, en voel\"", ["0 in de rug", "4000 Houd vast, en voel"]),
    (
      "inhale 4 \"Adem diep in, je rug hol\"; exhale 4 \"duw uit\"; hold 4 \"de adem uit\"",
      ["0 Adem diep in, je rug hol", "4000 [exhale]", "4950 duw uit", "8000 [empty-hold]", "8950 de adem uit"]
    ),
    ("inhale 4; hold 4 \"vasthouden\"", ["0 [inhale]", "4000 [full-hold]", "4950 vasthouden"]),
    // A rest has none after a 'say', nor beside a text.
    ("say \"a\" 1s; rest 3s; inhale 4", ["0 a", "4000 [inhale]"]),
    ("inhale 4; rest 3s \"bb\"; rest 3s", ["0 [inhale]", "4000 bb", "7000 [rest]"]),
    ("repeat 2 resting 5s { inhale 4 }", ["0 [inhale]", "4000 [rest]", "9000 [inhale]"]),
    // A countdown is spoken, and its number comes first.
    ("breaths 1 countdown { inhale 4; exhale 4 \"a\" }", ["0 1", "550 [inhale]", "4000 [exhale]", "4950 a"]),
  ])
  func `Each phase has its word, among what else is said`(steps: String, expected: [String]) throws {
    let timeline = try timeline("language nl\nsounds bowls with words\n" + steps)
    #expect(said(timeline) == expected)
    #expect(timeline.speechSummary?.late.count == 0)
    #expect(timeline.speechSummary?.unsaid.count == 0)
  }

  @Test(arguments: [
    // Three quarters of a phase, and all but 150 ms of it, are for its word.
    ("hold 1.1s", ["0 [full-hold]"]), ("hold 1.06s", ["0 [full-hold]s"]), ("hold 0.45s", ["0 [full-hold]s"]),
    ("hold 0.44s", []),
    // A word in Dutch without a short form.
    ("inhale 1.1s; exhale 2s", ["0 [inhale]", "1100 [exhale]"]), ("inhale 1s; exhale 2s", ["1000 [exhale]"]),
    // The words after it have to end with the phase: 0.8 + 0.15 + 0.8 or 0.3 + 0.15 + 0.8.
    ("hold 1.75s \"dddddddd\"", ["0 [full-hold]", "950 dddddddd"]),
    ("hold 1.74s \"dddddddd\"", ["0 [full-hold]s", "450 dddddddd"]),
    ("hold 1.24s \"dddddddd\"", ["0 dddddddd"]),
    // So do the counts that are said, and the last ones that are announced.
    ("sounds with words { count voice }\nhold 3; tense 1.2s", ["0 [empty-hold]", "1000 2", "2000 3", "3000 [tense]"]),
    ("count 0.9s\nsounds with words { count voice }\nhold 2", ["0 [empty-hold]s", "900 2"]),
    ("hold 4 countdown 3", ["0 [empty-hold]", "1000 3", "2000 2", "3000 1"]),
    ("hold 3 countdown 3", ["0 3", "550 [empty-hold]s", "1000 2", "2000 1"]),
    ("count 0.99s\nhold 3 countdown 3", ["0 3", "990 2", "1980 1"]),
    ("count 1.5s\nhold 3 countdown 3", ["0 3", "550 [empty-hold]", "1500 2", "3000 1"]),
    // Earlier words take their time.
    ("tense 2 \"eeeeeeeeeeee\"; release 4", ["0 [tense]s", "450 eeeeeeeeeeee", "2000 [release]"]),
    ("rest 1s \"eeeeeeeeeeee\"; tense 1.1s", ["0 eeeeeeeeeeee", "1350 [tense]s"]),
    ("rest 1s \"eeeeeeeeeeee\"; tense 0.8s; release 4", ["0 eeeeeeeeeeee", "1800 [release]"]),
  ])
  func `The form of a word is the longest that fits, and none is said where none fits`(
    steps: String, expected: [String]
  ) throws {
    // A hold at the beginning is on empty lungs.
    let expected = expected.map { steps.contains("hold") ? $0.replacing("full-hold", with: "empty-hold") : $0 }
    let sounds = steps.contains("with words") ? "" : "sounds bowls with words\n"
    let timeline = try timeline("language nl\n" + sounds + steps)
    #expect(said(timeline) == expected)
    let phases = try Pattern(parsing: SourceText(steps)).steps.count { step in
      if case .phase(let phase) = step { phase.kind != .rest } else { false }
    }
    #expect(timeline.speechSummary?.unsaid.count == phases - expected.count { $0.contains("[") })
  }

  @Test(arguments: [
    ("sounds bowls with words { inhale none; hold none }", ["8000 [exhale]"]),
    ("sounds with words { inhale voice; exhale voice }", ["0 inhale", "4000 [full-hold]", "8000 exhale"]),
    ("sounds bowls { rest none }", []), ("voice none\nsounds bowls", []),
  ])
  func `A silent cue has no word, and a cue of words is said once`(settings: String, expected: [String]) throws {
    #expect(try said(timeline("language nl\n\(settings)\ninhale 4; hold 4; exhale 4")) == expected)
  }

  @Test func `Sections have words of their own, or none`() throws {
    let text = """
      language nl
      sounds bowls
      section "words" { sounds with words; inhale 4; section "inner" { sounds { exhale none }; exhale 4; hold 4 } }
      section "tones" { sounds tones; inhale 4; exhale 4 }
      section "all" { sounds tones with words { inhale none }; inhale 4; exhale 4 }
      section "silent" { sounds with words; section "here" { voice none; inhale 4 }; exhale 4 }
      """
    #expect(try said(timeline(text)) == ["0 [inhale]", "8000 [empty-hold]", "24000 [exhale]", "32000 [exhale]"])
  }

  @Test func `Words that nobody measured are not left out`() throws {
    let pattern = try Pattern(
      parsing: SourceText("language nl\nending none\nsounds bowls with words\ninhale 4; hold 4; exhale 0.1s; hold 0.2s")
    )
    let timeline = Timeline(of: pattern, speaking: SpokenLengths())
    #expect(
      timeline.speech.map(\.utterance) == [
        .word("inhale", isShort: false), .word("full-hold", isShort: false), .word("exhale", isShort: false),
        .word("empty-hold", isShort: true),
      ])
    #expect(timeline.speechSummary?.unsaid.count == 0 && timeline.speechSummary?.textOverruns.count == 0)
    // Nor do they lengthen a track.
    #expect(timeline.overhang == .zero)
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `A word of a phase ends in it, with time to spare, in any pattern`(seed: UInt64) throws {
    var random = RandomPattern(seed: seed)
    var numbers = SeededNumbers(seed: seed)
    var pattern = random.pattern()
    pattern.settings.sounds = Sounds(set: "bowls", cues: ["tense": [CueLayer(.none)]], withWords: true)
    if pattern.settings.voice == .silent { pattern.settings.voice = nil }
    var lengths = SpokenLengths()
    for guidance in pattern.guidances {
      for phase in ["inhale", "exhale", "full-hold", "empty-hold", "rest", "tense", "release"] {
        let short = 100 + Int(numbers.next() % 900)
        lengths[.word(phase, isShort: true), by: guidance.voice] = .milliseconds(short)
        lengths[.word(phase, isShort: false), by: guidance.voice] = .milliseconds(short + Int(numbers.next() % 900))
      }
    }
    for words in SpeechSchedule(of: Timeline(of: pattern), knowing: lengths) where numbers.next() % 4 > 0 {
      if case .word = words.utterance { continue }
      lengths[words.utterance, by: words.voice] = .milliseconds(50 + Int(numbers.next() % 3000))
    }
    let timeline = Timeline(of: pattern, speaking: lengths)
    var phases = Array(timeline).filter { if case .phase = $0.kind { true } else { false } }[...]
    var last: SpokenWords?
    for words in timeline.speech {
      if let last { #expect(words.start >= last.end + .milliseconds(150)) }
      last = words
      guard case .word = words.utterance else { continue }
      while let phase = phases.first, phase.onset < words.due || phase.end == phase.onset { phases.removeFirst() }
      let phase = try #require(phases.first)
      #expect(phase.onset == words.due)
      #expect(words.end <= phase.end - .milliseconds(150) && words.end <= phase.end - phase.duration / 4)
    }
  }
}
