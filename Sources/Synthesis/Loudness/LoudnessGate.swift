import PatternLanguage

/// Gates loudness as in ITU-R BS.1770-4: leaves out blocks below −70 LUFS, and then blocks more than 10 LU below the
/// mean of the others.
///
/// Blocks are counted in steps of 0.01 LU with the sum of their energies. Memory does not grow with the track, and the
/// mean is exact except for blocks within 0.01 LU of the gate.
struct LoudnessGate {
  private struct Step {
    var energy = 0.0
    var blocks = 0
  }

  private static let lowest = -70.0
  private static let highest = 30.0
  private static let stepsPerUnit = 100.0
  /// Threshold of the second gate, 10 LU below the mean.
  private static let relative = 0.1

  private var steps = [Step](repeating: Step(), count: Int((highest - lowest) * stepsPerUnit))

  mutating func add(_ energy: Double) {
    guard energy > 0 else { return }
    let place = (LUFS(energy: energy).value - Self.lowest) * Self.stepsPerUnit
    guard place >= 0 else { return }
    let step = min(Int(min(place, 1e6)), steps.count - 1)
    steps[step].energy += energy
    steps[step].blocks += 1
  }

  /// Mean energy of the blocks that pass both gates; 0 if none do.
  var energy: Double {
    let threshold = Self.mean(steps) * Self.relative
    return Self.mean(steps.filter { $0.energy >= threshold * Double($0.blocks) })
  }

  private static func mean(_ steps: [Step]) -> Double {
    let sum = steps.reduce(into: Step()) {
      $0.energy += $1.energy
      $0.blocks += $1.blocks
    }
    return sum.blocks == 0 ? 0 : sum.energy / Double(sum.blocks)
  }
}
