/// Settings that replace those of a pattern's text, given by the user or a program that renders the pattern. They are
/// checked like the text and have their own diagnostics.
///
/// ```swift
/// let overrides = Overrides(parameters: ["minutes=10"], voice: "none")
/// ```
public struct Overrides: Sendable, Hashable {
  /// Parameter values, each as `name=value`.
  public package(set) var parameters: [SourceText]
  /// The name of a profile, in the syntax of the setting `profile`.
  public let profile: SourceText?
  /// The voice, in the syntax of the setting `voice`.
  public let voice: SourceText?
  /// The language, in the syntax of the setting `language`.
  public let language: SourceText?
  /// The origin of ``voice``. A voice command given by the user may run; any other needs consent.
  public var voiceOrigin = Origin.user
  /// Whether a value for an unknown parameter is ignored. Set this when the same values are given to many patterns, of
  /// which some do not have the parameter.
  public var isForMany = false

  /// A setting that replaces one in the pattern's text.
  public enum Setting: Sendable, Hashable {
    /// A parameter value, as `name=value`.
    case parameter(String)
    case profile, voice, language
  }

  /// The origin of a setting that is not in the pattern's text.
  public enum Origin: Sendable, Hashable {
    /// The user: the command line, or a program that calls this library.
    case user
    case manifest
    /// The settings stored in a track that is rendered again.
    case track
  }

  /// The text that a track stores instead of a ``voice`` command, because a command may contain a secret.
  public static let unstoredCommand = "command"

  /// Whether the voice was a command that the track did not store. The settings then contain an empty command.
  var lacksCommand: Bool { voiceOrigin == .track && voice?.text == Self.unstoredCommand }

  /// Creates overrides. Problems in them are reported in separate texts, whose `SourceText.setting` identifies the
  /// setting.
  public init(parameters: [String] = [], profile: String? = nil, voice: String? = nil, language: String? = nil) {
    self.parameters = parameters.map { SourceText($0, setting: .parameter($0)) }
    self.profile = profile.map { SourceText($0, setting: .profile) }
    self.voice = voice.map { SourceText($0, setting: .voice) }
    self.language = language.map { SourceText($0, setting: .language) }
  }

  /// The names before `=` in ``parameters``.
  public var names: [String] { parameters.map(\.text.parameterName) }

  /// No overrides.
  public static let none = Overrides()

  /// Returns the arguments for the parameters, and reports invalid and repeated ones. Whether a value is readable is
  /// decided for each parameter: a text parameter takes every value as its words.
  func arguments(_ findings: DiagnosticSink) -> [Argument] {
    var names: Set<String> = []
    return parameters.compactMap { source in
      var parser = Parser(source)
      let (name, syntax) = parser.parameterSetting()
      guard let name else {
        findings.add(Array(parser.problems.suffix(1)))
        return nil
      }
      guard names.insert(name.value).inserted else {
        findings.report(.settingTwice(name.value), at: name.range, in: source)
        return nil
      }
      let own = DiagnosticSink(library: .empty)
      own.add(parser.problems)
      var value: Value?
      if let syntax, parser.problems.isEmpty { value = Evaluator(source: source, findings: own).value(of: syntax) }
      let range = syntax?.range ?? SourceRange(name.range.upperBound, source.bytes.count)
      return Argument(
        name: name, value: value ?? .text(""), source: source, valueRange: range,
        words: Self.words(of: source), problems: own.problems)
    }
  }

  /// Returns the part after `=`, if it is a valid text of the language.
  private static func words(of source: SourceText) -> String? {
    let text = source.text
    guard let equals = text.firstIndex(of: "=") else { return nil }
    let scalars = text[text.index(after: equals)...].unicodeScalars
    let words = String(scalars.drop { $0.properties.isWhitespace }).trimmingSpaceAtEnd
    guard !words.isBlank, words.utf8.count <= Limits.longestNote,
      words.unicodeScalars.allSatisfy({ !$0.isBidirectionalControl && (!$0.isControl || $0 == "\t") })
    else { return nil }
    return words
  }

  /// Applies the overrides to the settings, and reports invalid ones.
  func apply(to settings: inout Settings, _ findings: DiagnosticSink) {
    if let profile, let chosen = checked(.profile, profile, findings) { settings.profile = chosen.profile }
    if let language, let chosen = checked(.language, language, findings) {
      settings.language = LanguageTag.canonical(chosen.language)
    }
    if lacksCommand {
      settings.voice = .command("")
    } else if let voice, let chosen = checked(.voice, voice, findings) {
      settings.voice = chosen.voice?.canonical
    }
  }

  private func checked(_ keyword: Keyword, _ source: SourceText, _ findings: DiagnosticSink) -> Settings? {
    let known = findings.reports
    var parser = Parser(source)
    let setting = parser.settingAlone(keyword)
    findings.add(parser.problems)
    var checker = SettingsChecker(evaluator: Evaluator(source: source, findings: findings), arguments: [], users: [])
    if parser.problems.isEmpty { checker.check(setting, firstStep: nil) }
    return findings.reports == known ? checker.settings : nil
  }
}

extension Voice {
  /// The voice in the form in which it is looked up. Names of espeak-ng languages are matched in any case; names of
  /// variants, as in `nl+Andrea`, keep their case.
  fileprivate var canonical: Voice {
    guard case .named(let name) = self else { return self }
    let end = name.firstIndex(of: "+") ?? name.endIndex
    return .named(name[..<end].lowercased() + name[end...])
  }
}

extension String {
  fileprivate var trimmingSpaceAtEnd: String {
    var words = self[...]
    while words.last?.isWhitespace ?? false { words.removeLast() }
    return String(words)
  }

  /// The part before the first `=`, without whitespace.
  public var parameterName: String {
    let name = utf8.prefix { $0 != UInt8(ascii: "=") }
    // Most names need no look at their characters.
    if name.allSatisfy({ $0 > 0x20 && $0 < 0x80 }) { return String(Substring(name)) }
    return Substring(name).filter { !$0.isWhitespace }
  }
}
