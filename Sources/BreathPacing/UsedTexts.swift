import Synchronization

/// The texts that a pattern uses, kept while it is read.
final class UsedTexts: Sendable {
  private struct State {
    var texts: [String]
    /// Where each text stands, by the name that the library gave it.
    var places: [String: Int]
    var uses: [Recipe.Use] = []
  }

  private let state: Mutex<State>

  init(by source: SourceText) {
    state = Mutex(State(texts: [source.text], places: [source.name: 0]))
  }

  /// The same library; what it finds is kept.
  func recording(_ library: PatternLibrary) -> PatternLibrary {
    PatternLibrary { path, user in
      let result = library.text(at: path, usedBy: user)
      if case .success(let found) = result { self.keep(found, at: path, usedBy: user) }
      return result
    }
  }

  private func keep(_ found: SourceText, at path: String, usedBy user: String) {
    state.withLock { state in
      guard let from = state.places[user] else { return }
      let to = state.places[found.name] ?? state.texts.count
      if to == state.texts.count {
        state.texts.append(found.text)
        state.places[found.name] = to
      }
      let use = Recipe.Use(user: from, path: path, text: to)
      if !state.uses.contains(use) { state.uses.append(use) }
    }
  }

  func recipe(overriding overrides: Overrides) -> Recipe {
    state.withLock { state in
      var recipe = Recipe(software: AdemVersion.software, texts: state.texts, uses: state.uses)
      recipe.values = overrides.parameters.map(\.text)
      recipe.profile = overrides.profile?.text
      recipe.voice = overrides.voice?.text
      recipe.language = overrides.language?.text
      return recipe
    }
  }
}

extension SourceText {
  /// The whole of it.
  public var text: String { String(decoding: bytes, as: UTF8.self) }
}
