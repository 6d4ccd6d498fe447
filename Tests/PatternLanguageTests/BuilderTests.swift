import PatternBuilding
import PatternLanguage
import Testing

/// Patterns that are put together in Swift are those that their texts give.
@Suite struct BuilderTests {
  /// A text, and the same in Swift.
  struct Pair: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let text: String
    let build: @Sendable () throws -> Pattern

    init(_ name: String, _ text: String, build: @escaping @Sendable () throws -> Pattern) {
      (testDescription, self.text, self.build) = (name, text, build)
    }
  }

  @Test(arguments: languageExamples)
  func `The patterns that show the language can be built in Swift`(pair: Pair) throws {
    #expect(try pair.build() == Pattern(parsing: SourceText(pair.text)))
  }

  @Test(arguments: statements)
  func `Each statement can be built in Swift`(pair: Pair) throws {
    #expect(try pair.build() == Pattern(parsing: SourceText(pair.text)))
  }

  @Test func `A pattern in a pattern is what 'use' is in a text`() throws {
    let child = try Pattern("Kindhouding") {
      Breaths(3) {
        Inhale(4)
        Exhale(6)
      }
    } with: {
      $0.count = .milliseconds(900)
    }
    let built = try Pattern("Pijn verlichten, fase 1") {
      child
      Rest(.seconds(20))
      child
    } with: {
      $0.language = "nl"
    }
    let library = PatternLibrary(of: [
      SourceText("title \"Kindhouding\"\ncount 900ms\nbreaths 3 { inhale 4; exhale 6 }", name: "kindhouding.breath")
    ])
    let text = """
      title "Pijn verlichten, fase 1"
      language nl
      use "kindhouding.breath"
      rest 20s
      use "kindhouding.breath"
      """
    #expect(try built == Pattern(parsing: SourceText(text), library: library))
  }

  // MARK: Refusals

  @Test(arguments: refused)
  func `What a text may not say is refused in Swift, in the same words`(pair: Pair) throws {
    let written = try #require(throws: InvalidPattern.self) { try Pattern(parsing: SourceText(pair.text)) }
    let built = try #require(throws: InvalidPattern.self) { try pair.build() }
    #expect(built.diagnostics.map(\.message) == written.diagnostics.map(\.message))
    #expect(built.diagnostics.map(\.help) == written.diagnostics.map(\.help))
  }

  @Test func `A refusal points into the text that the pattern would be`() throws {
    let error = try #require(throws: InvalidPattern.self) {
      try Pattern("Calm") {
        Breaths(4) {
          Inhale(4)
          Exhale(0)
        }
      }
    }
    #expect(error.diagnostics.map { error.source.text(of: $0.range) } == ["0"])
    #expect(
      error.source.text(of: SourceRange(0, 200)) == "title \"Calm\"\n\nbreaths 4 { inhale 4; exhale 0 }\n")
  }

  @Test(arguments: ["nl\ninhale 4", "nl; inhale 4", "a b", "nl # x", "x\" \"y", ""])
  func `No setting can smuggle a statement in`(words: String) throws {
    #expect(throws: InvalidPattern.self) {
      try Pattern {
        Rest(5)
      } with: {
        $0.language = words
      }
    }
    #expect(throws: InvalidPattern.self) {
      try Pattern {
        Rest(5)
      } with: {
        $0.sounds = Sounds(set: words)
      }
    }
    let voiced = try? Pattern {
      Rest(5)
    } with: {
      $0.voice = .named(words)
    }
    #expect(voiced.map { $0.steps == [.phase(Phase(.rest, .counts(5)))] && $0.settings.voice == .named(words) } ?? true)
  }

  // MARK: Values

  @Test(
    arguments: [
      (0, Rational(0)), (4, 4), (2.5, Rational(5, over: 2)), (6.1, Rational(61, over: 10)),
      (0.000_001, Rational(1, over: 1_000_000)), (12_345.678_9, Rational(123_456_789, over: 10_000)),
      (-38.5, Rational(-77, over: 2)), (1e9, 1_000_000_000), (1e16, 10_000_000_000_000_000),
      (123_456_789_012_345_680, Rational(123_456_789_012_345_680)), (1e300, Rational(.max)),
      (1e-300, Rational(1, over: .max)), (-1e300, Rational(-.max)),
    ] as [(Double, Rational)])
  func `A decimal in Swift is the decimal that is written`(value: Double, exact: Rational) {
    #expect(Rational(floatLiteral: value) == exact)
  }

  @Test func `Minutes are sixty seconds, however many`() {
    #expect(Duration.minutes(10) == .seconds(600))
    #expect(Duration.minutes(.max) == .seconds(Int.max))
    #expect(Duration.minutes(.min) == .seconds(Int.min))
  }
}
