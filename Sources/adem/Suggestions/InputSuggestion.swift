import BreathPacing
import FileStore
import PatternLanguage
import Sidecars
import SoundFiles

/// Suggestions for a word that is no input, and for an input that does not exist.
enum InputSuggestion {
  /// The first word that is no input but belongs to an option, so that nothing is rendered of a command line that says
  /// something else.
  ///
  /// - Parameter hasOutput: whether the command line names an output.
  static func first(in paths: [String], hasOutput: Bool, beside: [String]) -> UsageError? {
    for (index, path) in paths.enumerated() where path != PatternFiles.standardInput && !path.isExistingPath {
      if !beside.isEmpty, path == "all" || Sidecar.meant(by: path) != nil || path.contains(","),
        path.split(separator: ",").allSatisfy({ $0 == "all" || Sidecar.meant(by: String($0)) != nil })
      {
        return UsageError(
          message: "'\(path)' is not an input", help: "write '--beside \((beside + [path]).joined(separator: ","))'")
      }
      if path.wholeMatch(of: /[A-Za-z][\w-]*=.*/) != nil {
        return UsageError(message: "'\(path)' is not an input", help: "write '--set \(path.shellQuoted)'")
      }
      let others = paths.filter { $0 != path && $0.isExistingPath }
      if Container(ofFileAt: path) != nil, others.count == 1, !hasOutput {
        return UsageError(
          message: "'\(path)' is not there to be read",
          help: "write 'adem render \(others[0].shellQuoted) -o \(path.shellQuoted)' to make it")
      }
      if Container(ofFileAt: path) != nil, others.count == 1, hasOutput {
        return UsageError(
          message: "a command makes one track, and '\(path)' would be another",
          help: "write 'adem render \(others[0].shellQuoted) -o \(path.shellQuoted)' by itself")
      }
      if index + 1 < paths.count {
        let joined = path + " " + paths[index + 1]
        if joined.isExistingPath {
          return UsageError(message: "'\(path)' does not exist", help: "write \(joined.shellQuoted), with its quotes")
        }
      }
      if path.isPatternText, !path.contains("/") {
        return UsageError(
          message: "'\(path)' is a pattern and not the name of one",
          help: "write 'adem breathe \"\(path)\" -o calm.wav'")
      }
    }
    return nil
  }

  /// Returns help for an input that does not exist; nil without a similar name.
  static func help(forMissing path: String) -> String? {
    if path.contains("://") { return "download it first, and name the file" }
    if path.contains("*") || path.contains("?") {
      return "no file has such a name; name a folder for all patterns in it"
    }
    let parts = path.split { ",;".contains($0) }.map(String.init)
    if parts.count > 1, parts.allSatisfy(\.isExistingPath) {
      return "write \(parts.map(\.shellQuoted).joined(separator: " "))"
    }
    if let dash = path.firstRange(of: " -"), String(path[..<dash.lowerBound]).isExistingPath {
      return "write \(path), without quotes around all of it"
    }
    if (path + ".breath").isExistingPath { return "write '\(path).breath'" }
    let (folder, name) = (path.folderOrWorking, path.hasSuffix("/") ? "" : path.lastComponent)
    guard
      let names = FolderNames(of: folder)?.names.filter({ name in
        name.hasSuffix(".breath") || path.hasSuffix("l") && name.hasSuffix(".jsonl")
          || path.hasSuffix("sv") && name.hasSuffix(".csv")
      })
    else { return nil }
    let lower = name.lowercased()
    let whole = { (name: String) in name.beside(path) }
    let near =
      names.first { $0.lowercased() == lower } ?? names.nearest(to: name, by: \.self)
      ?? names.nearest(to: name + ".breath", by: \.self)
    // A link that leads nowhere is a name as well.
    return near.flatMap { whole($0).isExistingPath ? "write '\(whole($0))'" : nil }
  }

  /// Returns help for a file whose name is not that of a pattern.
  static func help(forWrongExtension path: String) -> String? {
    guard let dot = path.lastIndex(of: "."), !path[dot...].contains("/") else {
      return rename(path, to: path + ".breath")
    }
    let (stem, ending) = (String(path[..<dot]), path[path.index(after: dot)...].lowercased())
    let name = stem.hasSuffix(".breath") ? stem : stem + ".breath"
    switch ending {
    case "breath": return rename(path, to: stem + ".breath")
    case "txt", "text", "md", "markdown", "breathe", "adem", "pattern", "brth", "conf", "yaml", "yml":
      return rename(path, to: name)
    case "rtf", "rtfd", "doc", "docx", "odt", "pages", "pdf", "html", "htm", "wps", "gdoc":
      return "open it, save its words as plain text (UTF-8) under the name '\(name)', and name that"
    case "jsonl", "json", "csv", "tsv", "ndjson", "xlsx", "xls", "ods":
      let list = ending.hasPrefix("xls") || ending == "ods" ? stem + ".csv" : path
      return "write '--manifest \(list.shellQuoted)' for a list of tracks"
    case "sounds": return "write 'adem sounds \(path.shellQuoted) -o demo.wav' to hear a set of sounds"
    case _ where Container(ofFileAt: path) != nil:
      return "write 'adem show \(path.shellQuoted)' for the pattern in a track"
    case "m4a", "mp4", "aac", "wma", "m4b", "mid", "midi", "mov":
      return "name the pattern that it was made of; patterns end in '.breath'"
    default: return nil
    }
  }

  private static func rename(_ path: String, to name: String) -> String {
    "give it a name that ends in '.breath', with: mv \(path.shellQuoted) \(name.shellQuoted)"
  }
}
