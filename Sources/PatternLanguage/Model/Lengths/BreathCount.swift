/// The number of audible breaths in a sequence of phases. This is the only definition of a breath: lengths, rates,
/// countdowns, the timeline and the advice use it.
///
/// A breath begins with an inhale on empty lungs, and ends where the next one begins. A second inhale right after an
/// inhale, or after a hold on full lungs, belongs to the same breath; a rest or a release lets the air go.
///
/// ```swift
/// var count = BreathCount()
/// for phase in phases { count += BreathCount(of: phase.kind) }
/// ```
public struct BreathCount: Sendable, Hashable {
  /// The number of breaths, if the lungs are empty at the beginning.
  public private(set) var breaths = 0
  /// Whether the first inhale comes before any phase that empties the lungs. After full lungs, such an inhale does not
  /// begin a breath.
  private var beginsWithInhale = false
  /// Whether the lungs are full at the end; `nil` if the phases do not change them.
  private var endsFull: Bool?

  /// Creates the count of an empty sequence.
  public init() {}

  /// Creates the count of one phase.
  public init(of kind: Phase.Kind) {
    if kind == .inhale { (breaths, beginsWithInhale) = (1, true) }
    endsFull = kind.fillsLungs
  }

  /// Creates the count of consecutive phases, without phases of zero length, which are not audible.
  init(of phases: [Phase]) {
    for phase in phases where !phase.isLeftOut { self += BreathCount(of: phase.kind) }
  }

  /// Whether the lungs are full at the end.
  public var isFull: Bool { endsFull == true }

  /// The breaths of one round when rounds follow one another. An inhale that continues across the end of a round
  /// belongs to one breath.
  var breathsPerRound: Int { breaths - (isFull && beginsWithInhale ? 1 : 0) }

  /// Returns the count of the same phases repeated a number of times.
  public func times(_ rounds: Int) -> BreathCount {
    guard rounds > 0 else { return BreathCount() }
    var product = self
    product.breaths = breaths &+ breathsPerRound &* (rounds - 1)
    return product
  }

  /// Returns the count of two consecutive parts. An inhale directly after an inhale does not begin a breath.
  public static func + (first: BreathCount, next: BreathCount) -> BreathCount {
    var sum = first
    let goesOn = first.isFull && next.beginsWithInhale
    sum.breaths = first.breaths &+ next.breaths - (goesOn ? 1 : 0)
    sum.beginsWithInhale = first.beginsWithInhale || first.endsFull == nil && next.beginsWithInhale
    sum.endsFull = next.endsFull ?? first.endsFull
    return sum
  }

  /// Adds the count of the following part.
  public static func += (sum: inout BreathCount, next: BreathCount) { sum = sum + next }
}
