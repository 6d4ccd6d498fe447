import Synthesis
import Testing

@Suite struct `The cache of least recently used entries` {
  @Test func `The entry that was used longest ago makes room`() {
    var cache = LeastRecentlyUsed<String, Int>(budget: 3)
    for (index, key) in ["a", "b", "c"].enumerated() { cache.insert(index, for: key, cost: 1) }
    #expect(cache.value(for: "a") == 0)
    cache.insert(3, for: "d", cost: 1)
    #expect(cache.value(for: "b") == nil)
    #expect(["a", "c", "d"].map { cache.value(for: $0) } == [0, 2, 3])
  }

  @Test func `A value in place of another counts once`() {
    var cache = LeastRecentlyUsed<String, Int>(budget: 4)
    for turn in 0..<100 { cache.insert(turn, for: "a", cost: 3) }
    cache.insert(7, for: "b", cost: 1)
    #expect(cache.value(for: "a") == 99)
    #expect(cache.value(for: "b") == 7)
  }

  @Test func `An entry beyond the budget is kept alone`() {
    var cache = LeastRecentlyUsed<String, Int>(budget: 3)
    cache.insert(1, for: "a", cost: 1)
    cache.insert(2, for: "b", cost: 9)
    #expect(cache.value(for: "a") == nil)
    #expect(cache.value(for: "b") == 2)
  }

  @Test func `An entry that is used again and again outlives a thousand others`() {
    var cache = LeastRecentlyUsed<Int, Int>(budget: 5)
    cache.insert(0, for: 0, cost: 1)
    for key in 1...1000 {
      cache.insert(key, for: key, cost: 1)
      #expect(cache.value(for: 0) == 0)
    }
    #expect((990...1000).map { cache.value(for: $0) != nil }.filter(\.self).count == 4)
  }

  @Test func `There is room for what costs no more than is left`() {
    var cache = LeastRecentlyUsed<String, Int>(budget: 5)
    cache.insert(1, for: "a", cost: 2)
    #expect(cache.hasRoom(for: 3))
    #expect(!cache.hasRoom(for: 4))
  }

  @Test func `A request repeats an earlier one, and then counts as new`() {
    var requests = RepeatedRequests<String>()
    #expect(["a", "b", "a", "a", "a", "b"].map { requests.repeats($0) } == [false, false, true, false, true, true])
  }

  @Test func `A request is forgotten after a thousand others`() {
    var requests = RepeatedRequests<Int>()
    #expect(
      ((0..<5000) + [4999, 0]).map { requests.repeats($0) } == [Bool](repeating: false, count: 5000) + [true, false])
  }
}
