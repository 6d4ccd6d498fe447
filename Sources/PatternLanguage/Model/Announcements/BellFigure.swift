/// Bell strokes that announce a number without a voice: the additive Roman numeral, largest value first.
///
/// Seventeen is *ten, five, one, one*. No number up to 49 needs more than nine strokes, and each value has its own
/// pitch.
///
/// ```swift
/// let strokes = BellFigure(of: 17).strokes  // [.ten, .five, .one, .one]
/// ```
public struct BellFigure: Sendable, Hashable {
  /// Strokes in order.
  public let strokes: [Bell]

  /// Time between strokes if the phase is long enough.
  static let usualSpacing = Duration.milliseconds(250)
  /// Minimum time between strokes that can be counted.
  static let closestSpacing = Duration.milliseconds(120)
  /// Maximum length of a stroke, which also ends with its phase.
  public static let longestRing = Duration.milliseconds(1500)

  /// The figure of a number; empty for a number below one.
  public init(of number: Int) {
    var rest = number
    var strokes: [Bell] = []
    for (bell, value) in Self.values {
      while rest >= value {
        strokes.append(bell)
        rest -= value
      }
    }
    self.strokes = strokes
  }

  /// Returns the time between strokes with which the figure fits in a phase.
  public func spacing(within phase: Duration) -> Duration {
    min(Self.usualSpacing, phase.scaled(by: 1, over: Int128(max(strokes.count, 1))) ?? Self.usualSpacing)
  }

  /// Number of strokes of each number that can be announced.
  static let strokes = (0...Limits.largestAnnouncement).map { BellFigure(of: $0).strokes.count }

  /// Length of the shortest phase in which the strokes can be counted.
  var shortestPhase: Duration { Self.closestSpacing * strokes.count }

  private static let values: [(Bell, Int)] = [
    (.thousand, 1000), (.fiveHundred, 500), (.hundred, 100), (.fifty, 50), (.ten, 10), (.five, 5), (.one, 1),
  ]
}

/// A bell stroke, by its meaning.
public enum Bell: String, Sendable, Hashable, CaseIterable {
  /// Beginning and end of the track.
  case start, end
  /// A bell of an `IntervalBell`, over the breathing.
  case interval
  case thousand
  /// A value of 500.
  case fiveHundred = "five-hundred"
  /// Values of 100, 50, 10, 5 and 1.
  case hundred, fifty, ten, five, one
}
