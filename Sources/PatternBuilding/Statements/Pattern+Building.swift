import PatternLanguage

extension Pattern {
  /// A pattern that is built in Swift, equal to the pattern of its text.
  ///
  /// ```swift
  /// let calm = try Pattern("4-7-8") {
  ///   Breaths(4) { Inhale(4); Hold(7); Exhale(8) }
  /// }
  /// ```
  ///
  /// The pattern is printed as a text and parsed again, so it is checked by the same rules and with the same messages.
  /// `InvalidPattern.source` contains the text to which the positions of problems refer.
  ///
  /// - Parameters:
  ///   - title: name of the track.
  ///   - profile: profile with the defaults of the settings.
  ///   - steps: steps of the pattern.
  ///   - settings: changes to the settings, such as `{ $0.language = "nl" }`.
  /// - Throws: `InvalidPattern`, with every problem of the text.
  public init(
    _ title: String? = nil, for profile: Profile? = nil, @StepBuilder steps: () -> [Step],
    with settings: (inout Settings) -> Void = { _ in }
  ) throws(InvalidPattern) {
    var chosen = Settings(for: profile)
    chosen.title = title
    settings(&chosen)
    let texts = Pattern(settings: chosen, steps: steps()).texts
    try self.init(parsing: texts[0], library: PatternLibrary(of: texts))
  }
}
