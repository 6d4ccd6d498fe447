import Dispatch
import Synchronization

/// Pieces of work that are done before they are asked for, on other threads, by one who knows what comes.
///
/// Who asks for a task that nobody has begun does it, and who asks for one that is not done does another one meanwhile. So
/// one thread is enough, and none is idle while there is work. How many tasks are ahead is the caller's to bound.
package final class Prefetcher<Value: Sendable> {
  /// A task of work, and its value when it is done.
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

  /// What nobody has begun, the earliest first.
  private final class Backlog: Sendable {
    private let tasks = Mutex<[Task]>([])
    private let isClosed = Atomic(false)
    /// Counts the tasks, also those that the asking thread has taken.
    private let arrivals = DispatchSemaphore(value: 0)

    func append(_ task: Task) {
      tasks.withLock { $0.append(task) }
      arrivals.signal()
    }

    func takeFirst() -> Task? {
      tasks.withLock { $0.isEmpty ? nil : $0.removeFirst() }
    }

    /// What another thread does, until nothing comes any more.
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

  /// Pieces that are begun before other threads are: a short track pays for none.
  private static var patience: Int { 3 }

  /// - Parameter threads: how many may work at once, the asking one included.
  package init(threads: Int) { helpers = max(0, threads - 1) }

  deinit { backlog.close(threads: begun > Self.patience ? helpers : 0) }

  /// Takes on a task of work.
  package func begin(_ work: @escaping @Sendable () -> Value) -> Task {
    let task = Task(work)
    backlog.append(task)
    begun += 1
    if begun == Self.patience + 1 { for _ in 0..<helpers { Parallel.start { [backlog] in backlog.work() } } }
    return task
  }

  /// What a task has given; it can be asked for again.
  package func value(of task: Task) -> Value {
    while true {
      if let value = task.value.withLock({ $0 }) { return value }
      if let other = backlog.takeFirst() {
        other.perform()
      } else {
        task.isDone.wait()
        // For who asks again.
        task.isDone.signal()
      }
    }
  }
}
