/// A setting, with what the language does with its value: the parser reads it in its form, the checker stores it, and
/// the printer writes it.
///
/// A setting of one value is a row of ``all``, a case of `Keyword` and a property of `Settings`:
///
/// ```swift
/// time(.leadIn, \.leadIn, within: .zero...Limits.longestLeadIn)
/// ```
package struct SettingStatement: Sendable {
  package let keyword: Keyword
  let form: Form
  /// Whether the setting may appear several times.
  var mayRepeat = false
  /// Returns the values to be written for settings, given the defaults of their profile; `nil` for composite settings.
  package let printed: (@Sendable (_ settings: Settings, _ usual: Settings) -> [PrintedValue])?

  /// The form of the value, and the function that checks it. The function stores a valid value and reports problems.
  enum Form: Sendable {
    case text(@Sendable (TextSyntax, Evaluator, inout Settings) -> Void)
    case word(@Sendable (Located<String>, Evaluator, inout Settings) -> Void)
    case expression(@Sendable (ExpressionSyntax, Evaluator, inout Settings) -> Void)
    /// Several values, as in `fade out 90s`. `Parser+Settings`, `SettingsChecker` and `PatternPrinter+Settings` have
    /// code for each.
    case composite
  }

  /// A value after the keyword of a printed setting.
  package enum PrintedValue: Sendable {
    /// A value of an expression, or a text in quotes.
    case value(Value)
    /// A word, in quotes only where it is not a word of the language.
    case word(String)
  }

  /// All settings, in the order in which they are printed.
  package static let all = [
    text(.title, \.title, upTo: Limits.longestLabel),
    text(.about, \.about, upTo: Limits.longestNote),
    Self(
      keyword: .source,
      form: .text { text, evaluator, settings in
        guard let source = evaluator.checked(text, of: "source", limit: Limits.longestNote) else { return }
        settings.sources.append(source)
      }, mayRepeat: true, printed: { settings, _ in settings.sources.map { .value(.text($0)) } }),
    Self(
      keyword: .language,
      form: .word { word, evaluator, settings in
        if LanguageTag.isWellFormed(word.value) {
          settings.language = word.value
        } else {
          evaluator.report(.notALanguage(String(word.value.prefix(40))), at: word.range)
        }
      }, printed: { $0.language == $1.language ? [] : [.word($0.language)] }),
    Self(
      keyword: .profile,
      form: .word { word, evaluator, settings in
        let name = evaluator.known(word, among: Profile.allCases.map(\.rawValue), what: "profile")
        if let name { settings.profile = Profile(rawValue: name) }
      }, printed: { settings, _ in settings.profile.map { [.word($0.rawValue)] } ?? [] }),
    time(.count, \.count, within: Limits.countLength),
    time(.leadIn, \.leadIn, within: .zero...Limits.longestLeadIn),
    composite(.fade),
    Self(
      keyword: .lasting,
      form: .expression { time, evaluator, settings in
        let range = Duration.seconds(1)...Limits.longestTrack
        if let time = evaluator.time(time, of: "lasting", within: range) { settings.lasting = time }
      }, printed: { settings, _ in settings.lasting.map { [.value(.time($0))] } ?? [] }),
    composite(.ending), composite(.bell), composite(.voice), composite(.bed),
    Self(
      keyword: .loudness,
      form: .expression { value, evaluator, settings in settings.loudness = evaluator.loudness(value) },
      printed: { settings, _ in settings.loudness.map { [.value(.loudness($0))] } ?? [] }),
    composite(.sounds), composite(.parameter), composite(.allow),
  ]

  /// Returns the setting of a keyword; `nil` if the keyword begins another statement.
  static subscript(_ keyword: Keyword) -> Self? { all.first { $0.keyword == keyword } }

  // MARK: Forms of rows

  private static func text(
    _ keyword: Keyword, _ property: WritableKeyPath<Settings, String?> & Sendable, upTo limit: Int
  ) -> Self {
    Self(
      keyword: keyword,
      form: .text { text, evaluator, settings in
        let words = evaluator.checked(text, of: keyword.rawValue, limit: limit)
        if let words { settings[keyPath: property] = words }
      }, printed: { settings, _ in settings[keyPath: property].map { [.value(.text($0))] } ?? [] })
  }

  private static func time(
    _ keyword: Keyword, _ property: WritableKeyPath<Settings, Duration> & Sendable, within range: ClosedRange<Duration>
  ) -> Self {
    Self(
      keyword: keyword,
      form: .expression { value, evaluator, settings in
        let time = evaluator.time(value, of: keyword.rawValue, within: range)
        if let time { settings[keyPath: property] = time }
      },
      printed: { settings, usual in
        let time = settings[keyPath: property]
        return time == usual[keyPath: property] ? [] : [.value(.time(time))]
      })
  }

  private static func composite(_ keyword: Keyword) -> Self { Self(keyword: keyword, form: .composite, printed: nil) }
}

extension Evaluator {
  fileprivate func loudness(_ expression: ExpressionSyntax) -> Rational? {
    guard let value = value(of: expression) else { return nil }
    guard case .loudness(let loudness) = value else {
      report(
        .wrongValue(
          statement: "loudness", wants: "a loudness", found: value.described,
          example: "loudness \(Self.loudnessNear(value))LUFS"),
        at: expression.range)
      return nil
    }
    guard Limits.loudness.contains(loudness) else {
      report(
        .outOfRange(
          what: "'loudness'", from: "\(Limits.loudness.lowerBound)LUFS", to: "\(Limits.loudness.upperBound)LUFS",
          found: value.spelled), at: expression.range)
      return nil
    }
    return loudness
  }

  /// Returns the number of a level if it is a valid loudness; otherwise -23 (LUFS).
  private static func loudnessNear(_ value: Value) -> Rational {
    if case .level(let level) = value, Limits.loudness.contains(level) { level } else { Rational(-23) }
  }
}
