/// A part of a track that has a name.
public struct Section: Sendable, Hashable {
  /// The name, shown as a chapter.
  public var name: String
  /// The length of one count in it, where it differs from the track's.
  public var count: Duration?
  /// What its cues sound like, where it has some of its own.
  public var sounds: Sounds?
  /// Who speaks in it, where somebody else does; never a command.
  public var voice: Voice?
  /// Bells over its steps.
  public var bells: [IntervalBell]
  /// The steps of the section, in order.
  public var steps: [Step]

  /// Creates a section.
  public init(
    name: String, count: Duration? = nil, sounds: Sounds? = nil, voice: Voice? = nil, bells: [IntervalBell] = [],
    steps: [Step]
  ) {
    self.name = name
    self.count = count
    self.sounds = sounds
    self.voice = voice
    self.bells = bells
    self.steps = steps
  }
}
