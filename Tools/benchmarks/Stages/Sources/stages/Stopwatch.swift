/// Times one piece of work several times over and keeps the median.
struct Stopwatch {
  let stage: String
  /// What the cost is counted by: a byte, an event, a frame.
  let unit: String
  /// On what it was tried.
  let work: String

  /// Prints a line of JSON; `work` gives the number of units that it did.
  func time(rounds: Int = 5, _ body: () throws -> Int) rethrows {
    let clock = ContinuousClock()
    var costs: [Double] = []
    for _ in 0..<rounds {
      var units = 0
      let taken = try clock.measure { units = try body() }
      costs.append(taken / .nanoseconds(1) / Double(max(1, units)))
    }
    costs.sort()
    print(#"{"stage": "\#(stage)", "work": "\#(work)", "unit": "\#(unit)", "nanoseconds": \#(costs[rounds / 2])}"#)
  }
}
