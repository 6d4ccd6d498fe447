/// What whoever renders a pattern sets in place of its text. It is checked as the text is, with problems of its own.
public struct Overrides: Sendable, Hashable {
  /// Values for parameters, each as `name=value`.
  public let parameters: [SourceText]
  /// The name of a profile, as behind `profile`.
  public let profile: SourceText?
  /// Who speaks, as behind `voice`.
  public let voice: SourceText?
  /// A language, as behind `language`.
  public let language: SourceText?
  /// Who gave ``voice``. A command that the user gave may run; any other needs consent.
  public var voiceGiver = Giver.user
  /// Whether a value for a parameter that the pattern does not have is passed over: given to many patterns, it is meant for
  /// those that have it.
  public var isForMany = false

  /// A setting that takes the place of one in the pattern's text.
  public enum Setting: Sendable, Hashable {
    /// A value for a parameter, as `name=value`.
    case parameter(String)
    case profile, voice, language
  }

  /// Where a setting comes from that is not in the pattern's text.
  public enum Giver: Sendable, Hashable {
    /// Whoever renders the pattern: the command line, or a program that calls this library.
    case user
    case manifest
    /// A track that is made again.
    case track
  }

  /// What a track stores in place of a ``voice`` that was a command, which may hold a secret.
  public static let unstoredCommand = "command"

  /// Whether the voice was a command that a track did not store. It stands as an empty command in the settings.
  var lacksCommand: Bool { voiceGiver == .track && voice?.text == Self.unstoredCommand }

  /// Problems in them are reported in texts of their own, whose `SourceText.setting` says which setting it is.
  public init(parameters: [String] = [], profile: String? = nil, voice: String? = nil, language: String? = nil) {
    self.parameters = parameters.map { SourceText($0, setting: .parameter($0)) }
    self.profile = profile.map { SourceText($0, setting: .profile) }
    self.voice = voice.map { SourceText($0, setting: .voice) }
    self.language = language.map { SourceText($0, setting: .language) }
  }

  /// The names before the `=` of ``parameters``.
  public var names: [String] { parameters.map(\.text.parameterName) }

  /// No overrides.
  public static let none = Overrides()

  /// The values for parameters; what gives none, and a second value for one name, are reported. Whether a value can be read is told
  /// by its parameter: a text takes every value as its words.
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

  /// What stands behind the `=`, where a text of the language could hold it.
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

  /// The settings that take the place of the text's; those that are none are reported.
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
  /// The names of languages that espeak-ng speaks are read in any case; those of variants, as in `nl+Andrea`, are not.
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

  /// What stands before `=`.
  public var parameterName: String { prefix { $0 != "=" }.filter { !$0.isWhitespace } }
}
