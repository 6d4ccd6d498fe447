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

extension Duration {
  /// Seconds in decimals, exactly: `10.909090909090909091`. No binary fraction is in between, and no needless zero.
  var exactDecimals: String { decimals(18, least: 0) }

  /// Seconds, rounded to so many decimals; zeros behind the `least` are left out.
  func decimals(_ digits: Int, least: Int) -> String {
    let unit = (digits..<18).reduce(1 as Int128) { unit, _ in unit * 10 }
    let scale = (0..<digits).reduce(1 as Int128) { scale, _ in scale * 10 }
    let (whole, rest) = ((attoseconds + unit / 2) / unit).quotientAndRemainder(dividingBy: scale)
    var fraction = String((rest + scale).description.dropFirst())
    while fraction.count > least, fraction.last == "0" { fraction.removeLast() }
    return fraction.isEmpty ? "\(whole)" : "\(whole).\(fraction)"
  }

  /// Rounded to the nearest of so many parts of a second: instants that do not overlap still do not.
  func parts(ofSecond parts: Int) -> Int {
    let unit = 1_000_000_000_000_000_000 / Int128(parts)
    return Int((attoseconds + unit / 2) / unit)
  }
}

extension Int {
  /// With zeros in front, up to so many digits.
  func padded(to digits: Int) -> String {
    let text = String(self)
    return String(repeating: "0", count: Swift.max(0, digits - text.count)) + text
  }
}
