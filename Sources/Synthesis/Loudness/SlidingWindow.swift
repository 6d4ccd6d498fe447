/// The mean energy of the latest hops, and the largest it has been.
struct SlidingWindow {
  private var energies: [Double]
  private var next = 0
  private var count = 0
  private(set) var largestMean = 0.0

  init(hops: Int) { energies = [Double](repeating: 0, count: hops) }

  mutating func add(_ energy: Double) {
    energies[next] = energy
    next = (next + 1) % energies.count
    count += 1
    if count >= energies.count { largestMean = max(largestMean, mean) }
  }

  /// Added up anew each time: a running sum would keep the rounding of what was loud in what is quiet.
  var mean: Double { energies.reduce(0, +) / Double(energies.count) }
}
