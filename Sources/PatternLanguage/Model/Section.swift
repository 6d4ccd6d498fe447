/// A named part of a track.
///
/// ```swift
/// let section = Section(name: "Warm-up", steps: [.phase(Phase(.inhale, .counts(4)))])
/// ```
public struct Section: Sendable, Hashable {
  /// The name, stored as a chapter title.
  public var name: String
  /// The length of one count; `nil` for the count of the enclosing steps.
  public var count: Duration?
  /// The replacements of cues in the section; `nil` for none.
  public var sounds: Sounds?
  /// The voice in the section, which is never a command; `nil` for the enclosing voice.
  public var voice: Voice?
  /// The bells over the steps of the section.
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
