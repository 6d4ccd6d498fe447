import CSystem
import Dispatch
import Platform
import Synchronization

/// Functions that run work on several threads at once and wait for the results.
///
/// ```swift
/// let squares = Parallel.map(4) { $0 * $0 }  // [0, 1, 4, 9]
/// ```
///
/// The threads are plain POSIX threads. A Dispatch queue would block without end if the system refuses to create
/// another thread.
package enum Parallel {
  /// Calls `work` once for each number from 0 below `count`, each call on its own thread, and waits for all of them.
  ///
  /// The calling thread takes number 0, so one task starts no thread. It also runs each task whose thread could not be
  /// created.
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

  /// Returns the results of `work` for each number from 0 below `count`, in order. Each call has its own thread.
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

  /// Splits an array into chunks, runs `work` on the chunks in parallel, and joins the results in order.
  ///
  /// - Parameter share: the smallest number of elements that justifies a thread.
  package static func map<Thing: Sendable, Result: Sendable>(
    _ things: [Thing], share: Int, _ work: @escaping @Sendable (ArraySlice<Thing>) -> [Result]
  ) -> [Result] {
    let count = shares(of: things.count, each: share)
    if count == 1 { return work(things[...]) }
    return Array(
      map(count) { work(things[things.count * $0 / count..<things.count * ($0 + 1) / count]) }.joined())
  }

  /// Returns how many threads to use for `work` units of work: at most one per core, and each with at least `share`
  /// units.
  package static func shares(of work: Int, each share: Int) -> Int {
    // Skips the core count for small work: it would take longer than one share of the work.
    work < 2 * share ? 1 : min(CurrentProcess.cores, work / share)
  }

  /// The stack size of a thread in bytes: the usual size of a main thread. The parser needs 190 KB for deeply nested
  /// blocks, and some systems give other threads only 128 KB.
  private static let stackBytes = 8 << 20

  /// Runs a closure on a thread with a stack of 8 MiB, independent of the limit of the calling thread, and waits for
  /// its end. If the system cannot start a thread, the calling thread runs it.
  package static func runWithLargeStack(_ work: @escaping @Sendable () -> Void) {
    let end = DispatchSemaphore(value: 0)
    let isStarted = start {
      work()
      end.signal()
    }
    if isStarted { end.wait() } else { work() }
  }

  /// Starts `work` on a new detached thread. Returns false if the system creates none.
  @discardableResult
  package static func start(_ work: @escaping @Sendable () -> Void) -> Bool {
    let body = Unmanaged.passRetained(ThreadBody(work))
    let code = adem_start_thread(stackBytes, { ThreadBody.perform($0!) }, body.toOpaque())
    if code != 0 { body.release() }
    return code == 0
  }

  /// A closure in a heap object, to pass through the `void *` argument of a C thread.
  private final class ThreadBody: Sendable {
    private let work: @Sendable () -> Void

    init(_ work: @escaping @Sendable () -> Void) { self.work = work }

    static func perform(_ body: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
      Unmanaged<ThreadBody>.fromOpaque(body).takeRetainedValue().work()
      return nil
    }
  }
}
