import BreathPacing
import FileStore
import PatternLanguage

/// A list of tracks in JSON Lines. Each line is an object with a pattern, an output, and the options that differ. A
/// JSON array of such objects, and a table as a spreadsheet saves it (CSV), are read as well.
///
/// ```swift
/// let manifest = try Manifest(readingFrom: "night.jsonl")
/// let plan = try BatchPlan(for: manifest, in: "tracks")
/// ```
///
/// `Documentation/Batches.md` describes the format.
public struct Manifest: Sendable {
  /// The largest manifest in bytes, enough for half a million tracks.
  public static let largest = 64 << 20

  /// The text of the manifest.
  public let source: SourceText
  /// The 128-bit XXH3 hash of the text, as 32 hexadecimal digits.
  public let digest: String

  /// Reads a manifest. Its problems are reported when a plan is made of it.
  ///
  /// - Parameters:
  ///   - path: the path of a file, or `-` for the standard input.
  ///   - whileWaiting: called repeatedly while no input arrives; an error that it throws ends the reading.
  /// - Throws: `InputError`, and the errors of `whileWaiting`.
  public init(readingFrom path: String, whileWaiting: () throws -> Void = {}) throws {
    let input: PatternInput = path == PatternFiles.standardInput ? .standardInput : .file(path)
    self.init(try input.read(atMost: Self.largest, whileWaiting: whileWaiting))
  }

  init(_ source: SourceText) {
    self.source = source
    digest = Digest(of: source.bytes).hexadecimal
  }

  /// Returns the jobs of the manifest.
  ///
  /// - Parameters:
  ///   - folder: the output folder, which no output can leave.
  ///   - request: the options for all lines that do not replace them.
  /// - Throws: all problems of the manifest itself. Problems of its patterns are found when the jobs are inspected.
  func jobs(in folder: String, as request: TrackRequest) throws(InvalidManifest) -> [BatchJob] {
    var check = ManifestCheck(of: self, in: folder)
    var jobs: [BatchJob] = []
    // Each line is converted at once: all lines together would take more memory than their jobs.
    let findings = read { line in
      if let job = check.job(of: line, as: request) { jobs.append(job) }
    }
    guard findings.isEmpty, check.findings.isEmpty else { throw InvalidManifest(source, findings + check.findings) }
    return jobs
  }

  /// Reads the lines in their order, and returns the problems of reading them.
  private func read(_ use: (ManifestLine) -> Void) -> [ManifestFinding] {
    guard source.bytes.count <= Self.largest else {
      return [ManifestFinding(.tooLarge(limit: Self.largest), at: SourceRange(0, 0))]
    }
    var findings: [ManifestFinding] = []
    var isEmpty = true
    func take(_ json: LocatedJSON, at range: SourceRange) {
      isEmpty = false
      use(ManifestLine(json, at: range) { findings.append($0) })
    }
    let written = source.lines.filter { !source.isBlank($0) }
    let table = written.first.flatMap { ManifestTable(source, header: $0) }
    if let table {
      findings += table.findings
    } else {
      do throws(JSONMistake) {
        for json in try source.list(beginningAt: written.first) ?? [] { take(json, at: json.range) }
      } catch {
        findings.append(ManifestFinding(.notJSON(error.kind), at: error.range))
      }
    }
    var isReadable = isEmpty && findings.isEmpty
    if isReadable, table == nil, let first = written.first, !source.beginsLikeJSON(first) {
      findings.append(ManifestFinding(.noManifest(found: source.excerpt(of: first)), at: first))
      isReadable = false
    }
    var isOpen = false
    for range in isReadable ? written.dropFirst(table == nil ? 0 : 1) : [] {
      // The lines after an unclosed object belong to it.
      if isOpen, source.bytes[range.lowerBound] != UInt8(ascii: "{") { continue }
      do throws(JSONMistake) {
        let json: LocatedJSON
        if let table {
          json = try table.object(at: range) { findings.append($0) }
        } else {
          json = try LocatedJSON(in: source, at: range)
        }
        take(json, at: range)
        isOpen = false
      } catch {
        isOpen = error.kind == .unclosedObject
        findings.append(ManifestFinding(.notJSON(error.kind), at: error.range))
      }
    }
    if isEmpty, findings.isEmpty { findings.append(ManifestFinding(.noTracks, at: SourceRange(0, 0))) }
    return findings
  }

  /// The outputs of the lines that have one, in order.
  var outputs: [String] {
    var outputs: [String] = []
    _ = read { line in
      if let output = line.target?.value { outputs.append(output) }
    }
    return outputs
  }

  /// The folder in which the patterns are looked up.
  var root: String {
    let folder = source.name.folderPart
    return folder.isEmpty ? "." : folder
  }
}

extension SourceText {
  /// The range of each line, without its line end.
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
