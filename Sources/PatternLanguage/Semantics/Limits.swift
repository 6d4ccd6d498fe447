/// What the language bounds, so that no text costs more than its size. GRAMMAR.md lists them.
public enum Limits {
  /// The most that the steps of a track may last; the lead-in and the ending come on top.
  public static let longestTrack = Duration.seconds(24 * 3600)
  /// The most that steps may last in the end: `breaths 24h` plays its last breath whole.
  static let longestSteps = Duration.seconds(25 * 3600)
  /// The deepest nesting of blocks, and of blocks, definitions and patterns together where one uses another. It bounds every recursion
  /// over a text, its steps and what is made of them.
  public static let deepestNesting = 64
  /// The largest number that may be written.
  public static let largestNumber = 1_000_000_000
  /// The shortest phase that a person can follow.
  public static let shortestPhase = Duration.milliseconds(100)
  /// What one count may last.
  public static let countLength = Duration.milliseconds(100)...Duration.seconds(60)
  /// The longest lead-in.
  public static let longestLeadIn = Duration.seconds(3600)
  /// How long the ending may ring.
  public static let endingLength = Duration.seconds(1)...Duration.seconds(60)
  /// The longest title, caption, word or name, in bytes of UTF-8: what the labels of a sound file hold.
  public static let longestLabel = 255
  /// The longest text of a `say`, in bytes of UTF-8: a paragraph.
  public static let longestInstruction = 2000
  /// The longest `about` or `source`, and any other text, in bytes of UTF-8.
  public static let longestNote = 4096
  /// The largest number that is announced.
  public static let largestAnnouncement = 1000
  /// Lines with bells over the breathing, in a track or a section.
  public static let mostBells = 100
  /// The time between bells over the breathing.
  public static let bellPeriod = Duration.seconds(1)...longestTrack
  /// How long a fade may take.
  public static let fade = Duration.milliseconds(10)...Duration.seconds(24 * 3600)
  /// How long a cue may take to come and to go: a shorter edge would click.
  public static let edge = Duration.milliseconds(5)...Duration.seconds(60)
  /// How long a cue may ring.
  public static let ring = Duration.milliseconds(20)...Duration.seconds(60)
  /// Levels in dB that can be asked for.
  public static let level = Rational(-120)...Rational(0)
  /// Integrated loudness in LUFS that can be asked for.
  public static let loudness = Rational(-60)...Rational(-10)
  /// Operators in one value, those between parentheses included.
  static let mostOperators = 64
  /// Statements that a text may unroll into, by `for`, `use` and rounds that differ.
  public static let largestUnrolling = 100_000
  /// A longer statement counts once more for each of these bytes, when statements are unrolled.
  static let unrolledBytes = 64
  /// The files that a text may use, in the files that it uses, too.
  public static let mostFiles = 1000
  /// What these may hold together, in bytes.
  public static let mostUsed = 8 << 20
  /// The names among which a mistyped one is looked for.
  static let comparedNames = 1000
  /// Patterns that use one another, one inside the other.
  public static let deepestUse = 16
  /// Breaths a minute that can be written.
  public static let rate = Rational(1, over: 10)...Rational(120)
  /// The problems that are reported of one text; those behind them are counted.
  public static let reportedProblems = 50
  /// The problems after which a text is read no further: it is no pattern.
  static let problemsRead = 200
}
