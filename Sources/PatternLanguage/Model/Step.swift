/// One thing that a pattern asks for, in the order of the text.
public indirect enum Step: Sendable, Hashable {
  case phase(Phase)
  case breaths(Breaths)
  case repetition(Repetition)
  case sides(Sides)
  case section(Section)
  case instruction(Instruction)
  case clip(Clip)
}

extension Step {
  /// Whether any phase in it is heard on one side.
  var usesSides: Bool {
    switch self {
    case .phase(let phase): phase.side != nil
    case .breaths(let breaths): breaths.phases.contains { $0.side != nil }
    case .repetition(let repetition):
      switch repetition.rounds {
      case .same(_, let steps): steps.contains(where: \.usesSides)
      case .varying(let rounds): rounds.contains { $0.contains(where: \.usesSides) }
      }
    case .section(let section): section.steps.contains(where: \.usesSides)
    case .sides: true
    case .instruction, .clip: false
    }
  }
}

/// Steps that are played several times.
public struct Repetition: Sendable, Hashable {
  /// What is played in each round.
  public var rounds: Rounds
  /// A rest between two rounds, never behind the last.
  public var resting: Duration
  /// What is said when that rest begins.
  public var restingText: String?
  /// How many of the last counts of that rest are announced.
  public var restingCountdown: Int?

  /// Rounds that vary in nothing become the same.
  ///
  /// - Parameters:
  ///   - restingText: what is said when the rest begins.
  ///   - restingCountdown: how many of the last counts of the rest are announced.
  public init(
    _ rounds: Rounds, resting: Duration = .zero, saying restingText: String? = nil,
    countdown restingCountdown: Int? = nil
  ) {
    self.rounds = rounds.simplest
    self.resting = resting
    self.restingText = restingText
    self.restingCountdown = restingCountdown
  }

  /// The rounds of a repetition, alike or not.
  public enum Rounds: Sendable, Hashable {
    /// The same steps so many times.
    case same(Int, [Step])
    /// One list of steps for each round: something in them changes from the first round to the last.
    case varying([[Step]])

    /// Rounds that vary in nothing are the same.
    fileprivate var simplest: Rounds {
      guard case .varying(let rounds) = self, let first = rounds.first, rounds.allSatisfy({ $0 == first }) else {
        return self
      }
      return .same(rounds.count, first)
    }

    /// How many there are.
    public var count: Int {
      switch self {
      case .same(let number, _): number
      case .varying(let rounds): rounds.count
      }
    }

    /// - Parameter round: counted from 0.
    public func steps(ofRound round: Int) -> [Step] {
      switch self {
      case .same(_, let steps): steps
      case .varying(let rounds): rounds[round]
      }
    }
  }
}

/// A spoken instruction that takes time of its own.
public struct Instruction: Sendable, Hashable {
  /// What is said.
  public var text: String

  public init(text: String) {
    self.text = text
  }

  /// The time it is given: half a second, 70 ms for each character (about 14 characters a second, calm speech), and
  /// 250 ms more for each digit, which is said as a word. All of 80 Dutch and English sentences fit in it.
  ///
  /// It is an estimate on purpose: a track's times do not depend on which voice is installed.
  public var length: Duration {
    var (characters, digits) = (0, 0)
    for byte in text.utf8 {
      if !UTF8.isContinuation(byte) { characters += 1 }
      if byte.isDigit { digits += 1 }
    }
    return .milliseconds(500 + 70 * characters + 250 * digits)
  }
}

/// A recording of the teacher's own, with the time that it is given.
public struct Clip: Sendable, Hashable {
  /// A path below the pattern's folder.
  public var file: String
  public var length: Duration

  public init(file: String, length: Duration) {
    self.file = file
    self.length = length
  }
}
