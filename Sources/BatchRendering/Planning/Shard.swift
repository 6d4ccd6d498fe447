/// One of several parts of a batch that are rendered apart from one another, such as on machines of their own.
public struct Shard: Sendable, Hashable {
  /// From 1 to `count`.
  public let number: Int
  public let count: Int

  /// More parts than anybody has machines.
  public static let most = 1_000_000

  /// Nil for a number that is not among them.
  public init?(_ number: Int, of count: Int) {
    guard (1...Self.most).contains(count), (1...count).contains(number) else { return nil }
    self.number = number
    self.count = count
  }

  /// `3/7`; nil for anything else.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let number = parts[0], let count = parts[1] else { return nil }
    self.init(number, of: count)
  }

  /// Which of some jobs are this shard's, as indices in rising order.
  ///
  /// Every job is in exactly one shard, and shards take about as long as one another: the longest job goes first, and each
  /// to the shard that has least to do by then. The same jobs give the same shards on every machine, whatever is
  /// rendered already.
  ///
  /// - Parameter jobs: what each costs, and the name by which equal ones are told apart.
  public func indices(of jobs: [(work: Int64, name: String)]) -> [Int] {
    let order = jobs.indices.sorted {
      jobs[$0].work != jobs[$1].work
        ? jobs[$0].work > jobs[$1].work
        : jobs[$0].name.unicodeScalars.lexicographicallyPrecedes(jobs[$1].name.unicodeScalars)
    }
    // Opening and closing a file is work, too: as much as about 20 ms of sound.
    var loads = ShardLoads(count: count)
    return order.filter { loads.next(adding: jobs[$0].work + 1_000) == number - 1 }.sorted()
  }
}

/// How much each shard has to do: a heap with the least on top, and of equal ones the first.
private struct ShardLoads {
  private var heap: [(load: Int64, shard: Int)]

  init(count: Int) { heap = (0..<count).map { (0, $0) } }

  /// Gives a job to the shard that has least to do, and says which that is.
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
