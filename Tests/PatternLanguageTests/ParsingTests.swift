import PatternBuilding
import PatternLanguage
import Testing

@Suite struct ParsingTests {
  @Test func `The exercise that every session starts with reads as it is written`() throws {
    let pattern = try Pattern(
      parsing: SourceText(
        """
        # The exercise that every session starts with.
        title    "Ademhaling in brughouding"
        about    "Bridge breathing: strength for the breathing muscles."
        language nl
        count    1s

        repeat 2 resting 30s {
          breaths 5 { inhale 5; exhale 7; hold 3 }
        }
        """))
    let breath = [Phase(.inhale, .counts(5)), Phase(.exhale, .counts(7)), Phase(.hold, .counts(3))]
    var settings = Settings()
    settings.title = "Ademhaling in brughouding"
    settings.about = "Bridge breathing: strength for the breathing muscles."
    settings.language = "nl"
    let steps = [Step.breaths(Breaths(.number(5), phases: breath))]
    let expected = Pattern(
      settings: settings, steps: [.repetition(Repetition(.same(2, steps), resting: .seconds(30)))])
    #expect(pattern == expected)
    #expect(pattern.metrics.length == .seconds(2 * 5 * 15 + 30))
  }

  @Test(arguments: ["één dag", "'n dag `x`", "70 µs, ½ a\u{A0}b", "a\tb", "日本", "“rust”", "é", "#;/*--"])
  func `A text is what stands between its quotes`(words: String) throws {
    #expect(try Pattern(parsing: SourceText("title \"\(words)\"; inhale 4")).settings.title == words)
  }

  @Test(arguments: ["inhaler", "Inhale", "aninhale", "countdowns", "mountdown", "lead-ins", "een-te-lange-inhale", "é"])
  func `A word that is like one of the language is a name`(name: String) throws {
    let pattern = try Pattern(parsing: SourceText("parameter \(name) = 4\ninhale \(name)"))
    #expect(pattern.steps == [.phase(Phase(.inhale, .counts(4)))])
  }

  @Test(arguments: [
    ("1", "9", true), ("1.0005", "8.9995", true), ("0.9999", "9.0001", false), ("0.001", "0.009", true),
  ])
  func `A steady rate leaves each phase a tenth of a second, and no less`(
    inhale: String, exhale: String, isEnough: Bool
  ) {
    let text = "breaths 2 at 60/min { inhale \(inhale); exhale \(exhale) }"
    #expect(((try? Pattern(parsing: SourceText(text))) != nil) == isEnough)
  }

  @Test(arguments: [
    ("4-6 times 3", [Phase(.inhale, .counts(4)), Phase(.exhale, .counts(6))]),
    ("4-7-8 times 3", [Phase(.inhale, .counts(4)), Phase(.hold, .counts(7)), Phase(.exhale, .counts(8))]),
    (
      "4-4-4-4 times 3",
      [Phase(.inhale, .counts(4)), Phase(.hold, .counts(4)), Phase(.exhale, .counts(4)), Phase(.hold, .counts(4))]
    ),
    ("4-0-6 times 3", [Phase(.inhale, .counts(4)), Phase(.exhale, .counts(6))]),
    (
      "5.5-5.5 times 3",
      [Phase(.inhale, .counts(Rational(11, over: 2))), Phase(.exhale, .counts(Rational(11, over: 2)))]
    ),
  ])
  func `Compact notation means breaths`(text: String, phases: [Phase]) throws {
    #expect(try steps(text) == [.breaths(Breaths(.number(3), phases: phases))])
  }

  @Test(arguments: [
    ("5", Length.counts(5)), ("2.5", .counts(Rational(5, over: 2))), ("5s", .time(.seconds(5))),
    ("500ms", .time(.milliseconds(500))), ("1min30s", .time(.seconds(90))), ("1.5min", .time(.seconds(90))),
    ("1h", .time(.seconds(3600))), ("1h2min3s4ms", .time(.milliseconds(3_723_004))),
  ])
  func `A length is counts or a time`(text: String, length: Length) throws {
    #expect(try steps("rest \(text)") == [.phase(Phase(.rest, length))])
  }

  @Test(arguments: [
    ("countdown", Announcement(.countdown)), ("countup", Announcement(.countup)),
    ("countdown every 5", Announcement(.countdown, every: 5)),
    ("countdown every 5 on exhale", Announcement(.countdown, every: 5, place: .exhale)),
    ("on exhale every 5 countdown", Announcement(.countdown, every: 5, place: .exhale)),
  ])
  func `Numbers are announced as asked`(words: String, announcement: Announcement) throws {
    let phases = [Phase(.inhale, .counts(4)), Phase(.exhale, .counts(6))]
    let expected = [Step.breaths(Breaths(.number(20), pace: 6, phases: phases, announcement: announcement))]
    #expect(try steps("breaths 20 at 6/min \(words) { inhale 4; exhale 6 }") == expected)
    #expect(try steps("4-6 times 20 at 6/min \(words)") == expected)
  }

  @Test(arguments: [
    ("links", "rechts", Side.left), ("rechts", "links", .right), ("Rechterbeen", "Linkerbeen", .right),
    ("right knee", "left knee", .right), ("been A", "been B", .left), ("dit been", "rechterbeen", .left),
  ])
  func `A side is heard where its name says`(first: String, second: String, side: Side) throws {
    guard case .sides(let sides) = try steps("sides \"\(first)\" \"\(second)\" { inhale 4 }").first else {
      Issue.record("not sides")
      return
    }
    #expect(sides.first == .init(name: first, side: side))
    #expect(sides.second == .init(name: second, side: side.other))
  }

  @Test(arguments: ["\n", "\r\n", "\r", ";", " ; \n\n# note\n"])
  func `Any line break or semicolon separates statements`(separator: String) throws {
    let text = ["inhale 4 left \"in\"", "exhale 6"].joined(separator: separator) + "\n"
    #expect(
      try steps(text) == [
        .phase(Phase(.inhale, .counts(4), side: .left, text: "in")), .phase(Phase(.exhale, .counts(6))),
      ])
  }

  @Test func `A byte order mark is passed over`() throws {
    let bytes = [0xEF, 0xBB, 0xBF] + Array("inhale 4".utf8)
    #expect(try Pattern(parsing: SourceText(name: "x", bytes: bytes)).steps == [.phase(Phase(.inhale, .counts(4)))])
  }

  @Test func `Escapes stand for the signs themselves`() throws {
    #expect(try steps(#"say "a \"b\" \\ \{c\}""#) == [.instruction(Instruction(text: #"a "b" \ {c}"#))])
  }

  @Test func `Comments may stand behind braces and between steps`() throws {
    let text = "repeat 2 { # two\n# inside\n inhale 4 # in\n} # end\n# last"
    #expect(try steps(text) == [.repetition(Repetition(.same(2, [.phase(Phase(.inhale, .counts(4)))])))])
  }

  @Test func `Settings that are left out have their documented values`() throws {
    let settings = try Pattern(parsing: SourceText("inhale 4")).settings
    #expect(settings == Settings())
    #expect(settings.language == "en" && settings.count == .seconds(1) && settings.leadIn == .zero)
    #expect(settings.ending == .bell(ring: .seconds(6)))
  }

  private func steps(_ text: String) throws -> [Step] { try Pattern(parsing: SourceText(text)).steps }
}
