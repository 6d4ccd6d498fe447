extension String {
  /// The text as one trimmed line, with a blank for each line break, control character and noncharacter.
  package var asLine: String {
    var scalars = String.UnicodeScalarView()
    for scalar in unicodeScalars { scalars.append(scalar.isWritable ? scalar : " ") }
    let line = String(scalars)
    let start = line.firstIndex { $0 != " " } ?? line.endIndex
    let end = line.lastIndex { $0 != " " }.map { line.index(after: $0) } ?? start
    return String(line[start..<end])
  }

  /// Replaces single characters.
  package func replacing(_ spellings: [Unicode.Scalar: String]) -> String {
    var text = ""
    for scalar in unicodeScalars { text += spellings[scalar] ?? String(Character(scalar)) }
    return text
  }
}

extension Unicode.Scalar {
  /// Whether a character may be part of a line: not a control character, a line break, or a noncharacter, which XML
  /// forbids.
  fileprivate var isWritable: Bool {
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: false
    default: !properties.isNoncharacterCodePoint
    }
  }
}

extension Duration {
  /// Seconds as an exact decimal number without trailing zeros: `10.909090909090909091`.
  var exactDecimals: String { decimals(18, least: 0) }

  /// Formats seconds, rounded to `digits` decimals; trailing zeros after the first `least` decimals are omitted.
  func decimals(_ digits: Int, least: Int) -> String {
    let unit = (digits..<18).reduce(1 as Int128) { unit, _ in unit * 10 }
    let scale = (0..<digits).reduce(1 as Int128) { scale, _ in scale * 10 }
    let (whole, rest) = ((attoseconds + unit / 2) / unit).quotientAndRemainder(dividingBy: scale)
    var fraction = String((rest + scale).description.dropFirst())
    while fraction.count > least, fraction.last == "0" { fraction.removeLast() }
    return fraction.isEmpty ? "\(whole)" : "\(whole).\(fraction)"
  }

  /// Rounds to the nearest fraction of a second. Rounding is monotonic, so ranges that do not overlap stay separate.
  package func parts(ofSecond parts: Int) -> Int {
    let unit = 1_000_000_000_000_000_000 / Int128(parts)
    return Int((attoseconds + unit / 2) / unit)
  }
}
