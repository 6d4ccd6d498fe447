/// A step of a pattern.
public indirect enum Step: Sendable, Hashable {
  /// A single phase.
  case phase(Phase)
  /// A repeated breath.
  case breaths(Breaths)
  /// Repeated steps.
  case repetition(Repetition)
  /// Steps for each side of the body.
  case sides(Sides)
  /// A named part.
  case section(Section)
  /// A spoken instruction.
  case instruction(Instruction)
  /// A recording.
  case clip(Clip)
}

extension Step {
  /// Whether a phase in the step is on one side.
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

/// Steps that are repeated.
public struct Repetition: Sendable, Hashable {
  /// Steps of each round.
  public var rounds: Rounds
  /// Rest between two rounds; there is none after the last.
  public var resting: Duration

  /// A repetition. Varying rounds that are all equal are stored as equal rounds.
  public init(_ rounds: Rounds, resting: Duration = .zero) {
    self.rounds = rounds.simplest
    self.resting = resting
  }

  /// Rounds of a repetition.
  public enum Rounds: Sendable, Hashable {
    /// A number of rounds with the same steps.
    case same(Int, [Step])
    /// Steps of each round, with values that change from the first round to the last.
    case varying([[Step]])

    /// The same rounds, as equal rounds if nothing varies.
    fileprivate var simplest: Rounds {
      guard case .varying(let rounds) = self, let first = rounds.first, rounds.allSatisfy({ $0 == first }) else {
        return self
      }
      return .same(rounds.count, first)
    }

    /// Number of rounds.
    public var count: Int {
      switch self {
      case .same(let number, _): number
      case .varying(let rounds): rounds.count
      }
    }

    /// Returns the steps of a round.
    ///
    /// - Parameter round: index of the round, from 0.
    public func steps(ofRound round: Int) -> [Step] {
      switch self {
      case .same(_, let steps): steps
      case .varying(let rounds): rounds[round]
      }
    }
  }
}

/// Steps that are played once for each side of the body.
public struct Sides: Sendable, Hashable {
  /// First side.
  public var first: NamedSide
  /// Second side.
  public var second: NamedSide
  /// Steps for each side.
  public var steps: [Step]

  /// Sides with their steps.
  public init(first: NamedSide, second: NamedSide, steps: [Step]) {
    self.first = first
    self.second = second
    self.steps = steps
  }

  /// A side with its name in captions.
  public struct NamedSide: Sendable, Hashable {
    /// Name in captions.
    public var name: String
    /// Side from which cues come.
    public var side: Side

    /// A side with a name.
    public init(name: String, side: Side) {
      self.name = name
      self.side = side
    }
  }
}

/// A named part of a track.
public struct Section: Sendable, Hashable {
  /// Name in captions and markers.
  public var name: String
  /// Length of one count, if it differs from the track's: a pattern that is used keeps its own count.
  public var count: Duration?
  /// Steps of the part.
  public var steps: [Step]

  /// A part with its steps.
  public init(name: String, count: Duration? = nil, steps: [Step]) {
    self.name = name
    self.count = count
    self.steps = steps
  }
}

/// A spoken instruction with its own time.
public struct Instruction: Sendable, Hashable {
  /// Text to be spoken.
  public var text: String

  /// An instruction.
  public init(text: String) {
    self.text = text
  }

  /// Reserved time: 500 ms, plus 70 ms for each character (about 14 characters per second, calm speech), plus 250 ms
  /// for each digit, which is spoken as a word. All of 80 measured Dutch and English sentences fit in it.
  ///
  /// It is an estimate, so that the times of a track do not depend on the installed voice.
  public var length: Duration {
    var (characters, digits) = (0, 0)
    for byte in text.utf8 {
      if !UTF8.isContinuation(byte) { characters += 1 }
      if byte.isDigit { digits += 1 }
    }
    return .milliseconds(500 + 70 * characters + 250 * digits)
  }
}

/// A recording with a reserved time.
public struct Clip: Sendable, Hashable {
  /// Path below the pattern's folder.
  public var file: String
  /// Reserved time.
  public var length: Duration

  /// A clip with its time.
  public init(file: String, length: Duration) {
    self.file = file
    self.length = length
  }
}
