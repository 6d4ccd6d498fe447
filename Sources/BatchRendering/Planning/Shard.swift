/// One of several parts of a batch that are rendered independently, for example on different machines.
///
/// ```swift
/// let shard = Shard("3/7")
/// let first = Shard(1, of: 7)
/// ```
public struct Shard: Sendable, Hashable {
  /// The number of this shard, from 1 to `count`.
  public let number: Int
  /// The number of shards, from 1 to ``most``.
  public let count: Int

  /// The largest number of shards.
  public static let most = 1_000_000

  /// Returns nil if `number` or `count` is out of range.
  public init?(_ number: Int, of count: Int) {
    guard (1...Self.most).contains(count), (1...count).contains(number) else { return nil }
    self.number = number
    self.count = count
  }

  /// Parses a text such as `3/7`; returns nil for any other text.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let number = parts[0], let count = parts[1] else { return nil }
    self.init(number, of: count)
  }

  /// Returns the indices of the jobs in this shard, in ascending order.
  ///
  /// Each job is in exactly one shard, and all shards take about the same time: the jobs are assigned from longest to
  /// shortest, each to the shard with the least work so far. The same jobs give the same shards on every machine,
  /// whatever is rendered already.
  ///
  /// - Parameter jobs: the cost of each job, and its name, which orders jobs of equal cost.
  public func indices(of jobs: [(work: Int64, name: String)]) -> [Int] {
    let order = jobs.indices.sorted {
      jobs[$0].work != jobs[$1].work
        ? jobs[$0].work > jobs[$1].work
        : jobs[$0].name.unicodeScalars.lexicographicallyPrecedes(jobs[$1].name.unicodeScalars)
    }
    // Opening and closing a file costs about as much as 20 ms of sound.
    var loads = ShardLoads(count: count)
    return order.filter { loads.next(adding: jobs[$0].work + 1_000) == number - 1 }.sorted()
  }
}

/// The work of all shards: a heap with the least on top, and the lower shard first if equal.
private struct ShardLoads {
  private var heap: [(load: Int64, shard: Int)]

  init(count: Int) { heap = (0..<count).map { (0, $0) } }

  /// Adds a job to the shard with the least work, and returns the index of that shard.
  mutating func next(adding work: Int64) -> Int {
    let shard = heap[0].shard
    heap[0].load += work
    var place = 0
    while let child = [2 * place + 1, 2 * place + 2].filter({ $0 < heap.count }).min(by: { heap[$0] < heap[$1] }),
      heap[child] < heap[place]
    {
      heap.swapAt(place, child)
      place = child
    }
    return shard
  }
}
