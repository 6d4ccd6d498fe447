/// Steps that are played once for each side of the body.
///
/// ```swift
/// let sides = Sides(
///   first: .init(name: "left", side: .left), second: .init(name: "right", side: .right),
///   steps: [.phase(Phase(.tense, .time(.seconds(5))))])
/// ```
public struct Sides: Sendable, Hashable {
  /// The side that is played first.
  public let first: NamedSide
  /// The side that is played second.
  public let second: NamedSide
  /// The steps of the first side.
  public let steps: [Step]
  /// The steps of the second side; `nil` if they equal those of the first, because no text names the side.
  public let secondSteps: [Step]?
  /// The length of the rest between the two sides; zero for none.
  public var resting: Duration
  /// The text that is spoken when the rest begins; `nil` for none.
  public var restingText: String?
  /// The number of last counts of the rest that are announced; `nil` for none.
  public var restingCountdown: Int?
  /// Whether the name of each side is spoken when the side begins. It is not if a text within the side already contains
  /// the name, as with `{side}`.
  public let speaksNames: Bool

  /// Creates the steps of two sides.
  ///
  /// - Parameters:
  ///   - first: the side that comes first.
  ///   - second: the other side.
  ///   - steps: the steps of the first side.
  ///   - secondSteps: the steps of the second side, if texts name the side.
  ///   - resting: the time between the sides.
  ///   - restingText: the text that is spoken when the rest between the sides begins.
  ///   - restingCountdown: the number of last counts of the rest that are announced.
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

  /// Returns the steps of a side.
  ///
  /// - Parameter round: 0 for the first side, 1 for the second.
  public func steps(ofRound round: Int) -> [Step] { round == 0 ? steps : secondSteps ?? steps }

  /// The name of a side, and the ear on which the side is heard.
  public struct NamedSide: Sendable, Hashable {
    /// The name as written and spoken.
    public var name: String
    /// The side that the name means.
    public var side: Side

    /// Creates a named side.
    public init(name: String, side: Side) {
      self.name = name
      self.side = side
    }
  }
}

extension [Step] {
  /// The texts spoken during the steps, in order.
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
  /// The rest between two rounds as a phase; `nil` for none.
  package var rest: Phase? {
    resting > .zero ? Phase(.rest, .time(resting), text: restingText, countdown: restingCountdown) : nil
  }
}

extension Repetition: RestingBlock {}
extension Sides: RestingBlock {}
