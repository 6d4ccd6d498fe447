/// Steps that are played once for each side of the body.
public struct Sides: Sendable, Hashable {
  /// The side that comes first.
  public let first: NamedSide
  /// The side that comes second.
  public let second: NamedSide
  /// What is played for the first side.
  public let steps: [Step]
  /// What is played for the second side; `nil` where it is the same, since no text names a side.
  public let secondSteps: [Step]?
  /// A rest between the two sides.
  public var resting: Duration
  /// What is said when that rest begins.
  public var restingText: String?
  /// How many of the last counts of that rest are announced.
  public var restingCountdown: Int?
  /// Whether the name of a side is spoken when the side begins: unless texts within it say its name, as `{side}` does.
  public let speaksNames: Bool

  /// - Parameters:
  ///   - steps: what is played for the first side.
  ///   - secondSteps: what is played for the second side, where texts name the side.
  ///   - restingText: what is said when the rest between them begins.
  ///   - restingCountdown: how many of the last counts of the rest are announced.
  public init(
    first: NamedSide, second: NamedSide, steps: [Step], secondSteps: [Step]? = nil, resting: Duration = .zero,
    saying restingText: String? = nil, countdown restingCountdown: Int? = nil
  ) {
    self.first = first
    self.second = second
    self.steps = steps
    self.secondSteps = secondSteps == steps ? nil : secondSteps
    self.resting = resting
    self.restingText = restingText
    self.restingCountdown = restingCountdown
    guard let secondSteps, secondSteps != steps else {
      speaksNames = true
      return
    }
    speaksNames = !zip(steps.spokenTexts, secondSteps.spokenTexts).contains { one, other in
      one != other && one.contains(first.name) && other.contains(second.name)
    }
  }

  /// What is played for a side.
  ///
  /// - Parameter round: 0 for the first side, 1 for the second.
  public func steps(ofRound round: Int) -> [Step] { round == 0 ? steps : secondSteps ?? steps }

  /// A name that is shown and spoken, and where it is heard.
  public struct NamedSide: Sendable, Hashable {
    /// The name as it is written and spoken.
    public var name: String
    /// The side that the name stands for.
    public var side: Side

    /// Creates a name of a side.
    public init(name: String, side: Side) {
      self.name = name
      self.side = side
    }
  }
}

extension [Step] {
  /// The texts that a voice says in them, in their order.
  fileprivate var spokenTexts: [String] { reduce(into: []) { texts, step in texts += step.spokenTexts } }
}

extension Step {
  fileprivate var spokenTexts: [String] {
    switch self {
    case .phase(let phase): [phase.text].compactMap(\.self)
    case .breaths(let breaths): ([breaths.text] + breaths.phases.map(\.text)).compactMap(\.self)
    case .repetition(let repetition):
      [repetition.restingText].compactMap(\.self) + repetition.rounds.all.flatMap(\.spokenTexts)
    case .sides(let sides):
      [sides.restingText].compactMap(\.self) + sides.steps.spokenTexts + (sides.secondSteps?.spokenTexts ?? [])
    case .section(let section): section.steps.spokenTexts
    case .instruction(let instruction): [instruction.text]
    case .clip: []
    }
  }
}

/// A block with a rest between its rounds.
package protocol RestingBlock {
  var resting: Duration { get }
  var restingText: String? { get }
  var restingCountdown: Int? { get }
}

extension RestingBlock {
  /// The rest between two rounds as a phase; `nil` where there is none.
  package var rest: Phase? {
    resting > .zero ? Phase(.rest, .time(resting), text: restingText, countdown: restingCountdown) : nil
  }
}

extension Repetition: RestingBlock {}
extension Sides: RestingBlock {}
