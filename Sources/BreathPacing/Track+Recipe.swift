import FileStore
import PatternBuilding
import PatternLanguage
import SoundFiles

extension Recipe {
  /// The recipe of a pattern that was built in Swift; nil if no text gives the same pattern.
  init?(of pattern: Pattern) {
    var sources = SoundSources(root: ".", user: "")
    sources.measuresWords = false
    guard
      let track = try? Track(
        parsing: SourceText(pattern.text), library: .empty, sources: sources, overriding: .none),
      track.pattern == pattern,
      let recipe = track.recipe
    else { return nil }
    self = recipe
  }

  /// Whether this version of Adem made the track, so that it makes the same bytes again.
  public var isOfThisVersion: Bool { software == AdemVersion.software }
}

extension Track {
  /// A track made from the texts of a recipe alone.
  ///
  /// - Parameters:
  ///   - recipe: the recipe.
  ///   - name: the name of the file with the recipe, for diagnostics.
  ///   - sources: the recordings and the voice that the track uses.
  ///   - overrides: values that replace those of the recipe.
  /// - Throws: `InvalidPattern`, if this version reads the text differently from the version that wrote it.
  public init(
    remaking recipe: Recipe, from name: String, sources: SoundSources = SoundSources(root: ".", user: ""),
    overriding overrides: Overrides = .none
  ) throws(InvalidPattern) {
    let library = recipe.library(from: name)
    try self.init(
      parsing: SourceText(recipe.texts[0], name: name), library: library, sources: sources,
      overriding: overrides.completed(by: recipe))
  }
}

extension Track {
  /// Whether a recipe describes this pattern with these values, in any file format.
  package func isMade(from other: Recipe) -> Bool {
    guard var recipe else { return false }
    recipe.takeForm(of: other)
    return recipe == other || recipe == other.canonical
  }
}

extension Recipe {
  /// The patterns and sets of sounds among the texts of the recipe.
  ///
  /// - Parameter name: the name of the first text.
  fileprivate func library(from name: String) -> PatternLibrary {
    let names = names(from: name)
    let places = Dictionary(zip(names, names.indices), uniquingKeysWith: { first, _ in first })
    let used = Dictionary(
      uses.map { (UsedPath(user: $0.user, path: $0.path), $0.text) }, uniquingKeysWith: { first, _ in first })
    return PatternLibrary { path, user in
      let text = places[user].flatMap { used[UsedPath(user: $0, path: path)] }
      return text.map { .success(SourceText(texts[$0], name: names[$0])) } ?? .failure(.missing(suggestion: nil))
    }
  }
}

extension Track {
  /// The patterns that the track uses, each with its settings and the name of the section that it becomes.
  public var usedPatterns: [(name: String, settings: Settings)] {
    guard let recipe else { return [] }
    let first = "pattern"
    let library = recipe.library(from: first)
    return zip(recipe.texts, recipe.names(from: first)).dropFirst().compactMap { text, name in
      guard let pattern = try? Pattern(parsing: SourceText(text, name: name), library: library) else { return nil }
      return (pattern.settings.title ?? name.lastComponent, pattern.settings)
    }
  }
}

/// A path in one of the texts of a recipe.
private struct UsedPath: Hashable {
  let user: Int
  let path: String
}

extension Recipe {
  /// The recipe with its settings in canonical form, which earlier versions did not store; nil if the texts are
  /// invalid.
  fileprivate var canonical: Recipe? {
    var sources = SoundSources(root: ".", user: "")
    sources.measuresWords = false
    guard var recipe = (try? Track(remaking: self, from: "track", sources: sources))?.recipe else { return nil }
    recipe.takeForm(of: self)
    return recipe
  }

  /// Takes over what does not come from the pattern: the program, the form of the file and its loudness.
  fileprivate mutating func takeForm(of other: Recipe) {
    (software, rate, bits, channels) = (other.software, other.rate, other.bits, other.channels)
    (bitRate, markers, loudness) = (other.bitRate, other.markers, other.loudness)
  }

  /// Returns names for the texts, as if the first text had the path of the track: paths in a text are relative to the
  /// folder of its name, and the last component may be spoken as the name of a section.
  ///
  /// A text that is used at a greater depth than patterns may have, or under a path that is too long, is named by its
  /// index. So the time grows linearly with the number of texts, also in a long chain of uses.
  fileprivate func names(from name: String) -> [String] {
    var names: [String?] = [name] + texts.indices.dropFirst().map { _ in nil }
    var taken: Set = [name]
    let usesOfTexts = Dictionary(grouping: uses, by: \.user)
    var users = [0]
    for _ in 0...Limits.deepestUse {
      var used: [Int] = []
      for user in users {
        for use in usesOfTexts[user] ?? [] where names[use.text] == nil {
          guard use.path.utf8.count <= Limits.longestNote else { continue }
          let seen = use.path.seen(from: names[user] ?? name)
          guard seen.utf8.count <= Limits.longestNote else { continue }
          // Texts whose paths clash get unique names.
          let own = taken.insert(seen).inserted ? seen : "\(name)/\(use.text)/\(seen)"
          taken.insert(own)
          names[use.text] = own
          used.append(use.text)
        }
      }
      users = used
    }
    return names.enumerated().map { place, own in own ?? "\(name)/\(place)" }
  }
}

extension Overrides {
  /// Returns the overrides, completed with those of a recipe.
  fileprivate func completed(by recipe: Recipe) -> Overrides {
    // The first value of a name counts. Tracks of earlier versions may store several.
    var known = Set(names)
    let theirs = recipe.values.filter { known.insert($0.parameterName).inserted }
    var result = Overrides(
      parameters: parameters.map(\.text) + theirs, profile: profile?.text ?? recipe.profile,
      voice: voice?.text ?? recipe.voice, language: language?.text ?? recipe.language)
    (result.isForMany, result.voiceOrigin) = (isForMany, voice == nil ? .track : voiceOrigin)
    return result
  }
}
