import PatternBuilding
import PatternLanguage
import Testing
import Timing

@Suite struct `Bells over the breathing` {
  @Test(arguments: [
    ("bell every 5min\nrest 20min", [300.0, 600, 900]),
    ("bell every 5min\nrest 19min", [300, 600, 900]),
    ("lead-in 10s\nbell every 1min\nrest 2min30s", [70, 130]),
    ("bell at 10min\nbell at 2min\nrest 20min", [120, 600]),
    ("bell at half\nrest 9s", [4.5]),
    ("lead-in 5s\nbell at half\nrest 10s", [10]),
    ("bell before end 1min\nrest 20min", [1140]),
    // A bell at the very beginning or end is left out.
    ("bell at 0s\nrest 20s", []), ("bell at 20s\nrest 20s", []), ("bell before end 20s\nrest 20s", []),
    ("bell before end 0s\nrest 20s", []),
    // Two at one instant ring once.
    ("bell every 5s\nbell at half\nrest 20s", [5, 10, 15]),
    // Within a breath, and where one begins.
    ("bell every 7s\nbreaths 2 { inhale 4; exhale 6 }", [7, 14]),
    ("section \"a\" { bell at half; rest 10s }\nsection \"b\" { bell at half; rest 20s }", [5, 20]),
    ("repeat 2 { section \"a\" { bell every 4s; rest 10s } }", [4, 8, 14, 18]),
    (
      "bell at 12s\nsection \"a\" { bell every 5s; section \"b\" { bell at 3s; rest 10s }; rest 10s }",
      [3, 5, 10, 12, 15]
    ),
    // The time counts the steps alone, without the time that `lasting` adds after them.
    ("lasting 1min\nbell at half\nbell before end 5s\nbreaths 4 { inhale 4; exhale 6 }", [20, 35]),
    ("lasting 1min\nbell at 40s\nrest 10s; rest fill", [40]),
    ("lasting 1min\nsection \"a\" { bell at 40s; bell at half; rest 10s; rest fill }", [30, 40]),
    // A rate lengthens sections.
    ("repeat 2 at 3/min { section \"a\" { bell at half; inhale 1; exhale 1 } }", [10, 30]),
    ("repeat 25s { section \"a\" { bell at half; inhale 4; exhale 6 } }", [5, 15, 25]),
  ])
  func `A bell rings when it should`(text: String, onsets: [Double]) throws {
    let bells = try Timeline("ending none\n" + text).filter { $0.kind == .bell(.interval) }
    #expect(bells.map(\.onset.seconds) == onsets)
  }

  @Test(arguments: [
    "breaths 5 { inhale 4; exhale 6 }", "section \"a\" { breaths 5 { inhale 4; exhale 6 }; say \"Ga liggen\" }",
    "repeat 2 resting 5s { sides \"R\" \"L\" { inhale 4; exhale 6 } }",
  ])
  func `Bells never move a step`(steps: String) throws {
    let plain = Array(try Timeline(steps))
    let ringing = try Timeline("bell every 3s \"adem\"\nbell at half\nbell before end 2s \"bijna\"\n" + steps)
    let others = ringing.filter { event in
      switch event.kind {
      case .bell(.interval), .words: false
      default: true
      }
    }
    #expect(others == plain)
    #expect(ringing.length == (try Timeline(steps)).length)
    #expect(zip(ringing, ringing.dropFirst()).allSatisfy { $0.onset <= $1.onset })
  }

  @Test func `The text of a bell is said with it`() throws {
    let timeline = try Timeline("ending none; bell at 10s \"halverwege\"; bell every 5s; rest 20s")
    #expect(
      timeline.events { if case .words = $0 { true } else { $0 == .bell(.interval) } } == [
        "5.0 bell interval", "10.0 bell interval", "10.0 words halverwege", "15.0 bell interval",
      ])
  }

  @Test func `One near the end of a track rings no longer than the track`() throws {
    let bell = try Timeline("ending none; bell before end 2s; rest 20s").first { $0.kind == .bell(.interval) }
    #expect(bell?.duration == .seconds(2))
    #expect(
      try Timeline("ending none; bell before end 12s; rest 20s").first { $0.kind == .bell(.interval) }?.end
        == .seconds(14))
  }

  @Test func `A pattern that is used keeps its bells`() throws {
    let library = PatternLibrary(of: [SourceText("bell at half\nrest 10s", name: "a.breath")])
    let pattern = try Pattern(parsing: SourceText("rest 10s; use \"a.breath\""), library: library)
    #expect(Timeline(of: pattern).filter { $0.kind == .bell(.interval) }.map(\.onset) == [.seconds(15)])
  }

  @Test func `They can be built in Swift`() throws {
    let text = """
      bell every 5s
      bell before end 1s
      bell at 2s

      section "a" {
        bell at half "half"

        rest 10s
      }

      """
    let built = try Pattern {
      Section("a", bells: [IntervalBell(.half, saying: "half")]) { Rest(.seconds(10)) }
    } with: {
      $0.bells = [
        IntervalBell(.every(.seconds(5))), IntervalBell(.beforeEnd(.seconds(1))), IntervalBell(.at(.seconds(2))),
      ]
    }
    #expect(built.text == text)
    #expect(try Pattern(parsing: SourceText(text)) == built)
  }
}
