/// Collects the steps of a block, in the order in which they stand; `if`, `switch` and `for` are Swift's own.
///
/// A function that is marked with it can be used as the language uses a definition:
///
/// ```swift
/// @StepBuilder func halfRound(_ side: Side) -> [Step] {
///   Inhale(4, side: side)
///   Exhale(8, side: side.other)
/// }
/// ```
@resultBuilder public enum StepBuilder {
  public static func buildExpression(_ statement: some PhaseStatement) -> [Step] { [.phase(statement.phase)] }
  public static func buildExpression(_ phase: Phase) -> [Step] { [.phase(phase)] }
  public static func buildExpression(_ breaths: Breaths) -> [Step] { [.breaths(breaths)] }
  public static func buildExpression(_ repetition: Repetition) -> [Step] { [.repetition(repetition)] }
  public static func buildExpression(_ sides: Sides) -> [Step] { [.sides(sides)] }
  public static func buildExpression(_ section: Section) -> [Step] { [.section(section)] }
  public static func buildExpression(_ instruction: Instruction) -> [Step] { [.instruction(instruction)] }
  public static func buildExpression(_ clip: Clip) -> [Step] { [.clip(clip)] }
  public static func buildExpression(_ step: Step) -> [Step] { [step] }
  public static func buildExpression(_ steps: [Step]) -> [Step] { steps }

  /// A pattern in a pattern is what `use "file.breath"` is in a text: a section with its title and its own counts; its
  /// lead-in, its ending and its sound stay behind.
  public static func buildExpression(_ pattern: Pattern) -> [Step] {
    [.section(Section(name: pattern.settings.title ?? "", count: pattern.settings.count, steps: pattern.steps))]
  }

  public static func buildBlock(_ parts: [Step]...) -> [Step] { parts.flatMap { $0 } }
  public static func buildOptional(_ part: [Step]?) -> [Step] { part ?? [] }
  public static func buildEither(first part: [Step]) -> [Step] { part }
  public static func buildEither(second part: [Step]) -> [Step] { part }
  public static func buildArray(_ parts: [[Step]]) -> [Step] { parts.flatMap { $0 } }
}
