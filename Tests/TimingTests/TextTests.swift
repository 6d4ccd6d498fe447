import PatternBuilding
import PatternLanguage
import Testing
import Timing

@Suite struct `Texts where teachers say something` {
  @Test(arguments: [
    ("repeat 2 resting 5s \"los\" { inhale 1; exhale 2 }", ["3.0 rest los"]),
    ("repeat 3 resting 2 \"los\" { exhale 1 }", ["1.0 rest los", "4.0 rest los"]),
    ("repeat 1 resting 5s \"los\" { inhale 1; exhale 2 }", []),
    ("sides \"R\" \"L\" resting 4s \"wissel\" { exhale 1 }", ["1.0 rest wissel"]),
    ("sides \"R\" \"L\" resting 4s \"van {side} naar {other-side}\" { exhale 1 }", ["1.0 rest van R naar L"]),
  ])
  func `A text on a rest between rounds is said when the rest begins`(text: String, expected: [String]) throws {
    #expect(try said(in: text) == expected)
  }

  @Test(arguments: [
    ("sides \"R\" \"L\" { exhale 1 \"til {side} op\" }", ["0.0 exhale til R op", "1.0 exhale til L op"]),
    ("sides \"R\" \"L\" { exhale 1 \"{other-side}\" }", ["0.0 exhale L", "1.0 exhale R"]),
    ("define w { exhale 1 \"{side}\" }\nsides \"R\" \"L\" { use w }", ["0.0 exhale R", "1.0 exhale L"]),
    (
      "sides \"R\" \"L\" { sides \"{side} dx\" \"{side} sx\" { exhale 1 \"{side}\" } }",
      ["0.0 exhale R dx", "1.0 exhale R sx", "2.0 exhale L dx", "3.0 exhale L sx"]
    ),
    ("sides \"R\" \"L\" { repeat 2 resting 1s \"{side}\" { exhale 1 } }", ["1.0 rest R", "4.0 rest L"]),
    ("sides \"R\" \"L\" { breaths 2 \"{side}\" { exhale 1 } }", ["0.0 words R", "2.0 words L"]),
    (
      "repeat 2 countup { sides \"R\" \"L\" { exhale 1 \"{number} {side}\" } }",
      ["0.0 exhale 1 R", "1.0 exhale 1 L", "2.0 exhale 2 R", "3.0 exhale 2 L"]
    ),
    (
      "sides \"R\" \"L\" { repeat 3s countup { inhale 1 \"{side} {number}\"; exhale 1 } }",
      ["0.0 inhale R 1", "2.0 inhale R 2", "4.0 inhale L 1", "6.0 inhale L 2"]
    ),
    (
      "sides \"R\" \"L\" { breaths 2 countdown { exhale 1 \"{side} {number}\" } }",
      ["0.0 exhale R 2", "1.0 exhale R 1", "2.0 exhale L 2", "3.0 exhale L 1"]
    ),
    ("for side in 1 2 { exhale 1 \"{side}\" }", ["0.0 exhale 1", "1.0 exhale 2"]),
    (
      "define w with side { exhale 1 \"{side}\" }\nsides \"R\" \"L\" { use w with side = 7 }",
      ["0.0 exhale 7", "1.0 exhale 7"]
    ),
  ])
  func `The name of a side stands in the texts of its block`(text: String, expected: [String]) throws {
    #expect(try said(in: text) == expected)
  }

  @Test(arguments: [
    ("inhale 4", true), ("inhale 4 \"til {side} op\"", false), ("inhale 4 \"til {other-side} op\"", true),
    ("section \"{side}\" { inhale 4 }", true), ("section \"a\" { say \"{side}\" }", false),
    ("breaths 2 \"{side}\" { inhale 4 }", false), ("repeat 2 resting 5s \"{side}\" { inhale 4 }", false),
    ("inhale 4 \"niet rechts maar links\"", true), ("repeat 3 { hold 1 to 3 \"{side}\" }", false),
  ])
  func `The name of a side is spoken unless its texts say it`(block: String, isSpoken: Bool) throws {
    let sides = try Timeline("sides \"rechts\" \"links\" { \(block) }").compactMap { event in
      if case .side(_, let isSpoken) = event.kind { isSpoken } else { nil }
    }
    #expect(sides == [isSpoken, isSpoken])
  }

  @Test func `Words that take longer for one side leave that side longer`() throws {
    let timeline = try Timeline(
      "ending none; sides \"R\" \"linkerbeen\" resting 2s { say \"{side}\"; inhale 1; exhale 1 }")
    // Half a second and 70 ms for each letter.
    let (first, second) = (Duration.milliseconds(570 + 2000), Duration.milliseconds(1200 + 2000))
    #expect(timeline.steps == first + .seconds(2) + second)
    let sides = timeline.filter { if case .side = $0.kind { true } else { false } }
    #expect(sides.map(\.onset) == [.zero, first + .seconds(2)])
    #expect(sides.map(\.duration) == [first, second])
    #expect(timeline.breaths == 2)
  }

  @Test func `A text on breaths is said once, with the first of them`() throws {
    let timeline = try Timeline("breaths 3 \"diep\" { inhale 4; exhale 6 }")
    let words = timeline.filter { $0.kind == .words("diep") }
    #expect(words.map(\.onset) == [.zero])
    #expect(words.map(\.duration) == [.seconds(10)])
    #expect(timeline.breaths == 3)
    #expect(timeline.steps == .seconds(30))
  }

  @Test func `The words of breaths have the time that a rate around them gives`() throws {
    let timeline = try Timeline("repeat 2 at 6/min { breaths 1 \"diep\" { inhale 2; exhale 3 } }")
    let words = timeline.filter { $0.kind == .words("diep") }
    #expect(words.map(\.onset) == [.zero, .seconds(10)])
    #expect(words.map(\.duration) == [.seconds(10), .seconds(10)])
  }

  @Test(arguments: [
    ("repeat 2 countup { breaths 2 \"ronde {number}\" { exhale 1 } }", ["0.0 words ronde 1", "2.0 words ronde 2"]),
    ("breaths 0 \"diep\" { inhale 1; exhale 1 }; rest 1 \"rust\"", ["0.0 rest rust"]),
    ("repeat 2 resting 0 \"los\" { exhale 1 }; rest 1 \"rust\"", ["2.0 rest rust"]),
    (
      "repeat 2 countup { repeat 2 resting 1 \"na {number}\" { exhale 1 } }", ["1.0 rest na 1", "4.0 rest na 2"]
    ),
  ])
  func `Words around a block take its numbers, and are left out with it`(text: String, expected: [String]) throws {
    #expect(try said(in: text) == expected)
  }

  @Test(arguments: [
    ("hold 6 countdown 3", [3.0, 4, 5]), ("hold 3 countdown 3", [0, 1, 2]), ("count 2s; rest 10s countdown 2", [6, 8]),
    ("hold 4.5 countdown 2", [2.5, 3.5]), ("repeat 2 resting 5s countdown 1 { exhale 1 }", [5]),
    ("breaths 2 at 6/min { inhale 2; exhale 3 countdown 2 }", [6, 8, 16, 18]),
    ("breaths 2 { exhale 4 to 6 countdown 1 }", [3, 9]),
    ("sides \"R\" \"L\" resting 9s countdown 2 { exhale 1 }", [8, 9]),
    // A placeholder without a number is that of the rounds, and both forms may be combined.
    ("repeat 2 resting 4s countdown { inhale 4; exhale 4 }", [0, 12]),
    ("repeat 2 resting 4s countdown 2 countdown { inhale 4; exhale 4 }", [0, 10, 11, 12]),
    ("repeat 2 countdown resting 4s \"los\" countdown 2 { inhale 4; exhale 4 }", [0, 10, 11, 12]),
    // A rate lengthens counts.
    ("repeat 2 at 6/min { inhale 2; exhale 3 countdown 2 }", [6, 8, 16, 18]),
    ("repeat 1 at 6/min { sides \"R\" \"L\" resting 2 countdown 1 { hold 4 }; inhale 5; exhale 5 }", [2.5]),
    // A phase that is left out announces nothing.
    ("repeat 3 { hold 0 to 4 countdown 2; inhale 1; exhale 1 }", [2, 3, 8, 9]), ("hold 4 countdown 0", []),
  ])
  func `The last counts of a phase are announced`(text: String, onsets: [Double]) throws {
    let timeline = try Timeline(text)
    let numbers = timeline.compactMap { event in if case .announcement = event.kind { event.onset.seconds } else { nil }
    }
    #expect(numbers == onsets)
  }

  @Test func `Last counts fall from their number to one`() throws {
    #expect(
      try Timeline("hold 15 countdown 3").events { if case .announcement = $0 { true } else { false } } == [
        "12.0 announce 3", "13.0 announce 2", "14.0 announce 1",
      ])
  }

  @Test func `They can be built in Swift`() throws {
    let built = try Pattern {
      Sides("rechts", "links", resting: .seconds(10), saying: "wissel", countdown: 3) { side, other in
        Inhale(4, saying: "til {\(side)} op, niet \(other)")
        Breaths(2) { Exhale(3) }.saying("adem")
        Hold(5).countdown(2)
      }
      Repeat(2, resting: .seconds(9), saying: "los", countdown: 3) { Exhale(4) }
    }
    let text = """
      sides "rechts" "links" resting 10s countdown 3 "wissel" {
        inhale 4 "til \\{{side}\\} op, niet {other-side}"
        breaths 2 "adem" { exhale 3 }
        hold 5 countdown 2
      }
      repeat 2 resting 9s countdown 3 "los" { exhale 4 }

      """
    #expect(try built == Pattern(parsing: SourceText(text)))
    #expect(built.text == text)
  }

  @Test func `Sides that differ in more than names are written as two sections`() throws {
    let built = try Pattern {
      Sides("rechts", "links", resting: .seconds(5), saying: "wissel") { side, _ in Inhale(side == "rechts" ? 4 : 5) }
    }
    #expect(
      built.text == """
        section "rechts" { inhale 4 }
        rest 5s "wissel"
        section "links" { inhale 5 }

        """)
  }

  /// The words in phases and over them, with their instants.
  private func said(in text: String) throws -> [String] {
    try Timeline(text).compactMap { event in
      switch event.kind {
      case .phase(let movement): movement.text.map { "\(event.onset.seconds) \(movement.phase.rawValue) \($0)" }
      case .words(let text): "\(event.onset.seconds) words \(text)"
      default: nil
      }
    }
  }
}
