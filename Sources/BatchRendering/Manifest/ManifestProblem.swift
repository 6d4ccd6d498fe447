import BreathPacing
import PatternLanguage

/// What can be wrong with a manifest, as facts; worded at the edge.
public enum ManifestProblem: Sendable, Hashable {
  // The text
  /// Bytes.
  case tooLarge(limit: Int)
  case notJSON(Mistake)
  case notAnObject(found: String)
  case noTracks
  /// The first line is neither an object nor names fields.
  case noManifest(found: String)

  // A table
  case missingColumn(String)
  case cellWithoutName(String, columns: Int)

  // The names and values of a line
  case unknownName(String, known: [String], suggestion: String?)
  case nameTwice(String)
  case missing(String)
  case wrongValue(name: String, wants: String, found: String)
  case notInList(String, name: String, known: [String], suggestion: String?)

  // Paths
  case missingPattern(String)
  case unreadablePattern(String, InputError.Problem)
  case leavesFolder(String)
  case unusablePath(String)

  // What kind of file it is to be
  case unknownKind(String)
  case unfitting(name: String, value: String, kind: String, wants: String)

  // Lines beside one another
  case sameID(String)
  case sameOutput(String)
  case outputInOutput(String, file: String)

  // What the pattern says of a value
  case pattern(code: String, message: String, help: String?)

  /// In what way a line is no JSON.
  public enum Mistake: Sendable, Hashable {
    case missingValue, missingName, missingColon, missingComma, unclosedText, unclosedList, unclosedObject
    case controlCharacter, unknownEscape, notUTF8, notANumber, tooDeep, textBehindValue, commaBehindObject
    /// A quote within a value of a table.
    case quoteInCell
  }
}

/// A problem at its place.
public struct ManifestFinding: Sendable, Hashable {
  public let problem: ManifestProblem
  public let range: SourceRange
  /// The other line of two that do not go together.
  public let related: SourceRange?

  init(_ problem: ManifestProblem, at range: SourceRange, related: SourceRange? = nil) {
    self.problem = problem
    self.range = range
    self.related = related
  }
}

/// Why nothing of a manifest is rendered: all its problems, in the order of the text.
public struct InvalidManifest: Error, Sendable {
  public let source: SourceText
  /// At most ``most`` of them.
  public let findings: [ManifestFinding]
  /// How many more there are.
  public let unreported: Int

  static let most = 100

  init(_ source: SourceText, _ findings: [ManifestFinding]) {
    self.source = source
    let ordered = findings.enumerated()
      .sorted { ($0.element.range.lowerBound, $0.offset) < ($1.element.range.lowerBound, $1.offset) }.map(\.element)
    self.findings = Array(ordered.prefix(Self.most))
    unreported = ordered.count - self.findings.count
  }
}
