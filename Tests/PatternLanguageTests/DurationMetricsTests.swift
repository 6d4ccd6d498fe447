import PatternLanguage
import Testing

@Suite struct ExtentTests {
  @Test(arguments: [
    // Rows of the table of protocols, with twenty breaths each.
    ("5-5 times 20", 200, 20), ("4-6 times 20", 200, 20), ("7-11 times 20", 360, 20), ("4-7-8 times 20", 380, 20),
    ("breaths 10min at 6/min { inhale 4; exhale 6 }", 600, 60),
    ("breaths 2min at 5.5/min { inhale 4; exhale 6 }", 120, 11),
    ("breaths 2min at 6.5/min { inhale 4; exhale 6 }", 120, 13),
    ("breaths 5min { inhale 4; hold 4; exhale 4; hold 4 }", 304, 19),
    ("breaths 8h at 5.5/min { inhale 4; exhale 6 }", 28800, 2640),
    ("repeat 3 resting 10s { inhale 4; exhale 6 }", 50, 3),
    ("sides \"a\" \"b\" { breaths 2 { inhale 4; exhale 6 } }", 40, 4),
    ("inhale 3; inhale 1; exhale 6", 10, 1),
    ("inhale 3; exhale 3; inhale 3; exhale 3", 12, 2),
    ("exhale 6; rest 30s", 36, 0),
    // A breath begins with an inhale on empty lungs, in any blocks.
    ("breaths 5 { exhale 1 }", 5, 0),
    ("breaths 60 { inhale 1; hold 0.5; inhale 0.5; exhale 3 }", 300, 60),
    ("repeat 60 { inhale 1; hold 0.5; inhale 0.5; exhale 3 }", 300, 60),
    ("repeat 10 at 6/min { inhale 4; exhale 6; inhale 4; exhale 6 }", 200, 20),
    ("repeat 10 at 3/min { inhale 4; exhale 6; inhale 4; exhale 6 }", 400, 20),
    ("repeat 10 at 5/min { breaths 2 { inhale 4; exhale 6 }; inhale 1; hold 1; exhale 1 }", 360, 30),
    ("repeat 5min at 6/min { inhale 4; exhale 6; inhale 4; exhale 6 }", 300, 30),
    ("repeat 4min at 5.5/min { inhale 4; exhale 6; inhale 4; exhale 6 }", 240, 22),
    ("repeat 10min { inhale 4; hold 7; exhale 8 }", 608, 32),
    ("repeat 1min resting 5s { inhale 4; exhale 6 }", 70, 5),
    ("repeat 65s resting 5s { inhale 4; exhale 6 }", 70, 5),
    ("repeat 70s resting 5s at 6/min { inhale 4; exhale 6 }", 70, 5),
    ("repeat 10 resting 10s at 12/min { inhale 4; exhale 6 }", 140, 10),
    ("repeat 1min { inhale 2 to 4; exhale 6 }", 63, 7),
    ("breaths exactly 10min { inhale 4; hold 7; exhale 8 }", 600, 32),
    ("breaths exactly 10min { inhale 4s; hold 7; exhale 8 }", 600, 32),
    ("breaths exactly 10min at 5.3/min { inhale 4; exhale 6 }", 600, 53),
    ("breaths exactly 28s { inhale 4; hold 7; exhale 8 }", 28, 1),
    ("breaths exactly 29s { inhale 4; hold 7; exhale 8 }", 29, 2),
    // Zero leaves out.
    ("breaths 10 { inhale 4; hold 0; exhale 6; rest 0 }", 100, 10),
    ("inhale 4; rest 0; inhale 4; exhale 4", 12, 1),
    ("repeat 2 resting 0s { inhale 4; exhale 6; hold 0s }", 20, 2),
    ("inhale 4; repeat 0 { exhale 60 }; exhale 6", 10, 1),
    (
      "inhale 4; breaths 0 { inhale 60 }; exhale 6; 4-7-8 times 0; breaths 0s { inhale 4 }; repeat 0min { rest 9 }", 10,
      1
    ),
    ("rest 3; repeat 5 resting 10s { hold 0 }; section \"a\" { rest 0 }; sides \"a\" \"b\" { tense 0 }", 3, 0),
    ("for n in 0 4 8 { breaths 2 { inhale 4; hold n; exhale 4 } }", 72, 6),
    ("breaths 10 { inhale 4; hold 0 to 9; exhale 6 }", 145, 10),
    ("breaths 10 { inhale 4; hold 9 to 0; exhale 6 }", 145, 10),
    ("breaths 10 at 6/min { inhale 4; hold 0; exhale 6 }", 100, 10),
    ("repeat 10 { inhale 4; hold 0 to 9; exhale 6 }", 145, 10),
    ("repeat 3 resting 10s { breaths 0 to 2 { inhale 4; exhale 6 } }", 40, 3),
    ("breaths 3 { inhale 4; rest 0 to 2 }", 15, 2),
    ("inhale 9min / 90s; exhale 20min / 2min", 16, 1),
    ("repeat 10 { inhale 4; exhale 6; inhale 4; exhale 6 }", 200, 20),
    ("repeat 10 { exhale 6; inhale 4 }; exhale 6", 106, 10),
    ("inhale 2; rest 5; inhale 2; exhale 4", 13, 2),
    ("inhale 2; release 5; inhale 2; exhale 4", 13, 2),
    ("inhale 2; tense 5; inhale 2; exhale 4", 13, 1),
    ("repeat 10 { inhale 1 }; exhale 6", 16, 1),
    ("repeat 10 resting 1s { inhale 1 }; exhale 6", 25, 10),
    ("sides \"a\" \"b\" { hold 1; inhale 3 }", 8, 1),
    ("sides \"a\" \"b\" { hold 1; inhale 3; rest 1s }", 10, 2),
    ("repeat 3 { hold 1; repeat 2 { hold 1 }; inhale 1 }; repeat 2 { exhale 1; inhale 1 }", 16, 3),
  ])
  func `Lengths and breaths add up`(text: String, seconds: Int, breaths: Int) throws {
    let metrics = try Pattern(parsing: SourceText(text)).metrics
    #expect(metrics.length == .seconds(seconds))
    #expect(metrics.breaths == breaths)
  }

  @Test func `Breathing time leaves out rests, work and words`() throws {
    let text = "breaths 2 { inhale 4; hold 2; exhale 6; rest 3 }; tense 5; release 10; say \"nu\"; inhale 1; exhale 1"
    #expect(try Pattern(parsing: SourceText(text)).metrics.breathing == .seconds(2 * 12 + 2))
  }

  @Test func `A day is the longest, whole breaths included`() throws {
    #expect(problems(of: "breaths 24h { inhale 4; hold 7; exhale 8 }").isEmpty)
    #expect(problems(of: "breaths 25h { inhale 4; exhale 6 }").map(\.code) == ["track-too-long"])
    #expect(problems(of: "breaths 24h { inhale 40; exhale 47 }").isEmpty)
    #expect(problems(of: "repeat 86400 { rest 1s }").isEmpty)
    #expect(problems(of: "repeat 86401 { rest 1s }").map(\.code) == ["track-too-long"])
    #expect(problems(of: "breaths 24h { inhale 20h; exhale 20h }").map(\.code) == ["track-too-long"])
  }

  @Test(
    .timeLimit(.minutes(1)),
    arguments: ["23h at 120/min to 110/min { inhale 4", "100000 at 120/min to 110/min { rest 3; inhale 4"])
  func `Many rates that change cost no more than their text`(breaths: String) {
    // Summed breath by breath they took a minute in a release build, and this is as large as a text that ships.
    for block in ["breaths", "repeat"] {
      let line = "\(block) \(breaths); exhale 6 }\n"
      let start = ContinuousClock.now
      #expect(problems(of: String(repeating: line, count: 400)).map(\.code) == ["track-too-long"])
      #expect(ContinuousClock.now - start < .seconds(50))
    }
  }
}
