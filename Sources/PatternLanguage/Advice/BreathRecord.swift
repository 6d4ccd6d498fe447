/// What the rules want to know of one breath, gathered phase by phase.
///
/// A block may begin in the middle of a breath, so that two records can be parts of one, and one is appended to the other.
struct BreathRecord: Sendable, Hashable {
  /// Whether a breath begins with it; what stands behind a pause or before the first inhale belongs to none.
  var isBreath = false
  /// Measured from the beginning of the stretch.
  var start = Duration.zero
  private(set) var inhale = Duration.zero
  private(set) var exhale = Duration.zero
  private(set) var fullHold = Duration.zero
  private(set) var emptyHold = Duration.zero
  /// Holds at the beginning of a part, on lungs that only the part before knows.
  private(set) var leadingHold = Duration.zero
  /// The share of the empty holds, and of the leading ones, that are over the pause that ends a row.
  private(set) var longEmptyHold = Duration.zero
  private(set) var longLeadingHold = Duration.zero
  /// Rests, muscle work and instructions.
  private(set) var pause = Duration.zero
  /// The first hold that is dangerous behind fast breathing.
  private(set) var firstLongHold: HoldEvent?

  struct HoldEvent: Sendable, Hashable {
    var onset: Duration
    var length: Duration
  }

  init() {}

  /// - Parameter instant: the beginning of the phase, measured from the beginning of the stretch.
  init(_ kind: Phase.Kind, lasting length: Duration, at instant: Duration = .zero) {
    start = instant
    append(kind, lasting: length, at: instant)
  }

  /// Goes on with a phase of the same breath.
  mutating func append(_ kind: Phase.Kind, lasting length: Duration, at instant: Duration) {
    switch kind {
    case .inhale: inhale = inhale.addingClamped(length)
    case .exhale: exhale = exhale.addingClamped(length)
    case .rest, .tense, .release: pause = pause.addingClamped(length)
    case .hold:
      addHold(lasting: length, long: length > Threshold.pause ? length : .zero)
      guard firstLongHold == nil, length > Threshold.holdAfterFast else { return }
      firstLongHold = HoldEvent(onset: instant, length: length)
    }
  }

  /// - Parameter long: the share of it that is over the pause that ends a row.
  private mutating func addHold(lasting length: Duration, long: Duration) {
    if exhale > .zero || pause > .zero {
      emptyHold = emptyHold.addingClamped(length)
      longEmptyHold = longEmptyHold.addingClamped(long)
    } else if inhale > .zero {
      fullHold = fullHold.addingClamped(length)
    } else {
      leadingHold = leadingHold.addingClamped(length)
      longLeadingHold = longLeadingHold.addingClamped(long)
    }
  }

  /// Goes on with another part of the same breath.
  mutating func append(_ next: BreathRecord, shiftedBy shift: Duration = .zero) {
    addHold(lasting: next.leadingHold, long: next.longLeadingHold)
    inhale = inhale.addingClamped(next.inhale)
    exhale = exhale.addingClamped(next.exhale)
    fullHold = fullHold.addingClamped(next.fullHold)
    emptyHold = emptyHold.addingClamped(next.emptyHold)
    longEmptyHold = longEmptyHold.addingClamped(next.longEmptyHold)
    pause = pause.addingClamped(next.pause)
    if firstLongHold == nil, var hold = next.firstLongHold {
      hold.onset += shift
      firstLongHold = hold
    }
  }

  func shifted(by length: Duration) -> BreathRecord {
    var record = self
    record.start += length
    record.firstLongHold?.onset += length
    return record
  }

  // MARK: What it amounts to

  /// Inhales, exhales and holds.
  var breathing: Duration {
    inhale.addingClamped(exhale).addingClamped(fullHold).addingClamped(emptyHold).addingClamped(leadingHold)
  }

  /// From its beginning to that of the next breath.
  var period: Duration { breathing.addingClamped(pause) }

  /// The period without the pauses that end a row of breaths.
  var cycle: Duration { breathing - longEmptyHold + (pause > Threshold.pause ? .zero : pause) }

  /// Whether the breath behind it is no longer in a row with it.
  var endsRow: Bool { pause > Threshold.pause || longEmptyHold > .zero || firstLongHold != nil }

  /// Whether the hold is 1.75 times and the exhale twice the inhale, with nothing behind it.
  var is478: Bool {
    inhale > .zero && emptyHold == .zero && (exhale - inhale.times(2)).isNearZero
      && (fullHold.times(4) - inhale.times(7)).isNearZero
  }

  var inhalesLonger: Bool { exhale > .zero && inhale > exhale + Threshold.rounding }
}

extension Duration {
  fileprivate var isNearZero: Bool { self <= Threshold.rounding && .zero - self <= Threshold.rounding }
}
