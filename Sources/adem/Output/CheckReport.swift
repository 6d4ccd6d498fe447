import Advice
import BreathPacing
import PatternLanguage
import Sidecars

/// Output format of `check`.
enum CheckForm {
  /// Text for people: lines on the standard output, drawings on the standard error.
  case text
  /// JSON: one object in the format of `Documentation/check.schema.json`.
  case json
  /// Workflow commands of GitHub, which annotate the lines of a pull request.
  case github
}

/// Result of an input, as JSON and as annotations of GitHub.
struct CheckRecord: Encodable {
  var file: String
  var isValid: Bool
  /// Length of a valid pattern in seconds.
  var duration: Double?
  var breaths: Int?
  var breathsPerMinute: Double?
  /// Whether lengths of words are estimates, and so is the duration; absent if they are measured.
  var isEstimated: Bool?
  /// Words that begin or end late; absent if there are none.
  var speech: SpeechRecord?
  var problems: [ProblemRecord] = []
  /// Advice, including the advice that the pattern allows.
  var advice: [AdviceRecord] = []
  /// The properties that the place of '--for' refuses; absent if there are none.
  var objections: [ObjectionRecord]?
  /// Reason why the input could not be read.
  var failure: String?

  init(_ input: String, _ track: Track, _ advice: [Advice], _ objections: [ObjectionRecord]) {
    file = input
    isValid = true
    duration = track.timeline.length.nearestSeconds
    breaths = track.timeline.breaths
    breathsPerMinute = track.timeline.breathsPerMinute
    isEstimated = track.timeline.isEstimated ? true : nil
    speech = SpeechRecord(track.timeline)
    self.advice = advice.map { AdviceRecord($0, at: track.place(of: $0)) }
    if !objections.isEmpty { self.objections = objections }
  }

  /// A valid set of sounds.
  init(set input: String) {
    file = input
    isValid = true
  }

  init(_ input: String, failure error: any Error) {
    file = input
    isValid = false
    if let invalid = error as? InvalidPattern {
      problems = invalid.diagnostics.map(ProblemRecord.init)
    } else {
      failure = FailureWording(error, of: input).text
    }
  }

  /// Workflow commands, one per line. https://docs.github.com/actions, "Workflow commands".
  var annotations: String {
    if let failure {
      let message = failure.trimmingPrefix("error: ").replacing("\n  = help: ", with: "\nhelp: ")
      let text = message.hasSuffix("\n") ? String(message.dropLast()) : String(message)
      return "::error file=\(Self.escaped(file, inProperty: true))::\(Self.escaped(text))\n"
    }
    let notices = advice.filter { $0.reason == nil }.map { advice in
      let position = advice.line.map { ",line=\($0),col=\(advice.column ?? 1)" } ?? ""
      let place = "file=\(Self.escaped(advice.file ?? file, inProperty: true))\(position),title=\(advice.rule)"
      let message = Self.escaped("\(advice.message)\nhelp: \(advice.help)")
      return "::\(advice.severity == "note" ? "notice" : "warning") \(place)::\(message)\n"
    }
    let refusals = (objections ?? []).map { objection in
      let place = "file=\(Self.escaped(file, inProperty: true)),title=for \(objection.place)"
      return "::warning \(place)::\(Self.escaped("\(objection.message)\nhelp: \(objection.help)"))\n"
    }
    return notices.joined() + refusals.joined()
      + problems.map { problem in
        let place =
          "file=\(Self.escaped(problem.file, inProperty: true)),line=\(problem.line),col=\(problem.column),"
          + "endLine=\(problem.endLine),endColumn=\(problem.endColumn),title=\(problem.code)"
        let help = problem.help.map { "\nhelp: \($0)" } ?? ""
        return "::error \(place)::\(Self.escaped(problem.message + help))\n"
      }.joined()
  }

  private static func escaped(_ text: String, inProperty: Bool = false) -> String {
    var result = ""
    for character in text {
      switch character {
      case "%": result += "%25"
      case "\r": result += "%0D"
      case "\n": result += "%0A"
      case "\r\n": result += "%0D%0A"
      case ":" where inProperty: result += "%3A"
      case "," where inProperty: result += "%2C"
      default: result.append(character)
      }
    }
    return result
  }
}

/// A problem with its position. Lines and columns are counted from 1; the end is the column after the range.
struct ProblemRecord: Encodable {
  var file: String
  var line: Int
  var column: Int
  var endLine: Int
  var endColumn: Int
  var code: String
  var message: String
  var help: String?

  init(_ diagnostic: Diagnostic) {
    let start = diagnostic.source.position(of: diagnostic.range.lowerBound)
    let end = diagnostic.source.position(of: diagnostic.range.upperBound)
    file = diagnostic.source.shownName
    (line, column) = (start.line, start.column)
    (endLine, endColumn) = (end.line, end.column)
    code = diagnostic.code
    message = diagnostic.message
    help = diagnostic.help
  }
}

/// Advice as a JSON object; `reason` is present if the pattern allows it.
struct AdviceRecord: Encodable {
  var rule: String
  /// `note`, `warning` or `needs-allow`.
  var severity: String
  /// Seconds from the beginning of the track.
  var onset: Double
  /// Text with the step, and position of the step; absent for advice about the whole track.
  var file: String?
  var line: Int?
  var column: Int?
  var times: Int
  var message: String
  var help: String
  var reason: String?

  init(_ advice: Advice, at place: SourceMap.Place?) {
    rule = advice.rule.rawValue
    if let place {
      let position = place.source.position(of: place.range.lowerBound)
      (file, line, column) = (place.source.shownName, position.line, position.column)
    }
    severity =
      switch advice.severity {
      case .note: "note"
      case .warning: "warning"
      case .needsAllowance: "needs-allow"
      }
    onset = advice.instant?.nearestSeconds ?? 0
    times = advice.times
    message = advice.message
    help = advice.help
    reason = advice.reason
  }
}

/// A property that a place refuses, as a JSON object.
struct ObjectionRecord: Encodable {
  var place: String
  /// A stable name, such as `no-title`.
  var reason: String
  var message: String
  var help: String

  init(_ objection: PublishingObjection, of place: PublishingPlace) {
    self.place = place.rawValue
    reason = objection.name
    (message, help) = objection.words(of: place)
  }
}
