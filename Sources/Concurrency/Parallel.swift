import CSystem
import Dispatch
import Platform
import Synchronization

/// Work that is done on several threads at once.
///
/// Threads are made here and not by a queue of Dispatch's, which waits for ever where the system gives no more of them.
package enum Parallel {
  /// Does a piece of work for each number below `count`, each on a thread of its own, and waits for all of them.
  ///
  /// The thread that calls works, too, so that one piece costs no thread; and it does what no thread could be had for.
  package static func run(_ count: Int, _ work: @escaping @Sendable (Int) -> Void) {
    let group = DispatchGroup()
    var left = count > 0 ? [0] : []
    for number in stride(from: 1, to: count, by: 1) {
      group.enter()
      let isStarted = start {
        work(number)
        group.leave()
      }
      if !isStarted {
        group.leave()
        left.append(number)
      }
    }
    for number in left { work(number) }
    group.wait()
  }

  /// What becomes of each number below `count`, in order; each is worked on by a thread of its own.
  package static func map<Result: Sendable>(
    _ count: Int, _ work: @escaping @Sendable (Int) -> Result
  ) -> [Result] {
    if count == 1 { return [work(0)] }
    let results = Mutex([Result?](repeating: nil, count: count))
    run(count) { number in
      let result = work(number)
      results.withLock { $0[number] = result }
    }
    return results.withLock { $0 }.compactMap(\.self)
  }

  /// What becomes of each share of many things, in their order; shares are worked on at once.
  ///
  /// - Parameter share: how many things are worth a thread.
  package static func map<Thing: Sendable, Result: Sendable>(
    _ things: [Thing], share: Int, _ work: @escaping @Sendable (ArraySlice<Thing>) -> [Result]
  ) -> [Result] {
    let count = shares(of: things.count, each: share)
    if count == 1 { return work(things[...]) }
    return Array(
      map(count) { work(things[things.count * $0 / count..<things.count * ($0 + 1) / count]) }.joined())
  }

  /// How many threads are worth their making: no more than there are cores, each for so much work.
  package static func shares(of work: Int, each share: Int) -> Int {
    // Counting the cores takes longer than work of one share.
    work < 2 * share ? 1 : min(CurrentProcess.cores, work / share)
  }

  /// As much as a first thread usually has. Blocks in blocks take 190 KB, and some systems give other threads 128.
  private static let stackBytes = 8 << 20

  /// Begins a piece of work on a thread of its own; false where none can be had.
  @discardableResult
  package static func start(_ work: @escaping @Sendable () -> Void) -> Bool {
    let errand = Unmanaged.passRetained(Errand(work))
    let code = adem_start_thread(stackBytes, { Errand.perform($0!) }, errand.toOpaque())
    if code != 0 { errand.release() }
    return code == 0
  }

  /// What a thread is to do.
  private final class Errand: Sendable {
    private let work: @Sendable () -> Void

    init(_ work: @escaping @Sendable () -> Void) { self.work = work }

    static func perform(_ errand: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
      Unmanaged<Errand>.fromOpaque(errand).takeRetainedValue().work()
      return nil
    }
  }
}
