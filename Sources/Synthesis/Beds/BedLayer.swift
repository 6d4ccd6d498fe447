/// A bed in a track: how loud it is, and what moves it.
public struct BedLayer: Sendable {
  public let sound: BedSound
  /// Its level over a minute, as a root mean square relative to full scale.
  public let level: Decibels
  /// Whether it swells and falls with the breath.
  public let isFollowing: Bool

  public init(_ sound: BedSound, level: Decibels, isFollowing: Bool) {
    self.sound = sound
    self.level = level
    self.isFollowing = isFollowing
  }

  /// That of a bed that is given none.
  public static let usualLevel = Decibels(-40)
  /// How much softer it is beneath words.
  static let ducking = Decibels(-9)
  /// The time in which it draws back before words, and comes again behind them.
  static let duckingFall = Duration.milliseconds(300)
  static let duckingRise = Duration.milliseconds(900)
  /// The time in which it comes and goes at the ends of a track, where no fade is longer.
  static let edge = Duration.seconds(2)
}
