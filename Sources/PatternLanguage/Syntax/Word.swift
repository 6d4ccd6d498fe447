/// A word, classified by its meaning in the language.
enum Word: Sendable, Equatable {
  case keyword(Keyword)
  case particle(ContextualKeyword)
  /// A name or an unknown word; its spelling is the text at the range of the token.
  case other

  /// Words with a meaning inside statements, which therefore cannot be names.
  enum ContextualKeyword: String, CaseIterable, Sendable {
    case at, countdown, countup, every, on, resting, times, left, right, to, `in`, with, none, min, following, fill
  }

  init(_ letters: PackedIdentifier) { self = KnownWords.all[letters] ?? .other }

  /// The spelling of the word; `nil` for `.other`.
  var spelling: String? {
    switch self {
    case .keyword(let keyword): keyword.rawValue
    case .particle(let particle): particle.rawValue
    case .other: nil
    }
  }
}

/// The bytes of a word packed into one integer, so that words are compared without creating a `String` for each.
struct PackedIdentifier: Equatable {
  /// The last 16 bytes of the word. No word of the language is longer than that.
  private var letters: UInt128 = 0
  private(set) var count = 0

  mutating func append(_ byte: UInt8) {
    letters = letters << 8 | UInt128(byte)
    count += 1
  }

  /// The hash of the word, 0 to 63: the top six bits of its last eight bytes times 2⁶⁴ over the golden ratio.
  var slot: Int { Int((UInt64(truncatingIfNeeded: letters) &* 0x9E37_79B9_7F4A_7C15) >> 58) }
}

/// A hash table of the words of the language.
private struct KnownWords {
  static let all = KnownWords()

  private var words: [(letters: PackedIdentifier, word: Word)] = []
  /// The index in `words` at which each slot begins, followed by the number of words.
  private var begins: [Int] = []

  private init() {
    let known = Keyword.allCases.map(Word.keyword) + Word.ContextualKeyword.allCases.map(Word.particle)
    let packed = known.map { word in
      var letters = PackedIdentifier()
      for byte in (word.spelling ?? "").utf8 { letters.append(byte) }
      return (letters: letters, word: word)
    }
    words = packed.sorted { $0.letters.slot < $1.letters.slot }
    for (index, entry) in words.enumerated() {
      while begins.count <= entry.letters.slot { begins.append(index) }
    }
    while begins.count <= 64 { begins.append(words.count) }
  }

  subscript(letters: PackedIdentifier) -> Word? {
    let slot = letters.slot
    for index in begins[slot]..<begins[slot + 1] where words[index].letters == letters { return words[index].word }
    return nil
  }
}
