import TestSupport

/// A piece of a random sequence: fast breaths, a slow one, a hold or a rest.
struct SequencePart {
  var kind: Int
  var size: Int

  /// Seconds since the beginning.
  var hold: Int { [2, 4, 6, 8, 12, 15, 30, 70][size] }

  var text: String {
    switch kind {
    case 0: "breaths \(5 * size + 4) { inhale 1; exhale 1 }"
    case 1: "inhale 4; exhale 5"
    case 2: "hold \(hold)s"
    default: "rest \(hold)s"
    }
  }
}

/// The rules on sequences, found by walking through the parts once: the plain way, for comparison.
struct SequenceWalk {
  private(set) var holds: [Duration] = []
  private(set) var fastRuns: [Duration] = []
  private var clock = 0
  private var row = (breaths: 0, start: 0)
  /// The end of the last ten fast breaths in a row, until a hold comes.
  private var fastEnd: Int?
  /// The time of rest since the last breath.
  private var resting = 0
  /// The hold that is not over.
  private var hold: (start: Int, length: Int)?

  init(through parts: [SequencePart]) {
    for part in parts {
      if part.kind != 2 { endHold() }
      switch part.kind {
      case 0: addFast(5 * part.size + 4)
      case 1:
        endRow()
        resting = 0
        clock += 9
      case 2:
        hold = (hold?.start ?? clock, (hold?.length ?? 0) + part.hold)
        clock += part.hold
      default:
        resting += part.hold
        if resting > 5 { endRow() }
        clock += part.hold
      }
    }
    endHold()
    endRow()
  }

  private mutating func addFast(_ breaths: Int) {
    if row.breaths == 0 { row.start = clock }
    row.breaths += breaths
    clock += 2 * breaths
    resting = 0
    if row.breaths >= 10 { fastEnd = clock }
  }

  private mutating func endHold() {
    guard let hold else { return }
    if hold.length > 5 {
      if let end = fastEnd, hold.start - end <= 60 { holds.append(.seconds(hold.start)) }
      fastEnd = nil
      endRow()
    } else if row.breaths >= 10 {
      fastEnd = clock
    }
    self.hold = nil
  }

  private mutating func endRow() {
    if 2 * row.breaths > 60 { fastRuns.append(.seconds(row.start)) }
    row.breaths = 0
  }
}

extension SeededNumbers {
  mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &self) }

  /// The steps in sections within sections, in their order.
  mutating func grouped(_ steps: [String]) -> String {
    guard steps.count > 1 else { return steps.joined() }
    let cut = 1 + below(steps.count - 1)
    let halves = [grouped(Array(steps[..<cut])), grouped(Array(steps[cut...]))]
    return halves.map { below(2) == 0 ? $0 : "section \"part\" { \($0) }" }.joined(separator: "\n")
  }
}
