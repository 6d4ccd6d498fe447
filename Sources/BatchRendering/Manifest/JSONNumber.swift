/// Numbers as programs write them into JSON.
enum JSONNumber {
  /// Digits behind the point that the language takes.
  private static let mostDecimals = 6

  /// As the language spells it. A program whose fractions are binary writes 1.0131000000000001 for 1.0131, and 1e-05 or 1E2 for
  /// small and large numbers; what it cannot have meant so stays as it is written, and is refused where it is read.
  static func plain(_ word: String) -> String {
    guard needsAnother(word.utf8), let number = Double(word), abs(number) <= 1e9 else { return word }
    let scaled = (number * 1e6).rounded()
    // What sums and products of a few steps are off by.
    guard abs(scaled / 1e6 - number) <= 4 * number.ulp else { return word }
    let (whole, fraction) = Int64(abs(scaled)).quotientAndRemainder(dividingBy: 1_000_000)
    var digits = String(fraction + 1_000_000).dropFirst()
    while digits.last == "0" { digits.removeLast() }
    return (scaled < 0 ? "-" : "") + "\(whole)" + (digits.isEmpty ? "" : ".\(digits)")
  }

  private static func needsAnother(_ word: String.UTF8View) -> Bool {
    if word.contains(where: { $0 | 0x20 == UInt8(ascii: "e") }) { return true }
    guard let point = word.firstIndex(of: UInt8(ascii: ".")) else { return false }
    return word.distance(from: point, to: word.endIndex) - 1 > mostDecimals
  }

  /// 8000, and 8000.0 as well.
  static func integer(_ word: String) -> Int? { Int(word) ?? Double(word).flatMap(Int.init(exactly:)) }
}
