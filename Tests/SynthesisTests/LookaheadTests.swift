import Dispatch
import Foundation
import Synchronization
import Synthesis
import Testing

@Suite struct LookaheadTests {
  @Test(arguments: [1, 2, 3, 7])
  func `Every piece is done once, and gives its own value however often it is asked for`(threads: Int) {
    let done = Mutex([Int](repeating: 0, count: 200))
    let ahead = Lookahead<Int>(threads: threads)
    let pieces = (0..<200).map { number in
      ahead.begin {
        done.withLock { $0[number] += 1 }
        return 3 * number
      }
    }
    for (number, piece) in pieces.enumerated() { #expect(ahead.value(of: piece) == 3 * number) }
    #expect(ahead.value(of: pieces[7]) == 21)
    #expect(done.withLock { $0 } == [Int](repeating: 1, count: 200))
  }

  /// Each of two waits until the other has begun, which one thread alone could not do.
  @Test func `Two threads work at once`() {
    let ahead = Lookahead<DispatchTimeoutResult>(threads: 2)
    for _ in 0..<16 { _ = ahead.value(of: ahead.begin { .success }) }
    let (first, second) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    let pieces = [(first, second), (second, first)].map { own, other in
      ahead.begin {
        own.signal()
        return other.wait(timeout: .now() + 20)
      }
    }
    #expect(pieces.map { ahead.value(of: $0) } == [.success, .success])
  }

  @Test(arguments: [(threads: 1, pieces: 100), (threads: 4, pieces: 3)])
  func `One thread is enough, and for little work no other one is started`(threads: Int, pieces: Int) {
    let ahead = Lookahead<ObjectIdentifier>(threads: threads)
    let begun = (0..<pieces).map { _ in ahead.begin { ObjectIdentifier(Thread.current) } }
    #expect(Set(begun.map { ahead.value(of: $0) }) == [ObjectIdentifier(Thread.current)])
  }

  @Test func `What nobody asks for may be left undone`() {
    let done = Mutex(0)
    do {
      let ahead = Lookahead<Void>(threads: 1)
      for _ in 0..<50 { _ = ahead.begin { done.withLock { $0 += 1 } } }
    }
    #expect(done.withLock { $0 } == 0)
  }
}
