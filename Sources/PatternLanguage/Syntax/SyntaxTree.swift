/// The statements and comments of a text with their source ranges, before semantic checks.
struct SyntaxTree: Sendable {
  var statements: [StatementSyntax]
  /// Comments after the last statement.
  var closingComments: [CommentSyntax]
}

/// A comment on its own line or after a statement, including its `#`.
struct CommentSyntax: Sendable, Equatable {
  var range: SourceRange
  var blankLineBefore: Bool
}

/// A statement with its comments.
struct StatementSyntax: Sendable {
  var leadingComments: [CommentSyntax]
  var blankLineBefore: Bool
  var kind: Kind
  /// The range of the statement without its comments.
  var range: SourceRange
  var trailingComment: CommentSyntax?
  /// Whether a problem before its block has been reported; without a block, whether any problem has.
  var isHeadFaulty: Bool

  enum Kind: Sendable {
    indirect case setting(SettingSyntax)
    indirect case define(DefinitionSyntax)
    case phase(PhaseSyntax)
    indirect case breaths(BreathsSyntax)
    indirect case compact(CompactSyntax)
    indirect case `repeat`(RepeatSyntax)
    indirect case sides(SidesSyntax)
    indirect case say(SaySyntax)
    indirect case section(SectionSyntax)
    indirect case `for`(ForSyntax)
    indirect case use(UseSyntax)
    indirect case clip(ClipSyntax)
    /// A statement that could not be read and has been reported; its block is still checked.
    indirect case unreadable(BlockSyntax?)

    /// Whether the statement has a block of steps.
    var hasBlock: Bool {
      switch self {
      case .define(let definition): definition.block != nil
      case .breaths(let breaths): breaths.block != nil
      case .repeat(let repetition): repetition.block != nil
      case .sides(let sides): sides.block != nil
      case .section(let section): section.block != nil
      case .for(let loop): loop.block != nil
      case .unreadable(let block): block != nil
      case .setting, .phase, .compact, .say, .use, .clip: false
      }
    }
  }
}

/// A block, `{ … }`, with its comments.
struct BlockSyntax: Sendable {
  var openBrace: SourceRange
  var openingComment: CommentSyntax?
  var statements: [StatementSyntax]
  var closingComments: [CommentSyntax]
  /// Whether the closing brace is present. A missing one has been reported.
  var isClosed: Bool
}

/// A phase with its modifiers, such as `inhale 4 left "in"`.
///
/// It is a class because most statements are phases: passing a reference avoids copying its parts.
final class PhaseSyntax: Sendable {
  let keyword: Located<Keyword>
  let length: ExpressionSyntax?
  /// `left`, `right`, a name whose value is one of them, or `other` and such a name.
  let side: Located<String>?
  let text: TextSyntax?
  /// The number of final counts that are announced: `countdown 3`.
  let countdown: ExpressionSyntax?

  init(
    keyword: Located<Keyword>, length: ExpressionSyntax?, side: Located<String>?, text: TextSyntax?,
    countdown: ExpressionSyntax? = nil
  ) {
    self.keyword = keyword
    self.length = length
    self.side = side
    self.text = text
    self.countdown = countdown
  }
}

/// Breaths, for a number or a time: `breaths 5 at 6/min { inhale 4; exhale 6 }`.
struct BreathsSyntax: Sendable {
  var keyword: Located<Keyword>
  /// The word `exactly` before a time.
  var exactly: SourceRange?
  var amount: ExpressionSyntax?
  var modifiers: ModifiersSyntax
  /// The text spoken once, with the first breath.
  var text: TextSyntax?
  var block: BlockSyntax?
}

/// Breaths in compact notation: `4-7-8 times 4`.
struct CompactSyntax: Sendable {
  var ratio: Located<[Rational]>
  var times: ExpressionSyntax?
  var modifiers: ModifiersSyntax
}

/// The modifiers after the amount of `breaths`, of compact notation and of `repeat`.
struct ModifiersSyntax: Sendable {
  var pace: ExpressionSyntax?
  var direction: Located<Announcement.Direction>?
  /// The word `breaths` after `countdown` or `countup`.
  var breaths: SourceRange?
  /// The announced numbers: the first one, as in `from 20`, or the first and last, as in `from 27 to 0`.
  var from: ExpressionSyntax?
  var every: ExpressionSyntax?
  var place: Located<Announcement.Place>?
}

/// A repetition: `repeat 3 resting 30s { … }`.
struct RepeatSyntax: Sendable {
  var keyword: Located<Keyword>
  /// The number of rounds, or their total time.
  var amount: ExpressionSyntax?
  var resting: RestingSyntax?
  var modifiers: ModifiersSyntax
  var block: BlockSyntax?
}

/// A rest between rounds: `resting 30s countdown 3 "laat los"`.
struct RestingSyntax: Sendable {
  var keyword: SourceRange
  var length: ExpressionSyntax
  var text: TextSyntax?
  var countdown: ExpressionSyntax?
}

/// Steps repeated for each side: `sides "left" "right" { … }`.
struct SidesSyntax: Sendable {
  var keyword: Located<Keyword>
  var names: [TextSyntax]
  var resting: RestingSyntax?
  var block: BlockSyntax?
}

/// A spoken text: `say "Lie down"` or `say "Lie down" 5s`.
struct SaySyntax: Sendable {
  var keyword: Located<Keyword>
  var text: TextSyntax?
  var length: ExpressionSyntax?
}

/// A named section: `section "Warming up" { … }`.
struct SectionSyntax: Sendable {
  var keyword: Located<Keyword>
  var name: TextSyntax?
  var block: BlockSyntax?
}

/// A loop over values: `for pace in 6.5 6 5.5 { … }`.
struct ForSyntax: Sendable {
  var keyword: Located<Keyword>
  var name: Located<String>?
  var values: [ExpressionSyntax]
  var block: BlockSyntax?
}

/// A definition of steps: `define half-round with side, other { … }`.
struct DefinitionSyntax: Sendable {
  var keyword: Located<Keyword>
  var name: Located<String>?
  var parameters: [Located<String>]
  var block: BlockSyntax?
}

/// A use of a definition or a file: `use half-round with side = left`, `use "kindhouding.breath"`.
struct UseSyntax: Sendable {
  var keyword: Located<Keyword>
  var target: Target?
  var arguments: [Argument]

  enum Target: Sendable {
    case definition(Located<String>)
    case file(TextSyntax)
  }

  struct Argument: Sendable {
    var name: Located<String>
    var value: ExpressionSyntax
  }
}

/// A recording: `clip "my-voice/twenty.wav"` or `clip "my-voice/twenty.wav" 3s`.
struct ClipSyntax: Sendable {
  var keyword: Located<Keyword>
  var file: TextSyntax?
  var length: ExpressionSyntax?
}
