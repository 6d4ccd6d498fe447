/// What one track asks of the breather: its settings and its steps, with every value resolved.
public struct Pattern: Sendable, Hashable {
  /// What holds for the whole track.
  public var settings: Settings
  /// What is played, in order.
  public var steps: [Step]

  /// A pattern of these values, which nobody has checked: to be sure of them, parse its ``texts``.
  public init(settings: Settings = Settings(), steps: [Step]) {
    self.settings = settings
    self.steps = steps
  }

  /// The steps together, without the lead-in and the ending.
  public var extent: DurationMetrics { DurationMetrics(of: steps, count: settings.count) }

  /// Whether anything is heard on one side, or spreads around the listener as a bed does.
  public var wantsStereo: Bool {
    steps.contains(where: \.usesSides) || settings.bed.map { $0.material != .none } ?? false
  }
}
