import PatternLanguage

/// A short form for common breaths: `Rhythm(4, 7, 8, times: 4)`.
public typealias Rhythm = Breaths

extension Rhythm {
  /// Inhale and exhale, in counts.
  public init(_ inhale: Rational, _ exhale: Rational, times: Int) {
    self.init([(.inhale, inhale), (.exhale, exhale)], times: times)
  }

  /// Inhale, hold and exhale, in counts; a hold of 0 is omitted.
  public init(_ inhale: Rational, _ hold: Rational, _ exhale: Rational, times: Int) {
    self.init([(.inhale, inhale), (.hold, hold), (.exhale, exhale)], times: times)
  }

  /// Inhale, hold, exhale and hold, in counts; a hold of 0 is omitted.
  public init(_ inhale: Rational, _ full: Rational, _ exhale: Rational, _ empty: Rational, times: Int) {
    self.init([(.inhale, inhale), (.hold, full), (.exhale, exhale), (.hold, empty)], times: times)
  }

  private init(_ parts: [(kind: Phase.Kind, counts: Rational)], times: Int) {
    let played = parts.filter { $0.kind != .hold || $0.counts != 0 }
    self.init(.number(times), phases: played.map { Phase($0.kind, .counts($0.counts)) })
  }
}
