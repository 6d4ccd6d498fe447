import PatternLanguage
import Testing
import Timing

/// Forms of `repeat` other than a number: times, rates and countdowns.
@Suite struct RepeatTests {
  @Test(arguments: [
    // Two breaths in a round: 20 breaths a minute are 6 s for both.
    ("repeat 2 at 20/min { inhale 1; exhale 2; inhale 2; exhale 1 }", "ieeiieieeiie|"),
    ("repeat 1 at 10/min { inhale 1; exhale 2; inhale 2; exhale 1 }", "iieeeeiiiiee|"),
    ("repeat 2 resting 2s at 20/min { inhale 4; exhale 8 }", "ieerriee|"),
    ("repeat 2 at 10/min { section \"a\" { breaths 1 { inhale 4; exhale 8 } } }", "iieeeeiieeee|"),
    ("repeat 5s { inhale 1; exhale 2 }", "ieeiee|"),
    ("repeat 6s { inhale 1; exhale 2 }", "ieeiee|"),
    ("repeat 7s resting 1s { inhale 1; exhale 2 }", "ieeriee|"),
    ("repeat 8s resting 1s { inhale 1; exhale 2 }", "ieerieeriee|"),
    ("repeat 9s { inhale 1; hold 0 to 2; exhale 1 }", "ieiheihhe|"),
    ("repeat 2 { repeat 4s { inhale 1; exhale 1 }; rest 1 }", "ieierieier|"),
    ("breaths exactly 12s { inhale 2; exhale 2 }", "iieeiieeiiee|"),
    ("breaths exactly 10s { inhale 3s; exhale 2s }", "iiieeiiiee|"),
  ])
  func `A repetition reads as a strip`(text: String, strip: String) throws {
    #expect(try Timeline("ending none; \(text)").strip == strip)
  }

  @Test(arguments: [
    ("hold 0; inhale 1; rest 0s; exhale 2", "iee|"),
    ("breaths 2 { inhale 1; hold 0; exhale 2; rest 0 }", "ieeiee|"),
    ("breaths 3 { inhale 1; hold 0 to 2; exhale 1 }", "ieiheihhe|"),
    ("breaths 3 { inhale 1; exhale 1; rest 2 to 0 }", "ierrierie|"),
    ("repeat 3 { inhale 1; hold 2 to 0; exhale 1 }", "ihheiheie|"),
    ("inhale 1; repeat 0 { exhale 9 }; breaths 0 { inhale 9 }; exhale 1", "ie|"),
    ("repeat 3 resting 2s { breaths 0 to 2 { inhale 1; exhale 1 } }", "ierrieie|"),
    ("inhale 1; repeat 3 resting 2s { hold 0 }; exhale 1", "ie|"),
    ("inhale 1; sides \"l\" \"r\" resting 2s { hold 0 }; exhale 1", "ie|"),
    ("inhale 1; sides \"l\" \"r\" resting 0 { hold 1 }; exhale 1", "ihhe|"),
    ("for n in 0 1 2 { inhale 1; hold n; exhale 1 }", "ieiheihhe|"),
  ])
  func `Zero leaves out`(text: String, strip: String) throws {
    #expect(try Timeline("ending none; \(text)").strip == strip)
  }

  @Test func `What is left out leaves no section, side or round`() throws {
    let timeline = try Timeline(
      "ending none; section \"a\" { rest 0 }; sides \"l\" \"r\" { hold 0 }; repeat 2 { tense 0s }; inhale 4; exhale 4")
    #expect(timeline.events { _ in true }.filter { !$0.contains("count") } == ["0.0 inhale", "4.0 exhale"])
  }

  /// The length of a breath, 120/11 s, has no finite decimal form.
  @Test func `Nothing is left of a phase of zero counts at a rate`() throws {
    let phases = try Timeline("ending none; breaths 500 at 5.5/min { rest 0; inhale 4; exhale 6; hold 0; rest 0 }")
      .compactMap { if case .phase(let movement) = $0.kind { movement.phase } else { nil } }
    #expect(phases == (0..<1000).map { $0 % 2 == 0 ? .inhale : .exhale })
  }

  @Test func `Breaths that are given an exact time begin evenly`() throws {
    let onsets = try Timeline("ending none; breaths exactly 10min { inhale 4; hold 7; exhale 8 }").compactMap {
      if case .phase(let movement) = $0.kind, movement.phase == .inhale { $0.onset } else { nil }
    }
    // 600 s / 19 s are 31.6, so that 32 breaths last 18.75 s each.
    #expect(onsets == (0..<32).map { .milliseconds(18_750 * $0) })
  }

  @Test func `Rounds at a rate stay exact for eight hours`() throws {
    var round = 0
    let timeline = try Timeline("ending none; repeat 8h at 5.5/min { inhale 4; exhale 6; inhale 5; exhale 5 }")
    for event in timeline {
      guard case .round = event.kind else { continue }
      // A round lasts 120/5.5 s, which is 240/11.
      let exact = (Int128(round) * 240 * 1_000_000_000_000_000_000 * 2 + 11) / 22
      #expect(event.onset.attoseconds == exact)
      round += 1
    }
    #expect(round == 1320)
    #expect(timeline.steps == .seconds(8 * 3600))
    #expect(timeline.breaths == 2640)
    #expect(timeline.breathsPerMinute == 5.5)
  }

  // MARK: Numbers

  @Test(arguments: [
    ("repeat 2 countdown { inhale 4; exhale 6; inhale 4; exhale 6 }", ["0.0 announce 2", "20.0 announce 1"]),
    (
      "repeat 2 countdown breaths { inhale 4; exhale 6; inhale 4; exhale 6 }",
      ["0.0 announce 4", "10.0 announce 3", "20.0 announce 2", "30.0 announce 1"]
    ),
    (
      "repeat 2 countup breaths on exhale { inhale 4; exhale 6; inhale 4; exhale 6 }",
      ["4.0 announce 1", "14.0 announce 2", "24.0 announce 3", "34.0 announce 4"]
    ),
    // An inhale that goes on over the end of a round is no breath of its own.
    (
      "repeat 2 countup breaths { inhale 4; exhale 6; inhale 2 }; exhale 1",
      [
        "0.0 announce 1", "10.0 announce 2", "22.0 announce 3",
      ]
    ),
    (
      "repeat 2 resting 3s countdown { rest 1; breaths 2 { inhale 4; exhale 6 } }",
      [
        "1.0 announce 2", "25.0 announce 1",
      ]
    ),
    ("repeat 2 countdown { tense 5; release 5 }", ["0.0 announce 2", "10.0 announce 1"]),
    ("repeat 20s countup { inhale 4; exhale 6 }", ["0.0 announce 1", "10.0 announce 2"]),
    ("repeat 4 at 12/min countdown every 2 { inhale 4; exhale 6 }", ["0.0 announce 4", "10.0 announce 2"]),
    ("breaths 2 countdown from 20 { inhale 4; exhale 6 }", ["0.0 announce 20", "10.0 announce 19"]),
    ("breaths 2 countup from 7 { inhale 4; exhale 6 }", ["0.0 announce 7", "10.0 announce 8"]),
    ("repeat 2 countdown from 5 to 4 { inhale 4; exhale 6 }", ["0.0 announce 5", "10.0 announce 4"]),
    ("voice nl; breaths 2 countdown from 1 to 0 { inhale 4; exhale 6 }", ["0.0 announce 1", "10.0 announce 0"]),
    (
      "repeat 2 countdown { breaths 2 countup on exhale { inhale 4; exhale 6 } }",
      [
        "0.0 announce 2", "4.0 announce 1", "14.0 announce 2", "20.0 announce 1", "24.0 announce 1", "34.0 announce 2",
      ]
    ),
  ])
  func `Rounds and the breaths in them are announced`(text: String, expected: [String]) throws {
    let (settings, steps) =
      text.contains("voice nl; ") ? ("voice nl; ", text.replacing("voice nl; ", with: "")) : ("", text)
    let timeline = try Timeline("ending none; \(settings)\(steps)")
    #expect(timeline.events { if case .announcement = $0 { true } else { false } } == expected)
  }

  @Test(arguments: [
    ("breaths 3 countdown { inhale 4 \"nog {number}\"; exhale 6 }", ["nog 3", "nog 2", "nog 1"]),
    ("breaths 3 countdown from 2 to 0 { inhale 4 \"{number}\"; exhale 6 }", ["2", "1", "0"]),
    ("breaths 4 countup every 2 { inhale 4 \"{number}, {number}\"; exhale 6 }", ["2, 2", "4, 4"]),
    (
      "repeat 2 countup { say \"Ronde {number}\"; breaths 2 { inhale 4 \"in {number}\"; exhale 6 } }",
      [
        "Ronde 1", "in 1", "in 1", "Ronde 2", "in 2", "in 2",
      ]
    ),
    ("repeat 2 countdown breaths { breaths 2 { inhale 4; exhale 6 \"{number}\" } }", ["4", "3", "2", "1"]),
    ("repeat 12s countdown { inhale 3 \"{number}\"; exhale 3 }", ["2", "1"]),
    ("for number in 8 9 { breaths 1 countdown { inhale 4 \"{number}\"; exhale 6 } }", ["8", "9"]),
  ])
  func `A text says the number that is due`(text: String, expected: [String]) throws {
    let timeline = try Timeline("ending none; \(text)")
    let texts = timeline.compactMap { event -> String? in
      switch event.kind {
      case .phase(let movement): movement.text
      case .instruction(let words): words
      default: nil
      }
    }
    #expect(texts == expected)
    let isAnnounced = timeline.contains { if case .announcement = $0.kind { true } else { false } }
    #expect(isAnnounced == text.contains("for number"))
  }

  // MARK: A given length

  @Test func `A track of a given length ends with its ending`() throws {
    let timeline = try Timeline("lasting 1min; lead-in 5s; ending bell 8s; inhale 4; exhale 6")
    #expect(timeline.length == .seconds(60))
    #expect(timeline.steps == .seconds(10))
    #expect(timeline.remainder == .seconds(37))
    #expect(timeline.filter { $0.kind == .bell(.end) }.map(\.onset) == [.seconds(52)])
  }

  @Test(arguments: [
    ("inhale 4; rest fill", ["91.0"]),
    ("rest fill; inhale 4; rest fill 2 \"stil\"", ["30.333333333333332", "60.666666666666664"]),
    ("repeat 3 { inhale 4; exhale 6; rest fill 0.5 }; rest 5", ["20.0", "20.0", "20.0", "5.0"]),
    (
      "sides \"l\" \"r\" { section \"a\" { breaths 2 { inhale 1; exhale 1; rest fill } } }",
      ["21.75", "21.75", "21.75", "21.75"]
    ),
    ("breaths 19 { inhale 1; exhale 4 }; rest fill", []),
    ("rest fill 0; rest fill", ["95.0"]),
  ])
  func `Pauses fill up`(steps: String, lengths: [String]) throws {
    let timeline = try Timeline("lasting 100s; lead-in 2s; ending bell 3s; \(steps)")
    let rests = timeline.compactMap { event -> String? in
      if case .phase(let movement) = event.kind, movement.phase == .rest {
        "\(event.duration.nearestSeconds)"
      } else {
        nil
      }
    }
    #expect(rests == lengths)
    #expect(timeline.length == .seconds(100))
    #expect(timeline.remainder < .milliseconds(1))
  }
}
