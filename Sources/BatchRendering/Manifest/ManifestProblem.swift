import BreathPacing
import PatternLanguage
public import SoundFiles

/// A problem of a manifest. It holds facts only; the command line has the wording.
///
/// ```swift
/// if case .missingPattern(let path) = finding.problem { print(path) }
/// ```
public enum ManifestProblem: Sendable, Hashable {
  // The text.
  /// The text exceeds a limit in bytes.
  case tooLarge(limit: Int)
  /// A line is not JSON.
  case notJSON(Mistake)
  /// A line is not a JSON object.
  case notAnObject(found: JSONKind)
  /// The manifest lists no track: all its lines are blank.
  case noTracks
  /// The first line is neither an object nor names fields.
  case noManifest(found: String)

  // A table
  case missingColumn(String)
  case cellWithoutName(String, columns: Int)

  // The names and values of a line.
  /// A name is unknown. The suggestion is a similar known one.
  case unknownName(String, known: [String], suggestion: String?)
  /// A name occurs twice.
  case nameTwice(String)
  /// A required name is missing.
  case missing(String)
  /// A value has the wrong type or is out of range.
  case wrongValue(name: String, wants: Expectation, found: JSONKind)
  /// A list has an element that is not among the known ones.
  case notInList(String, name: String, known: [String], suggestion: String?)

  // Paths.
  /// The pattern does not exist.
  case missingPattern(String)
  /// The pattern cannot be read.
  case unreadablePattern(String, InputError.Problem)
  /// The picture cannot be read or used.
  case unusableCover(CoverError)
  /// A path leads out of its folder.
  case leavesFolder(String)
  /// An output path is empty, too long, or has empty components.
  case unusablePath(String)

  // The container.
  /// No sound file with this extension can be written.
  case unknownKind(String)
  /// The container does not support a value. `wants` lists the supported ones; it is empty if the container has no such
  /// setting.
  case unfitting(name: String, value: String, kind: String, wants: [Int])
  /// The container does not support a bit rate in kbit/s. `wants` is `nil` if it has no bit rates.
  case unfittingBitRate(Int, kind: String, wants: BitRates?)

  // Several lines.
  /// Two lines have the same identifier.
  case sameID(String)
  /// Two lines have the same output.
  case sameOutput(String)
  /// The path of one output is a folder in the path of another.
  case outputInOutput(String, file: String)

  // Values for the pattern.
  /// The pattern rejects a value, with this diagnostic.
  case pattern(code: String, message: String, help: String?)

  /// A kind of JSON value.
  public enum JSONKind: Sendable, Hashable {
    case string, number, boolean, null, array, object
  }

  /// The values that a field accepts.
  public enum Expectation: Sendable, Hashable {
    /// A text that is not empty.
    case text
    case textOrNumber
    case oneOf([Int])
    /// Samples per second of each channel, in a range.
    case sampleRate(ClosedRange<Int>)
    /// A bit rate in kbit/s, in a range.
    case bitRate(ClosedRange<Int>)
    /// An object of parameters with their values.
    case parameters
    /// A list of kinds of sidecar files.
    case sidecars
    /// One kind of sidecar file.
    case sidecar
  }

  /// A syntax error in JSON.
  public enum Mistake: Sendable, Hashable {
    /// A token that is missing, or a text, list or object that is not closed.
    case missingValue, missingName, missingColon, missingComma, unclosedText, unclosedList, unclosedObject
    /// An invalid character, escape sequence or number, nesting that is too deep, or text after the value.
    case controlCharacter, unknownEscape, notUTF8, notANumber, tooDeep, textAfterValue, commaAfterObject
    /// A quote within a value of a table.
    case quoteInCell
  }
}

/// A problem and its position.
///
/// ```swift
/// for finding in error.findings { print(finding.range.lowerBound, finding.problem) }
/// ```
public struct ManifestFinding: Sendable, Hashable {
  /// The problem.
  public let problem: ManifestProblem
  /// The position in the text of the manifest, in bytes.
  public let range: SourceRange
  /// The position of the other line, if two lines conflict.
  public let related: SourceRange?

  init(_ problem: ManifestProblem, at range: SourceRange, related: SourceRange? = nil) {
    self.problem = problem
    self.range = range
    self.related = related
  }
}

/// The problems of a manifest, in the order of the text. No track of it is rendered.
///
/// ```swift
/// do {
///   let plan = try BatchPlan(for: manifest, in: "tracks")
/// } catch {
///   print("\(error.findings.count) problems in \(error.source.name)")
/// }
/// ```
public struct InvalidManifest: Error, Sendable {
  /// The text of the manifest.
  public let source: SourceText
  /// The first problems, at most 100.
  public let findings: [ManifestFinding]
  /// The number of further problems.
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
