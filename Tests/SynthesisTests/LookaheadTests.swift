import Concurrency
import Dispatch
import Foundation
import Synchronization
import Synthesis
import Testing

@Suite struct LookaheadTests {
  @Test(arguments: [1, 2, 3, 7])
  func `Every task is done once, and gives its own value however often it is asked for`(threads: Int) {
    let done = Mutex([Int](repeating: 0, count: 200))
    let ahead = Prefetcher<Int>(threads: threads)
    let tasks = (0..<200).map { number in
      ahead.begin {
        done.withLock { $0[number] += 1 }
        return 3 * number
      }
    }
    for (number, task) in tasks.enumerated() { #expect(ahead.value(of: task) == 3 * number) }
    #expect(ahead.value(of: tasks[7]) == 21)
    #expect(done.withLock { $0 } == [Int](repeating: 1, count: 200))
  }

  /// Each of two waits until the other has begun, which one thread alone could not do.
  @Test func `Two threads work at once`() {
    let ahead = Prefetcher<DispatchTimeoutResult>(threads: 2)
    for _ in 0..<16 { _ = ahead.value(of: ahead.begin { .success }) }
    let (first, second) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    let tasks = [(first, second), (second, first)].map { own, other in
      ahead.begin {
        own.signal()
        return other.wait(timeout: .now() + 20)
      }
    }
    #expect(tasks.map { ahead.value(of: $0) } == [.success, .success])
  }

  @Test(arguments: [(threads: 1, tasks: 100), (threads: 4, tasks: 3)])
  func `One thread is enough, and for little work no other one is started`(threads: Int, tasks: Int) {
    let ahead = Prefetcher<ObjectIdentifier>(threads: threads)
    let begun = (0..<tasks).map { _ in ahead.begin { ObjectIdentifier(Thread.current) } }
    #expect(Set(begun.map { ahead.value(of: $0) }) == [ObjectIdentifier(Thread.current)])
  }

  @Test func `What nobody asks for may be left undone`() {
    let done = Mutex(0)
    do {
      let ahead = Prefetcher<Void>(threads: 1)
      for _ in 0..<50 { _ = ahead.begin { done.withLock { $0 += 1 } } }
    }
    #expect(done.withLock { $0 } == 0)
  }
}
