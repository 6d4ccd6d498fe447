extension SourceText {
  /// The least length of a passage, in bytes: its syntax tree stays in a processor's cache, and two are worth a thread.
  static let passageLength = 16 << 10

  /// Where passages begin that are at least so long, the last one apart.
  func passages(of length: Int) -> [Int] {
    var starts = [0]
    var next = length
    while let start = bytes.indices.dropFirst(next).first(where: beginsPassage) {
      starts.append(start)
      next = start + length
    }
    return starts
  }

  /// Whether a line begins with a rhythm, or with a word whose steps stand alone.
  private func beginsPassage(at offset: Int) -> Bool {
    guard bytes[offset - 1] == .lineFeed || bytes[offset - 1] == .carriageReturn else { return false }
    let first = bytes[offset]
    return first.isDigit || Self.openings.contains { $0[0] == first && bytes[offset...].starts(with: $0) }
  }

  /// The words whose steps stand alone, in UTF-8: a text that is one block asks for them at each of its lines.
  private static let openings = Keyword.allCases.filter(\.standsAlone).map { Array($0.rawValue.utf8) }
}
