import PatternLanguage

extension Section {
  /// A part that has a name: `Section("Opwarmen") { … }`.
  ///
  /// - Parameters:
  ///   - count: the length of one count in it.
  ///   - sounds: what its cues sound like.
  ///   - voice: who speaks in it; no command.
  ///   - bells: bells over its steps.
  ///   - steps: what it plays.
  public init(
    _ name: String, count: Duration? = nil, sounds: Sounds? = nil, voice: Voice? = nil, bells: [IntervalBell] = [],
    @StepBuilder steps: () -> [Step]
  ) {
    self.init(name: name, count: count, sounds: sounds, voice: voice, bells: bells, steps: steps())
  }
}
