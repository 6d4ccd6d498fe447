import PatternLanguage

extension Pattern {
  /// A pattern that is put together in Swift, the same as the one that its text would give.
  ///
  /// ```swift
  /// let calm = try Pattern("4-7-8") {
  ///   Breaths(4) { Inhale(4); Hold(7); Exhale(8) }
  /// }
  /// ```
  ///
  /// There is one judge: the pattern is written as a text, and the pattern is what that text means. So it is refused for
  /// the same reasons, in the same words, and with places in the text that `InvalidPattern.source` holds.
  ///
  /// - Parameters:
  ///   - title: what the track is called.
  ///   - profile: whose defaults the settings begin with.
  ///   - steps: what is played.
  ///   - settings: sets everything else, as in `{ $0.language = "nl" }`.
  /// - Throws: `InvalidPattern`, with every problem of the text.
  public init(
    _ title: String? = nil, for profile: Profile? = nil, @StepBuilder steps: () -> [Step],
    with settings: (inout Settings) -> Void = { _ in }
  ) throws(InvalidPattern) {
    var chosen = Settings(for: profile)
    chosen.title = title
    settings(&chosen)
    try self.init(parsing: SourceText(Pattern(settings: chosen, steps: steps()).text))
  }
}
