import LanguageLaws
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
}
