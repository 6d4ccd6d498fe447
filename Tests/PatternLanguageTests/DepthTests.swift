import PatternLanguage
import Testing

/// Blocks, definitions and patterns that use one another have one depth together.
@Suite struct DepthTests {
  /// So many definitions, each of which uses the one before it inside so many blocks, and the last of which is used.
  private static func chain(of count: Int, inside blocks: Int, isBackwards: Bool = false) -> String {
    let open = String(repeating: "repeat 1 { ", count: blocks)
    let close = String(repeating: " }", count: blocks)
    let definitions = (0..<count).map { number in
      "define d\(number) { \(open)\(number == 0 ? "inhale 1; exhale 1" : "use d\(number - 1)")\(close) }"
    }
    return ((isBackwards ? definitions.reversed() : definitions) + ["use d\(count - 1)"]).joined(separator: "\n")
  }

  private static func nested(_ head: String, _ count: Int, around steps: String = "inhale 1; exhale 1") -> String {
    String(repeating: "\(head) { ", count: count) + steps + String(repeating: " }", count: count)
  }

  @Test(arguments: [
    chain(of: 64, inside: 0), chain(of: 2, inside: 31), chain(of: 4, inside: 15, isBackwards: true),
    nested("repeat 1", 64), nested("section \"a\"", 64), nested("for n in 1", 1), nested("repeat 1", 62) + "\nrest 1s",
    "define d { \(nested("repeat 1", 31)) }\n" + nested("repeat 1", 32, around: "use d"),
  ])
  func `What is 64 deep together is a pattern`(text: String) {
    #expect(problems(of: text).map(\.code) == [])
  }

  @Test(arguments: [
    chain(of: 65, inside: 0), chain(of: 2, inside: 32), chain(of: 11, inside: 62), chain(of: 4000, inside: 0),
    chain(of: 4000, inside: 0, isBackwards: true), chain(of: 500, inside: 62),
    "define d { \(nested("repeat 1", 32)) }\n" + nested("repeat 1", 32, around: "use d"),
    "define d { breaths 2 { inhale 1; exhale 1 } }\n" + nested("section \"a\"", 63, around: "use d"),
    (0..<1500).map { "define d\($0) { section \"a\" { use d\($0 + 1) } }" }.joined(separator: "\n")
      + "\ndefine d1500 { inhale 1 }\nuse d0",
  ])
  func `What is deeper is one problem, whatever it is made of`(text: String) {
    #expect(problems(of: text).map(\.code) == ["too-deep"])
  }

  @Test func `The problem stands where it becomes too deep`() {
    let marked = MarkedText(
      "define d0 { inhale 1 }\n"
        + (1..<65).map { "define d\($0) { use \($0 == 1 ? "«d0»" : "d\($0 - 1)") }" }.joined(separator: "\n")
        + "\nuse d64")
    let found = problems(of: marked.source)
    #expect(found.map(\.code) == ["too-deep"])
    #expect(found.first?.range == marked.range)
    #expect(
      found.first?.message
        == "this is nested deeper than 64, together with the blocks, definitions and patterns that lead here")
  }

  // MARK: Other patterns

  private func found(in text: String, using files: [String]) -> [Diagnostic] {
    let texts = files.enumerated().map { SourceText($0.element, name: "f\($0.offset).breath") }
    do {
      _ = try Pattern(parsing: SourceText(text, name: "main"), library: PatternLibrary(of: texts))
      return []
    } catch {
      return error.diagnostics
    }
  }

  @Test func `A pattern that is used counts from the depth where it is used`() {
    let file = Self.nested("repeat 1", 40)
    let use = { (depth: Int) in Self.nested("section \"a\"", depth, around: "use \"f0.breath\"") }
    #expect(found(in: use(23), using: [file]).map(\.code) == [])
    let deeper = found(in: use(24), using: [file])
    #expect(deeper.map(\.code) == ["too-deep"])
    #expect(deeper.first?.source.name == "f0.breath")
  }

  @Test func `Patterns in a chain, each with blocks of its own, have one depth`() {
    let chain = { (blocks: Int) in
      (0..<12).map { number in
        Self.nested("repeat 1", blocks, around: number == 11 ? "inhale 1; exhale 1" : "use \"f\(number + 1).breath\"")
      }
    }
    #expect(found(in: "use \"f0.breath\"", using: chain(4)).map(\.code) == [])
    #expect(found(in: "use \"f0.breath\"", using: chain(5)).map(\.code) == ["too-deep"])
  }

  // MARK: What only looks small

  @Test(arguments: [
    (0..<60).map { "define d\($0 + 1) { use d\($0); use d\($0) }" }.joined(separator: "\n")
      + "\ndefine d0 { inhale 1 }\nuse d60",
    (0..<40).map { "define d\($0 + 1) { for n\($0) in 1 2 3 { use d\($0) } }" }.joined(separator: "\n")
      + "\ndefine d0 { inhale 1 }\nuse d30",
  ])
  func `Definitions that double reach the limit of unrolling, and end`(text: String) {
    #expect(problems(of: text).map(\.code) == ["too-much-to-unroll"])
  }

  @Test func `Patterns that double end, too`() {
    let files = (0..<15).map { number in
      number == 14 ? "inhale 1" : String(repeating: "use \"f\(number + 1).breath\"\n", count: 10)
    }
    #expect(found(in: "use \"f0.breath\"", using: files).map(\.code) == ["too-much-to-unroll"])
  }

  @Test(arguments: [(32, []), (33, ["computation-too-long"]), (60, ["computation-too-long"])])
  func `Operators are counted through the parentheses of a value`(depth: Int, codes: [String]) {
    let value = String(repeating: "(", count: depth) + "1" + String(repeating: " + 0) * 1", count: depth)
    #expect(problems(of: "inhale \(value)").map(\.code) == codes)
  }

  @Test func `A value that holds other values has a length`() {
    let doubled = (0..<200).map { "parameter t\($0 + 1) = \"{t\($0)}{t\($0)}\"" }.joined(separator: "\n")
    #expect(problems(of: "parameter t0 = \"ab\"\n\(doubled)\ninhale 1").map(\.code) == ["text-too-long"])
  }
}
