/// Steps that are played several times.
///
/// ```swift
/// let repetition = Repetition(.same(3, [.phase(Phase(.inhale, .counts(4))), .phase(Phase(.exhale, .counts(6)))]))
/// ```
public struct Repetition: Sendable, Hashable {
  /// The rounds, with their steps.
  public var rounds: Rounds
  /// The length of the rest between two rounds; there is no rest after the last round.
  public var resting: Duration
  /// The text that is spoken when the rest begins; `nil` for none.
  public var restingText: String?
  /// The number of last counts of the rest that are announced; `nil` for none.
  public var restingCountdown: Int?
  /// Audible breaths per minute; with a pace, the counts in the rounds only give their ratio.
  public var pace: Rational?
  /// Breaths per minute in the last round; `nil` for a constant pace.
  public var paceAtEnd: Rational?
  /// The numbers that are announced; `nil` for none.
  public var announcement: Announcement?

  /// Creates a repetition. Rounds of `varying` that are all equal are converted to `same`.
  ///
  /// - Parameters:
  ///   - rounds: the steps of the rounds.
  ///   - resting: the time between two rounds.
  ///   - restingText: the text that is spoken when the rest begins.
  ///   - restingCountdown: the number of last counts of the rest that are announced.
  ///   - pace: breaths per minute; `nil` for the lengths of the phases as they are.
  ///   - paceAtEnd: breaths per minute of the last round; `nil` for `pace`.
  ///   - announcement: the numbers that are announced; `nil` for none.
  public init(
    _ rounds: Rounds, resting: Duration = .zero, saying restingText: String? = nil,
    countdown restingCountdown: Int? = nil, pace: Rational? = nil, to paceAtEnd: Rational? = nil,
    announcement: Announcement? = nil
  ) {
    self.rounds = rounds.simplest
    self.resting = resting
    self.restingText = restingText
    self.restingCountdown = restingCountdown
    self.pace = pace
    self.paceAtEnd = paceAtEnd == pace ? nil : paceAtEnd
    self.announcement = announcement
  }

  /// The rounds of a repetition, equal or different.
  public enum Rounds: Sendable, Hashable {
    /// A number of rounds with the same steps.
    case same(Int, [Step])
    /// A time to reach with whole rounds of the same steps; the last round is never cut.
    case lasting(Duration, [Step])
    /// A list of steps for each round, because something in them changes from the first round to the last.
    case varying([[Step]])

    /// The rounds, converted to `same` if they are all equal.
    fileprivate var simplest: Rounds {
      guard case .varying(let rounds) = self, let first = rounds.first, rounds.allSatisfy({ $0 == first }) else {
        return self
      }
      return .same(rounds.count, first)
    }

    /// The steps of each round; a single element if all rounds are the same.
    public var all: [[Step]] {
      switch self {
      case .same(_, let steps), .lasting(_, let steps): [steps]
      case .varying(let rounds): rounds
      }
    }

    /// Returns the steps of a round.
    ///
    /// - Parameter round: the index of the round, from 0.
    public func steps(ofRound round: Int) -> [Step] {
      switch self {
      case .same(_, let steps), .lasting(_, let steps): steps
      case .varying(let rounds): rounds[round]
      }
    }

    /// The number of rounds; `nil` if a time determines it.
    public var given: Int? {
      switch self {
      case .same(let number, _): number
      case .lasting: nil
      case .varying(let rounds): rounds.count
      }
    }
  }
}
