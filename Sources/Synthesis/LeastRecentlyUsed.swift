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
  private var uses = 0

  /// - Parameter budget: the most that all entries may cost, in the unit of their costs.
  package init(budget: Int) { self.budget = budget }

  /// Returns the value of a key, which is used by that; nil where there is none.
  package mutating func value(for key: Key) -> Value? {
    uses += 1
    guard let index = entries.index(forKey: key) else { return nil }
    entries.values[index].lastUse = uses
    return entries.values[index].value
  }

  /// Adds a value, in place of one that the key has. One that costs more than the budget is kept alone.
  package mutating func insert(_ value: Value, for key: Key, cost added: Int) {
    uses += 1
    remove(key)
    while cost + added > budget, let oldest = entries.min(by: { $0.value.lastUse < $1.value.lastUse }) {
      remove(oldest.key)
    }
    entries[key] = Entry(value: value, cost: added, lastUse: uses)
    cost += added
  }

  private mutating func remove(_ key: Key) { cost -= entries.removeValue(forKey: key)?.cost ?? 0 }
}
