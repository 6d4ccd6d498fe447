import BreathPacing
import FileStore
import PatternLanguage

/// A list of tracks to make, as JSON Lines: each line an object with a pattern, an output, and what is to be different. A list of such
/// objects in brackets, and a table as a spreadsheet saves it, are read as well.
///
/// `Documentation/Batches.md` describes them.
public struct Manifest: Sendable {
  /// Bytes; half a million tracks.
  public static let largest = 64 << 20

  public let source: SourceText
  /// The 128-bit XXH3 hash of the text, in hexadecimal digits.
  public let digest: String
  let lines: [ManifestLine]
  private let findings: [ManifestFinding]

  /// Reads the whole; its problems are told when jobs are made of it.
  ///
  /// - Parameters:
  ///   - path: of a file, or `-` for the standard input.
  ///   - whileWaiting: called now and then while nothing comes; what it throws ends the reading.
  /// - Throws: `InputError`, and what `whileWaiting` throws.
  public init(readingFrom path: String, whileWaiting: () throws -> Void = {}) throws {
    let input: PatternInput = path == PatternFiles.standardInput ? .standardInput : .file(path)
    self.init(try input.read(atMost: Self.largest, whileWaiting: whileWaiting))
  }

  init(_ source: SourceText) {
    self.source = source
    digest = Digest(of: source.bytes).hexadecimal
    guard source.bytes.count <= Self.largest else {
      (lines, findings) = ([], [ManifestFinding(.tooLarge(limit: Self.largest), at: SourceRange(0, 0))])
      return
    }
    var findings: [ManifestFinding] = []
    var lines: [ManifestLine] = []
    let written = source.lines.filter { !source.isBlank($0) }
    let table = written.first.flatMap { ManifestTable(source, header: $0) }
    if let table {
      findings += table.findings
    } else {
      do throws(JSONMistake) {
        let tracks = try source.list(beginningAt: written.first) ?? []
        lines = tracks.map { json in ManifestLine(json, at: json.range) { findings.append($0) } }
      } catch {
        findings.append(ManifestFinding(.notJSON(error.kind), at: error.range))
      }
    }
    var isReadable = lines.isEmpty && findings.isEmpty
    if isReadable, table == nil, let first = written.first, !source.beginsLikeJSON(first) {
      findings.append(ManifestFinding(.noManifest(found: source.excerpt(of: first)), at: first))
      isReadable = false
    }
    var isOpen = false
    for range in isReadable ? written.dropFirst(table == nil ? 0 : 1) : [] {
      // What follows an object that is not closed belongs to it.
      if isOpen, source.bytes[range.lowerBound] != UInt8(ascii: "{") { continue }
      do throws(JSONMistake) {
        let json: LocatedJSON
        if let table {
          json = try table.object(at: range) { findings.append($0) }
        } else {
          json = try LocatedJSON(in: source, at: range)
        }
        lines.append(ManifestLine(json, at: range) { findings.append($0) })
        isOpen = false
      } catch {
        isOpen = error.kind == .unclosedObject
        findings.append(ManifestFinding(.notJSON(error.kind), at: error.range))
      }
    }
    if lines.isEmpty, findings.isEmpty { findings.append(ManifestFinding(.noTracks, at: SourceRange(0, 0))) }
    self.lines = lines
    self.findings = findings
  }

  /// The jobs that it lists.
  ///
  /// - Parameters:
  ///   - folder: the output folder, which no output leaves.
  ///   - request: what holds for all lines that do not say otherwise.
  /// - Throws: every problem of the manifest itself; those that only its patterns can tell of come when jobs are assessed.
  func jobs(in folder: String, as request: TrackRequest) throws(InvalidManifest) -> [BatchJob] {
    var check = ManifestCheck(of: self, in: folder, findings: findings)
    let jobs = lines.compactMap { check.job(of: $0, as: request) }
    guard check.findings.isEmpty else { throw InvalidManifest(source, check.findings) }
    return jobs
  }

  /// The folder in which its patterns are looked for.
  var root: String {
    let folder = source.name.folderPart
    return folder.isEmpty ? "." : folder
  }
}

extension SourceText {
  /// The bytes of each line, without its end.
  fileprivate var lines: [SourceRange] {
    var lines: [SourceRange] = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      lines.append(SourceRange(start, end))
      start = end + 1
    }
    return lines
  }

  /// The objects of a text that is one list of them; nil where it is none.
  fileprivate func list(beginningAt line: SourceRange?) throws(JSONMistake) -> [LocatedJSON]? {
    guard let line, let start = bytes[line.lowerBound...].first(where: { $0 != 0x20 && $0 != 0x09 }),
      start == UInt8(ascii: "["), bytes.contains(UInt8(ascii: "{")),
      case .array(let elements) = try LocatedJSON(in: self, at: SourceRange(0, bytes.count)).value
    else { return nil }
    return elements
  }

  /// Whether a line begins with a sign, a number or a word of JSON.
  fileprivate func beginsLikeJSON(_ line: SourceRange) -> Bool {
    let text = text(of: line).drop { $0 == " " || $0 == "\t" }
    guard let first = text.first else { return true }
    return "{}[]\",:-0123456789".contains(first) || ["true", "false", "null"].contains { text.hasPrefix($0) }
  }

  fileprivate func excerpt(of line: SourceRange) -> String {
    let text = text(of: line).trimmingPrefix { $0.isWhitespace }
    return text.count > 40 ? text.prefix(40) + "…" : String(text)
  }

  fileprivate func isBlank(_ range: SourceRange) -> Bool {
    bytes[range.lowerBound..<range.upperBound].allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
  }
}
