/// A bed in a track, with its level and whether it follows the breath.
///
/// ```swift
/// let rain = BedSound(.rain, rate: 48_000, channels: 2).map { BedLayer($0, level: Decibels(-36), isFollowing: false) }
/// ```
public struct BedLayer: Sendable {
  /// The bed that plays.
  public let sound: BedSound
  /// Loudness of the bed in two channels: −40 dB are −40 LUFS.
  public let level: Decibels
  /// Whether the bed swells and fades with the breath.
  public let isFollowing: Bool
  /// Channel that a mono track plays of a stereo recording, if it is one of them.
  package var loneChannel: LoneChannel?

  /// A bed at a level, with or without the swell of the breath.
  ///
  /// A recording is made 30 dB louder at most, so a very soft one stays below the level.
  public init(_ sound: BedSound, level: Decibels, isFollowing: Bool) {
    self.sound = sound
    self.level = Decibels(min(level.value, sound.highestLevel.value))
    self.isFollowing = isFollowing
  }

  /// Level of a bed whose pattern gives none.
  public static let usualLevel = Decibels(-40)
  /// Gain of the bed while words are spoken.
  static let ducking = Decibels(-9)
  /// Time in which the level decreases before words, and recovers after them.
  static let duckingFall = Duration.milliseconds(300)
  static let duckingRise = Duration.milliseconds(900)
  /// Time in which the bed fades in and out at the ends of a track that has no longer fade.
  static let edge = Duration.seconds(2)
}
