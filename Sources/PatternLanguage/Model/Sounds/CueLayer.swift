/// One of the sounds of a cue.
///
/// ```swift
/// let bowl = CueLayer(.bowl, pitches: ["A3"], level: -12)
/// ```
public struct CueLayer: Sendable, Hashable {
  /// Sound of the layer.
  public var timbre: TimbreName
  /// Recording of a `clip`: a path below the pattern's folder.
  public var file: String?
  /// Notes such as `A3`, or frequencies such as `440Hz`; a glide has two.
  public var pitches: [PitchName]
  /// Peak level, in dB relative to full scale; `nil` for the default of the timbre.
  public var level: Rational?
  /// Attack: time from silence to full level; `nil` for the default of the timbre.
  public var rise: Duration?
  /// Release: time from full level to silence, at the end; `nil` for the default of the timbre.
  public var fall: Duration?
  /// Length, if it differs from the length of the event; `nil` for the default of the timbre.
  public var ring: Duration?

  /// A layer from its parts.
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
