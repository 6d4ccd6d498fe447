extension Timeline {
  /// Markers for sections, sides, rounds and breaths, as many levels of them as the limit has room for.
  ///
  /// - Parameter rate: frames a second.
  public func markers(rate: Int, atMost limit: Int) -> Markers {
    let clock = SampleClock(rate: rate)
    let words = MarkerWords(of: pattern.settings.language)
    var markers = Markers(atMost: limit)
    var breath = 0
    for event in self {
      let level: Marker.Level
      let label: String
      switch event.kind {
      case .section(let name): (level, label) = (.section, name)
      case .side(let name): (level, label) = (.side, name)
      case .round(let number, let rounds): (level, label) = (.round, words.round(number, of: rounds))
      case .phase(let movement):
        guard let number = movement.breath, number != breath else { continue }
        breath = number
        (level, label) = (.breath, words.breath(number, of: breaths))
      case .leadIn, .count, .announcement, .instruction, .clip, .bell: continue
      }
      let start = clock.frame(at: event.onset)
      // A breath has several phases; where it ends, the next one says.
      let length = level == .breath ? nil : Int64(clock.frame(at: event.end) - start)
      markers.add(Marker(level, at: Int64(start), length: length, label: label))
    }
    return markers
  }
}

/// The few words of labels that do not come from the pattern, in its language where we have it, else in English.
struct MarkerWords {
  let breath: String
  private let round: String
  private let of: String

  private static let byLanguage: [String: (breath: String, round: String, of: String)] = [
    "en": ("breath", "round", "of"),
    "nl": ("adem", "ronde", "van"),
    "de": ("Atemzug", "Runde", "von"),
    "fr": ("respiration", "tour", "sur"),
    "es": ("respiración", "ronda", "de"),
  ]

  /// - Parameter language: a BCP 47 tag; only its first part counts.
  init(of language: String) {
    let first = language.split(separator: "-").first?.lowercased() ?? ""
    (breath, round, of) = Self.byLanguage[first] ?? ("breath", "round", "of")
  }

  func breath(_ number: Int, of all: Int) -> String { "\(breath) \(number) \(of) \(all)" }
  func round(_ number: Int, of all: Int) -> String { "\(round) \(number) \(of) \(all)" }
}
