import BreathPacing
import FileStore

/// Paths for the names of patterns on the command line.
///
///     adem render 4-7-8 -o calm.mp3        # patterns/protocols/4-7-8.breath of the installation
enum PatternNames {
  /// Returns the path of a pattern that is given by name. A path that exists, `-`, and a name that no pattern has are
  /// returned unchanged.
  ///
  /// - Throws: `UsageError` if several patterns have the name.
  static func path(for name: String) throws -> String {
    guard name != PatternFiles.standardInput, !name.isExistingPath else { return name }
    switch NamedPatterns.installed.match(name) {
    case .none: return name
    case .one(let entry): return entry.path
    case .several(let entries):
      throw UsageError(
        message: "'\(name)' is the name of \(entries.count) patterns: \(entries.map(\.name).joined(separator: ", "))",
        help: "write '\(entries[0].name)'")
    }
  }

  /// Returns the paths of patterns, some of which are given by name.
  ///
  /// - Throws: `UsageError` if several patterns have a name.
  static func paths(for names: [String]) throws -> [String] { try names.map(path) }

  /// Returns what to write in the place of a name that no pattern has; nil if nothing is near.
  static func help(forMissing name: String) -> String? {
    let near = NamedPatterns.installed.suggestions(for: name)
    switch near.count {
    case 0: return nil
    case 1: return "write '\(near[0])'"
    case 2...4: return "write one of '\(near.joined(separator: "', '"))'"
    default:
      return "\(near.count) patterns have such a name, as '\(near[0])'; 'adem list' shows all"
    }
  }
}
