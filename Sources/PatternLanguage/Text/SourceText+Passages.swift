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

  /// Whether a line begins with a rhythm, or with the first letter of a word that may begin a passage.
  ///
  /// What a passage begins with has to be the same whatever stands before it. An inhale right behind another one begins no
  /// breath; so none begins a passage, nor do `for` and `use`, whose first step may be one.
  private func beginsPassage(at offset: Int) -> Bool {
    guard bytes[offset - 1] == .lineFeed || bytes[offset - 1] == .carriageReturn else { return false }
    return bytes[offset].isDigit || "bcehrst".utf8.contains(bytes[offset])
  }
}
