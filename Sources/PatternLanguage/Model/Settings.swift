/// Settings of a whole track.
///
/// ```swift
/// var settings = Settings()
/// settings.leadIn = .seconds(10)
/// ```
public struct Settings: Sendable, Hashable {
  /// Name of the track.
  public var title: String?
  /// Purpose of the track, and cautions.
  public var about: String?
  /// Sources of the exercise.
  public var sources: [String] = []
  /// BCP 47 tag, such as `nl` or `pt-BR`.
  public var language = "en"
  /// Profile of the track. Setting it does not change other settings; `Settings(for:)` does.
  public var profile: Profile?
  /// Length of one count.
  public var count = Duration.seconds(1)
  /// Time before the first step.
  public var leadIn = Duration.zero
  /// The length of the whole track, including lead-in and ending; `nil` for the sum of its parts.
  public var lasting: Duration?
  /// The sound after the last step.
  public var ending = Ending.bell(ring: Ending.usualRing)
  /// Bells over the steps.
  public var bells: [IntervalBell] = []
  /// The length of the fade-in.
  public var fadeIn = Duration.zero
  /// Length of the fade-out; zero for the default of the profile.
  public var fadeOut = Duration.zero
  /// Continuous sound below the cues.
  public var bed: Bed?
  /// Voice of spoken texts; `nil` for the default voice of the language.
  public var voice: Voice?
  /// Integrated loudness of the track, in LUFS; `nil` for no adjustment.
  public var loudness: Rational?
  /// Replacements of cues; `nil` for the set of the profile.
  public var sounds: Sounds?
  /// Values that can be changed when the track is rendered.
  public var parameters: [Parameter] = []
  /// Rules of advice that the pattern overrides with a reason.
  public var allowances: [Allowance] = []

  /// Default settings.
  public init() {}
}

/// Sound after the last step.
public enum Ending: Sendable, Hashable {
  /// No sound: the track ends with its last step, for falling asleep.
  case none
  /// A bell of this length after the last step.
  case bell(ring: Duration)

  /// Default length of the bell.
  public static let usualRing = Duration.seconds(6)

  /// Length that the ending adds to the track.
  public var length: Duration {
    switch self {
    case .none: .zero
    case .bell(let ring): ring
    }
  }
}

/// Continuous sound below the cues.
///
/// ```swift
/// settings.bed = Bed(.rain, level: -36, isFollowing: true)
/// ```
public struct Bed: Sendable, Hashable {
  /// Sound of the bed.
  public var material: Material
  /// Level over a minute, as a root mean square in dB relative to full scale; `nil` for the default.
  public var level: Rational?
  /// Whether the bed swells and fades with the breath.
  public var isFollowing: Bool

  /// A bed from its parts.
  public init(_ material: Material, level: Rational? = nil, isFollowing: Bool = false) {
    self.material = material
    self.level = level
    self.isFollowing = isFollowing
  }

  /// Sounds of a bed.
  public enum Material: Sendable, Hashable {
    /// No bed, colours of noise, and synthetic sounds.
    case none, white, pink, brown, ocean, rain, drone
    /// A recording: a path below the pattern's folder.
    case clip(String)

    package static let named: [String: Material] = [
      "none": .none, "white": .white, "pink": .pink, "brown": .brown, "ocean": .ocean, "rain": .rain, "drone": .drone,
    ]

    /// Names of the synthetic sounds.
    public static let made = ["white", "pink", "brown", "ocean", "rain", "drone"]

    /// The synthetic sound of a name; `nil` for another name.
    public init?(made name: String) {
      guard Self.made.contains(name), let material = Self.named[name] else { return nil }
      self = material
    }
  }
}

/// Source of spoken texts.
public enum Voice: Sendable, Hashable {
  /// No voice: captions only.
  case silent
  /// Voice of espeak-ng, such as `nl`.
  case named(String)
  /// Command of a speech program; empty for a command that was not stored, because commands are not part of the
  /// pattern.
  case command(String)
  /// Folder with recordings, by its path.
  case folder(String)
  /// Model of Piper, by its name, such as `nl_NL-mls-medium`.
  case piper(String)
}

/// A value that can be changed when the track is rendered.
///
/// ```swift
/// let parameter = Parameter(name: "minutes", value: .number(10), text: "Length of the exercise")
/// ```
public struct Parameter: Sendable, Hashable {
  /// Name in the text and on the command line.
  public var name: String
  /// Value in this pattern.
  public var value: Value
  /// Description for the user.
  public var text: String?

  /// A parameter from its parts.
  public init(name: String, value: Value, text: String? = nil) {
    self.name = name
    self.value = value
    self.text = text
  }
}

/// A rule of advice that the pattern overrides, with a reason.
///
/// ```swift
/// let allowance = Allowance(rule: AdviceRule.longHold.rawValue, reason: "supervised class")
/// ```
public struct Allowance: Sendable, Hashable {
  /// Name of an `AdviceRule`.
  public var rule: String
  /// Reason, in the author's words.
  public var reason: String

  /// An allowance from its parts.
  public init(rule: String, reason: String) {
    self.rule = rule
    self.reason = reason
  }
}
