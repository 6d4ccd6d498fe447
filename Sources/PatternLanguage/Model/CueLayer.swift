/// One of the sounds of a cue.
public struct CueLayer: Sendable, Hashable {
  /// What it is made of.
  public var timbre: TimbreName
  /// The recording of a `clip`, by its path below the pattern's folder.
  public var file: String?
  /// Notes such as `A3`, or frequencies such as `440Hz`; two for a glide.
  public var pitches: [PitchName]
  /// Its peak, in dB below full scale.
  public var level: Rational?
  /// From silence to full level; `nil` for what the timbre usually takes.
  public var rise: Duration?
  /// From full level to silence, at its end; `nil` for what the timbre usually takes.
  public var fall: Duration?
  /// How long it sounds where it does not last as long as its phase; `nil` for what the timbre usually takes.
  public var ring: Duration?

  public init(
    _ timbre: TimbreName, file: String? = nil, pitches: [PitchName] = [], level: Rational? = nil,
    rise: Duration? = nil, fall: Duration? = nil, ring: Duration? = nil
  ) {
    self.timbre = timbre
    self.file = file
    self.pitches = pitches
    self.level = level
    self.rise = rise
    self.fall = fall
    self.ring = ring
  }
}
