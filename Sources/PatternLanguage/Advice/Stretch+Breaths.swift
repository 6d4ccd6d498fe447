/// Breaths that may change from the first to the last.
extension Stretch {
  init(of breaths: Breaths, by measures: StretchMeasures) {
    let course = Course(of: breaths, count: measures.count)
    let changes = breaths.paceAtEnd != nil || breaths.phases.contains { $0.lengthAtEnd != nil }
    // Summing up breaths that change takes as long as there are breaths; a track that is far too long is not worth it.
    guard changes, course.rounds > 1, course.approximateSeconds < 4 * Limits.longestTrack.seconds else {
      self = Stretch(ofBreath: breaths.phases, lasting: course.lengths(inRound: 0), by: measures).times(course.rounds)
      return
    }
    self.init()
    let cuts = Self.cuts(of: course, breaths.phases, by: measures)
    let instants = course.instants(ofRounds: cuts)
    for piece in cuts.indices.dropLast() {
      let length = instants[piece + 1] - instants[piece]
      append(
        Stretch(rounds: cuts[piece]..<cuts[piece + 1], lasting: length, of: course, breaths.phases, by: measures))
    }
  }

  /// One breath, whatever its phases are.
  private init(ofBreath phases: [Phase], lasting lengths: [Duration], by measures: StretchMeasures) {
    self.init()
    var record = BreathRecord()
    var previous: Phase.Kind?
    for (phase, length) in zip(phases, lengths) {
      let length = min(length, Extent.ceiling)
      record.append(BreathRecord(phase.kind, lasting: length, at: self.length))
      count(phase, after: previous, lasting: length, by: measures)
      previous = phase.kind
    }
    append(whole: record)
    weigh()
  }

  /// Breaths that change, but not in what any rule finds in them: the first and the last as they are, and those between
  /// as their mean.
  private init(
    rounds: Range<Int>, lasting length: Duration, of course: Course, _ phases: [Phase], by measures: StretchMeasures
  ) {
    let first = course.lengths(inRound: rounds.lowerBound)
    let last = course.lengths(inRound: rounds.upperBound - 1)
    self = Stretch(ofBreath: phases, lasting: first, by: measures)
    if rounds.count > 2 {
      let inner = rounds.count - 2
      var mean = zip(first, last).map { ($0 + $1) / 2 }
      let estimate = mean.reduce(.zero, +) * inner
      let exact = length - (first + last).reduce(.zero, +)
      mean = mean.map { exact.scaled(by: $0.attoseconds, over: estimate.attoseconds) ?? $0 }
      append(Stretch(ofBreath: phases, lasting: mean, by: measures).times(inner))
    }
    if rounds.count > 1 { append(Stretch(ofBreath: phases, lasting: last, by: measures)) }
    self.length = length
  }

  /// The rounds at which something changes that a rule looks at, the first and the end included.
  ///
  /// A length goes one way from the first breath to the last, so that between two rounds that look the same all do.
  private static func cuts(of course: Course, _ phases: [Phase], by measures: StretchMeasures) -> [Int] {
    let look = { (round: Int) in
      let stretch = Stretch(ofBreath: phases, lasting: course.lengths(inRound: round), by: measures)
      return stretch.outline
    }
    var cuts = [0]
    // Pairs of rounds that are still to be compared, the earlier ones on top.
    var pairs = [(low: 0, lowLook: look(0), high: course.rounds - 1, highLook: look(course.rounds - 1))]
    while let pair = pairs.popLast() {
      if pair.lowLook == pair.highLook { continue }
      if pair.high - pair.low == 1 {
        cuts.append(pair.high)
        continue
      }
      let middle = pair.low + (pair.high - pair.low) / 2
      let middleLook = look(middle)
      pairs.append((middle, middleLook, pair.high, pair.highLook))
      pairs.append((pair.low, pair.lowLook, middle, middleLook))
    }
    return cuts + [course.rounds]
  }

  /// What the rules find in one breath, without how much.
  private var outline: [Int] {
    let series = self.series
    let runs = [series.fast, series.slow].map { $0.hasBreath ? 1 : 0 }
    let tallies = [
      longHolds, emptyHolds, fullHolds, leadingIfFull, leadingIfEmpty, overruns, series.short, series.fourSevenEight,
      series.inhalingLonger,
    ].map(\.count)
    return runs + [series.fastThenHold.hasFastBreath ? 1 : 0, series.fastThenHold.hasHold ? 1 : 0] + tallies
      + [(longHolds.most ?? .zero) > Threshold.veryLongHold ? 1 : 0]
  }
}
