import Foundation
import LanguageLaws
import PatternLanguage
import Testing

/// Laws that hold for every pattern, tried on patterns drawn at random from a seed.
@Suite struct LawTests {
  @Test(arguments: 0..<200)
  func `A timeline keeps its laws`(seed: UInt64) throws {
    var random = RandomPattern(seed: seed)
    let text = random.text()
    do {
      try TimelineLaws(Pattern(parsing: SourceText(text))).hold()
    } catch {
      Issue.record("\(error): \(text)")
    }
  }

  /// Depth, chains and graphs of definitions and patterns, on a stack as small as a process may have.
  @Test func `Structured texts keep the laws with little stack`() {
    let thread = Thread {
      for seed in 0..<400 as Range<UInt64> {
        do {
          try StructuredText(seed: seed).input.keepLaws()
        } catch {
          Issue.record("seed \(seed): \(String("\(error)".prefix(2000)))")
        }
      }
    }
    thread.stackSize = 512 << 10
    thread.start()
    while !thread.isFinished { usleep(1000) }
  }

  @Test func `Structured texts are of many kinds`() {
    var codes: [String: Int] = [:]
    for seed in 0..<400 as Range<UInt64> {
      let input = StructuredText(seed: seed).input
      do {
        _ = try Pattern(parsing: input.source, library: input.library)
        codes["pattern", default: 0] += 1
      } catch {
        for code in Set(error.diagnostics.map(\.code)) { codes[code, default: 0] += 1 }
      }
    }
    for kind in ["pattern", "too-deep", "too-much-to-unroll", "uses-itself", "used-too-deep", "computation-too-long"] {
      #expect(codes[kind, default: 0] >= 3, "\(kind) in \(codes)")
    }
  }
}

/// Writes patterns that mean something, from a seed.
struct RandomPattern {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  mutating func text() -> String {
    var lines: [String] = []
    if flip() { lines.append("count \(pick(["1s", "900ms", "1.25s"]))") }
    if flip() { lines.append("lead-in \(pick(["3s", "500ms", "10s"]))") }
    if flip() { lines.append("ending \(pick(["none", "bell", "bell 3s"]))") }
    return (lines + steps(depth: 0)).joined(separator: "\n")
  }

  private mutating func steps(depth: Int) -> [String] {
    (0...Int(next() % 3)).map { _ in step(depth: depth) }
  }

  private mutating func step(depth: Int) -> String {
    switch next() % (depth < 3 ? 8 : 4) {
    case 0: return phase()
    case 1:
      let pace = flip() ? " at \(pick(["5.5", "6", "7.3", "4.7"]))/min" : ""
      return
        "breaths \(pick(["3", "7", "45s", "1min"]))\(pace)\(countdown()) { inhale \(pick(["4", "3.5", "5"])); exhale \(pick(["6", "7"])) }"
    case 2: return "\(pick(["4-6", "4-7-8", "3-3-3-3", "2.5-5"])) times \(pick(["2", "4"]))\(countdown())"
    case 3: return "say \"\(pick(["Ga liggen", "Rust"]))\""
    case 4, 5:
      return
        "repeat \(pick(["1", "2", "3"]))\(flip() ? " resting 2.5s" : "") {\n\(steps(depth: depth + 1).joined(separator: "\n"))\n}"
    case 6: return "sides \"links\" \"rechts\" {\n\(steps(depth: depth + 1).joined(separator: "\n"))\n}"
    default: return "section \"deel\" {\n\(steps(depth: depth + 1).joined(separator: "\n"))\n}"
    }
  }

  private mutating func phase() -> String {
    "\(pick(["inhale", "exhale", "hold", "rest", "tense", "release"])) \(pick(["2", "3.5", "4s", "700ms"]))\(pick(["", " left", " right \"zo\""]))"
  }

  private mutating func countdown() -> String {
    pick(["", " countdown", " countup every 2", " countdown on exhale"])
  }

  private mutating func pick(_ choices: [String]) -> String { choices[Int(next() % UInt64(choices.count))] }
  private mutating func flip() -> Bool { next() % 2 == 0 }

  private mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state >> 33
  }
}
