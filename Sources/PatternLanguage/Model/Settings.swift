/// What holds for a whole track.
public struct Settings: Sendable, Hashable {
  /// What the track is called.
  public var title: String?
  /// What the track is for, and its caution.
  public var about: String?
  /// Where the exercise comes from.
  public var sources: [String] = []
  /// A BCP 47 tag, such as `nl` or `pt-BR`.
  public var language = "en"
  /// Whose defaults these settings began with; setting it sets nothing else (``init(for:)`` does).
  public var profile: Profile?
  /// The length of one count.
  public var count = Duration.seconds(1)
  /// Time before the first step.
  public var leadIn = Duration.zero
  /// What sounds behind the last step.
  public var ending = Ending.bell(ring: Ending.usualRing)
  /// Bells over the steps.
  public var bells: [IntervalBell] = []
  /// How long the track takes to come.
  public var fadeIn = Duration.zero
  /// How long the track takes to go.
  public var fadeOut = Duration.zero
  /// What sounds beneath the cues.
  public var bed: Bed?
  /// Who speaks.
  public var voice: Voice?
  /// The integrated loudness that the track is to have, in LUFS.
  public var loudness: Rational?
  /// What replaces the standard cues.
  public var sounds: Sounds?
  /// Values that whoever renders the pattern may change.
  public var parameters: [Parameter] = []
  /// The advice that is passed on purpose.
  public var allowances: [Allowance] = []

  /// Those of a text that sets nothing.
  public init() {}
}

/// How a track says that it is over.
public enum Ending: Sendable, Hashable {
  /// The track stops with its last step: for falling asleep.
  case none
  /// A bell that rings for a while behind the last step.
  case bell(ring: Duration)

  /// How long a bell rings that is given no time.
  public static let usualRing = Duration.seconds(6)

  /// What it adds to the track.
  public var length: Duration {
    switch self {
    case .none: .zero
    case .bell(let ring): ring
    }
  }
}

/// What sounds beneath the cues.
public struct Bed: Sendable, Hashable {
  /// What it is made of.
  public var material: Material
  /// In dB.
  public var level: Rational?
  /// Whether it swells and falls with the breath.
  public var isFollowing: Bool

  public init(_ material: Material, level: Rational? = nil, isFollowing: Bool = false) {
    self.material = material
    self.level = level
    self.isFollowing = isFollowing
  }

  /// What a bed can be made of.
  public enum Material: Sendable, Hashable {
    case none, white, pink, brown, ocean, rain, drone
    /// A recording, by its path below the pattern's folder.
    case clip(String)

    package static let named: [String: Material] = [
      "none": .none, "white": .white, "pink": .pink, "brown": .brown, "ocean": .ocean, "rain": .rain, "drone": .drone,
    ]

    /// The names of those that are made, and not recorded.
    public static let made = ["white", "pink", "brown", "ocean", "rain", "drone"]

    /// One of those; `nil` for another name.
    public init?(made name: String) {
      guard Self.made.contains(name), let material = Self.named[name] else { return nil }
      self = material
    }
  }
}

/// Who speaks.
public enum Voice: Sendable, Hashable {
  /// Nobody: captions only.
  case silent
  /// A voice of the speech program, such as `nl`.
  case named(String)
  /// A program that turns text into sound; empty for one whose words are withheld, since they are no part of the pattern.
  case command(String)
  /// Recordings, by their names.
  case folder(String)
}

/// A value that whoever renders a pattern may change.
public struct Parameter: Sendable, Hashable {
  /// By which the text and the command line know it.
  public var name: String
  /// Its value in this pattern.
  public var value: Value
  /// What it means, for whoever may change it.
  public var text: String?

  public init(name: String, value: Value, text: String? = nil) {
    self.name = name
    self.value = value
    self.text = text
  }
}

/// A rule of advice that a pattern passes on purpose, and why.
public struct Allowance: Sendable, Hashable {
  /// The name of an `AdviceRule`.
  public var rule: String
  /// Why it is passed, in the writer's words.
  public var reason: String

  public init(rule: String, reason: String) {
    self.rule = rule
    self.reason = reason
  }
}
