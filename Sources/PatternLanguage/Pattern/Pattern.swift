/// What one track asks of the breather: its settings and its steps, with every value resolved.
public struct Pattern: Sendable, Hashable {
  public var settings: Settings
  public var steps: [Step]

  public init(settings: Settings = Settings(), steps: [Step]) {
    self.settings = settings
    self.steps = steps
  }

  /// The steps together, without the lead-in and the ending.
  public var extent: Extent { Extent(of: steps, count: settings.count) }

  /// Whether anything is heard on one side, so that the track wants two channels.
  public var usesSides: Bool { steps.contains(where: \.usesSides) }

  /// What the whole track lasts: the lead-in, the steps, and an ending that rings.
  public var length: Duration { settings.leadIn + extent.length + settings.ending.length }
}

/// What holds for a whole track.
public struct Settings: Sendable, Hashable {
  public var title: String?
  public var about: String?
  public var sources: [String]
  /// A BCP 47 tag, such as `nl` or `pt-BR`.
  public var language: String
  /// The length of one count.
  public var count: Duration
  /// Time before the first step.
  public var leadIn: Duration
  public var ending: Ending

  public init(
    title: String? = nil, about: String? = nil, sources: [String] = [], language: String = "en",
    count: Duration = .seconds(1), leadIn: Duration = .zero, ending: Ending = .bell(ring: Ending.usualRing)
  ) {
    self.title = title
    self.about = about
    self.sources = sources
    self.language = language
    self.count = count
    self.leadIn = leadIn
    self.ending = ending
  }
}

/// How a track says that it is over.
public enum Ending: Sendable, Hashable {
  /// The track stops with its last step: for falling asleep.
  case none
  /// A bell that rings for a while behind the last step.
  case bell(ring: Duration)

  public static let usualRing = Duration.seconds(6)

  public var length: Duration {
    switch self {
    case .none: .zero
    case .bell(let ring): ring
    }
  }
}
