/// Numbers that are announced while breaths, or the rounds of a repetition, pass.
public struct Announcement: Sendable, Hashable {
  /// Whether the numbers fall or rise.
  public var direction: Direction
  /// What has a number: each round, or each breath that is heard in the rounds.
  public var unit: Unit
  /// Only numbers that this divides are announced.
  public var every: Int
  /// Where in the round or the breath a number is announced.
  public var place: Place
  /// The number of the first round; `nil` for how many there are (countdown), or one (countup).
  public var first: Int?
  /// The number of the last round, where the text names it; it follows from the first.
  public var last: Int?
  /// Whether texts of the block say the numbers: then they are not announced on their own.
  public var isInTexts = false

  /// Creates the announcement of numbers.
  public init(
    _ direction: Direction, of unit: Unit = .rounds, every: Int = 1, place: Place = .inhale, from first: Int? = nil,
    to last: Int? = nil
  ) {
    self.direction = direction
    self.unit = unit
    self.every = every
    self.place = place
    self.first = first
    self.last = last
  }

  /// From the last number to one, or from one to the last.
  public enum Direction: String, Sendable, Hashable, CaseIterable {
    case countdown, countup
  }

  /// What the numbers count.
  public enum Unit: Sendable, Hashable, CaseIterable {
    /// Rounds: of `breaths`, each is a breath.
    case rounds
    /// Every breath inside a repetition.
    case breaths
  }

  /// The phase at whose start a number is announced: the first one of its kind in the round.
  public enum Place: String, Sendable, Hashable, CaseIterable {
    case inhale, exhale

    /// The kind of phase that it speaks of.
    public var phase: Phase.Kind { self == .inhale ? .inhale : .exhale }
  }

  /// Takes the place of the number in the text of a phase. It is a noncharacter of Unicode, which no text contains.
  public static let numberMark = Unicode.Scalar(0xFDD0 as UInt16)!

  /// The number of a round, whether or not it is announced.
  ///
  /// - Parameters:
  ///   - round: counted from 0.
  ///   - rounds: how many there are.
  public func number(ofRound round: Int, of rounds: Int) -> Int {
    switch direction {
    case .countdown: (first ?? rounds) - round
    case .countup: (first ?? 1) + round
    }
  }

  /// The number of a round, where it is announced.
  ///
  /// - Parameters:
  ///   - round: counted from 0.
  ///   - rounds: how many there are.
  public func number(round: Int, of rounds: Int) -> Int? {
    let number = number(ofRound: round, of: rounds)
    return number.isMultiple(of: every) ? number : nil
  }

  /// Which phase of a breath the number is announced on: the first one of its kind, else the first of all.
  public func phase(in phases: [Phase]) -> Int {
    phases.firstIndex { $0.kind == place.phase } ?? 0
  }

  /// A text with the number that is due in the place of its mark; `nil` where none is due.
  public static func text(_ text: String, saying number: Int?) -> String? {
    guard text.unicodeScalars.contains(numberMark) else { return text }
    guard let number else { return nil }
    var words = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar == numberMark { words.append(contentsOf: String(number).unicodeScalars) } else { words.append(scalar) }
    }
    return String(words)
  }
}
