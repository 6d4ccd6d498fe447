import PatternBuilding
import PatternLanguage
import TestSupport
import Testing

@Suite struct PrintingTests {
  @Test(arguments: [
    ("4-7-8 times 4", "breaths 4 { inhale 4; hold 7; exhale 8 }\n"),
    ("title \"x\"\nabout \"y\"\ncount 1s\ninhale 4", "title \"x\"\nabout \"y\"\n\ninhale 4\n"),
    (
      "repeat 2 resting 90s { breaths 10min at 10/min to 6/min countdown every 5 on exhale { inhale 4; exhale 6 } }",
      "repeat 2 resting 1min30s {\n  breaths 10min at 10/min to 6/min countdown every 5 on exhale { inhale 4; exhale 6 }\n}\n"
    ),
    ("for x in 4 5 { inhale x left \"{x} in\" }", "inhale 4 left \"4 in\"\ninhale 5 left \"5 in\"\n"),
    ("inhale 1 / 3; exhale 10s / 3", "inhale 1 / 3\nexhale 10s / 3\n"),
    (
      "breaths 3 at 16 / 3/min { inhale 4; exhale 6 to 22 / 3 }",
      "breaths 3 at 16 / 3/min { inhale 4; exhale 6 to 22 / 3 }\n"
    ),
    ("say \"\\\"a\\\" \\\\ \\{b\\}\"", "say \"\\\"a\\\" \\\\ \\{b\\}\"\n"),
    ("repeat 3 { hold 3 to 5; inhale 4 }", "repeat 3 { hold 3 to 5; inhale 4 }\n"),
    ("repeat 3 { hold 3 to 3; inhale 4 }", "repeat 3 { hold 3; inhale 4 }\n"),
    (
      "repeat 2 { repeat 1 to 3 resting 2s to 4s { hold 3 to 5; rest 2 } }",
      "repeat 2 {\n  repeat 1 to 3 resting 2s to 4s { hold 3 to 5; rest 2 }\n}\n"
    ),
    ("profile sleep\ninhale 4", "profile sleep\n\ninhale 4\n"),
    ("profile sleep\nending bell\ninhale 4", "profile sleep\nending bell\n\ninhale 4\n"),
    ("ending bell 6s\ninhale 4", "inhale 4\n"),
    // Settings have an order of their own, but sources keep the one that they are written in.
    (
      "allow long-hold \"z\"\nloudness -23LUFS\nbed rain\nvoice none\nbell at half\nending none\nlasting 20min\n"
        + "fade out 9s\nfade in 2s\nlead-in 10s\ncount 900ms\nprofile class\nlanguage nl\nsource \"b\"\nsource \"a\"\n"
        + "about \"y\"\ntitle \"x\"\nrest fill",
      "title \"x\"\nabout \"y\"\nsource \"b\"\nsource \"a\"\nlanguage nl\nprofile class\ncount 900ms\nlead-in 10s\n"
        + "fade in 2s\nfade out 9s\nlasting 20min\nending none\nbell at half\nvoice none\nbed rain\nloudness -23LUFS\n"
        + "allow long-hold \"z\"\n\nrest fill\n"
    ),
    (
      "repeat 10 on exhale countup every 2 at 6/min to 5/min resting 30s { inhale 4; exhale 6 }",
      "repeat 10 resting 30s at 6/min to 5/min countup every 2 on exhale { inhale 4; exhale 6 }\n"
    ),
    (
      "repeat 10min countdown breaths { inhale 4; hold 0; exhale 6 }",
      "repeat 10min countdown breaths { inhale 4; hold 0; exhale 6 }\n"
    ),
    (
      "breaths exactly 10min countdown from 70 { inhale 4; exhale 6 }",
      "breaths exactly 10min countdown from 70 { inhale 4; exhale 6 }\n"
    ),
    (
      "repeat 2 countup { say \"1, 2 en {number}\"; rest 3 }",
      "repeat 2 countup {\n  say \"1, 2 en {number}\"\n  rest 3\n}\n"
    ),
    (
      "breaths 10 countdown from 9 to 0 { inhale 4 \"nog {number}\"; exhale 6 }",
      "breaths 10 countdown from 9 to 0 { inhale 4 \"nog {number}\"; exhale 6 }\n"
    ),
    ("lasting 20min\nrest fill; rest fill 2 left", "lasting 20min\n\nrest fill\nrest fill 2 left\n"),
    ("repeat 0 { inhale 4 }; repeat 3 { hold 0 to 4 }", "repeat 0 { inhale 4 }\nrepeat 3 { hold 0 to 4 }\n"),
  ])
  func `A pattern has one text`(text: String, printed: String) throws {
    #expect(try Pattern(parsing: SourceText(text)).text == printed)
  }

  // MARK: Laws

  @Test(arguments: 0..<500)
  func `Reading what was written gives the same pattern`(seed: UInt64) throws {
    var random = RandomPattern(seed: seed)
    let pattern = random.pattern()
    let text = pattern.text
    #expect(try Pattern(parsing: SourceText(text)) == pattern, "\(text)")
    #expect(try SourceText(text).formatted() == text)
  }

  @Test(arguments: BuilderTests.languageExamples + BuilderTests.statements)
  func `Writing what was read loses nothing but names and comments`(pair: BuilderTests.Pair) throws {
    let pattern = try Pattern(parsing: SourceText(pair.text))
    #expect(try Pattern(parsing: SourceText(pattern.text)) == pattern)
  }

  @Test(arguments: [
    "repeat 4 { breaths 3 to 6 { inhale 4; exhale 6 to 9 } }",
    "repeat 3 { breaths 30s to 60s { inhale 4; exhale 6 } }",
    "repeat 3 { breaths 6 countup every 1 to 3 { inhale 4; exhale 6 } }",
    "repeat 3 { section \"a\" { sides \"b\" \"c\" { clip \"d.wav\" 3s to 4s; rest 1s to 2s } } }",
    "repeat 3 { repeat 2 to 4 { hold 3 to 6 } }",
    "repeat 3 { repeat 1 to 3 { hold 3 to 6 } }",
    "repeat 10min { hold 1 to 2; inhale 4 }", "repeat 3 { breaths 0 to 2 { inhale 4; exhale 6 } }",
    "repeat 3 { repeat 1min to 3min { inhale 4 } }", "repeat 3 at 6/min { inhale 4 to 6; exhale 6 }",
    "repeat 12 countup { section \"{number} a {number}\" { inhale 4 \"{number}\"; breaths 2 { exhale 4 \"1{number}\" } } }",
    "repeat 1 countup { say \"1 1 {number}\"; inhale 4 }",
    "repeat 8 { hold 1 to 2 }", "repeat 7 { hold 1s to 2s; rest 1.000001 to 2.1 }",
    "repeat 3 { for x in 1 2 { inhale x; hold x to 5 } }",
    "define a with n { inhale n; hold 2 to 3 }\nrepeat 3 { use a with n = 4 }",
    "count 1.1s\nrepeat 2 resting 1 / 3 { inhale 2 / 7; exhale 0.7 }",
    "parameter t = 1s / 3\nparameter l = -3.5dB\nparameter where = left\nparameter n = 10 / 7\nrest t",
    "count 100ms\nbreaths 2 at 6/min { inhale 999999999 + 2 / 3; exhale 333333333 + 1 / 3 }",
    "sounds { inhale glide C#5 to Bb4 -6dB }\ninhale 4",
    "sounds with words\ninhale 4", "sounds bowls with words { count none }\ninhale 4",
    "section \"a\" { sounds with words; inhale 4 }",
    "section \"a\" { sounds tones with words { rest none }; inhale 4 }",
  ])
  func `What changes from round to round is written as it was meant`(text: String) throws {
    let pattern = try Pattern(parsing: SourceText(text))
    #expect(try Pattern(parsing: SourceText(pattern.text)) == pattern, "\(pattern.text)")
  }

  // MARK: What the language has no words for

  @Test func `What a section has of its own stands first in it`() throws {
    let part = Section(name: "Deel", count: .milliseconds(1500), steps: [.phase(Phase(.inhale, .counts(4)))])
    let outer = Section(
      name: "Geheel", count: .seconds(2), sounds: Sounds(set: "bowls", cues: ["count": [CueLayer(.none)]]),
      voice: .silent, bells: [IntervalBell(.half, saying: "half"), IntervalBell(.beforeEnd(.seconds(1)))],
      steps: [.section(part), .phase(Phase(.rest, .counts(2)))])
    let pattern = Pattern(steps: [.section(part), .section(outer)])
    #expect(
      pattern.text == """
        section "Deel" {
          count 1.5s

          inhale 4
        }
        section "Geheel" {
          count 2s
          voice none
          bell at half "half"
          bell before end 1s
          sounds bowls {
            count none
          }

          section "Deel" {
            count 1.5s

            inhale 4
          }
          rest 2
        }

        """)
    #expect(try Pattern(parsing: SourceText(pattern.text)) == pattern)
  }

  @Test func `Rounds that do not change evenly are written one behind the other`() throws {
    let rounds = [3, 4, 6].map { [Step.phase(Phase(.hold, .counts(Rational($0))))] }
    let pattern = Pattern(steps: [.repetition(Repetition(.varying(rounds), resting: .seconds(5)))])
    #expect(pattern.text == "hold 3\nrest 5s\nhold 4\nrest 5s\nhold 6\n")
    #expect(try Pattern(parsing: SourceText(pattern.text)).metrics == pattern.metrics)
  }

  @Test func `Sides are heard where their names say`() throws {
    let step = Step.phase(Phase(.inhale, .counts(4)))
    let sides = Sides(
      first: .init(name: "links", side: .right), second: .init(name: "rechts", side: .left), steps: [step])
    #expect(
      try Pattern(parsing: SourceText(Pattern(steps: [.sides(sides)]).text)).steps == [
        .sides(Sides("links", "rechts") { step })
      ])
  }

  @Test func `Any time can be written to the attosecond`() throws {
    let times = [
      Duration.zero, .milliseconds(100), .seconds(59.5), Duration(attoseconds: 1_000_000_001_000_000_000),
      Duration(attoseconds: 333_333_333_333_333_333), Duration(attoseconds: 5_123_456_789_012_345_678),
      .seconds(86_399) + Duration(attoseconds: 1), .seconds(2.7), .seconds(3600) + .nanoseconds(1),
    ]
    for time in times.dropFirst() {
      let pattern = Pattern(steps: [.phase(Phase(.rest, .time(time)))])
      #expect(try Pattern(parsing: SourceText(pattern.text)) == pattern, "\(pattern.text)")
    }
  }
}
