import BreathPacing
import Foundation
import PatternBuilding
import PatternLanguage
import SoundFiles
import TemporaryFolders
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
}
