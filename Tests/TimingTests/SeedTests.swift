import PatternBuilding
import Foundation
import LanguageLaws
import PatternLanguage
import Testing
import Timing

/// What the fuzzer found, without the fuzzer: `Scripts/fuzz --keep` writes the seeds.
@Suite struct SeedTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fuzzing/Seeds")

  static let seeds = (try? FileManager.default.contentsOfDirectory(atPath: folder.path))?.sorted() ?? []

  @Test func `There are seeds, and not too many`() {
    #expect((100...300).contains(Self.seeds.count))
  }

  @Test(arguments: seeds)
  func `A seed keeps the laws of the language, and soon`(seed: String) throws {
    let input = LawInput(try Data(contentsOf: Self.folder.appending(path: seed)))
    let start = ContinuousClock.now
    try input.keepLaws()
    // A second is what the fuzzer allows; here other tests run at the same time.
    #expect(ContinuousClock.now - start < .seconds(10))
  }

  @Test(arguments: [
    Pattern(steps: [.phase(Phase(.inhale, .time(.seconds(-4)))), .phase(Phase(.exhale, .counts(6)))]),
    Pattern(steps: [.phase(Phase(.inhale, .counts(0)))]),
    Pattern(steps: [.breaths(Breaths(.number(3), phases: []))]),
    Pattern(steps: []),
    Pattern(steps: [.phase(Phase(.rest, .time(.seconds(26 * 3600))))]),
  ])
  func `The laws refuse what no text could say`(pattern: Pattern) {
    #expect(throws: LawBreach.self) { try TimelineLaws(pattern).hold() }
  }

  @Test func `Records behind the text are settings and patterns that are used`() throws {
    let bytes = Array("use \"1.breath\"\n\u{1E}parameter n = 2\ninhale n\n\u{1E}=n=3\u{1E}exhale 4".utf8)
    let input = LawInput(bytes)
    #expect(input.overrides == Overrides(parameters: ["n=3"]))
    let pattern = try Pattern(parsing: input.source, library: input.library)
    #expect(pattern.steps == [.section(Section(name: "1.breath", steps: [.phase(Phase(.inhale, .counts(2)))]))])
  }
}
