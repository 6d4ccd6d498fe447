/// A text as its writer laid it out: every statement, comment and place, before anything is judged.
struct SyntaxTree: Sendable {
  var statements: [StatementSyntax]
  /// Comments behind the last statement.
  var closingComments: [CommentSyntax]
}

/// A comment on a line of its own or behind a statement, with its `#`.
struct CommentSyntax: Sendable, Equatable {
  var text: String
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

  indirect enum Kind: Sendable {
    case setting(SettingSyntax)
    case phase(PhaseSyntax)
    case breaths(BreathsSyntax)
    case compact(CompactSyntax)
    case `repeat`(RepeatSyntax)
    case sides(SidesSyntax)
    case say(SaySyntax)
    case section(SectionSyntax)
    /// A statement that could not be read and has been reported; its block is still checked.
    case unreadable(BlockSyntax?)
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

/// A value as it is written; what it amounts to is the checker's business.
struct ExpressionSyntax: Sendable {
  var kind: Kind
  var range: SourceRange

  enum Kind: Sendable {
    case number(Rational)
    case time(Duration)
    /// `5.5/min`
    case rate(Rational)
    /// Could not be read, and has been reported.
    case malformed
  }
}

struct SettingSyntax: Sendable {
  var keyword: Located<Keyword>
  /// `nil` where it is missing and has been reported.
  var value: Value?

  enum Value: Sendable {
    case text(Located<String>)
    case word(Located<String>)
    case expression(ExpressionSyntax)
    case ending(Located<String>, ring: ExpressionSyntax?)
  }
}

struct PhaseSyntax: Sendable {
  var keyword: Located<Keyword>
  var length: ExpressionSyntax?
  var side: Located<Side>?
  var text: Located<String>?
}

struct BreathsSyntax: Sendable {
  var keyword: Located<Keyword>
  var amount: ExpressionSyntax?
  var modifiers: BreathsModifiersSyntax
  var block: BlockSyntax?
}

/// `4-7-8 times 4`
struct CompactSyntax: Sendable {
  var ratio: Located<[Rational]>
  var times: ExpressionSyntax?
  var modifiers: BreathsModifiersSyntax
}

/// What may follow the amount of `breaths` and of compact notation.
struct BreathsModifiersSyntax: Sendable {
  var pace: ExpressionSyntax?
  var direction: Located<Announcement.Direction>?
  var every: ExpressionSyntax?
  var place: Located<Announcement.Place>?
}

struct RepeatSyntax: Sendable {
  var keyword: Located<Keyword>
  var rounds: ExpressionSyntax?
  var resting: ExpressionSyntax?
  var block: BlockSyntax?
}

struct SidesSyntax: Sendable {
  var keyword: Located<Keyword>
  var names: [Located<String>]
  var block: BlockSyntax?
}

struct SaySyntax: Sendable {
  var keyword: Located<Keyword>
  var text: Located<String>?
}

struct SectionSyntax: Sendable {
  var keyword: Located<Keyword>
  var name: Located<String>?
  var block: BlockSyntax?
}
