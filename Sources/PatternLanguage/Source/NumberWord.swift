/// Numbers in words, in English and Dutch.
enum NumberWord {
  /// Returns the number in digits.
  static func digits(for word: String) -> String? {
    let words = [
      ["half", "halve"], ["one", "een", "één", "once", "eenmaal"], ["two", "twee", "twice", "tweemaal"],
      ["three", "drie", "thrice", "driemaal"], ["four", "vier"], ["five", "vijf"], ["six", "zes"], ["seven", "zeven"],
      ["eight", "acht"], ["nine", "negen"], ["ten", "tien"], ["eleven", "elf"], ["twelve", "twaalf"],
    ]
    guard let number = words.firstIndex(where: { $0.contains(word.lowercased()) }) else { return nil }
    return number == 0 ? "0.5" : "\(number)"
  }
}
