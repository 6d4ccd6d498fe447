/// Settings and steps of a track, with all values resolved.
///
/// ```swift
/// let pattern = try Pattern(parsing: SourceText("breaths 20 { inhale 4; exhale 6 }"))
/// ```
public struct Pattern: Sendable, Hashable {
  /// Settings of the whole track.
  public var settings: Settings
  /// Steps in the order in which they are played.
  public var steps: [Step]

  /// A pattern from its parts, unchecked. Parse its text to check it.
  public init(settings: Settings = Settings(), steps: [Step]) {
    self.settings = settings
    self.steps = steps
  }

  /// Length and number of breaths of the steps, without the lead-in and the ending.
  public var metrics: DurationMetrics { DurationMetrics(of: steps, count: settings.count) }

  /// Whether the pattern needs stereo: it has a bed, or phases on one side.
  public var wantsStereo: Bool {
    steps.contains(where: \.usesSides) || settings.bed.map { $0.material != .none } ?? false
  }
}
