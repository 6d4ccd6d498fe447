/// How many breaths are heard in a row of phases. This is the one definition of a breath: lengths, rates, countdowns, the
/// timeline and the advice count with it.
///
/// A breath begins with an inhale on empty lungs, and ends where the next one begins. A second inhale right after an
/// inhale, or after a hold on full lungs, belongs to the same breath; a rest or a release lets the air go.
///
///     var count = BreathCount()
///     for phase in phases { count += BreathCount(of: phase.kind) }
public struct BreathCount: Sendable, Hashable {
  /// Breaths, if the lungs are empty at the beginning.
  public private(set) var breaths = 0
  /// Whether the first inhale comes before anything that empties the lungs: after full lungs it begins no breath.
  private var beginsWithInhale = false
  /// Whether the lungs are full at the end; `nil` where they are as before.
  private var endsFull: Bool?

  /// That of no phases.
  public init() {}

  /// That of one phase.
  public init(of kind: Phase.Kind) {
    if kind == .inhale { (breaths, beginsWithInhale) = (1, true) }
    endsFull = kind.fillsLungs
  }

  /// That of phases that follow one another; those of no length are not heard.
  init(of phases: [Phase]) {
    for phase in phases where !phase.isLeftOut { self += BreathCount(of: phase.kind) }
  }

  /// Whether the lungs are full at the end.
  public var isFull: Bool { endsFull == true }

  /// The breaths of one round while rounds follow one another: an inhale that goes on over the end of a round is part of one
  /// breath.
  public var breathsPerRound: Int { breaths - (isFull && beginsWithInhale ? 1 : 0) }

  /// That of the same phases so many times.
  public func times(_ rounds: Int) -> BreathCount {
    guard rounds > 0 else { return BreathCount() }
    var product = self
    product.breaths = breaths &+ breathsPerRound &* (rounds - 1)
    return product
  }

  /// Returns the count of two parts, one after the other: an inhale right after an inhale begins no breath.
  public static func + (first: BreathCount, next: BreathCount) -> BreathCount {
    var sum = first
    let goesOn = first.isFull && next.beginsWithInhale
    sum.breaths = first.breaths &+ next.breaths - (goesOn ? 1 : 0)
    sum.beginsWithInhale = first.beginsWithInhale || first.endsFull == nil && next.beginsWithInhale
    sum.endsFull = next.endsFull ?? first.endsFull
    return sum
  }

  /// Adds the count of the part that follows.
  public static func += (sum: inout BreathCount, next: BreathCount) { sum = sum + next }
}
