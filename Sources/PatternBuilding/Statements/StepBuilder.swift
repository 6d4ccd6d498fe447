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

  /// Adds a pattern as a section with its title and its own count, like `use "file.breath"` in a text. Its lead-in,
  /// ending and sound settings are ignored.
  public static func buildExpression(_ pattern: Pattern) -> [Step] {
    [.section(Section(name: pattern.settings.title ?? "", count: pattern.settings.count, steps: pattern.steps))]
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
