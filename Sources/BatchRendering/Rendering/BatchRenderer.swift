import Concurrency
import Synchronization

/// Renders the jobs of a batch on several threads: inspects all of them, then renders the longest first.
///
/// ```swift
/// let plan = BatchPlan(for: ["patterns"], to: .folder("tracks"))
/// let renderer = BatchRenderer(try Batch(in: "tracks"), tracksAtOnce: 4)
/// let tally = renderer.render(try renderer.inspect(plan.jobs)) { progress in
///   if case .finished(let task, .failure(let error), _, _) = progress { print("\(task.job.input.name): \(error)") }
/// }
/// print("\(tally.rendered) rendered, \(tally.kept) kept, \(tally.failures.count) failed")
/// ```
public struct BatchRenderer: Sendable {
  public let batch: Batch
  /// The number of tracks that are rendered at once, from 1.
  public let tracksAtOnce: Int
  /// Asked between two blocks of sound; once it is true, everything ends.
  private let isCancelled: @Sendable () -> Bool

  /// The number of jobs up to which their parsed texts are kept from the inspection to the rendering. In a larger batch each
  /// text is read again, so that memory does not grow with the number of tracks.
  private static let mostPrepared = 500

  public init(_ batch: Batch, tracksAtOnce: Int, isCancelled: @escaping @Sendable () -> Bool = { false }) {
    self.batch = batch
    self.tracksAtOnce = max(1, tracksAtOnce)
    self.isCancelled = isCancelled
  }

  /// Reads, parses and checks every job, on all threads, and renders none.
  ///
  /// - Throws: `CancellationError`. What is wrong with a job is in its task.
  public func inspect(_ jobs: [BatchJob]) throws -> [BatchTask] {
    let queue = TaskQueue(count: jobs.count)
    let found = Mutex(jobs.map { BatchTask(job: $0) })
    Parallel.run(min(tracksAtOnce, jobs.count)) { _ in
      while !isCancelled(), let index = queue.next() {
        let result = Result { try batch.prepare(jobs[index]) }
        found.withLock { tasks in
          tasks[index].assessment = result.map(\.assessment)
          if jobs.count <= Self.mostPrepared { tasks[index].prepared = try? result.get() }
        }
      }
    }
    if isCancelled() { throw CancellationError() }
    return found.withLock(\.self)
  }

  /// Renders tasks, the longest first, so that at the end no core waits for one long track. One that fails stops no other.
  ///
  /// - Parameter report: receives what happens, from several threads at once.
  /// - Returns: the counts and the failures; a task that a cancellation stopped is in neither.
  public func render(_ tasks: [BatchTask], report: @escaping @Sendable (BatchProgress) -> Void) -> BatchTally {
    let order = tasks.indices.sorted { (-tasks[$0].size, $0) < (-tasks[$1].size, $1) }
    let queue = TaskQueue(count: order.count)
    let tally = Mutex(BatchTally())
    let waiting = Mutex(tasks.map { Optional($0) })
    Parallel.run(rows(for: tasks.count)) { row in
      while !isCancelled(), let next = queue.next() {
        // Taken out, so that its text is freed when it is rendered.
        guard let task = waiting.withLock({ $0[order[next]].take() }) else { continue }
        report(.started(task, row: row))
        let began = ContinuousClock.now
        let result: Result<Batch.Outcome, any Error>
        if case .failure(let error)? = task.assessment {
          result = .failure(error)
        } else {
          result = batch.run(task.job, assessment: try? task.assessment?.get(), prepared: task.prepared) { share in
            if isCancelled() { throw CancellationError() }
            report(.advanced(share, row: row))
          }
          // A cancellation stops a track in many ways, such as through the program that was speaking. It has not failed.
          if case .failure = result, isCancelled() { break }
        }
        tally.withLock { $0.add(result, at: order[next]) }
        report(.finished(task, result, took: ContinuousClock.now - began, row: row))
      }
      report(.ended(row: row))
    }
    return tally.withLock(\.self)
  }

  /// The number of rows in which so many tasks are rendered at once.
  public func rows(for tasks: Int) -> Int { max(1, min(tracksAtOnce, tasks)) }
}

/// A job, and what was found when it was inspected.
public struct BatchTask: Sendable {
  public let job: BatchJob
  /// Nil before the inspection.
  public fileprivate(set) var assessment: Result<DryRunResult, any Error>?
  fileprivate var prepared: Batch.PreparedJob?

  public init(job: BatchJob) { self.job = job }

  /// The cost beside that of other tasks: the number of samples.
  public var size: Int64 { (try? assessment?.get())?.work ?? 0 }
}

/// What happens while a batch is rendered. A row is one of the tracks that are rendered at once, from 0.
public enum BatchProgress: Sendable {
  case started(BatchTask, row: Int)
  /// The share of the track that is done, from 0 to 1.
  case advanced(Double, row: Int)
  case finished(BatchTask, Result<Batch.Outcome, any Error>, took: Duration, row: Int)
  /// The row has no more tasks.
  case ended(row: Int)
}

/// Numbers that several threads take, one after the other.
private final class TaskQueue: Sendable {
  private let count: Int
  private let taken = Atomic<Int>(0)

  init(count: Int) { self.count = count }

  /// The next number; nil where none is left.
  func next() -> Int? {
    let number = taken.wrappingAdd(1, ordering: .relaxed).oldValue
    return number < count ? number : nil
  }
}

/// What has become of the tracks of a batch so far.
public struct BatchTally: Sendable {
  public private(set) var rendered = 0
  public private(set) var kept = 0
  /// By the place of the task.
  public private(set) var failures: [Int: any Error] = [:]

  public init() {}

  mutating func add(_ result: Result<Batch.Outcome, any Error>, at index: Int) {
    switch result {
    case .success(.rendered): rendered += 1
    case .success(.kept): kept += 1
    case .failure(let error): failures[index] = error
    }
  }

  /// The event that ends a log.
  ///
  /// - Parameter status: the exit status of the program.
  public func end(status: Int32, took: Duration, isInterrupted: Bool = false) -> BatchEvent.End {
    .init(
      rendered: rendered, kept: kept, failed: failures.count, status: status, took: took / .seconds(1),
      isInterrupted: isInterrupted)
  }
}
