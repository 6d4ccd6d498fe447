import Foundation
import LanguageLaws
import PatternLanguage
import TestSupport
import Testing

/// Laws that hold for every pattern, tried on patterns drawn at random from a seed.
@Suite struct LawTests {
  @Test(arguments: 0..<200)
  func `A timeline keeps its laws`(seed: UInt64) {
    var random = RandomPattern(seed: seed)
    let pattern = random.pattern()
    do {
      try TimelineLaws(pattern).hold()
    } catch {
      Issue.record("\(error): \(pattern.text)")
    }
  }

  /// Depth, chains and graphs of definitions and patterns, on a stack as small as a process may have.
  @Test func `Structured texts keep the laws with little stack`() {
    let end = DispatchSemaphore(value: 0)
    let thread = Thread {
      defer { end.signal() }
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
    end.wait()
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
