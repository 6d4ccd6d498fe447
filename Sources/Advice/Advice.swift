public import PatternLanguage

/// Advice about breathing that may be unwise, or about a probable mistake. Advice never changes the pattern.
///
/// ```swift
/// let advice = Timeline(of: pattern).advice
/// for finding in advice where finding.isFinding { print(finding.message) }
/// ```
public struct Advice: Sendable, Hashable {
  /// Rule that applies.
  public let rule: AdviceRule
  /// Importance.
  public let severity: Severity
  /// One sentence with the measured numbers.
  public let message: String
  /// Text that the author of the pattern can type.
  public let help: String
  /// First instant in the track at which the rule applies, including the lead-in; `nil` if it applies to the whole
  /// track.
  public let instant: Duration?
  /// Number of times that the rule applies.
  public let times: Int
  /// Reason that the pattern states in `allow`; `nil` without one.
  public let reason: String?

  /// Importance of advice, in increasing order.
  public enum Severity: Int, Sendable, Hashable, Comparable {
    /// Information only.
    case note
    /// The pattern should be changed, or allow it.
    case warning
    /// The pattern must state a reason in `allow` before the track is given to anyone.
    case needsAllowance

    /// Whether the first severity is lower.
    public static func < (left: Severity, right: Severity) -> Bool { left.rawValue < right.rawValue }
  }

  /// Whether the pattern allows it.
  public var isAllowed: Bool { reason != nil }
  /// Whether it requires a change: a warning or more that the pattern does not allow.
  public var isFinding: Bool { severity > .note && !isAllowed }
}
