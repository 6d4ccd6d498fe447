import Dispatch
import Synchronization

/// Runs tasks ahead of time on helper threads.
///
/// ```swift
/// let prefetcher = Prefetcher<[Float]>(threads: 2)
/// let block = prefetcher.begin { render(0) }
/// let samples = prefetcher.value(of: block)
/// ```
///
/// A caller that asks for a task that has not begun runs tasks itself, earliest first. A caller that waits for a
/// running task runs other tasks meanwhile. So one thread is enough, and no thread is idle while a task is left. The
/// caller limits how many tasks are ahead.
package final class Prefetcher<Value: Sendable> {
  /// A unit of work, and its value once it is done.
  package final class Task: Sendable {
    fileprivate let value = Mutex<Value?>(nil)
    fileprivate let isDone = DispatchSemaphore(value: 0)
    private let work: @Sendable () -> Value

    fileprivate init(_ work: @escaping @Sendable () -> Value) { self.work = work }

    fileprivate func perform() {
      let value = work()
      self.value.withLock { $0 = value }
      isDone.signal()
    }
  }

  /// The tasks that have not begun, earliest first.
  private final class Backlog: Sendable {
    private let tasks = Mutex<[Task]>([])
    private let isClosed = Atomic(false)
    /// Counts the tasks that were added, including those that the calling thread took itself.
    private let arrivals = DispatchSemaphore(value: 0)

    func append(_ task: Task) {
      tasks.withLock { $0.append(task) }
      arrivals.signal()
    }

    func takeFirst() -> Task? {
      tasks.withLock { $0.isEmpty ? nil : $0.removeFirst() }
    }

    /// Runs tasks on a helper thread until the backlog is closed.
    func work() {
      while true {
        arrivals.wait()
        if isClosed.load(ordering: .relaxed) { return }
        takeFirst()?.perform()
      }
    }

    func close(threads: Int) {
      tasks.withLock { $0 = [] }
      isClosed.store(true, ordering: .relaxed)
      for _ in 0..<threads { arrivals.signal() }
    }
  }

  private let backlog = Backlog()
  private let helpers: Int
  private var begun = 0

  /// The number of tasks that begin before helper threads are started, so that a short track starts none.
  private static var patience: Int { 3 }

  /// Creates a prefetcher; its helper threads start later, with the fourth task.
  ///
  /// - Parameter threads: the largest number of threads that run tasks at once, including the calling one.
  package init(threads: Int) { helpers = max(0, threads - 1) }

  deinit { backlog.close(threads: begun > Self.patience ? helpers : 0) }

  /// Adds a task to the backlog.
  package func begin(_ work: @escaping @Sendable () -> Value) -> Task {
    let task = Task(work)
    backlog.append(task)
    begun += 1
    if begun == Self.patience + 1 { for _ in 0..<helpers { Parallel.start { [backlog] in backlog.work() } } }
    return task
  }

  /// Returns the value of a task, and waits for it if necessary. It can be called again for the same task.
  package func value(of task: Task) -> Value {
    while true {
      if let value = task.value.withLock({ $0 }) { return value }
      if let other = backlog.takeFirst() {
        other.perform()
      } else {
        task.isDone.wait()
        // Signals again, so that a later call for the same task does not block.
        task.isDone.signal()
      }
    }
  }
}
