extension Recipe {
  /// That of a pattern that was built; nil where no text gives the same one.
  init?(of pattern: Pattern) {
    let texts = pattern.texts
    guard let track = try? Track(parsing: texts[0], library: PatternLibrary(of: texts)), track.pattern == pattern,
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
  ///   - values: for parameters; they go before those of the recipe.
  /// - Throws: `InvalidPattern`, where this version reads the text in another way than the one that wrote it.
  public init(
    remaking recipe: Recipe, from name: String, setting values: [ParameterSetting] = []
  ) throws(InvalidPattern) {
    let given = Set(values.map(\.parameterName))
    let kept = recipe.values.map { ParameterSetting($0, name: "--set \($0)") }
      .filter { !given.contains($0.parameterName) }
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
    try self.init(parsing: SourceText(recipe.texts[0], name: name), library: library, setting: values + kept)
  }
}

extension ParameterSetting {
  /// What stands before `=`.
  fileprivate var parameterName: String {
    source.text.prefix { $0 != "=" }.filter { !$0.isWhitespace }
  }
}
