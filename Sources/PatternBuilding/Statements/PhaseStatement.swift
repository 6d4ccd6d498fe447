import PatternLanguage

/// A phase in a result builder: ``Inhale``, ``Exhale``, ``Hold``, ``Rest``, ``Tense`` or ``Release``.
///
/// ```swift
/// let breath = Breaths(5) { Inhale(4); Exhale(6, saying: "laat los") }
/// ```
public protocol PhaseStatement: Sendable {
  /// Action of the breather.
  static var kind: Phase.Kind { get }
  /// Phase that the statement describes.
  var phase: Phase { get }
  /// A statement for a phase of its kind.
  init(phase: Phase)
}

extension PhaseStatement {
  /// A phase of an integer number of counts: `Inhale(4)`, `Exhale(6, to: 9)`.
  ///
  /// - Parameters:
  ///   - counts: length in the first round.
  ///   - last: length in the last round of the enclosing `Breaths` or `Repeat`.
  ///   - side: nostril or side of the body.
  ///   - text: text that is spoken at the beginning of the phase and shown as its caption.
  public init(_ counts: Int, to last: Int? = nil, side: Side? = nil, saying text: String? = nil) {
    self.init(Rational(counts), to: last.map { Rational($0) }, side: side, saying: text)
  }

  /// A phase of a fractional number of counts: `Hold(2.5)`.
  ///
  /// - Parameters:
  ///   - counts: length in the first round.
  ///   - last: length in the last round of the enclosing `Breaths` or `Repeat`.
  ///   - side: nostril or side of the body.
  ///   - text: text that is spoken at the beginning of the phase and shown as its caption.
  public init(_ counts: Rational, to last: Rational? = nil, side: Side? = nil, saying text: String? = nil) {
    self.init(phase: Phase(Self.kind, .counts(counts), to: last.map(Length.counts), side: side, text: text))
  }

  /// A phase of a time, without ticks: `Rest(.seconds(20))`.
  ///
  /// - Parameters:
  ///   - time: length in the first round.
  ///   - last: length in the last round of the enclosing `Breaths` or `Repeat`.
  ///   - side: nostril or side of the body.
  ///   - text: text that is spoken at the beginning of the phase and shown as its caption.
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
  /// Kind of the phase.
  public static let kind = Phase.Kind.inhale
  /// The phase with its length.
  public let phase: Phase
  /// A statement for a phase of this kind.
  public init(phase: Phase) { self.phase = phase }
}

/// Breathing out.
public struct Exhale: PhaseStatement {
  /// Kind of the phase.
  public static let kind = Phase.Kind.exhale
  /// The phase with its length.
  public let phase: Phase
  /// A statement for a phase of this kind.
  public init(phase: Phase) { self.phase = phase }
}

/// Holding the breath: with full lungs after an inhale, with empty lungs after an exhale.
public struct Hold: PhaseStatement {
  /// Kind of the phase.
  public static let kind = Phase.Kind.hold
  /// The phase with its length.
  public let phase: Phase
  /// A statement for a phase of this kind.
  public init(phase: Phase) { self.phase = phase }
}

/// Resting, with free breathing.
public struct Rest: PhaseStatement {
  /// Kind of the phase.
  public static let kind = Phase.Kind.rest
  /// The phase with its length.
  public let phase: Phase
  /// A statement for a phase of this kind.
  public init(phase: Phase) { self.phase = phase }

  /// A rest that takes a share of the remaining time, in a track with a given length: `Rest(fill: 1)`.
  ///
  /// - Parameters:
  ///   - share: how much it takes compared with the other rests that fill up.
  ///   - text: the words that are spoken at its start and shown as its caption.
  public init(fill share: Rational, saying text: String? = nil) {
    self.init(phase: Phase(.rest, .fill(share: share, .zero), text: text))
  }
}

/// Tensing muscles.
public struct Tense: PhaseStatement {
  /// Kind of the phase.
  public static let kind = Phase.Kind.tense
  /// The phase with its length.
  public let phase: Phase
  /// A statement for a phase of this kind.
  public init(phase: Phase) { self.phase = phase }
}

/// Releasing muscles.
public struct Release: PhaseStatement {
  /// Kind of the phase.
  public static let kind = Phase.Kind.release
  /// The phase with its length.
  public let phase: Phase
  /// A statement for a phase of this kind.
  public init(phase: Phase) { self.phase = phase }
}
