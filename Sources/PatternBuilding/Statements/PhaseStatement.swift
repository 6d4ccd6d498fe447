import PatternLanguage

/// A phase as it stands in a builder: ``Inhale``, ``Exhale``, ``Hold``, ``Rest``, ``Tense`` or ``Release``.
public protocol PhaseStatement: Sendable {
  /// What the breather does.
  static var kind: Phase.Kind { get }
  /// The value that the statement stands for.
  var phase: Phase { get }
  /// A statement that stands for a phase of its kind.
  init(phase: Phase)
}

extension PhaseStatement {
  /// A phase in whole counts: `Inhale(4)`, `Exhale(6, to: 9)`.
  ///
  /// - Parameters:
  ///   - counts: its length in the first round.
  ///   - last: its length in the last round of the `Breaths` or the `Repeat` around it.
  ///   - side: the nostril or the side of the body.
  ///   - text: what is spoken at its start and shown as its caption.
  public init(_ counts: Int, to last: Int? = nil, side: Side? = nil, saying text: String? = nil) {
    self.init(Rational(counts), to: last.map { Rational($0) }, side: side, saying: text)
  }

  /// A phase in counts that need not be whole: `Hold(2.5)`.
  ///
  /// - Parameters:
  ///   - counts: its length in the first round.
  ///   - last: its length in the last round of the `Breaths` or the `Repeat` around it.
  ///   - side: the nostril or the side of the body.
  ///   - text: what is spoken at its start and shown as its caption.
  public init(_ counts: Rational, to last: Rational? = nil, side: Side? = nil, saying text: String? = nil) {
    self.init(phase: Phase(Self.kind, .counts(counts), to: last.map(Length.counts), side: side, text: text))
  }

  /// A phase of a given time, which is not counted aloud: `Rest(.seconds(20))`.
  ///
  /// - Parameters:
  ///   - time: its length in the first round.
  ///   - last: its length in the last round of the `Breaths` or the `Repeat` around it.
  ///   - side: the nostril or the side of the body.
  ///   - text: what is spoken at its start and shown as its caption.
  public init(_ time: Duration, to last: Duration? = nil, side: Side? = nil, saying text: String? = nil) {
    self.init(phase: Phase(Self.kind, .time(time), to: last.map(Length.time), side: side, text: text))
  }
}

extension PhaseStatement {
  /// The same phase, whose last counts are announced: `Hold(15).countdown(3)`.
  public func countdown(_ counts: Int) -> Self {
    var phase = phase
    phase.countdown = counts
    return Self(phase: phase)
  }
}

/// Breathing in.
public struct Inhale: PhaseStatement {
  public static let kind = Phase.Kind.inhale
  public let phase: Phase
  public init(phase: Phase) { self.phase = phase }
}

/// Breathing out.
public struct Exhale: PhaseStatement {
  public static let kind = Phase.Kind.exhale
  public let phase: Phase
  public init(phase: Phase) { self.phase = phase }
}

/// Holding the breath: full after an inhale, empty after an exhale.
public struct Hold: PhaseStatement {
  public static let kind = Phase.Kind.hold
  public let phase: Phase
  public init(phase: Phase) { self.phase = phase }
}

/// Letting the breath go as it likes.
public struct Rest: PhaseStatement {
  public static let kind = Phase.Kind.rest
  public let phase: Phase
  public init(phase: Phase) { self.phase = phase }
}

/// Tensing muscles.
public struct Tense: PhaseStatement {
  public static let kind = Phase.Kind.tense
  public let phase: Phase
  public init(phase: Phase) { self.phase = phase }
}

/// Letting muscles go.
public struct Release: PhaseStatement {
  public static let kind = Phase.Kind.release
  public let phase: Phase
  public init(phase: Phase) { self.phase = phase }
}
