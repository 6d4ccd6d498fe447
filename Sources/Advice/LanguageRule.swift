import PatternLanguage

/// Texts in another language than the one that the pattern names: they would be spoken with the wrong sounds.
///
/// It counts words that are frequent in guidance and in one language only; three of them, or two with one about
/// breathing, are enough.
struct OtherLanguage: Rule {
  private let language: String
  private var words: Set<String> = []
  private var first: Duration?

  init(settings: Settings) {
    language = String(settings.language.prefix { $0 != "-" }).lowercased()
    for text in [settings.title, settings.about].compactMap(\.self) { take(text) }
  }

  mutating func observe(_ step: ObservedStep) {
    guard let text = step.text, words.count < Self.mostWords else { return }
    first = first ?? step.onset
    take(text)
  }

  var finding: Finding? {
    guard let own = Self.frequent[language] else { return nil }
    let least = max(Self.leastWeight, score(own))
    let found = Self.frequent.filter { $0.key != language }.map { (tag: $0.key, score: score($0.value)) }
      .max { ($0.score, $1.tag) < ($1.score, $0.tag) }
    guard let found, found.score > least else { return nil }
    return Finding(rule: .otherLanguage, fact: .otherLanguage(found.tag, language), instant: first)
  }

  /// The largest weight that is still taken for chance.
  private static let leastWeight = 2
  /// The largest number of words that are compared; more would change nothing.
  private static let mostWords = 500

  private mutating func take(_ text: String) {
    words.formUnion(text.lowercaseWords.map(String.init))
  }

  private func score(_ frequent: [String: Int]) -> Int { words.reduce(0) { $0 + (frequent[$1] ?? 0) } }

  /// The weights of words, by languages. A word that another language has as well is left out.
  private static let frequent: [String: [String: Int]] = [
    "nl": weights(
      "je jij jouw uw een het niet naar rug houd vast buik voeten schouders ogen langzaam diep ga met van voor op uit rechts "
        + "linker rechter benen handen de en zit sta neus mond laat weer rustig tellen terug voel knie been",
      strong: "adem ademhaling ademhalingen inademen uitademen liggen ontspan slapengaan aftellen"),
    "de": weights(
      "und der das dein deine deinen ein eine nicht mit auf langsam tief augen durch nase bauch rücken lass ist sich dich den "
        + "dem zum zur jetzt ruhig beine hände füße schultern",
      strong: "atme atem atmen einatmen ausatmen entspanne schließe spüre"),
    "fr": weights(
      "le les une des et dans sur votre vos ton tes lentement doucement fermez yeux ventre nez bouche avec pour par vous",
      strong: "inspirez expirez respirez respiration allongez détendez relâchez"),
    "es": weights(
      "el los las una con por tu tus lentamente despacio cierra ojos nariz boca cuerpo para del tumbado",
      strong: "inhala exhala inspira respira respiración relaja suelta"),
    "en": weights(
      "the your and out with you to go is at from for of on let rest feet eyes slowly through this that then now",
      strong: "breathe breath breathing inhale exhale relax"),
  ]

  private static func weights(_ words: String, strong: String) -> [String: Int] {
    var weights: [String: Int] = [:]
    for word in words.split(separator: " ") { weights[String(word)] = 1 }
    for word in strong.split(separator: " ") { weights[String(word)] = 2 }
    return weights
  }
}
