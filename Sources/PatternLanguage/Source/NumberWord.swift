/// Numbers that writers spell out, in English, Dutch and German.
enum NumberWord {
  /// The number as the language writes it.
  static func digits(for word: String) -> String? { numbers[word] ?? numbers[word.lowercased()] }

  private static let numbers: [String: String] = {
    let words = [
      ["half", "halve", "halbe"], ["one", "een", "één", "once", "eenmaal", "eins", "eine", "einmal"],
      ["two", "twee", "twice", "tweemaal", "zwei", "zweimal"],
      ["three", "drie", "thrice", "driemaal", "drei", "dreimal"],
      ["four", "vier"], ["five", "vijf", "fünf"], ["six", "zes", "sechs"], ["seven", "zeven", "sieben"],
      ["eight", "acht"], ["nine", "negen", "neun"], ["ten", "tien", "zehn"], ["eleven", "elf"],
      ["twelve", "twaalf", "zwölf"],
    ]
    let pairs = words.enumerated().flatMap { number, words in words.map { ($0, number == 0 ? "0.5" : "\(number)") } }
    let more = [
      ("fifteen", "15"), ("vijftien", "15"), ("twenty", "20"), ("twintig", "20"), ("zwanzig", "20"), ("thirty", "30"),
      ("dertig", "30"),
    ]
    return Dictionary(uniqueKeysWithValues: pairs + more)
  }()
}
