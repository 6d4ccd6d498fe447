public import PatternLanguage

/// Something about the breathing that may be unwise, or a slip: a fact that is told, never a change of the pattern.
///
///     let advice = Timeline(of: pattern).advice
///     for finding in advice where finding.isFinding { print(finding.message) }
public struct Advice: Sendable, Hashable {
  public let rule: AdviceRule
  public let severity: Severity
  /// One sentence with the numbers that were found.
  public let message: String
  /// What the writer can type.
  public let help: String
  /// Where in the track it first applies, the lead-in counted; `nil` for what holds for the whole track.
  public let instant: Duration?
  /// How often it applies.
  public let times: Int
  /// Why the pattern passes the rule on purpose; `nil` where it does not say.
  public let reason: String?

  public enum Severity: Int, Sendable, Hashable, Comparable {
    /// Worth knowing.
    case note
    /// Worth changing, or allowing.
    case warning
    /// Not to be given to anybody without a reason that the pattern states.
    case needsAllowance

    public static func < (left: Severity, right: Severity) -> Bool { left.rawValue < right.rawValue }
  }

  /// Whether the pattern's `allow` answers it.
  public var isAllowed: Bool { reason != nil }
  /// Whether something should be done about it.
  public var isFinding: Bool { severity > .note && !isAllowed }
}
