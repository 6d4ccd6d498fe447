/// A setting as written, before semantic checks.
struct SettingSyntax: Sendable {
  var keyword: Located<Keyword>
  /// The value; `nil` if it is missing or unreadable and has been reported.
  var value: Value?

  enum Value: Sendable {
    case text(TextSyntax)
    case word(Located<String>)
    case expression(ExpressionSyntax)
    case ending(Located<String>, ring: ExpressionSyntax?)
    case bell(BellSyntax)
    case fade(Located<String>, ExpressionSyntax)
    case bed(BedSyntax)
    case voice(Located<String>, argument: TextSyntax?)
    case sounds(SoundsSyntax)
    case parameter(ParameterSyntax)
    case allow(Located<String>, reason: TextSyntax?)
  }
}

/// The times of a bell: `bell every 5min`, `bell at half "halverwege"`.
struct BellSyntax: Sendable {
  /// The kind of time at which the bell sounds.
  var moment: Moment
  /// The interval or time of the bell; `nil` for `at half`.
  var time: ExpressionSyntax?
  var text: TextSyntax?

  enum Moment: String, Sendable {
    case every, at
    case half = "at half"
    case beforeEnd = "before end"
  }
}

/// A bed with its level: `bed ocean -38dB following`.
struct BedSyntax: Sendable {
  var name: Located<String>
  var file: TextSyntax?
  var level: ExpressionSyntax?
  var following: SourceRange?
}

/// The sounds of the cues: `sounds bowls { inhale glide A3 to E4 -12dB }`.
struct SoundsSyntax: Sendable {
  var set: Located<String>?
  /// A file that defines a set of cues.
  var file: TextSyntax?
  /// The range of `with words`.
  var words: SourceRange?
  var cues: [CueSyntax]
  var openingComment: CommentSyntax?
  var closingComments: [CommentSyntax]
  var hasBlock: Bool
}

/// A line of a `sounds` block: the sound of one event.
struct CueSyntax: Sendable {
  var leadingComments: [CommentSyntax]
  var blankLineBefore: Bool
  var event: Located<String>
  var layers: [LayerSyntax]
  var trailingComment: CommentSyntax?
}

/// One of the sounds of a cue: `glide A3 to E4 -12dB rise 250ms`.
struct LayerSyntax: Sendable {
  var timbre: Located<String>
  var file: TextSyntax?
  /// A note such as `A3`, or a frequency in Hz.
  var pitches: [Located<String>]
  var level: ExpressionSyntax?
  var times: [(edge: Located<Edge>, time: ExpressionSyntax)] = []

  enum Edge: String, Sendable, CaseIterable { case rise, fall, ring }
}

/// A parameter: `parameter unit = 4 in 2..8 "Counts for one unit"`.
struct ParameterSyntax: Sendable {
  var name: Located<String>
  var value: ExpressionSyntax
  var range: (from: ExpressionSyntax, to: ExpressionSyntax)?
  var text: TextSyntax?
}
