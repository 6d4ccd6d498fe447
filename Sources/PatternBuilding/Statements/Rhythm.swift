import PatternLanguage

/// The usual breaths in short: `Rhythm(4, 7, 8, times: 4)`.
public typealias Rhythm = Breaths

extension Rhythm {
  /// In and out.
  public init(_ inhale: Rational, _ exhale: Rational, times: Int) {
    self.init([(.inhale, inhale), (.exhale, exhale)], times: times)
  }

  /// In, hold and out; a hold of 0 is left out.
  public init(_ inhale: Rational, _ hold: Rational, _ exhale: Rational, times: Int) {
    self.init([(.inhale, inhale), (.hold, hold), (.exhale, exhale)], times: times)
  }

  /// In, hold, out and hold; a hold of 0 is left out.
  public init(_ inhale: Rational, _ full: Rational, _ exhale: Rational, _ empty: Rational, times: Int) {
    self.init([(.inhale, inhale), (.hold, full), (.exhale, exhale), (.hold, empty)], times: times)
  }

  private init(_ parts: [(kind: Phase.Kind, counts: Rational)], times: Int) {
    let played = parts.filter { $0.kind != .hold || $0.counts != 0 }
    self.init(.number(times), phases: played.map { Phase($0.kind, .counts($0.counts)) })
  }
}
