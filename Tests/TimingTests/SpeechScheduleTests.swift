import PatternLanguage
import TestSupport
import Testing
import Timing

/// There is one voice, and it says one thing at a time.
@Suite struct SpeechScheduleTests {
  /// The timeline of a text, each of whose words lasts as many hundreds of milliseconds as it has letters.
  private func timeline(_ text: String) throws -> Timeline {
    try Timeline(of: Pattern(parsing: SourceText(text)), speaking: Letters().lengths)
  }

  /// Words by their numbers of letters.
  private struct Letters {
    var lengths = SpokenLengths()

    init(_ voice: Voice? = nil) {
      for words in ["a", "bb", "ccc", "dddddddd", "links", "rechts", "eeeeeeeeeeee"] {
        lengths[.text(words), by: voice] = .milliseconds(100 * words.count)
      }
      for number in 0...20 { lengths[.number(number), by: voice] = .milliseconds(400) }
      for event in ["inhale", "exhale"] { lengths[.phrase(event), by: voice] = .milliseconds(300) }
    }
  }

  /// The words with their instants in milliseconds: `1000 bb`.
  private func spoken(_ text: String) throws -> [String] {
    try timeline(text).speech.map { "\(Int(($0.start / .milliseconds(1)).rounded())) \($0.utterance.short)" }
  }

  @Test func `At one instant the side comes first, then the number, the word of the phase and its text`() throws {
    let text = """
      ending none
      sounds { announcement voice; inhale voice }
      sides "links" "rechts" { breaths 1 countdown { inhale 9 "ccc"; exhale 4 } }
      """
    #expect(
      try spoken(text) == [
        "0 links", "650 1", "1200 inhale", "1650 ccc", "13000 rechts", "13750 1", "14300 inhale", "14750 ccc",
      ])
  }

  @Test(arguments: [
    ("rest 2 \"bb\"; rest 2 \"a\"", ["0 bb", "2000 a"]),
    // The second waits for the end of the first, and for a pause after it.
    ("rest 0.5s \"dddddddd\"; rest 2 \"a\"", ["0 dddddddd", "950 a"]),
    // Words that end within the pause before others make them wait for the rest of it.
    ("rest 0.3s \"bb\"; rest 2 \"a\"", ["0 bb", "350 a"]),
    // Those that wait keep their order.
    ("rest 0.1s \"dddddddd\"; rest 0.1s \"a\"; rest 0.1s \"bb\"; rest 5", ["0 dddddddd", "950 a", "1200 bb"]),
    ("breaths 2 \"a\" { inhale 2 \"bb\"; exhale 2 }", ["0 a", "250 bb", "4000 bb"]),
    ("bell at 1s \"a\"\nrest 3 \"dddddddd\"", ["0 dddddddd", "1000 a"]),
    ("voice none\nrest 2 \"bb\"; say \"a\"", []),
  ])
  func `Words wait for the end of others`(text: String, expected: [String]) throws {
    let settings = text.hasPrefix("voice") || text.hasPrefix("bell") ? "ending none\n" + text : "ending none\n" + text
    #expect(try spoken(settings) == expected)
  }

  @Test func `What is late and what overruns is known by how much`() throws {
    let summary = try #require(
      timeline("ending none\nrest 0.5s \"dddddddd\"; rest 0.2s \"a\"; rest 2s \"bb\"").speechSummary)
    #expect(summary.late.count == 2)
    // a: 0.5 → 0.95; bb: 0.7 → 1.2.
    #expect(summary.late.most == .milliseconds(500))
    #expect(summary.late.first == .milliseconds(500))
    // dddddddd ends 0.3 s after its phase, a ends at 1.05 instead of 0.7.
    #expect(summary.textOverruns.count == 2)
    #expect(summary.textOverruns.most == .milliseconds(350))
    #expect(summary.delayed.map(\.overrun) == [.milliseconds(300), .milliseconds(350), .zero])
  }

  @Test func `A number has its phase, a last count has its count, and a bell's words have no limit`() throws {
    let numbers = "ending none\nvoice nl\n"
    let lengths = Letters(.named("nl")).lengths
    func overruns(_ text: String) throws -> [Duration] {
      try Timeline(of: Pattern(parsing: SourceText(numbers + text)), speaking: lengths).speech.map(\.overrun)
    }
    #expect(try overruns("breaths 2 countdown { inhale 0.3s; exhale 4 }") == [.milliseconds(100), .milliseconds(100)])
    #expect(try overruns("breaths 2 countdown { inhale 0.5s; exhale 4 }") == [.zero, .zero])
    #expect(try overruns("count 300ms\nhold 9 countdown 1") == [.milliseconds(100)])
    #expect(try overruns("bell at 900ms \"eeeeeeeeeeee\"\nrest 1; rest 5") == [.zero])
  }

  @Test(arguments: [
    ("inhale 2; exhale 2 \"a\"", 4.0), ("inhale 2; exhale 0.5s \"dddddddd\"", 2.8),
    ("inhale 2 \"eeeeeeeeeeee\"; exhale 0.5s \"dddddddd\"", 2.8), ("say \"dddddddd\" 0.5s", 0.8),
    ("rest 1s \"dddddddd\"; rest 0.2s \"dddddddd\"", 1.8),
  ])
  func `A track ends after its last word`(steps: String, seconds: Double) throws {
    let timeline = try timeline("ending none\n" + steps)
    #expect(timeline.length == .milliseconds(Int((seconds * 1000).rounded())))
    #expect(
      timeline.length == timeline.leadIn + timeline.steps + timeline.remainder + timeline.ending + timeline.overhang)
  }

  @Test func `The bell of the end does not wait for words, and words that nobody measured do not lengthen a track`()
    throws
  {
    let bell = try timeline("ending bell 1s\nrest 0.1s \"eeeeeeeeeeee eeeeeeeeeeee\"")
    #expect(bell.length == .milliseconds(1100))
    let long = try timeline("ending bell 1s\nrest 0.1s \"eeeeeeeeeeee\"; rest 0.1s \"eeeeeeeeeeee\"")
    #expect(long.events { $0 == .bell(.end) } == ["0.2 bell end"])
    #expect(long.overhang == .milliseconds(2550 - 1200))
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `No two words overlap in any pattern`(seed: UInt64) throws {
    var random = RandomPattern(seed: seed)
    var numbers = SeededNumbers(seed: seed)
    let pattern = random.pattern()
    // Lengths from 50 ms to 4 s, by the words, and none of some.
    var lengths = SpokenLengths()
    for words in SpeechSchedule(of: Timeline(of: pattern), knowing: lengths) where numbers.next() % 4 > 0 {
      lengths[words.utterance, by: words.voice] = .milliseconds(50 + Int(numbers.next() % 4000))
    }
    let timeline = Timeline(of: pattern, speaking: lengths)
    var last: SpokenWords?
    var lastMeasured = Duration.zero
    for words in timeline.speech {
      #expect(words.start >= words.due && words.length > .zero)
      if let last {
        #expect(words.start >= last.end + .milliseconds(150))
        #expect(words.start == words.due || words.start == last.end + .milliseconds(150))
        #expect(words.due > last.due || words.due == last.due && words.role >= last.role)
      }
      last = words
      if words.isMeasured { lastMeasured = words.end }
    }
    #expect(timeline.length >= lastMeasured)
  }
}

extension Utterance {
  fileprivate var short: String {
    switch self {
    case .text(let words), .phrase(let words), .word(let words, _), .clip(let words): words
    case .number(let number): "\(number)"
    }
  }
}
