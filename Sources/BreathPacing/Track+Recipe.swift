import PatternBuilding
import PatternLanguage
import SoundFiles

extension Recipe {
  /// That of a pattern that was built; nil where no text gives the same one.
  init?(of pattern: Pattern) {
    let sources = SoundSources(root: ".", user: "")
    guard
      let track = try? Track(
        parsing: SourceText(pattern.text), library: .empty, sources: sources, overriding: .none),
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
    let uses = Dictionary(
      recipe.uses.map { (UsedPath(user: $0.user, path: $0.path), $0.text) }, uniquingKeysWith: { first, _ in first })
    let library = PatternLibrary { path, user in
      let text = places[user].flatMap { uses[UsedPath(user: $0, path: path)] }
      return text.map { .success(SourceText(recipe.texts[$0], name: names[$0])) }
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
    return recipe == other || recipe == other.canonical
  }
}

/// A path in one of the texts of a recipe.
private struct UsedPath: Hashable {
  let user: Int
  let path: String
}

extension Recipe {
  /// With its settings in canonical form, which earlier versions did not store; nil where the texts cannot be read.
  fileprivate var canonical: Recipe? {
    guard var recipe = (try? Track(remaking: self, from: "track"))?.recipe else { return nil }
    (recipe.software, recipe.rate, recipe.bits, recipe.channels) = (software, rate, bits, channels)
    return recipe
  }

  /// Its texts' names, as if the first stood where the track does: in the folder of a text the paths begin that it
  /// writes, and the last part may be heard of, as the name of a section.
  ///
  /// Texts that are used deeper than a pattern may use others, or under a path that is too long, have their number for a name: a
  /// recipe of many thousand texts, each of which uses the next, takes no longer than it is.
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
          // Texts whose paths clash get names of their own.
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
  /// With what a recipe says where these say nothing.
  fileprivate func completed(by recipe: Recipe) -> Overrides {
    // The first value counts, also in a track of an earlier version, which may store several for one name.
    var known = Set(names)
    let theirs = recipe.values.filter { known.insert($0.parameterName).inserted }
    var result = Overrides(
      parameters: parameters.map(\.text) + theirs, profile: profile?.text ?? recipe.profile,
      voice: voice?.text ?? recipe.voice, language: language?.text ?? recipe.language)
    (result.isForMany, result.voiceGiver) = (isForMany, voice == nil ? .track : voiceGiver)
    return result
  }
}
