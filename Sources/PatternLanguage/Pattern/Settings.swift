/// What holds for a whole track.
public struct Settings: Sendable, Hashable {
  public var title: String?
  public var about: String?
  public var sources: [String] = []
  /// A BCP 47 tag, such as `nl` or `pt-BR`.
  public var language = "en"
  public var profile: Profile?
  /// The length of one count.
  public var count = Duration.seconds(1)
  /// Time before the first step.
  public var leadIn = Duration.zero
  public var ending = Ending.bell(ring: Ending.usualRing)
  public var fadeIn = Duration.zero
  public var fadeOut = Duration.zero
  public var bed: Bed?
  public var voice: Voice?
  /// The integrated loudness that the track is to have, in LUFS.
  public var loudness: Rational?
  public var sounds: Sounds?
  public var parameters: [Parameter] = []
  public var allowances: [Allowance] = []

  public init() {}

  /// The settings that this version reads and checks, but does not make heard yet, by their names.
  public var unheard: [String] {
    var names: [String] = []
    if profile != nil { names.append("profile") }
    if bed != nil { names.append("bed") }
    if fadeIn > .zero || fadeOut > .zero { names.append("fade") }
    if voice != nil, voice != .silent { names.append("voice") }
    if loudness != nil { names.append("loudness") }
    if sounds != nil { names.append("sounds") }
    return names
  }
}

/// How a track says that it is over.
public enum Ending: Sendable, Hashable {
  /// The track stops with its last step: for falling asleep.
  case none
  /// A bell that rings for a while behind the last step.
  case bell(ring: Duration)

  public static let usualRing = Duration.seconds(6)

  public var length: Duration {
    switch self {
    case .none: .zero
    case .bell(let ring): ring
    }
  }
}

/// A named set of defaults, for the people that a track is made for.
public enum Profile: String, Sendable, Hashable, CaseIterable {
  case `class`, sleep, physio, cardiac

  /// How a track of this profile ends unless it says otherwise.
  public var ending: Ending { self == .sleep ? .none : .bell(ring: Ending.usualRing) }
}

/// What sounds beneath the cues.
public struct Bed: Sendable, Hashable {
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

  public enum Material: Sendable, Hashable {
    case none, white, pink, brown, ocean, rain, drone
    /// A recording, by its path below the pattern's folder.
    case clip(String)

    static let named: [String: Material] = [
      "none": .none, "white": .white, "pink": .pink, "brown": .brown, "ocean": .ocean, "rain": .rain, "drone": .drone,
    ]
  }
}

/// Who speaks.
public enum Voice: Sendable, Hashable {
  case silent
  /// A voice of the speech program, such as `nl`.
  case named(String)
  /// A program that turns text into sound.
  case command(String)
  /// Recordings, by their names.
  case folder(String)
}

/// Which cues sound: a set by its name, and single cues that replace some of it.
public struct Sounds: Sendable, Hashable {
  public var set: String?
  public var cues: [String: CueChoice]

  public init(set: String? = nil, cues: [String: CueChoice] = [:]) {
    self.set = set
    self.cues = cues
  }

  public static let sets = ["breath", "bowls", "tones", "bells", "wood", "night"]
  public static let timbres = [
    "tone", "glide", "swell", "bowl", "bell", "chime", "pluck", "wood", "tick", "clip", "voice", "none",
  ]
  public static let events = [
    "inhale", "exhale", "hold", "full-hold", "empty-hold", "rest", "tense", "release", "count", "announcement",
    "lead-in",
    "start", "end", "section", "side",
  ]
}

/// What one event sounds like.
public struct CueChoice: Sendable, Hashable {
  public var timbre: String
  public var file: String?
  /// Notes such as `A3`, or frequencies such as `440Hz`; two for a glide.
  public var pitches: [String]
  /// In dB.
  public var level: Rational?

  public init(timbre: String, file: String? = nil, pitches: [String] = [], level: Rational? = nil) {
    self.timbre = timbre
    self.file = file
    self.pitches = pitches
    self.level = level
  }
}

/// A value that whoever renders a pattern may change.
public struct Parameter: Sendable, Hashable {
  public var name: String
  public var value: Value
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
  public var reason: String

  public init(rule: String, reason: String) {
    self.rule = rule
    self.reason = reason
  }
}
