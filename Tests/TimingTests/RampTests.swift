import PatternLanguage
import Testing
import Timing

@Suite struct RampTests {
  @Test func `A length changes evenly from the first breath to the last`() throws {
    let timeline = try Timeline("ending none; breaths 4 { inhale 4; exhale 6 to 9 }")
    let events = timeline.events { if case .phase = $0 { true } else { false } }
    #expect(
      events == [
        "0.0 inhale", "4.0 exhale", "10.0 inhale", "14.0 exhale", "21.0 inhale", "25.0 exhale", "33.0 inhale",
        "37.0 exhale",
      ])
    #expect(timeline.length == .seconds(46))
  }

  @Test(arguments: [
    (10.0, 6.0, 600.0, "10min"), (6, 10, 600, "10min"), (12.5, 4.5, 1800, "30min"), (7, 6.9, 45, "45s"),
  ])
  func `A rate changes evenly, and whole breaths reach the time`(
    first: Double, last: Double, seconds: Double, written: String
  ) throws {
    // Sums in binary seconds, for every number of breaths: the smallest that reaches the time.
    var number = 0
    var starts: [Double] = []
    repeat {
      number += 1
      starts = [0]
      for k in 0..<number {
        let rate = number == 1 ? first : first + (last - first) * Double(k) / Double(number - 1)
        starts.append(starts[k] + 60 / rate)
      }
    } while starts[number] < seconds - 1e-9
    let timeline = try Timeline("ending none; breaths \(written) at \(first)/min to \(last)/min { inhale 4; exhale 6 }")
    #expect(timeline.breaths == number)
    #expect(abs(timeline.length.seconds - starts[number]) < 1e-9)
    let inhales = timeline.filter {
      if case .phase(let movement) = $0.kind { movement.phase == .inhale } else { false }
    }
    #expect(zip(inhales, starts).allSatisfy { abs($0.onset.seconds - $1) < 1e-9 })
    let exhales = timeline.filter {
      if case .phase(let movement) = $0.kind { movement.phase == .exhale } else { false }
    }
    #expect(
      zip(zip(inhales, exhales), zip(starts, starts.dropFirst())).allSatisfy { phases, ends in
        abs((phases.1.onset - phases.0.onset).seconds - 0.4 * (ends.1 - ends.0)) < 1e-9
      })
  }

  @Test(arguments: [
    ("repeat 4 { hold 3 to 6 }", [3.0, 4, 5, 6]), ("repeat 3 { rest 1s to 3s }", [1, 2, 3]),
    ("repeat 2 { inhale 5 to 4; exhale 5 to 6 }", [5, 5, 4, 6]), ("repeat 1 { hold 3 to 6 }", [3]),
    ("repeat 3 { breaths 1 to 3 { inhale 1 } }", [1, 1, 1, 1, 1, 1]),
  ])
  func `What stands in a repetition changes with its rounds`(text: String, lengths: [Double]) throws {
    let found = try Timeline("ending none; \(text)").compactMap { event -> Double? in
      if case .phase = event.kind { event.duration.seconds } else { nil }
    }
    #expect(found == lengths)
  }

  @Test func `An inner repetition has rounds of its own`() throws {
    let text = "ending none; repeat 2 { repeat 3 { hold 1 to 3 }; rest 10s to 20s }"
    let lengths = try Timeline(text).compactMap { event -> Double? in
      if case .phase = event.kind { event.duration.seconds } else { nil }
    }
    #expect(lengths == [1, 2, 3, 10, 1, 2, 3, 20])
  }

  @Test func `Counts of a breath that changes are counted as they are`() throws {
    let counts = try Timeline("ending none; breaths 3 { inhale 2; exhale 2 to 4 }").compactMap { event -> String? in
      if case .phase(let movement) = event.kind, movement.phase == .exhale { movement.counts?.description } else { nil }
    }
    #expect(counts == ["2", "3", "4"])
  }
}
