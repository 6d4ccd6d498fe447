/// Breaths that may change from the first to the last.
extension Stretch {
  /// A few breaths are appended one by one: a stretch of their own costs as much as this many.
  private static let fewBreaths = 4

  mutating func append(_ breaths: Breaths, by measures: StretchMeasures) {
    let course = BreathSchedule(of: breaths, count: measures.count)
    let changes = breaths.paceAtEnd != nil || breaths.phases.contains { $0.lengthAtEnd != nil }
    // Summing up breaths that change takes as long as there are breaths; a track that is far too long is not worth it.
    guard changes, course.rounds > 1, course.approximateSeconds < 4 * Limits.longestTrack.seconds else {
      let lengths = course.lengths(inRound: 0)
      if course.rounds <= Self.fewBreaths {
        for _ in 0..<course.rounds { append(breath: breaths.phases, lasting: lengths, by: measures) }
      } else {
        append(Stretch(ofBreath: breaths.phases, lasting: lengths, by: measures).times(course.rounds))
      }
      return
    }
    append(Stretch(changing: course, breaths.phases, by: measures))
  }

  private init(changing course: BreathSchedule, _ phases: [Phase], by measures: StretchMeasures) {
    self = .none
    let cuts = Self.cuts(of: course, phases, by: measures)
    let instants = course.instants(ofRounds: cuts)
    for piece in cuts.indices.dropLast() {
      let length = instants[piece + 1] - instants[piece]
      append(
        Stretch(rounds: cuts[piece]..<cuts[piece + 1], lasting: length, of: course, phases, by: measures))
    }
  }

  /// One breath, whatever its phases are.
  private init(ofBreath phases: [Phase], lasting lengths: [Duration], by measures: StretchMeasures) {
    self = .none
    append(breath: phases, lasting: lengths, by: measures)
  }

  private mutating func append(breath phases: [Phase], lasting lengths: [Duration], by measures: StretchMeasures) {
    weighingApart { stretch in
      var record = BreathRecord()
      record.start = stretch.length
      var previous: Phase.Kind?
      for (phase, length) in zip(phases, lengths) {
        let length = min(length, DurationMetrics.ceiling)
        record.append(phase.kind, lasting: length, at: stretch.length)
        stretch.count(phase, after: previous, lasting: length, by: measures)
        previous = phase.kind
      }
      stretch.append(whole: record)
    }
  }

  /// Breaths that change, but not in what any rule finds in them: the first and the last as they are, and those between
  /// as their mean.
  private init(
    rounds: Range<Int>, lasting length: Duration, of course: BreathSchedule, _ phases: [Phase], by measures: StretchMeasures
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
  private static func cuts(of course: BreathSchedule, _ phases: [Phase], by measures: StretchMeasures) -> [Int] {
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
