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
    // The last part of a name is that of the file: it may be heard of, as the name of a section.
    var names = [name] + recipe.texts.indices.dropFirst().map { "\(name)/\($0)" }
    for use in recipe.uses where use.text != 0 {
      names[use.text] = "\(name)/\(use.text)/\(use.path.split(separator: "/").last ?? "")"
    }
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

extension Overrides {
  /// With what a recipe says where these say nothing.
  fileprivate func completed(by recipe: Recipe) -> Overrides {
    let own = parameters.map(\.text)
    let given = Set(own.map(\.parameterName))
    return Overrides(
      parameters: own + recipe.values.filter { !given.contains($0.parameterName) },
      profile: profile?.text ?? recipe.profile, voice: voice?.text ?? recipe.voice)
  }
}

extension String {
  /// What stands before `=`.
  fileprivate var parameterName: String { prefix { $0 != "=" }.filter { !$0.isWhitespace } }
}
