import PatternLanguage

/// Collects the steps of a block in order; Swift's `if`, `switch` and `for` are allowed.
///
/// A function with this attribute corresponds to a definition of the language:
///
/// ```swift
/// @StepBuilder func halfRound(_ side: Side) -> [Step] {
///   Inhale(4, side: side)
///   Exhale(8, side: side.other)
/// }
/// ```
@resultBuilder public enum StepBuilder {
  /// Adds a phase.
  public static func buildExpression(_ statement: some PhaseStatement) -> [Step] { [.phase(statement.phase)] }
  /// Adds a phase that is a value.
  public static func buildExpression(_ phase: Phase) -> [Step] { [.phase(phase)] }
  /// Adds a repeated breath.
  public static func buildExpression(_ breaths: Breaths) -> [Step] { [.breaths(breaths)] }
  /// Adds repeated steps.
  public static func buildExpression(_ repetition: Repetition) -> [Step] { [.repetition(repetition)] }
  /// Adds steps for each side.
  public static func buildExpression(_ sides: Sides) -> [Step] { [.sides(sides)] }
  /// Adds a named part.
  public static func buildExpression(_ section: Section) -> [Step] { [.section(section)] }
  /// Adds a spoken instruction.
  public static func buildExpression(_ instruction: Instruction) -> [Step] { [.instruction(instruction)] }
  /// Adds a recording.
  public static func buildExpression(_ clip: Clip) -> [Step] { [.clip(clip)] }
  /// Adds a step that is a value.
  public static func buildExpression(_ step: Step) -> [Step] { [step] }
  /// Adds steps from an array.
  public static func buildExpression(_ steps: [Step]) -> [Step] { steps }

  /// A pattern in a pattern corresponds to `use "file.breath"`: it becomes a section with its title and its own counts
  /// and bells, without its lead-in, its ending and its sound.
  public static func buildExpression(_ pattern: Pattern) -> [Step] {
    [
      .section(
        Section(
          name: pattern.settings.title ?? "", count: pattern.settings.count, bells: pattern.settings.bells,
          steps: pattern.steps))
    ]
  }

  /// Joins steps in order.
  public static func buildBlock(_ parts: [Step]...) -> [Step] { parts.flatMap { $0 } }
  /// Adds the steps of an `if` without `else`.
  public static func buildOptional(_ part: [Step]?) -> [Step] { part ?? [] }
  /// Adds the steps of the first branch.
  public static func buildEither(first part: [Step]) -> [Step] { part }
  /// Adds the steps of the second branch.
  public static func buildEither(second part: [Step]) -> [Step] { part }
  /// Joins the steps of a `for` loop.
  public static func buildArray(_ parts: [[Step]]) -> [Step] { parts.flatMap { $0 } }
}

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
