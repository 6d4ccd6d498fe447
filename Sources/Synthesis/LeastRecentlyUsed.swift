import PatternLanguage

/// A dictionary whose entries cost no more than a budget: the one that was used longest ago makes room for a new one.
///
///     var cache = LeastRecentlyUsed<String, [Float]>(budget: 6 << 20)
///     cache.insert(samples, for: "gong", cost: samples.count * 4)
///     cache.value(for: "gong")
package struct LeastRecentlyUsed<Key: Hashable, Value> {
  private struct Entry {
    let value: Value
    let cost: Int
    var lastUse: Int
  }

  private let budget: Int
  private var entries: [Key: Entry] = [:]
  private var cost = 0
  /// The keys in the order of their uses, the first from `start` on. Only the last use of a key counts.
  private var order: [(key: Key, use: Int)] = []
  private var start = 0
  private var uses = 0

  /// - Parameter budget: the most that all entries may cost, in the unit of their costs.
  package init(budget: Int) { self.budget = budget }

  /// Returns the value of a key and marks it as used; nil if there is none.
  package mutating func value(for key: Key) -> Value? {
    guard let index = entries.index(forKey: key) else { return nil }
    entries.values[index].lastUse = noteUse(of: key)
    return entries.values[index].value
  }

  /// Whether a value fits beside all others.
  package func hasRoom(for added: Int) -> Bool { cost + added <= budget }

  /// Adds a value, in place of one that the key has. One that costs more than the budget is kept alone.
  package mutating func insert(_ value: Value, for key: Key, cost added: Int) {
    remove(key)
    while cost + added > budget, start < order.count {
      let oldest = order[start]
      start += 1
      if entries[oldest.key]?.lastUse == oldest.use { remove(oldest.key) }
    }
    entries[key] = Entry(value: value, cost: added, lastUse: noteUse(of: key))
    cost += added
  }

  private mutating func noteUse(of key: Key) -> Int {
    uses += 1
    if order.count > 2 * entries.count + 64 {
      order = order[start...].filter { entries[$0.key]?.lastUse == $0.use }
      start = 0
    }
    order.append((key, uses))
    return uses
  }

  private mutating func remove(_ key: Key) { cost -= entries.removeValue(forKey: key)?.cost ?? 0 }
}

/// Notices which keys are asked for more than once, so that only their values are kept: most values are never asked for
/// again, and new memory costs more time than some of the sound.
///
///     var requests = RepeatedRequests<String>()
///     requests.repeats("gong")  // false
///     requests.repeats("gong")  // true
package struct RepeatedRequests<Key: Hashable> {
  /// The number of keys that are remembered.
  private static var most: Int { 1024 }

  private var once: Set<Key> = []

  package init() {}

  /// Returns whether the key was asked for before. After that it counts as new.
  package mutating func repeats(_ key: Key) -> Bool {
    if once.remove(key) != nil { return true }
    if once.count == Self.most { once = [] }
    once.insert(key)
    return false
  }
}
