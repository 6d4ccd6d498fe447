import BatchRendering
import BreathPacing
import SoundFiles

/// Wording of the problems of a manifest.
struct ManifestWording {
  let code: String
  let message: String
  let help: String?

  init(_ problem: ManifestProblem) {
    func list(_ names: [String]) -> String { names.joined(separator: ", ") }
    switch problem {
    case .tooLarge(let limit):
      self.init("manifest-too-large", "a manifest has at most \(limit >> 20) MiB", "split it, and render its parts")
    case .notJSON(let mistake): self.init(mistake)
    case .notAnObject(let found):
      self.init(
        "not-an-object", "a line of a manifest is an object, not \(Self.words(for: found))",
        "write '{\"pattern\": \"calm.breath\", \"output\": \"calm.wav\"}'")
    case .noTracks:
      self.init(
        "no-tracks", "the manifest lists no tracks", "write '{\"pattern\": \"calm.breath\", \"output\": \"calm.wav\"}'")
    case .noManifest(let found):
      self.init(
        "no-manifest", "a manifest begins with an object or with a line of names, not with '\(found)'",
        "write '{\"pattern\": \"calm.breath\", \"output\": \"calm.wav\"}' on a line for each track, or the names 'pattern,output' above a table"
      )
    case .missingColumn(let name):
      self.init(
        "missing-\(name)", "the table has no column '\(name)'",
        "write '\(name)' into the line of names, and a value below it")
    case .cellWithoutName(let value, let columns):
      self.init(
        "nameless-value", "'\(value)' stands below no name: the first line has \(columns)",
        "name its column in the first line, or put a value with a comma between double quotes")
    case .unknownName(let name, let known, let suggestion):
      self.init(
        "unknown-name", "a manifest knows no '\(name)'",
        suggestion.map { "write '\($0)'" } ?? "it knows \(list(known))")
    case .nameTwice(let name): self.init("name-twice", "'\(name)' is given twice", "leave one of them out")
    case .missing("pattern"):
      self.init("missing-pattern", "a track needs a pattern", "add '\"pattern\": \"calm.breath\"'")
    case .missing(let name):
      self.init("missing-\(name)", "a track needs an \(name)", "add '\"\(name)\": \"calm.wav\"'")
    case .wrongValue(let name, let wants, let found):
      self.init("wrong-value", "'\(name)' wants \(Self.words(for: wants)), and this is \(Self.words(for: found))", nil)
    case .notInList(let value, let name, let known, let suggestion):
      self.init(
        "not-in-list", "'\(name)' knows no '\(value)'", suggestion.map { "write '\($0)'" } ?? "it knows \(list(known))")
    case .missingPattern(let path):
      self.init(
        "unknown-pattern", "the pattern '\(path)' does not exist", "paths begin in the folder of the manifest")
    case .unreadablePattern(let path, let problem): self.init(path, problem)
    case .leavesFolder(let path):
      self.init(
        "outside-folder", "'\(path)' leads out of its folder",
        "patterns stay in the folder of the manifest, and tracks in the output folder")
    case .unusablePath(let path): self.init("unusable-path", "'\(path)' cannot be the path of a track", nil)
    case .unknownKind(let path):
      self.init(
        "unknown-kind", "'\(path)' has no ending of a track",
        FailureWording.insteadOf(path.split(separator: ".").last.map(String.init) ?? "")
          ?? "name a file that ends in \(list(Container.extensions.map { ".\($0)" }))")
    case .unusableCover(let error):
      self.init("unusable-cover", error.words.message, error.words.help)
    case .unfitting("cover", _, let kind, _):
      self.init(
        "unfitting", "a file of the kind '\(kind)' cannot hold a picture",
        "leave 'cover' out, or name an output that ends in \(list(Container.extensionsWithCovers))")
    case .unfittingBitRate(let value, let kind, let wants):
      self.init(
        "unfitting", "a file of the kind '\(kind)' cannot have \(value) kbit/s",
        wants.map { "write \($0.words)" } ?? "leave 'bitrate' out")
    case .unfitting(let name, let value, let kind, let wants):
      self.init(
        "unfitting",
        "a file of the kind '\(kind)' cannot have \(value) \(name == "bits" ? "bits a sample" : "frames a second")",
        wants.isEmpty
          ? "leave '\(name)' out: this kind of file rounds by itself"
          : "write one of \(list(wants.map(String.init)))")
    case .sameID(let id): self.init("same-id", "two tracks are called '\(id)'", "give each an id of its own")
    case .sameOutput(let path):
      self.init(
        "same-output", "two tracks would become '\(path)'", "case and the form of accents do not tell names apart")
    case .outputInOutput(let path, let file):
      self.init("output-in-output", "'\(path)' would be a folder and a file, '\(file)'", "give one another name")
    case .pattern(let code, let message, let help): self.init(code, message, help)
    }
  }

  private init(_ code: String, _ message: String, _ help: String?) {
    (self.code, self.message, self.help) = (code, message, help)
  }

  private static func words(for kind: ManifestProblem.JSONKind) -> String {
    switch kind {
    case .string: "a text"
    case .number: "a number"
    case .boolean: "true or false"
    case .null: "null"
    case .array: "a list"
    case .object: "an object"
    }
  }

  private static func words(for wanted: ManifestProblem.Expectation) -> String {
    func from(_ range: ClosedRange<Int>) -> String { "from \(range.lowerBound) to \(range.upperBound)" }
    return switch wanted {
    case .text: "a text that is not empty"
    case .textOrNumber: "a number or a text"
    case .oneOf(let numbers):
      numbers.dropLast().map(String.init).joined(separator: ", ") + " or \(numbers[numbers.count - 1])"
    case .sampleRate(let range): "frames a second, \(from(range))"
    case .bitRate(let range): "a number of kbit/s, \(from(range))"
    case .parameters: "an object of parameters with their values"
    case .sidecars: "a list of kinds, such as [\"vtt\"]"
    case .sidecar: "texts"
    }
  }

  private init(_ path: String, _ problem: InputError.Problem) {
    let reason =
      switch problem {
      case .folder: "is a folder"
      case .notAFile: "is not a file"
      case .notAPattern: "is not a pattern by its name"
      case .notReadable: "may not be read"
      case .symbolicLinkLoop: "is a link that leads in a circle"
      case .notUTF8: "is not UTF-8"
      case .missing, .noPatterns, .noLogs: "does not exist"
      case .system(let message): "cannot be read: \(message)"
      }
    self.init("unusable-pattern", "'\(path)' \(reason)", "name a pattern, which ends in '.breath'")
  }

  private init(_ mistake: ManifestProblem.Mistake) {
    let (message, help): (String, String?) =
      switch mistake {
      case .missingValue: ("a value is missing", "write a number, or a text in double quotes")
      case .missingName: ("a name is missing", "write it in double quotes; no comma follows the last value")
      case .missingColon: ("a colon is missing", "write ':' between a name and its value")
      case .missingComma: ("a comma is missing", "write ',' between two values; each track has a line of its own")
      case .unclosedText: ("a text is not closed", "close it with '\"'")
      case .unclosedList: ("a list is not closed", "close it with ']' on the same line")
      case .unclosedObject: ("an object is not closed", "close it with '}' on the same line")
      case .controlCharacter: ("a text holds a control character", "write '\\t' or '\\n' in its place")
      case .unknownEscape: ("JSON has no such escape", "write '\\\\' for a backslash")
      case .notUTF8: ("a text is not UTF-8", "save the manifest as UTF-8; in Excel as 'CSV UTF-8'")
      case .notANumber: ("this is not a number", "write it as '5' or '0.5'")
      case .tooDeep: ("lists and objects are nested too deeply", nil)
      case .commaAfterObject:
        ("a comma follows the object", "leave the comma out, or put all objects between '[' and ']'")
      case .quoteInCell:
        ("something follows the value's closing quote", "write '\"\"' for a quote within a value between quotes")
      case .textAfterValue: ("something follows the object", "each track has a line of its own")
      }
    self.init("not-json", message, help)
  }
}
