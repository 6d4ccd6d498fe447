import PatternLanguage

/// A manifest as a spreadsheet saves it: a line that names the fields, and a line of values for each track.
///
///     id,pattern,unit
///     calm,calm.breath,5
///
/// Commas, semicolons or tabs separate the values. A value that contains one is in double quotes, where `""` is a quote
/// (RFC 4180, but that a value stays on its line). A column that is no field of a manifest is a parameter.
struct ManifestTable {
  private let source: SourceText
  private let separator: UInt8
  private let header: [Located<String>]

  /// Nil where the first line names no fields.
  ///
  /// - Parameter line: the first that is not blank.
  init?(_ source: SourceText, header line: SourceRange) {
    let bytes = source.bytes[line.lowerBound..<line.upperBound]
    guard let first = bytes.first(where: { $0 != 0x20 && $0 != 0x09 }), !"{[".utf8.contains(first) else { return nil }
    let separators = [UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: ",")]
    let counts = separators.map { separator in bytes.count { $0 == separator } }
    separator = separators[counts.firstIndex(of: counts.max() ?? 0) ?? 2]
    self.source = source
    guard let cells = try? Self.cells(in: source, at: line, separatedBy: separator) else { return nil }
    header = cells.map { Located(Self.field($0.value), at: $0.range) }
    guard header.contains(where: { ["pattern", "output", "id"].contains($0.value) }) else { return nil }
  }

  /// The name of a field in any case; a parameter stays as it is written.
  private static func field(_ name: String) -> String {
    ManifestLine.names.contains(name.lowercased()) ? name.lowercased() : name
  }

  /// The line as a JSON object, so that both forms are checked by the same code.
  func object(at line: SourceRange, reporting report: (ManifestFinding) -> Void) throws(JSONMistake) -> LocatedJSON {
    let cells = try Self.cells(in: source, at: line, separatedBy: separator)
    if let first = cells.dropFirst(header.count).first(where: { !$0.value.isEmpty }) {
      report(ManifestFinding(.cellWithoutName(first.value, columns: header.count), at: first.range))
    }
    var members: [LocatedJSON.Member] = []
    var parameters: [LocatedJSON.Member] = []
    for (name, cell) in zip(header, cells) where !cell.value.isEmpty {
      let place = Located(name.value, at: cell.range)
      switch name.value {
      case "rate", "bits", "channels", "bitrate": members.append(.init(name: place, value: value(of: cell)))
      case "beside":
        let kinds = cell.value.split { " ,;+|".contains($0) }.map { LocatedJSON(.string(String($0)), at: cell.range) }
        members.append(.init(name: place, value: LocatedJSON(.array(kinds), at: cell.range)))
      case "": report(ManifestFinding(.cellWithoutName(cell.value, columns: header.count), at: cell.range))
      case _ where ManifestLine.names.contains(name.value) && name.value != "set":
        members.append(.init(name: place, value: LocatedJSON(.string(cell.value), at: cell.range)))
      default: parameters.append(.init(name: place, value: value(of: cell)))
      }
    }
    if !parameters.isEmpty {
      members.append(.init(name: Located("set", at: line), value: LocatedJSON(.object(parameters), at: line)))
    }
    return LocatedJSON(.object(members), at: line)
  }

  /// A number, or a text. Where semicolons or tabs separate the values, a spreadsheet may have written decimals with a
  /// comma.
  private func value(of cell: Located<String>) -> LocatedJSON {
    let digits = separator == UInt8(ascii: ",") ? cell.value : cell.value.replacing(",", with: ".", maxReplacements: 1)
    if digits.wholeMatch(of: /[0-9]+(\.[0-9]+)?/) != nil { return LocatedJSON(.number(digits), at: cell.range) }
    return LocatedJSON(.string(cell.value), at: cell.range)
  }

  /// The problems of the header itself.
  var findings: [ManifestFinding] {
    var seen: [String: SourceRange] = [:]
    var findings: [ManifestFinding] = []
    for name in header where !name.value.isEmpty {
      if let first = seen.updateValue(name.range, forKey: name.value) {
        findings.append(ManifestFinding(.nameTwice(name.value), at: name.range, related: first))
      }
    }
    // A field that every track needs may be misspelt; other names are those of parameters.
    let needed = ["pattern", "output"].filter { seen[$0] == nil && !($0 == "output" && seen["id"] != nil) }
    for name in header {
      guard !ManifestLine.names.contains(name.value),
        let meant = needed.nearest(to: name.value.lowercased(), by: \.self) ?? Self.meant[name.value.lowercased()],
        needed.contains(meant)
      else { continue }
      findings.append(
        ManifestFinding(.unknownName(name.value, known: ManifestLine.names, suggestion: meant), at: name.range))
    }
    if findings.isEmpty {
      for name in needed { findings.append(ManifestFinding(.missingColumn(name), at: header[0].range)) }
    }
    return findings
  }

  private static let meant = [
    "patroon": "pattern", "muster": "pattern", "input": "pattern", "file": "pattern", "bestand": "pattern",
    "datei": "pattern",
    "uitvoer": "output", "ausgabe": "output", "track": "output", "target": "output",
  ]

  // MARK: Cells

  /// The values of a line, without their quotes and the blanks around them.
  private static func cells(
    in source: SourceText, at line: SourceRange, separatedBy separator: UInt8
  ) throws(JSONMistake) -> [Located<String>] {
    var cells: [Located<String>] = []
    var position = line.lowerBound
    let end = line.upperBound
    let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x0D || byte == 0x09 && separator != 0x09 }
    while true {
      while position < end, isBlank(source.bytes[position]) { position += 1 }
      let start = position
      var bytes: [UInt8] = []
      if position < end, source.bytes[position] == UInt8(ascii: "\"") {
        position += 1
        while true {
          guard position < end else { throw JSONMistake(.unclosedText, at: SourceRange(start, min(start + 1, end))) }
          if source.bytes[position] == UInt8(ascii: "\"") {
            position += 1
            guard position < end, source.bytes[position] == UInt8(ascii: "\"") else { break }
          }
          bytes.append(source.bytes[position])
          position += 1
        }
        let cellEnd = position
        while position < end, isBlank(source.bytes[position]) { position += 1 }
        guard position == end || source.bytes[position] == separator else {
          throw JSONMistake(.quoteInCell, at: SourceRange(position, position + 1))
        }
        cells.append(Located(try text(bytes, at: SourceRange(start, cellEnd)), at: SourceRange(start, cellEnd)))
      } else {
        while position < end, source.bytes[position] != separator { position += 1 }
        var cellEnd = position
        while cellEnd > start, isBlank(source.bytes[cellEnd - 1]) { cellEnd -= 1 }
        let range = SourceRange(start, cellEnd)
        cells.append(Located(try text(Array(source.bytes[start..<cellEnd]), at: range), at: range))
      }
      guard position < end else { return cells }
      position += 1
    }
  }

  private static func text(_ bytes: [UInt8], at range: SourceRange) throws(JSONMistake) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else { throw JSONMistake(.notUTF8, at: range) }
    return text
  }
}
