import CSystem
import FileStore
import PatternLanguage
import Programs

/// A voice of Piper: a model, `NAME.onnx`, and its settings, `NAME.onnx.json`.
struct PiperModel: Sendable {
  /// Path of the model.
  let path: String
  /// Path of its settings.
  let settings: String

  private static let ending = ".onnx"
  /// The number of names that an error suggests.
  private static let suggestions = 3

  /// Finds a model by its name: beside the pattern, then in the folders of voices.
  ///
  /// - Parameters:
  ///   - name: the name, with or without `.onnx`. One with a `/` is a path from the folder of the pattern.
  ///   - root: the folder of the pattern, which a model beside it has to be in, links included.
  ///   - environment: it has the folders of voices, which are the user's.
  /// - Throws: ``SpeechError/Problem``.
  init(named name: String, beside root: String, in environment: ProgramEnvironment) throws(SpeechError.Problem) {
    let stem = name.hasSuffix(Self.ending) ? String(name.dropLast(Self.ending.count)) : name
    guard !stem.isEmpty, !stem.hasSuffix("/") else { throw .modelMissing(name, nearest: [], fetching: Self.fetching()) }
    let file = stem + Self.ending
    var incomplete: String?
    var folders = stem.utf8.contains(UInt8(ascii: "/")) ? [] : environment.voiceFolders
    if let root = ConfinedDirectory(root) {
      guard root.contains(file.hasPrefix("/") ? file : "\(root.path)/\(file)") else { throw .modelOutsideRoot(name) }
      if let path = root.resolve(file), FileKind(following: path) == .file {
        if let settings = root.resolve(file + ".json"), FileKind(following: settings) == .file {
          (self.path, self.settings) = (path, settings)
          return
        }
        incomplete = file
      }
    }
    for folder in folders {
      // Piper works in another folder.
      guard let path = ConfinedDirectory(folder).map({ "\($0.path)/\(file)" }), FileKind(following: path) == .file
      else {
        continue
      }
      if FileKind(following: path + ".json") == .file {
        (self.path, settings) = (path, path + ".json")
        return
      }
      incomplete = incomplete ?? path
    }
    if let incomplete { throw .modelIncomplete(incomplete) }
    folders.append(stem.contains("/") ? "\(root)/\(stem.folderPart)" : root)
    throw .modelMissing(
      name, nearest: Self.nearest(to: stem.lastComponent, in: folders), fetching: Self.fetching(by: environment))
  }

  /// Names of models in folders, the most similar first.
  private static func nearest(to name: String, in folders: [String]) -> [String] {
    let names = Set(
      folders.flatMap { FolderNames(of: $0)?.names ?? [] }.filter { $0.hasSuffix(ending) && !$0.hasPrefix(".") }
        .map { String($0.dropLast(ending.count)) }
    ).sorted()
    let typo = names.nearest(to: name, by: \.self)
    // The same language: `nl` of `nl_NL-mls-medium`.
    let alike = names.filter { $0.hasPrefix(name.prefix { $0 != "_" && $0 != "-" }) }
    var seen = Set<String>()
    return Array(([typo].compactMap(\.self) + alike).filter { seen.insert($0).inserted }.prefix(suggestions))
  }

  /// The command that fetches models, with the Python that Piper is installed in, as far as it is known.
  private static func fetching(by environment: ProgramEnvironment = ProgramEnvironment()) -> String {
    var python = "python3"
    if let piper = environment.path(of: Piper.program, from: "/"), let buffer = realpath(piper, nil) {
      let own = "\(String(cString: buffer).folderPart)/python3"
      free(buffer)
      if access(own, X_OK) == 0, !own.hasPrefix("/usr/bin/") { python = own }
    }
    return "\(python) -m piper.download_voices"
  }
}
