extension String {
  /// As one line of plain writing: what could end a line, or is no writing at all, becomes a blank.
  var asLine: String {
    var scalars = String.UnicodeScalarView()
    for scalar in unicodeScalars { scalars.append(scalar.isWritable ? scalar : " ") }
    let line = String(scalars)
    let start = line.firstIndex { $0 != " " } ?? line.endIndex
    let end = line.lastIndex { $0 != " " }.map { line.index(after: $0) } ?? start
    return String(line[start..<end])
  }

  /// With single characters written in another way.
  func replacing(_ spellings: [Unicode.Scalar: String]) -> String {
    var text = ""
    for scalar in unicodeScalars { text += spellings[scalar] ?? String(Character(scalar)) }
    return text
  }
}

extension Unicode.Scalar {
  /// Neither a control character nor a line break, nor one of those that are no characters, which XML refuses.
  fileprivate var isWritable: Bool {
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: false
    default: !properties.isNoncharacterCodePoint
    }
  }
}
