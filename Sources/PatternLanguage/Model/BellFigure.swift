/// How bells announce a number without a voice: the additive Roman numeral, largest first.
///
/// Seventeen is *ten, five, one, one*. No number up to 49 needs more than nine strokes, and each value has a pitch of
/// its own.
public struct BellFigure: Sendable, Hashable {
  /// What is struck, in order.
  public let strokes: [Bell]

  /// The time from stroke to stroke where the phase has room for it.
  public static let usualSpacing = Duration.milliseconds(250)
  /// Strokes that follow one another more quickly cannot be counted.
  public static let closestSpacing = Duration.milliseconds(120)
  /// A stroke rings no longer than this, and never past the end of its phase.
  public static let longestRing = Duration.milliseconds(1500)

  /// The figure of a number; there is none for less than one.
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

  /// The time from stroke to stroke so that the figure fits a phase.
  public func spacing(within phase: Duration) -> Duration {
    min(Self.usualSpacing, phase.scaled(by: 1, over: Int128(max(strokes.count, 1))) ?? Self.usualSpacing)
  }

  /// How many strokes each number takes that can be announced.
  static let strokes = (0...Limits.largestAnnouncement).map { BellFigure(of: $0).strokes.count }

  /// The shortest phase in which the figure can be told apart.
  public var shortestPhase: Duration { Self.closestSpacing * strokes.count }

  private static let values: [(Bell, Int)] = [
    (.thousand, 1000), (.fiveHundred, 500), (.hundred, 100), (.fifty, 50), (.ten, 10), (.five, 5), (.one, 1),
  ]
}

/// A bell stroke, by what it says.
public enum Bell: String, Sendable, Hashable, CaseIterable {
  case start, end
  /// One over the breathing, as an `IntervalBell` has it.
  case interval
  case thousand
  case fiveHundred = "five-hundred"
  case hundred, fifty, ten, five, one
}
