/// Settings for numbers that are announced during breaths, or during the rounds of a repetition.
///
/// ```swift
/// let announcement = Announcement(.countdown, every: 5)
/// ```
public struct Announcement: Sendable, Hashable {
  /// Whether the numbers decrease or increase.
  public var direction: Direction
  /// The unit that is numbered: each round, or each audible breath in the rounds.
  public var unit: Unit
  /// A divisor: only its multiples are announced.
  public var every: Int
  /// The phase on which a number is announced.
  public var place: Place
  /// The number of the first round; `nil` for the number of rounds (countdown) or 1 (countup).
  public var first: Int?
  /// The number of the last round, if the text states it. It follows from the first number and is kept only for the
  /// text.
  public var last: Int?
  /// Whether texts of the block contain the numbers, which are then not announced separately.
  public var isInTexts = false

  /// Creates the settings.
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

  /// The order of the numbers: from the last to 1 (countdown), or from 1 to the last (countup).
  public enum Direction: String, Sendable, Hashable, CaseIterable {
    case countdown, countup
  }

  /// The units that can be numbered.
  public enum Unit: Sendable, Hashable, CaseIterable {
    /// Rounds; each round of `breaths` is one breath.
    case rounds
    /// Every breath within a repetition.
    case breaths
  }

  /// The phase at whose start a number is announced: the first phase of its kind in the round.
  public enum Place: String, Sendable, Hashable, CaseIterable {
    case inhale, exhale

    /// The kind of phase.
    public var phase: Phase.Kind { self == .inhale ? .inhale : .exhale }
  }

  /// The placeholder for the number in the text of a phase. It is a Unicode noncharacter, which no pattern text
  /// contains.
  public static let numberMark = Unicode.Scalar(0xFDD0 as UInt16)!

  /// Returns the number of a round, whether it is announced or not.
  ///
  /// - Parameters:
  ///   - round: the index of the round, from 0.
  ///   - rounds: the number of rounds.
  public func number(ofRound round: Int, of rounds: Int) -> Int {
    switch direction {
    case .countdown: (first ?? rounds) - round
    case .countup: (first ?? 1) + round
    }
  }

  /// Returns the number of a round; `nil` if it is not announced.
  ///
  /// - Parameters:
  ///   - round: the index of the round, from 0.
  ///   - rounds: the number of rounds.
  public func number(round: Int, of rounds: Int) -> Int? {
    let number = number(ofRound: round, of: rounds)
    return number.isMultiple(of: every) ? number : nil
  }

  /// Returns the index of the phase on which the number is announced: the first of its kind, or 0 if there is none.
  public func phase(in phases: [Phase]) -> Int {
    phases.firstIndex { $0.kind == place.phase } ?? 0
  }

  /// Returns the text with each placeholder replaced by the number; `nil` if the text needs a number and there is none.
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

/// The source of announced numbers in one part of a track.
package enum Announcer: Sendable {
  case bells, voice
  /// No sound: numbers appear only as captions.
  case silence

  /// Determines the announcer from the cues and the voice.
  ///
  /// - Parameter profile: the profile of the track, which determines the default set of sounds.
  package init(of guidance: Guidance, profile: Profile?) {
    let own = guidance.sounds ?? Sounds()
    let set = own.set ?? profile?.sounds ?? Sounds.usualSet
    let layers = own.cues["announcement"] ?? SoundSet.named(set)?.sounds.cues["announcement"] ?? []
    let isSpoken = layers.contains { $0.timbre == .voice }
    if guidance.voice.map({ $0 != .silent }) ?? (isSpoken || guidance.saysWords) {
      self = .voice
    } else if isSpoken || !layers.isEmpty && layers.allSatisfy({ $0.timbre == .none }) {
      self = .silence
    } else {
      self = .bells
    }
  }
}
