import Advice
import ArgumentParser
import BreathPacing
import FileStore
import LanguageWords
import PatternLanguage
import Sidecars
import SoundFiles

/// Values that a shell offers for an argument or an option after the Tab key.
///
/// Lists are part of the script that `adem --generate-completion-script` prints; for the others the script asks the
/// program.
extension CompletionKind {
  /// Names of patterns that ship, and pattern files, tracks and folders.
  static var patterns: CompletionKind { .custom { words, _, prefix in Completions.patterns(prefix, words) } }
  /// Pattern files, sets of sounds and folders.
  static let patternFiles = CompletionKind.file(extensions: ["breath", "sounds"])
  /// Sets, timbres and beds by name, and sets of the user.
  static var sounds: CompletionKind { .custom { _, _, prefix in Completions.sounds(prefix) } }
  /// The parameters of the pattern on the command line, with their usual values.
  static var parameters: CompletionKind { .custom { words, _, _ in Completions.parameters(words) } }
  /// Names of sound files.
  static let tracks = CompletionKind.file(extensions: Container.extensions)
  /// Endings of sound files.
  static let formats = CompletionKind.list(Container.extensions)
  static let profiles = CompletionKind.list(Profile.allCases.map(\.rawValue))
  static let languages = CompletionKind.list(Phrases.languages)
  /// No voice, and a voice for each language.
  static let voices = CompletionKind.list(["none"] + Phrases.languages)
  static let sidecars = CompletionKind.list(Sidecar.allCases.map(\.rawValue))
  static let sidecarsOrAll = CompletionKind.list(Sidecar.allCases.map(\.rawValue) + ["all"])
  static let rules = CompletionKind.list(AdviceRule.allCases.map(\.rawValue))
}

/// The candidates that depend on files.
private enum Completions {
  static func patterns(_ prefix: String, _ words: [String]) -> [String] {
    let entries = NamedPatterns.installed.entries
    let counts = Dictionary(grouping: entries, by: \.stem).mapValues(\.count)
    let names = entries.map { counts[$0.stem] == 1 && !prefix.contains("/") ? $0.stem : $0.name }
    return Set(names.filter { $0.hasPrefix(prefix) }).sorted()
      + files(prefix) { name in
        name.hasSuffix(PatternFiles.fileExtension) || Container(ofFileAt: name) != nil
      }
  }

  static func sounds(_ prefix: String) -> [String] {
    let timbres = TimbreName.allCases.map(\.rawValue).filter { $0 != TimbreName.none.rawValue }
    let names = Sounds.sets + timbres + Bed.Material.made
    return Set(names).filter { $0.hasPrefix(prefix) }.sorted() + files(prefix) { $0.hasSuffix(SoundSet.fileExtension) }
  }

  static func parameters(_ words: [String]) -> [String] {
    for word in words.dropFirst(2) where !word.hasPrefix("-") {
      guard let path = try? PatternNames.path(for: word), path.isExistingPath,
        let track = try? Track(
          reading: PatternInput(at: path), in: path.folderOrWorking, adjusting: { $0.measuresWords = false })
      else { continue }
      return track.pattern.settings.statements.compactMap { statement in
        statement.wholeMatch(of: /parameter ([\w-]+) = (\S+)( .*)?/).map { "\($0.1)=\($0.2)" }
      }
    }
    return []
  }

  /// Files of a kind and folders whose path begins with a prefix.
  private static func files(_ prefix: String, where isWanted: (String) -> Bool) -> [String] {
    let folder = prefix.folderPart
    let start = prefix.hasSuffix("/") ? "" : prefix.lastComponent
    let names = FolderNames(of: folder.isEmpty ? "." : folder)?.names ?? []
    return names.filter { $0.hasPrefix(start) && (!$0.hasPrefix(".") || start.hasPrefix(".")) }.compactMap { name in
      let path = folder.isEmpty ? name : folder.appendingComponent(name)
      if FileKind(following: path) == .folder { return path + "/" }
      return isWanted(name) ? path : nil
    }
  }
}
