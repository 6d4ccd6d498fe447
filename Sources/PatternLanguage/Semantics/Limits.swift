/// Limits of the language, so that the cost of a text depends only on its size. GRAMMAR.md lists them.
public enum Limits {
  /// The longest permitted steps of a track; the lead-in and the ending are added to this.
  public static let longestTrack = Duration.seconds(24 * 3600)
  /// The longest steps after rounding up to whole breaths: `breaths 24h` plays its last breath whole.
  static let longestSteps = Duration.seconds(25 * 3600)
  /// The deepest nesting of blocks, also counted through definitions and used patterns. It bounds every recursion over
  /// a text and its steps.
  public static let deepestNesting = 64
  /// The largest number that can be written.
  public static let largestNumber = 1_000_000_000
  /// The shortest phase that a person can follow.
  public static let shortestPhase = Duration.milliseconds(100)
  /// The length of one count.
  public static let countLength = Duration.milliseconds(100)...Duration.seconds(60)
  /// The longest lead-in.
  public static let longestLeadIn = Duration.seconds(3600)
  /// The length of the ending.
  public static let endingLength = Duration.seconds(1)...Duration.seconds(60)
  /// The longest title, caption, word or name, in bytes of UTF-8: the capacity of the labels of a sound file.
  public static let longestLabel = 255
  /// The longest text of `say`, in bytes of UTF-8: a paragraph.
  public static let longestInstruction = 2000
  /// The longest `about` or `source`, and any other text, in bytes of UTF-8.
  public static let longestNote = 4096
  /// The largest number that is announced.
  public static let largestAnnouncement = 1000
  /// The number of bell settings in a track or a section.
  public static let mostBells = 100
  /// The time between bells over the breathing.
  public static let bellPeriod = Duration.seconds(1)...longestTrack
  /// The length of a fade.
  public static let fade = Duration.milliseconds(10)...Duration.seconds(24 * 3600)
  /// The attack and the release of a cue. A shorter edge would be heard as a click.
  public static let edge = Duration.milliseconds(5)...Duration.seconds(60)
  /// The length of a cue.
  public static let ring = Duration.milliseconds(20)...Duration.seconds(60)
  /// Levels in dB relative to full scale.
  public static let level = Rational(-120)...Rational(0)
  /// Integrated loudness in LUFS.
  public static let loudness = Rational(-60)...Rational(-10)
  /// The number of operators in one value, including those in parentheses.
  static let mostOperators = 64
  /// The number of statements that a text may unroll into, by `for`, `use` and rounds that differ.
  public static let largestUnrolling = 100_000
  /// The size, in bytes, up to which an unrolled statement counts once; a longer one counts once more for each
  /// multiple.
  static let unrolledBytes = 64
  /// The number of files that a text may use, directly or through other files.
  public static let mostFiles = 1000
  /// The total size of these files, in bytes.
  public static let mostUsed = 8 << 20
  /// The number of names that are compared with a mistyped one.
  static let comparedNames = 1000
  /// The depth of patterns that use one another.
  public static let deepestUse = 16
  /// Breaths per minute.
  public static let rate = Rational(1, over: 10)...Rational(120)
  /// The number of problems reported for one text; further ones are only counted.
  public static let reportedProblems = 50
  /// The number of problems after which checking of a text stops.
  static let problemsRead = 200
}
