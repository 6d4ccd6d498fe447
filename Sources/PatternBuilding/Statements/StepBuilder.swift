import PatternLanguage

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
  /// One phase.
  public static func buildExpression(_ statement: some PhaseStatement) -> [Step] { [.phase(statement.phase)] }
  /// One phase as a value.
  public static func buildExpression(_ phase: Phase) -> [Step] { [.phase(phase)] }
  /// One breath, several times.
  public static func buildExpression(_ breaths: Breaths) -> [Step] { [.breaths(breaths)] }
  /// Steps, several times.
  public static func buildExpression(_ repetition: Repetition) -> [Step] { [.repetition(repetition)] }
  /// Steps, once for each side.
  public static func buildExpression(_ sides: Sides) -> [Step] { [.sides(sides)] }
  /// A part with a name.
  public static func buildExpression(_ section: Section) -> [Step] { [.section(section)] }
  /// Words with a time of their own.
  public static func buildExpression(_ instruction: Instruction) -> [Step] { [.instruction(instruction)] }
  /// A recording with a time of its own.
  public static func buildExpression(_ clip: Clip) -> [Step] { [.clip(clip)] }
  /// One step as a value.
  public static func buildExpression(_ step: Step) -> [Step] { [step] }
  /// Steps that were put together elsewhere.
  public static func buildExpression(_ steps: [Step]) -> [Step] { steps }

  /// A pattern in a pattern is what `use "file.breath"` is in a text: a section with its title and its own counts and
  /// bells; its lead-in, its ending and its sound stay behind.
  public static func buildExpression(_ pattern: Pattern) -> [Step] {
    [
      .section(
        Section(
          name: pattern.settings.title ?? "", count: pattern.settings.count, bells: pattern.settings.bells,
          steps: pattern.steps))
    ]
  }

  /// Steps one behind the other.
  public static func buildBlock(_ parts: [Step]...) -> [Step] { parts.flatMap { $0 } }
  /// What an `if` without `else` gives.
  public static func buildOptional(_ part: [Step]?) -> [Step] { part ?? [] }
  /// What the first way of an `if` gives.
  public static func buildEither(first part: [Step]) -> [Step] { part }
  /// What the other way of an `if` gives.
  public static func buildEither(second part: [Step]) -> [Step] { part }
  /// What the rounds of a `for` give.
  public static func buildArray(_ parts: [[Step]]) -> [Step] { parts.flatMap { $0 } }
}
