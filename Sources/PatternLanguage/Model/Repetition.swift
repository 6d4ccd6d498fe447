/// Steps that are played several times.
public struct Repetition: Sendable, Hashable {
  /// What is played in each round.
  public var rounds: Rounds
  /// A rest between two rounds, never behind the last.
  public var resting: Duration
  /// Breaths a minute, as they are heard; then the counts in the rounds give only their ratio.
  public var pace: Rational?
  /// Breaths a minute in the last round; `nil` where the pace stays.
  public var paceAtEnd: Rational?
  /// The numbers that are announced; `nil` for none.
  public var announcement: Announcement?

  /// Rounds that vary in nothing become the same.
  public init(
    _ rounds: Rounds, resting: Duration = .zero, pace: Rational? = nil, to paceAtEnd: Rational? = nil,
    announcement: Announcement? = nil
  ) {
    self.rounds = rounds.simplest
    self.resting = resting
    self.pace = pace
    self.paceAtEnd = paceAtEnd == pace ? nil : paceAtEnd
    self.announcement = announcement
  }

  /// The rounds of a repetition, alike or not.
  public enum Rounds: Sendable, Hashable {
    /// The same steps so many times.
    case same(Int, [Step])
    /// The same steps until the time is reached; the last round is never cut.
    case lasting(Duration, [Step])
    /// One list of steps for each round: something in them changes from the first round to the last.
    case varying([[Step]])

    /// Rounds that vary in nothing are the same.
    fileprivate var simplest: Rounds {
      guard case .varying(let rounds) = self, let first = rounds.first, rounds.allSatisfy({ $0 == first }) else {
        return self
      }
      return .same(rounds.count, first)
    }

    /// The steps of each round, those of rounds that are the same once.
    public var all: [[Step]] {
      switch self {
      case .same(_, let steps), .lasting(_, let steps): [steps]
      case .varying(let rounds): rounds
      }
    }

    /// - Parameter round: counted from 0.
    public func steps(ofRound round: Int) -> [Step] {
      switch self {
      case .same(_, let steps), .lasting(_, let steps): steps
      case .varying(let rounds): rounds[round]
      }
    }

    /// How many there are, where the text says that; `nil` where a time does.
    public var given: Int? {
      switch self {
      case .same(let number, _): number
      case .lasting: nil
      case .varying(let rounds): rounds.count
      }
    }
  }
}
