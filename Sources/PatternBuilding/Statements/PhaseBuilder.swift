import PatternLanguage

/// Collects the phases of one breath; `if`, `switch` and `for` are Swift's own.
@resultBuilder public enum PhaseBuilder {
  /// One phase.
  public static func buildExpression(_ statement: some PhaseStatement) -> [Phase] { [statement.phase] }
  /// One phase as a value.
  public static func buildExpression(_ phase: Phase) -> [Phase] { [phase] }
  /// Phases that were put together elsewhere.
  public static func buildExpression(_ phases: [Phase]) -> [Phase] { phases }

  /// Phases one behind the other.
  public static func buildBlock(_ parts: [Phase]...) -> [Phase] { parts.flatMap { $0 } }
  /// What an `if` without `else` gives.
  public static func buildOptional(_ part: [Phase]?) -> [Phase] { part ?? [] }
  /// What the first way of an `if` gives.
  public static func buildEither(first part: [Phase]) -> [Phase] { part }
  /// What the other way of an `if` gives.
  public static func buildEither(second part: [Phase]) -> [Phase] { part }
  /// What the rounds of a `for` give.
  public static func buildArray(_ parts: [[Phase]]) -> [Phase] { parts.flatMap { $0 } }
}
