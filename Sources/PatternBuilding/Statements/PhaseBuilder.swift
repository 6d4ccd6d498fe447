import PatternLanguage

/// Collects the phases of a breath; Swift's `if`, `switch` and `for` are allowed.
///
/// ```swift
/// @PhaseBuilder func box() -> [Phase] { Inhale(4); Hold(4); Exhale(4); Hold(4) }
/// ```
@resultBuilder public enum PhaseBuilder {
  /// Adds a phase.
  public static func buildExpression(_ statement: some PhaseStatement) -> [Phase] { [statement.phase] }
  /// Adds a phase that is a value.
  public static func buildExpression(_ phase: Phase) -> [Phase] { [phase] }
  /// Adds phases from an array.
  public static func buildExpression(_ phases: [Phase]) -> [Phase] { phases }

  /// Joins phases in order.
  public static func buildBlock(_ parts: [Phase]...) -> [Phase] { parts.flatMap { $0 } }
  /// Adds the phases of an `if` without `else`.
  public static func buildOptional(_ part: [Phase]?) -> [Phase] { part ?? [] }
  /// Adds the phases of the first branch.
  public static func buildEither(first part: [Phase]) -> [Phase] { part }
  /// Adds the phases of the second branch.
  public static func buildEither(second part: [Phase]) -> [Phase] { part }
  /// Joins the phases of a `for` loop.
  public static func buildArray(_ parts: [[Phase]]) -> [Phase] { parts.flatMap { $0 } }
}
