import BreathPacing
import Foundation
import PatternBuilding
import PatternLanguage
import SoundFiles
import TestSupport
import Testing

struct RemakingTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func recipe(of track: Track, options: RenderOptions = RenderOptions(rate: 8_000)) throws -> Recipe {
    let path = "\(folder.path)/\(UUID().uuidString).wav"
    _ = try track.render(to: path, as: options)
    return try Recipe(readingFrom: path)
  }

  @Test func `Texts that are used are kept, each once, with who uses them by which path`() throws {
    let texts = [
      SourceText("use \"a/b.breath\"\nuse \"c.breath\"\nuse \"c.breath\"\n", name: "main"),
      SourceText("use \"../c.breath\"\nexhale 1\n", name: "a/b.breath"), SourceText("inhale 1\n", name: "c.breath"),
    ]
    let library = PatternLibrary { path, _ in
      texts.first { path.hasSuffix($0.name.split(separator: "/").last!) }.map { .success($0) }
        ?? .failure(.missing(suggestion: nil))
    }
    let track = try Track(parsing: texts[0], library: library, sources: SoundSources(root: ".", user: "main"))
    let recipe = try recipe(of: track)
    #expect(recipe.texts == texts.map(\.text))
    #expect(
      Set(recipe.uses) == [
        Recipe.Use(user: 0, path: "a/b.breath", text: 1), Recipe.Use(user: 1, path: "../c.breath", text: 2),
        Recipe.Use(user: 0, path: "c.breath", text: 2),
      ])
    let again = try Track(remaking: recipe, from: "x.wav")
    #expect(again.pattern == track.pattern)
    #expect(try self.recipe(of: again) == recipe)
  }

  @Test func `A pattern that was built in Swift can be made again, too`() throws {
    let pattern = try Pattern("Calm") {
      Breaths(2) {
        Inhale(1)
        Exhale(2)
      }
    }
    let recipe = try recipe(of: Track(of: pattern))
    #expect(try Track(remaking: recipe, from: "x.wav").pattern == pattern)
  }

  @Test func `Values that are given again go before those of the track`() throws {
    let source = SourceText("parameter n = 1\nparameter k = 1\ninhale n\nexhale k\n")
    let track = try Track(parsing: source, overriding: Overrides(parameters: ["n=2", "k = 3"]))
    let again = try Track(remaking: recipe(of: track), from: "x.wav", overriding: Overrides(parameters: [" k=5"]))
    #expect(again.pattern.steps == [.phase(Phase(.inhale, .counts(2))), .phase(Phase(.exhale, .counts(5)))])
  }

  @Test func `A track of an earlier version, which stored settings as they were given, is made again`() throws {
    var recipe = Recipe(
      software: "adem 0.1.0", texts: ["parameter n = 1\nparameter k = 1s\ninhale n\nrest k\n"],
      values: ["n= 2.0", "k=3000ms", "n=4"])
    recipe.language = "NL"
    let again = try Track(remaking: recipe, from: "x.wav")
    #expect(again.pattern.steps == [.phase(Phase(.inhale, .counts(2))), .phase(Phase(.rest, .time(.seconds(3))))])
    let stored = try self.recipe(of: again)
    #expect(stored.values == ["k=3s", "n=2"])
    #expect(stored.language == "nl")
  }

  @Test func `A text that this version cannot read is told with its place`() throws {
    let recipe = Recipe(
      software: "adem 9", texts: ["use \"p.breath\"\n", "inhail 4\n"],
      uses: [Recipe.Use(user: 0, path: "p.breath", text: 1)])
    let error = #expect(throws: InvalidPattern.self) { try Track(remaking: recipe, from: "x.wav") }
    #expect(error?.diagnostics.first?.source.name == "p.breath")
  }

  @Test func `A recipe whose texts use one another in a circle ends`() throws {
    let recipe = Recipe(
      software: "adem 9", texts: ["use \"p\"\n", "use \"p\"\n"],
      uses: [Recipe.Use(user: 0, path: "p", text: 1), Recipe.Use(user: 1, path: "p", text: 1)])
    #expect(throws: InvalidPattern.self) { try Track(remaking: recipe, from: "x.wav") }
  }

  // MARK: Crafted recipes

  private static func use(_ user: Int, _ path: String, _ text: Int) -> Recipe.Use {
    Recipe.Use(user: user, path: path, text: text)
  }

  /// A recipe of many texts, and the first problem that it has; nil for a pattern.
  struct CraftedRecipe: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let texts: [String]
    let uses: [Recipe.Use]
    let code: String?
  }

  static let crafted = [
    CraftedRecipe(
      testDescription: "a chain", texts: (0..<10_000).map { _ in "use \"a\"\n" },
      uses: (0..<9_999).map { use($0, "a", $0 + 1) }, code: "used-too-deep"),
    CraftedRecipe(
      testDescription: "a chain through folders", texts: (0..<10_000).map { _ in "use \"a/b\"\n" },
      uses: (0..<9_999).map { use($0, "a/b", $0 + 1) }, code: "used-too-deep"),
    CraftedRecipe(
      testDescription: "a chain of 16", texts: (0..<15).map { _ in "use \"a\"\n" } + ["inhale 1\nexhale 1\n"],
      uses: (0..<15).map { use($0, "a", $0 + 1) }, code: nil),
    CraftedRecipe(
      testDescription: "a chain with long paths",
      texts: (0..<10_000).map { _ in "use \"\(String(repeating: "a/", count: 500))b\"\n" },
      uses: (0..<9_999).map { use($0, String(repeating: "a/", count: 500) + "b", $0 + 1) }, code: "used-too-deep"),
    CraftedRecipe(
      testDescription: "a circle", texts: (0..<10_000).map { _ in "use \"a\"\n" },
      uses: (0..<10_000).map { use($0, "a", ($0 + 1) % 10_000) }, code: "used-too-deep"),
    CraftedRecipe(
      testDescription: "a star",
      texts: [(1..<10_000).map { "use \"p\($0)\"" }.joined(separator: "\n")] + (1..<10_000).map { _ in "rest 1s" },
      uses: (1..<10_000).map { use(0, "p\($0)", $0) }, code: "uses-too-much"),
    CraftedRecipe(
      testDescription: "one text used by all", texts: ["use \"a\"\n", "inhale 1\nexhale 1\n"],
      uses: (0..<200_000).map { use($0 % 2, "a\($0)", 1) } + [use(0, "a", 1)], code: nil),
    CraftedRecipe(
      testDescription: "one use again and again", texts: ["use \"a\"\n", "inhale 1\nexhale 1\n"],
      uses: (0..<200_000).map { _ in use(0, "a", 1) }, code: nil),
    CraftedRecipe(
      testDescription: "a path of mebibytes", texts: ["use \"a\"\n", "inhale 1\n"],
      uses: [use(0, String(repeating: "a/", count: 4 << 20), 1)], code: "cannot-use"),
  ]

  @Test(arguments: crafted)
  func `A crafted recipe is answered at once`(crafted: CraftedRecipe) {
    let recipe = Recipe(software: "adem 9", texts: crafted.texts, uses: crafted.uses)
    var code: String?
    let start = ContinuousClock.now
    do {
      _ = try Track(remaking: recipe, from: "x.wav")
    } catch {
      code = error.diagnostics.first?.code
    }
    // A tenth of it, where nothing else runs.
    #expect(ContinuousClock.now - start < .seconds(5))
    #expect(code == crafted.code)
  }

  @Test func `Random graphs of texts are answered at once`() {
    var random = UInt64(1)
    func next(_ limit: Int) -> Int {
      random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(random >> 33) % limit
    }
    for _ in 0..<200 {
      let count = [2, 20, 300, 2000][next(4)]
      let paths = ["a", "../a", "b/a", "./a", "/a", "b/../../a"]
      let texts = (0..<count).map { _ in
        (0..<next(4)).map { _ in "use \"\(paths[next(paths.count)])\"\n" }.joined() + "inhale 1\nexhale 1\n"
      }
      let uses = (0..<3 * count).map { _ in Self.use(next(count), paths[next(paths.count)], next(count)) }
      let start = ContinuousClock.now
      let track = try? Track(remaking: Recipe(software: "adem 9", texts: texts, uses: uses), from: "x.wav")
      #expect(ContinuousClock.now - start < .seconds(5))
      if let track { #expect(track.timeline.breaths >= 1) }
    }
  }
}
