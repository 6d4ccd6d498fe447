import PatternLanguage
import SoundFiles
import Synchronization

/// The texts that a pattern uses, kept while it is read.
final class UsedTexts: Sendable {
  private struct State {
    var texts: [SourceText]
    /// Where each text stands, by the name that the library gave it.
    var places: [String: Int]
    var uses: [Recipe.Use] = []
    var known: Set<Recipe.Use> = []
  }

  private let state: Mutex<State>

  init(by source: SourceText) {
    state = Mutex(State(texts: [source], places: [source.name: 0]))
  }

  /// The same library; what it finds is kept.
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

  /// - Parameter overrides: in their canonical form.
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
