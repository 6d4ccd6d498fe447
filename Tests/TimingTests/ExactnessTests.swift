import PatternLanguage
import Testing
import Timing

@Suite struct ExactnessTests {
  @Test(arguments: [(55, 10, 8 * 3600), (73, 10, 4 * 3600), (61, 10, 24 * 3600), (7, 1, 3600)])
  func `After hours no onset is off by more than an attosecond`(rate: Int, tenths: Int, seconds: Int) throws {
    // The k-th breath begins at k · 60 · tenths / rate seconds, its exhale four tenths of a breath later.
    let number = Int((Int128(seconds) * Int128(rate) + Int128(60 * tenths) - 1) / Int128(60 * tenths))
    let written = tenths == 1 ? "\(rate)" : "\(rate / tenths).\(rate % tenths)"
    let timeline = try Timeline("ending none; breaths \(seconds)s at \(written)/min { inhale 4; exhale 6 }")
    #expect(timeline.breaths == number)
    var index = 0
    var worst = Int128(0)
    for event in timeline {
      guard case .phase(let movement) = event.kind else { continue }
      let (breath, phase) = index.quotientAndRemainder(dividingBy: 2)
      #expect(movement.phase == (phase == 0 ? .inhale : .exhale))
      // error × 10 · rate, in attoseconds, so that everything is a whole number
      let scale = Int128(10 * rate)
      let exact = (Int128(breath) * 10 + Int128(phase) * 4) * Int128(60 * tenths) * 1_000_000_000_000_000_000
      worst = max(worst, (event.onset.attoseconds * scale - exact).magnitude.asInt128 / scale)
      index += 1
    }
    #expect(index == 2 * number)
    #expect(worst <= 1)
  }

  @Test func `Rounds do not drift`() throws {
    let timeline = try Timeline("ending none; repeat 5000 resting 100ms { breaths 1 at 7/min { inhale 1; exhale 2 } }")
    let last = timeline.reduce(Duration.zero) { latest, event in
      if case .phase(let movement) = event.kind, movement.phase == .inhale { event.onset } else { latest }
    }
    // 60/7 s rounded to attoseconds once a round.
    #expect(last == (Duration(attoseconds: 8_571_428_571_428_571_429) + .milliseconds(100)) * 4999)
  }

  @Test func `A day begins as quickly as a minute`() throws {
    let day = try Timeline("repeat 8640 { repeat 1 { breaths 1 { inhale 4; exhale 6 } } }")
    var iterator = day.makeIterator()
    #expect(iterator.next()?.kind == .round(1, of: 8640))
    #expect(day.breaths == 8640)
    #expect(day.steps == .seconds(86_400))
  }
}

extension UInt128 {
  fileprivate var asInt128: Int128 { Int128(self) }
}
