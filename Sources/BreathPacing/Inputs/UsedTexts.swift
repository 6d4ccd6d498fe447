import PatternLanguage
import SoundFiles
import Synchronization

/// Records the texts that a pattern uses while it is parsed.
final class UsedTexts: Sendable {
  private struct State {
    var texts: [SourceText]
    /// The indices of the texts, by the names that the library gave them.
    var places: [String: Int]
    var uses: [Recipe.Use] = []
    var known: Set<Recipe.Use> = []
  }

  private let state: Mutex<State>

  init(by source: SourceText) {
    state = Mutex(State(texts: [source], places: [source.name: 0]))
  }

  /// Returns a library that records each text that it finds.
  func recording(_ library: PatternLibrary) -> PatternLibrary {
    PatternLibrary { path, user in
      library.text(at: path, usedBy: user).map { self.kept($0, at: path, usedBy: user) }
    }
  }

  private func kept(_ found: SourceText, at path: String, usedBy user: String) -> SourceText {
    state.withLock { state in
      guard let from = state.places[user] else { return found }
      let to = state.places[found.name] ?? state.texts.count
      if to == state.texts.count {
        state.texts.append(found)
        state.places[found.name] = to
      }
      let use = Recipe.Use(user: from, path: path, text: to)
      if state.known.insert(use).inserted { state.uses.append(use) }
      return state.texts[to]
    }
  }

  /// Returns the recipe of the recorded texts.
  ///
  /// - Parameter overrides: values in canonical form.
  func recipe(overriding overrides: Overrides) -> Recipe {
    state.withLock { state in
      var recipe = Recipe(software: AdemVersion.software, texts: state.texts.map(\.text), uses: state.uses)
      recipe.values = overrides.parameters.map(\.text)
      recipe.profile = overrides.profile?.text
      recipe.voice = overrides.voice?.text
      recipe.language = overrides.language?.text
      return recipe
    }
  }
}
