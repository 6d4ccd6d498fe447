/// A word by what the language means by it.
enum Word: Sendable, Equatable {
  case keyword(Keyword)
  case particle(ContextualKeyword)
  /// A name, or a stranger: only its place tells how it is written.
  case other

  /// Words that mean something inside statements, and so cannot be names.
  enum ContextualKeyword: String, CaseIterable, Sendable {
    case at, countdown, countup, every, on, resting, times, left, right, to, `in`, with, none, min, following, fill
  }

  init(_ letters: PackedIdentifier) { self = KnownWords.all[letters] ?? .other }

  /// How it is written; `nil` for one that the language does not know.
  var spelling: String? {
    switch self {
    case .keyword(let keyword): keyword.rawValue
    case .particle(let particle): particle.rawValue
    case .other: nil
    }
  }
}

/// The letters of a word in one number, so that words are compared without making a `String` of each.
struct PackedIdentifier: Equatable {
  /// Of a word of more than 16 bytes the last ones; no word of the language is as long.
  private var letters: UInt128 = 0
  private(set) var count = 0

  mutating func append(_ byte: UInt8) {
    letters = letters << 8 | UInt128(byte)
    count += 1
  }

  /// One of 64 numbers, which few words of the language share: the last letters multiplied by 2⁶⁴ over the golden ratio.
  var slot: Int { Int((UInt64(truncatingIfNeeded: letters) &* 0x9E37_79B9_7F4A_7C15) >> 58) }
}

/// The words of the language, by their slots.
private struct KnownWords {
  static let all = KnownWords()

  private var words: [(letters: PackedIdentifier, word: Word)] = []
  /// Where those of each slot begin.
  private var begins: [Int] = []

  private init() {
    let known = Keyword.allCases.map(Word.keyword) + Word.ContextualKeyword.allCases.map(Word.particle)
    let packed = known.map { word in
      var letters = PackedIdentifier()
      for byte in (word.spelling ?? "").utf8 { letters.append(byte) }
      return (letters: letters, word: word)
    }
    for slot in 0..<64 {
      begins.append(words.count)
      words += packed.filter { $0.letters.slot == slot }
    }
    begins.append(words.count)
  }

  subscript(letters: PackedIdentifier) -> Word? {
    let slot = letters.slot
    for index in begins[slot]..<begins[slot + 1] where words[index].letters == letters { return words[index].word }
    return nil
  }
}
