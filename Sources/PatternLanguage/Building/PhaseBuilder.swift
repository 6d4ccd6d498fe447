/// Collects the phases of one breath; `if`, `switch` and `for` are Swift's own.
@resultBuilder public enum PhaseBuilder {
  public static func buildExpression(_ statement: some PhaseStatement) -> [Phase] { [statement.phase] }
  public static func buildExpression(_ phase: Phase) -> [Phase] { [phase] }
  public static func buildExpression(_ phases: [Phase]) -> [Phase] { phases }

  public static func buildBlock(_ parts: [Phase]...) -> [Phase] { parts.flatMap { $0 } }
  public static func buildOptional(_ part: [Phase]?) -> [Phase] { part ?? [] }
  public static func buildEither(first part: [Phase]) -> [Phase] { part }
  public static func buildEither(second part: [Phase]) -> [Phase] { part }
  public static func buildArray(_ parts: [[Phase]]) -> [Phase] { parts.flatMap { $0 } }
}
