import Foundation
import TestSupport
import Testing

/// A file of the corpus: patterns, each with the answer of the program.
///
///     === curly-quotes
///     say “Lie down”
///     ---
///     error[foreign-quotes]: a text stands between straight double quotes
///
/// A blank line separates two cases. Signs stand for what an editor would hide or change: ␍ for a carriage return, ␂
/// for a byte order mark, and ␃ for an end without a line break.
struct CorpusFile: CustomTestStringConvertible {
  struct Case {
    let name: String
    let pattern: String
    var answer: String
  }

  struct Malformed: Error { let reason: String }

  /// Below the root of the repository.
  let path: String
  var cases: [Case]

  var testDescription: String { path }

  /// Every file of a folder of the corpus.
  static func all(in folder: String) throws -> [CorpusFile] {
    let path = "Tests/Corpus/\(folder)"
    let names = try FileManager.default.contentsOfDirectory(atPath: Repository.path(of: path))
    return try names.sorted().map { try CorpusFile(path: "\(path)/\($0)") }
  }

  init(path: String) throws {
    self.path = path
    cases = try ("\n" + Repository.text(of: path)).components(separatedBy: "\n=== ").dropFirst().map { text in
      let parts = text.components(separatedBy: "\n---\n")
      let head = parts[0].split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, head.count == 2, parts[1].hasSuffix("\n") else {
        throw Malformed(reason: "\(path): \(text)")
      }
      return Case(name: String(head[0]), pattern: Self.plain(head[1]), answer: Self.plain(parts[1].dropLast()))
    }
  }

  /// The text of the file.
  var text: String {
    cases.map { "=== \($0.name)\n\(Self.signed($0.pattern))\n---\n\(Self.signed($0.answer))\n" }.joined(separator: "\n")
  }

  private static func plain(_ text: Substring) -> String {
    var scalars = text.unicodeScalars.map { scalar -> Unicode.Scalar in
      switch scalar {
      case "␍": "\r"
      case "␂": "\u{FEFF}"
      default: scalar
      }
    }
    if scalars.last == "␃" { scalars.removeLast() } else { scalars.append("\n") }
    return String(String.UnicodeScalarView(scalars))
  }

  private static func signed(_ text: String) -> String {
    var scalars = text.unicodeScalars.map { scalar -> Unicode.Scalar in
      switch scalar {
      case "\r": "␍"
      case "\u{FEFF}": "␂"
      default: scalar
      }
    }
    if scalars.last == "\n" { scalars.removeLast() } else { scalars.append("␃") }
    return String(String.UnicodeScalarView(scalars))
  }
}
