import BreathPacing
import PatternLanguage
import Sidecars
import SoundFiles
import Synthesis

/// A line of a manifest: one track, as it is written there.
struct ManifestLine: Sendable {
  /// The range of the whole line.
  let range: SourceRange
  var id: Located<String>?
  var pattern: Located<String>?
  var output: Located<String>?
  /// Values of parameters, such as `breaths=5`.
  var values: [Located<String>] = []
  var profile: Located<String>?
  var voice: Located<String>?
  var language: Located<String>?
  var rate: Located<Int>?
  var bits: Located<Int>?
  var channels: Located<Int>?
  var bitRate: Located<Int>?
  var markers: MarkerChoice?
  var place: PublishingPlace?
  /// The path of a picture.
  var cover: Located<String>?
  var beside: [Sidecar]?
  /// Whether the line is not an object. That problem is already reported.
  private(set) var isMalformed = false
  /// Whether the line has the name of its pattern, also if the value is invalid or the name is misspelt.
  private(set) var givesPattern = false
  /// Whether the line has the name of its output or its id, as above.
  private(set) var givesOutput = false

  /// The output; if none is given, a file named after the id, of the kind for its place or else a WAV file.
  var target: Located<String>? {
    output ?? id.map { Located("\($0.value).\(place?.fileExtension ?? "wav")", at: $0.range) }
  }

  /// The bit rates that some container supports, in kbit/s.
  private static let bitRates = 6...640

  static let names = [
    "id", "pattern", "output", "set", "profile", "voice", "language", "rate", "bits", "channels", "bitrate", "markers",
    "beside", "for", "cover",
  ]

  /// Reads the members of a line, and reports each problem.
  init(_ json: LocatedJSON, at range: SourceRange, reporting report: (ManifestFinding) -> Void) {
    self.range = range
    guard case .object(let members) = json.value else {
      isMalformed = true
      report(ManifestFinding(.notAnObject(found: json.kind), at: json.range))
      return
    }
    for member in members { note(member.name.value) }
    for member in Self.single(members, reporting: report) { take(member, reporting: report) }
  }

  private mutating func note(_ name: String) {
    switch name {
    case "pattern": givesPattern = true
    case "output", "id": givesOutput = true
    default: break
    }
  }

  /// Returns the first member of each name, and reports the others.
  private static func single(
    _ members: [LocatedJSON.Member], reporting report: (ManifestFinding) -> Void
  ) -> [LocatedJSON.Member] {
    var seen: [String: SourceRange] = [:]
    return members.filter { member in
      let first = seen.updateValue(member.name.range, forKey: member.name.value)
      if let first { report(ManifestFinding(.nameTwice(member.name.value), at: member.name.range, related: first)) }
      return first == nil
    }
  }

  private mutating func take(_ member: LocatedJSON.Member, reporting report: (ManifestFinding) -> Void) {
    let (name, value) = (member.name.value, member.value)
    func wrong(_ wants: ManifestProblem.Expectation) {
      report(ManifestFinding(.wrongValue(name: name, wants: wants, found: value.kind), at: value.range))
    }
    func text() -> Located<String>? {
      guard case .string(let text) = value.value, !text.isEmpty else {
        wrong(.text)
        return nil
      }
      return Located(text, at: value.range)
    }
    func number(_ wants: ManifestProblem.Expectation, _ isFine: (Int) -> Bool) -> Located<Int>? {
      guard case .number(let digits) = value.value, let number = JSONNumber.integer(digits), isFine(number) else {
        wrong(wants)
        return nil
      }
      return Located(number, at: value.range)
    }
    func oneOf(_ numbers: [Int]) -> Located<Int>? { number(.oneOf(numbers), numbers.contains) }
    func choice<Choice: RawRepresentable & CaseIterable>() -> Choice? where Choice.RawValue == String {
      guard let word = text() else { return nil }
      if let choice = Choice(rawValue: word.value) { return choice }
      let known = Choice.allCases.map(\.rawValue)
      report(
        ManifestFinding(
          .notInList(word.value, name: name, known: known, suggestion: known.nearest(to: word.value, by: \.self)),
          at: word.range))
      return nil
    }
    switch name {
    case "id": id = text()
    case "pattern": pattern = text()
    case "output": output = text()
    case "profile": profile = text()
    case "voice": voice = text()
    case "language": language = text()
    case "rate": rate = number(.sampleRate(SoundFormat.rates), SoundFormat.rates.contains)
    case "bits": bits = oneOf(SampleFormat.allCases.map { $0.bytes * 8 })
    case "channels": channels = oneOf([1, 2])
    case "bitrate": bitRate = number(.bitRate(Self.bitRates), Self.bitRates.contains)
    case "markers": markers = choice()
    case "for": place = choice()
    case "cover": cover = text()
    case "set":
      guard case .object(let members) = value.value else { return wrong(.parameters) }
      values = Self.single(members, reporting: report).compactMap { Self.parameter($0, reporting: report) }
    case "beside":
      guard case .array(let elements) = value.value else { return wrong(.sidecars) }
      beside = Self.sideFiles(elements, reporting: report)
    default:
      let meant = Self.names.nearest(to: name, by: \.self)
      if let meant { note(meant) }
      report(ManifestFinding(.unknownName(name, known: Self.names, suggestion: meant), at: member.name.range))
    }
  }

  private static func parameter(
    _ member: LocatedJSON.Member, reporting report: (ManifestFinding) -> Void
  ) -> Located<String>? {
    switch member.value.value {
    case .string(let text): return Located("\(member.name.value)=\(text)", at: member.value.range)
    case .number(let digits): return Located("\(member.name.value)=\(JSONNumber.plain(digits))", at: member.value.range)
    default:
      report(
        ManifestFinding(
          .wrongValue(
            name: member.name.value, wants: .textOrNumber, found: member.value.kind),
          at: member.value.range))
      return nil
    }
  }

  private static func sideFiles(
    _ elements: [LocatedJSON], reporting report: (ManifestFinding) -> Void
  ) -> [Sidecar] {
    let known = Sidecar.allCases.map(\.rawValue)
    let wanted = elements.compactMap { element -> Sidecar? in
      guard case .string(let name) = element.value else {
        report(ManifestFinding(.wrongValue(name: "beside", wants: .sidecar, found: element.kind), at: element.range))
        return nil
      }
      if let kind = Sidecar(rawValue: name) { return kind }
      report(
        ManifestFinding(
          .notInList(name, name: "beside", known: known, suggestion: known.nearest(to: name, by: \.self)),
          at: element.range))
      return nil
    }
    return Sidecar.allCases.filter(wanted.contains)
  }
}
