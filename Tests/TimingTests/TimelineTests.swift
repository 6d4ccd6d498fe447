import PatternLanguage
import Testing
import Timing

@Suite struct TimelineTests {
  @Test(arguments: [
    ("ending none; 4-7-8 times 2", "iiiihhhhhhheeeeeeeeiiiihhhhhhheeeeeeee|"),
    ("ending none; repeat 2 resting 2s { breaths 2 { inhale 1; exhale 2; hold 1 } }", "ieeoieeorrieeoieeo|"),
    ("lead-in 2s; ending bell 3s; inhale 1; exhale 2", "..iee...|"),
    ("ending none; sides \"a\" \"b\" { inhale 1; exhale 1 }; hold 2", "ieieoo|"),
    ("ending none; count 2s; inhale 2; exhale 1s", "iiiie|"),
    ("ending none; breaths 7s { inhale 1; exhale 2 }", "ieeieeiee|"),
    ("ending none; breaths 3 at 20/min { inhale 4; exhale 8 }", "ieeieeiee|"),
    ("ending none; hold 1; inhale 1; hold 1; rest 1; hold 1", "oihro|"),
    ("ending none; tense 2; release 3", "ttrrr|"),
    ("ending none; repeat 2 resting 1s { repeat 2 resting 2s { inhale 1 } }", "irririrri|"),
  ])
  func `A timeline reads as a strip`(text: String, strip: String) throws {
    #expect(try Timeline(text).strip == strip)
  }

  @Test func `What has been read need not be measured again`() throws {
    let reading = try PatternReading(of: SourceText("lead-in 5s; breaths 7 at 5.5/min { inhale 4; exhale 6 }; rest 9s"))
    let (timeline, measured) = (Timeline(of: reading), Timeline(of: reading.pattern))
    // Seven times 60/5.5 s, rounded to the attosecond, and the rest.
    #expect(timeline.steps == Duration(attoseconds: 76_363_636_363_636_363_636) + .seconds(9))
    #expect(timeline.steps == measured.steps)
    #expect(timeline.length == measured.length)
    #expect(timeline.breaths == 7)
    #expect(timeline.breathing == measured.breathing)
  }

  @Test func `The first breath of 4-7-8 lasts nineteen counts`() throws {
    #expect(try Timeline("4-7-8 times 1").steps == .seconds(19))
  }

  @Test func `Sections, sides and rounds enclose what is in them`() throws {
    let timeline = try Timeline(
      "ending none; section \"a\" { sides \"links\" \"rechts\" { inhale 1; exhale 1 } }; repeat 2 resting 3s { inhale 1 }"
    )
    let events = timeline.events { kind in
      switch kind {
      case .section, .side, .round: true
      default: false
      }
    }
    #expect(events == ["0.0 section a", "0.0 side links", "2.0 side rechts", "4.0 round 1/2", "8.0 round 2/2"])
    #expect(timeline.first { _ in true }?.duration == .seconds(4))
  }

  /// Twenty-eight is six strokes, and a sixth of a second has no finite decimal form.
  @Test func `A number that fills its phase does not outlast the track`() throws {
    let timeline = try Timeline("ending none; breaths 28 countup on exhale { inhale 4; exhale 1 }")
    #expect(timeline.allSatisfy { $0.end <= timeline.length })
  }

  @Test func `A side is heard in all that its block holds`() throws {
    let timeline = try Timeline(
      "ending none; sides \"links\" \"rechts\" { breaths 1 { inhale 1; exhale 1 right } }; inhale 1")
    let sides = timeline.compactMap { event -> String? in
      guard case .phase = event.kind else { return nil }
      return event.side?.rawValue ?? "middle"
    }
    #expect(sides == ["left", "right", "right", "right", "middle"])
  }

  @Test func `A rest stands between rounds and never behind the last`() throws {
    let rests = try Timeline("ending none; repeat 3 resting 10s { inhale 4; exhale 6 }").events {
      if case .phase(let movement) = $0 { movement.phase == .rest } else { false }
    }
    #expect(rests == ["10.0 rest", "30.0 rest"])
  }

  @Test(arguments: [
    ("countdown", ["0.0 announce 3", "10.0 announce 2", "20.0 announce 1"]),
    ("countup", ["0.0 announce 1", "10.0 announce 2", "20.0 announce 3"]),
    ("countdown on exhale", ["4.0 announce 3", "14.0 announce 2", "24.0 announce 1"]),
    ("countup every 2", ["10.0 announce 2"]),
    ("countdown every 3", ["0.0 announce 3"]),
  ])
  func `Numbers are announced where they are asked for`(words: String, expected: [String]) throws {
    let timeline = try Timeline("ending none; breaths 3 \(words) { inhale 4; exhale 6 }")
    #expect(timeline.events { if case .announcement = $0 { true } else { false } } == expected)
  }

  @Test func `A figure fits its phase and its strokes follow one another`() throws {
    let timeline = try Timeline("ending none; breaths 18 countdown { inhale 1; exhale 6 }")
    let strokes = timeline.prefix { $0.onset < .seconds(1) }.filter { if case .bell = $0.kind { true } else { false } }
    #expect(strokes.map(\.kind) == [.bell(.ten), .bell(.five), .bell(.one), .bell(.one), .bell(.one)])
    #expect(strokes.map(\.onset) == (0..<5).map { .milliseconds(200 * $0) })
    #expect(strokes.allSatisfy { $0.end <= .seconds(1) })
  }

  @Test func `Every whole count of a phase is an event, and a part of one is none`() throws {
    let counts = try Timeline("ending none; inhale 2.5; exhale 2s; rest 3; tense 2; hold 0.5").events {
      if case .count = $0 { true } else { false }
    }
    #expect(counts == ["0.0 count 1", "1.0 count 2", "7.5 count 1", "8.5 count 2"])
  }

  @Test func `A lead-in begins with a bell, and the ending is one`() throws {
    let bells = try Timeline("lead-in 5s; inhale 4").filter { if case .bell = $0.kind { true } else { false } }
    #expect(bells.map(\.kind) == [.bell(.start), .bell(.end)])
    #expect(bells.map(\.onset) == [.zero, .seconds(9)])
    #expect(bells.map(\.duration) == [.seconds(5), .seconds(6)])
    #expect(
      try Timeline("lead-in 500ms; ending none; inhale 4").allSatisfy {
        if case .bell = $0.kind { false } else { true }
      })
  }

  @Test func `The whole counts the lead-in, the steps and the ending`() throws {
    let timeline = try Timeline("lead-in 10s; ending bell 8s; count 2s; inhale 4")
    #expect(timeline.length == .seconds(10 + 8 + 8))
    #expect(try Timeline("ending none; inhale 4").length == .seconds(4))
  }

  @Test func `The pace counts only the time of breathing`() throws {
    #expect(try Timeline("breaths 6 { inhale 4; exhale 6 }; rest 5min").breathsPerMinute == 6)
    #expect(try Timeline("rest 5min").breathsPerMinute == nil)
  }
}
