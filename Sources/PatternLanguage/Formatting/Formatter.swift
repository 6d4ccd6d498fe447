/// Formats a text in canonical form; every comment and every name is preserved.
///
/// A block is written on one line if it contains only phases, or a single statement without a block, has no comments,
/// and fits in the line. Empty lines are preserved, at most one in a row. One empty line separates settings and steps.
struct Formatter {
  /// Maximum length of a line that contains a block.
  static let lineLength = 100

  let source: SourceText
  private var lines: [String] = []

  init(_ source: SourceText) { self.source = source }

  mutating func text(of tree: SyntaxTree) -> String {
    write(tree.statements, closing: tree.closingComments, indent: 0)
    return lines.joined(separator: "\n") + (lines.isEmpty ? "" : "\n")
  }

  // MARK: Statements

  private mutating func write(_ statements: [StatementSyntax], closing: [CommentSyntax], indent: Int) {
    var isFirst = true
    var previous: StatementSyntax?
    for statement in statements {
      let beginsSteps = previous.map { !$0.isStep && statement.isStep } ?? false
      for (index, comment) in statement.leadingComments.enumerated() {
        write(
          comment, indent: indent, afterBlank: index == 0 && beginsSteps || comment.blankLineBefore, isFirst: isFirst)
        isFirst = false
      }
      let isParted = statement.blankLineBefore || beginsSteps && statement.leadingComments.isEmpty
      if isParted, !isFirst { lines.append("") }
      write(statement, indent: indent)
      isFirst = false
      previous = statement
    }
    for comment in closing {
      write(comment, indent: indent, afterBlank: comment.blankLineBefore, isFirst: isFirst)
      isFirst = false
    }
  }

  private mutating func write(_ comment: CommentSyntax, indent: Int, afterBlank: Bool, isFirst: Bool) {
    if afterBlank, !isFirst { lines.append("") }
    lines.append(margin(indent) + text(of: comment))
  }

  private mutating func write(_ statement: StatementSyntax, indent: Int) {
    let first = lines.count
    if let line = inline(statement), margin(indent).count + line.count <= Self.lineLength {
      lines.append(margin(indent) + line)
    } else if case .setting(let setting) = statement.kind, case .sounds(let sounds)? = setting.value {
      lines.append(margin(indent) + head(of: statement) + " {" + trailing(sounds.openingComment))
      write(sounds, indent: indent)
    } else if let block = statement.block {
      lines.append(margin(indent) + head(of: statement) + " {" + trailing(block.openingComment))
      write(block.statements, closing: block.closingComments, indent: indent + 1)
      lines.append(margin(indent) + "}")
    } else {
      lines.append(margin(indent) + head(of: statement))
    }
    if let comment = statement.trailingComment {
      // The comment of a block goes after the closing brace.
      lines[max(first, lines.count - 1)] += trailing(comment)
    }
  }

  /// Writes the cues of a block, and its closing brace.
  private mutating func write(_ sounds: SoundsSyntax, indent: Int) {
    for (index, cue) in sounds.cues.enumerated() {
      for comment in cue.leadingComments {
        write(comment, indent: indent + 1, afterBlank: comment.blankLineBefore, isFirst: index == 0)
      }
      if cue.blankLineBefore, index > 0 { lines.append("") }
      lines.append(margin(indent + 1) + self.cue(cue) + trailing(cue.trailingComment))
    }
    for comment in sounds.closingComments {
      write(comment, indent: indent + 1, afterBlank: comment.blankLineBefore, isFirst: sounds.cues.isEmpty)
    }
    lines.append(margin(indent) + "}")
  }

  /// Formats a statement on one line; `nil` if it needs several.
  private func inline(_ statement: StatementSyntax) -> String? {
    if statement.hasCues { return nil }
    guard let block = statement.block else { return head(of: statement) }
    guard block.openingComment == nil, block.closingComments.isEmpty, !block.statements.isEmpty,
      block.statements.allSatisfy({ $0.leadingComments.isEmpty && $0.trailingComment == nil }),
      block.statements.allSatisfy(\.isPhase)
        || block.statements.count == 1 && block.statements[0].block == nil && !block.statements[0].hasCues
    else { return nil }
    return head(of: statement) + " { " + block.statements.map(head).joined(separator: "; ") + " }"
  }

  private func margin(_ indent: Int) -> String { String(repeating: "  ", count: indent) }

  private func trailing(_ comment: CommentSyntax?) -> String { comment.map { "  " + text(of: $0) } ?? "" }

  /// Text of a comment without trailing blanks.
  private func text(of comment: CommentSyntax) -> String {
    var text = source.text(of: comment.range)
    let blanks = text.unicodeScalars.reversed().prefix(while: \.properties.isWhitespace).count
    text.unicodeScalars.removeLast(blanks)
    return text
  }
}

extension StatementSyntax {
  var block: BlockSyntax? {
    switch kind {
    case .define(let definition): definition.block
    case .breaths(let breaths): breaths.block
    case .repeat(let repetition): repetition.block
    case .sides(let sides): sides.block
    case .section(let section): section.block
    case .for(let loop): loop.block
    case .unreadable(let block): block
    case .setting, .phase, .compact, .say, .use, .clip: nil
    }
  }

  /// Whether its braces contain cues.
  fileprivate var hasCues: Bool {
    if case .setting(let setting) = kind, case .sounds(let sounds)? = setting.value { sounds.hasBlock } else { false }
  }

  fileprivate var isPhase: Bool {
    if case .phase = kind { true } else { false }
  }
}

extension SourceText {
  /// Returns the text in canonical form.
  ///
  /// - Throws: `InvalidPattern` if the text has syntax errors; values are not checked.
  public func formatted() throws(InvalidPattern) -> String {
    if let problem = unreadable { throw InvalidPattern(self, [problem]) }
    var parser = Parser(self)
    let tree = parser.parse()
    guard parser.problems.isEmpty else { throw InvalidPattern(self, parser.problems) }
    var formatter = Formatter(self)
    return formatter.text(of: tree)
  }
}
