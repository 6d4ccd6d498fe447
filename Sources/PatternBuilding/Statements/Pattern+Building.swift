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
    try self.init(parsing: SourceText(Pattern(settings: chosen, steps: steps()).text))
  }
}

extension Settings {
  /// Default settings of a profile, or of a text without settings if there is no profile.
  public init(for profile: Profile?) {
    self.init()
    guard let profile else { return }
    self.profile = profile
    ending = profile.ending
  }
}

extension Section {
  /// A part that has a name: `Section("Opwarmen") { … }`.
  ///
  /// - Parameters:
  ///   - count: the length of one count in it.
  ///   - sounds: the sounds of its cues.
  ///   - voice: the voice that speaks in it; no command.
  ///   - bells: bells over its steps.
  ///   - steps: what it plays.
  public init(
    _ name: String, count: Duration? = nil, sounds: Sounds? = nil, voice: Voice? = nil, bells: [IntervalBell] = [],
    @StepBuilder steps: () -> [Step]
  ) {
    self.init(name: name, count: count, sounds: sounds, voice: voice, bells: bells, steps: steps())
  }
}

/// A spoken instruction: `Say("Ga op je rug liggen")`, or `Say("Ga op je rug liggen", .seconds(5))` with a slot.
public typealias Say = Instruction

extension Say {
  /// A spoken instruction.
  ///
  /// - Parameter slot: the time that it gets; `nil` for as long as its words.
  public init(_ text: String, _ slot: Duration? = nil) { self.init(text: text, slot: slot) }
}
