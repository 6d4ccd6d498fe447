import PatternBuilding
import PatternLanguage
import SoundFiles

extension Recipe {
  /// That of a pattern that was built; nil where no text gives the same one.
  init?(of pattern: Pattern) {
    let texts = pattern.texts
    let sources = SoundSources(root: ".", user: "")
    guard
      let track = try? Track(
        parsing: texts[0], library: PatternLibrary(of: texts), sources: sources, overriding: .none),
      track.pattern == pattern,
      let recipe = track.recipe
    else { return nil }
    self = recipe
  }

  /// Whether this version made the track, so that it makes the same bytes again.
  public var isOfThisVersion: Bool { software == AdemVersion.software }
}

extension Track {
  /// The track that a recipe tells of, from nothing but the texts in it.
  ///
  /// - Parameters:
  ///   - name: of the file that it was read from, under which problems are reported.
  ///   - overrides: what goes before what the recipe says.
  /// - Throws: `InvalidPattern`, where this version reads the text in another way than the one that wrote it.
  public init(
    remaking recipe: Recipe, from name: String, overriding overrides: Overrides = .none
  ) throws(InvalidPattern) {
    let names = recipe.names(from: name)
    let places = Dictionary(zip(names, names.indices), uniquingKeysWith: { first, _ in first })
    let library = PatternLibrary { [names] path, user in
      let use = recipe.uses.first { $0.user == places[user] && $0.path == path }
      return use.map { .success(SourceText(recipe.texts[$0.text], name: names[$0.text])) }
        ?? .failure(.missing(suggestion: nil))
    }
    try self.init(
      parsing: SourceText(recipe.texts[0], name: name), library: library,
      sources: SoundSources(root: ".", user: ""), overriding: overrides.completed(by: recipe))
  }
}

extension Track {
  /// Whether a recipe tells of this pattern with these values, however it is stored.
  package func isMade(from other: Recipe) -> Bool {
    guard var recipe else { return false }
    (recipe.software, recipe.rate, recipe.bits, recipe.channels) =
      (other.software, other.rate, other.bits, other.channels)
    return recipe == other
  }
}

extension Recipe {
  /// Its texts' names, as if the first stood where the track does: in the folder of a text the paths begin that it
  /// writes, and the last part may be heard of, as the name of a section.
  fileprivate func names(from name: String) -> [String] {
    var names: [String?] = [name] + texts.indices.dropFirst().map { _ in nil }
    var waiting = [0]
    var taken: Set = [name]
    let usesOfTexts = Dictionary(grouping: uses, by: \.user)
    while let user = waiting.popLast() {
      for use in usesOfTexts[user] ?? [] where names[use.text] == nil {
        let seen = use.path.seen(from: names[user] ?? name)
        // Texts that no folder could hold side by side are told apart all the same.
        let own = taken.insert(seen).inserted ? seen : "\(name)/\(use.text)/\(seen)"
        taken.insert(own)
        names[use.text] = own
        waiting.append(use.text)
      }
    }
    return names.enumerated().map { place, own in own ?? "\(name)/\(place)" }
  }
}

extension Overrides {
  /// With what a recipe says where these say nothing.
  fileprivate func completed(by recipe: Recipe) -> Overrides {
    let own = parameters.map(\.text)
    let given = Set(own.map(\.parameterName))
    return Overrides(
      parameters: own + recipe.values.filter { !given.contains($0.parameterName) },
      profile: profile?.text ?? recipe.profile, voice: voice?.text ?? recipe.voice,
      language: language?.text ?? recipe.language)
  }
}
