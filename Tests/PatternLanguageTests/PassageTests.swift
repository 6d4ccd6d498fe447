import PatternBuilding
import PatternLanguage
import Testing

/// A text in passages is what it is as a whole; only the time that reading takes is another.
@Suite struct PassageTests {
  private static let settings = "title \"Adem\"\ncount 2s\ndefine twice with n { hold n; hold n }\n"

  private func inPassages(
    _ source: SourceText, of length: Int = 1, library: PatternLibrary = .empty, overriding overrides: Overrides = .none
  ) throws -> PatternReading? {
    guard let reading = PatternReading.inPassages(source, of: length, library, overrides) else { return nil }
    let whole = try PatternReading.whole(source, library, overrides)
    #expect(reading.pattern == whole.pattern)
    #expect(reading.extent == whole.extent)
    #expect(reading.places.nodes == whole.places.nodes)
    return reading
  }

  /// The first passage has to hold the settings.
  @Test(arguments: [
    "inhale 4\nexhale 6\ninhale 4\nexhale 6", "\nrest 1s",
    "inhale 4\r\nexhale 6\r\n\r\nhold 2",
    "parameter n = 3 in 1..9\nrest 1s\nexhale n; inhale n\ninhale n\nexhale n",
    "4-7-8 times 2\n4-6 times 3\n4-7-8 times 2",
    "rest 1s\n\nsides \"links\" \"rechts\" {\n  inhale 4; rest 9s\n}\n\nclip \"a.wav\" 3s\n",
  ])
  func `A text in passages gives the same pattern, extent and places`(text: String) throws {
    #expect(try inPassages(SourceText(text)) != nil)
  }

  @Test(arguments: [
    "breaths 3 at 5/min to 6/min { inhale 4; exhale 6 }\n\n# Weer.\nrest 9s  # lang\n\n\nsay \"uit\"",
    "rest 1s\nsection \"a\" {\n  breaths 2 { inhale 4; exhale 6 }\n}\nrepeat 2 {\n  hold 2 to 4\n}\nhold 3",
    "rest 1s\nuse twice with n = 2\nexhale 4; for n in 2 3 { inhale n; exhale 2 * n }\nrest 3s",
  ])
  func `What stands in the first passage holds in all`(steps: String) throws {
    let text = Self.settings + steps
    #expect(try inPassages(SourceText(text), of: Self.settings.utf8.count - 1) != nil)
  }

  /// What is wrong, and what depends on more than a passage, is told by reading the whole.
  @Test(arguments: [
    "rest 1s\nrest 4 5\nrest 1s",
    "rest 1s\nrest 1s\ntitle \"late\"\nrest 1s",
    "count 2s\ncount 3s\nrest 1s\nrest 1s",
    "rest 1s\nrest 1s\ndefine late { hold 2 }\nrest 1s",
    "rest 1s\nrest unknown",
    "rest 1s\nsection \"a\" {\nrest 1s\n}\nrest 1s",
    "rest 1s\nsay \"\nrest 1s",
    "rest 1s\nrest 1s }\nrest 1s",
    "rest 1s\nrest 1s {\nrest 1s",
    "rest 1s\nrest 1s\nrest 1s /* \nrest 1s */",
    "rest 1s\nrest 24h\nrest 10h",
    "count 100ms\nrest 1s\nrepeat 99990 { hold 1 to 2 }\nrepeat 99 { hold 1 to 2 }",
  ])
  func `A text that has to be read whole is not read in passages`(text: String) throws {
    #expect(try inPassages(SourceText(text)) == nil)
  }

  @Test func `A text that uses another is read whole`() throws {
    let library = PatternLibrary { _, _ in .success(SourceText("exhale 4", name: "other.breath")) }
    #expect(try inPassages(SourceText("rest 1s\nsection \"a\" { use \"other.breath\" }"), library: library) == nil)
  }

  @Test func `A value from outside reaches every passage`() throws {
    let text = "parameter n = 3 in 1..9\nrest n\nrest n\nrest n"
    let reading = try inPassages(SourceText(text), overriding: Overrides(parameters: ["n=5"]))
    #expect(reading?.extent.length == .seconds(15))
  }

  @Test func `Random patterns are the same in passages`() throws {
    var read = 0
    for seed in 0..<500 as Range<UInt64> {
      var random = RandomPattern(seed: seed)
      let texts = random.pattern().texts
      for length in [100, 300] {
        if try inPassages(texts[0], of: length, library: PatternLibrary(of: texts)) != nil { read += 1 }
      }
    }
    // Others are too short, have more settings, or use another pattern.
    #expect(read > 100)
  }

  @Test func `Steps that are looked at in shares are given the same advice`() {
    for seed in 0..<500 as Range<UInt64> {
      var random = RandomPattern(seed: seed)
      var pattern = random.pattern()
      for _ in 0..<4 { pattern.steps += random.pattern().steps }
      let whole = pattern.advice(knowing: nil, spoken: [:], inShares: 1)
      for shares in 2...5 {
        #expect(pattern.advice(knowing: nil, spoken: [:], inShares: shares) == whole, "seed \(seed), \(shares) shares")
      }
    }
  }

  @Test func `An inhale that goes on from another share begins no breath`() {
    let phases = [Phase(.inhale, .counts(2)), Phase(.inhale, .counts(2)), Phase(.exhale, .counts(1))]
    let pattern = Pattern(steps: (0..<40).flatMap { _ in phases.map(Step.phase) })
    let whole = pattern.advice(knowing: nil, spoken: [:], inShares: 1)
    for shares in 2...7 { #expect(pattern.advice(knowing: nil, spoken: [:], inShares: shares) == whole) }
  }
}
