import Foundation
import LanguageLaws
import PatternBuilding
import PatternLanguage
import TestSupport
import Testing
import Timing

/// Findings of the fuzzer, tested without it: `Tools/fuzz --keep` writes the seeds.
@Suite struct SeedTests {
  /// A line of a file of seeds.
  struct Seed: Decodable, CustomTestStringConvertible {
    var name: String?
    var text: String?
    /// An input that is no UTF-8, with one character for each byte.
    var latin1: String?

    var bytes: [UInt8] { text.map { Array($0.utf8) } ?? latin1!.unicodeScalars.map { UInt8($0.value) } }
    var testDescription: String { name ?? text ?? latin1! }
  }

  private static func seeds(_ name: String) throws -> [Seed] {
    let lines = try Repository.text(of: "Tests/Fuzzing/Seeds/\(name).jsonl").split(separator: "\n")
    return try lines.map { try JSONDecoder().decode(Seed.self, from: Data($0.utf8)) }
  }

  static let found = (try? seeds("found")) ?? []
  static let mended = (try? seeds("mended")) ?? []

  @Test func `There are seeds, and not too many`() {
    #expect((100...280).contains(Self.found.count))
    #expect(!Self.mended.isEmpty && Self.mended.allSatisfy { $0.name != nil })
  }

  @Test func `A seed that is no UTF-8 has its bytes`() throws {
    let seed = try JSONDecoder().decode(Seed.self, from: Data(#"{"latin1": "a\u00d8\u0000"}"#.utf8))
    #expect(seed.bytes == [0x61, 0xD8, 0])
    #expect(Self.found.contains { $0.latin1 != nil })
  }

  @Test(arguments: found + mended)
  func `A seed keeps the laws of the language, and soon`(seed: Seed) throws {
    let start = ContinuousClock.now
    try LawInput(seed.bytes).keepLaws()
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
