/// A text as its writer laid it out: every statement, comment and place, before anything is judged.
struct SyntaxTree: Sendable {
  var statements: [StatementSyntax]
  /// Comments behind the last statement.
  var closingComments: [CommentSyntax]
}

/// A comment on a line of its own or behind a statement, with its `#`.
struct CommentSyntax: Sendable, Equatable {
  var range: SourceRange
  var blankLineBefore: Bool
}

/// One statement with the comments that belong to it.
struct StatementSyntax: Sendable {
  var leadingComments: [CommentSyntax]
  var blankLineBefore: Bool
  var kind: Kind
  /// Without the comments.
  var range: SourceRange
  var trailingComment: CommentSyntax?
  /// Whether something that stands before its block has been reported.
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

    /// Whether steps stand between its braces.
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

/// `{ … }` with its comments.
struct BlockSyntax: Sendable {
  var openBrace: SourceRange
  var openingComment: CommentSyntax?
  var statements: [StatementSyntax]
  var closingComments: [CommentSyntax]
  /// Whether its closing brace is there; if not, that has been reported.
  var isClosed: Bool
}

/// Most statements are phases: as an object, one is handed on without its parts being copied.
final class PhaseSyntax: Sendable {
  let keyword: Located<Keyword>
  let length: ExpressionSyntax?
  /// `left`, `right`, or a name that stands for one of them.
  let side: Located<String>?
  let text: TextSyntax?

  init(keyword: Located<Keyword>, length: ExpressionSyntax?, side: Located<String>?, text: TextSyntax?) {
    self.keyword = keyword
    self.length = length
    self.side = side
    self.text = text
  }
}

struct BreathsSyntax: Sendable {
  var keyword: Located<Keyword>
  /// The word `exactly` before a time.
  var exactly: SourceRange?
  var amount: ExpressionSyntax?
  var modifiers: ModifiersSyntax
  var block: BlockSyntax?
}

/// `4-7-8 times 4`
struct CompactSyntax: Sendable {
  var ratio: Located<[Rational]>
  var times: ExpressionSyntax?
  var modifiers: ModifiersSyntax
}

/// What may follow the amount of `breaths`, of compact notation and of `repeat`.
struct ModifiersSyntax: Sendable {
  var pace: ExpressionSyntax?
  var direction: Located<Announcement.Direction>?
  /// `breaths` behind `countdown` or `countup`.
  var breaths: SourceRange?
  /// `20` or `27 to 0`.
  var from: ExpressionSyntax?
  var every: ExpressionSyntax?
  var place: Located<Announcement.Place>?
}

struct RepeatSyntax: Sendable {
  var keyword: Located<Keyword>
  /// How many rounds, or how long.
  var amount: ExpressionSyntax?
  var resting: ExpressionSyntax?
  var modifiers: ModifiersSyntax
  var block: BlockSyntax?
}

struct SidesSyntax: Sendable {
  var keyword: Located<Keyword>
  var names: [TextSyntax]
  var block: BlockSyntax?
}

struct SaySyntax: Sendable {
  var keyword: Located<Keyword>
  var text: TextSyntax?
}

struct SectionSyntax: Sendable {
  var keyword: Located<Keyword>
  var name: TextSyntax?
  var block: BlockSyntax?
}

/// `for pace in 6.5 6 5.5 { … }`
struct ForSyntax: Sendable {
  var keyword: Located<Keyword>
  var name: Located<String>?
  var values: [ExpressionSyntax]
  var block: BlockSyntax?
}

/// `define half-round with side, other { … }`
struct DefinitionSyntax: Sendable {
  var keyword: Located<Keyword>
  var name: Located<String>?
  var parameters: [Located<String>]
  var block: BlockSyntax?
}

/// `use half-round with side = left`, `use "kindhouding.breath"`
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

/// `clip "my-voice/twenty.wav" 3s`
struct ClipSyntax: Sendable {
  var keyword: Located<Keyword>
  var file: TextSyntax?
  var length: ExpressionSyntax?
}
