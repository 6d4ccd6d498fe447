import Concurrency
import Synchronization

/// Renders the jobs of a batch on several threads: inspects all of them, then renders the longest first.
///
/// ```swift
/// let plan = BatchPlan(for: ["patterns"], to: .folder("tracks"))
/// let renderer = BatchRenderer(try Batch(in: "tracks"), tracksAtOnce: 4)
/// let tally = renderer.render(try renderer.inspect(plan.jobs)) { progress in
///   if case .finished(let task, .failure(let error), _) = progress { print("\(task.job.input.name): \(error)") }
/// }
/// print("\(tally.rendered) rendered, \(tally.kept) kept, \(tally.failures.count) failed")
/// ```
public struct BatchRenderer: Sendable {
  /// The output folder, the caches and the settings.
  public let batch: Batch
  /// The number of tracks that are rendered at once, at least 1.
  public let tracksAtOnce: Int
  /// Returns true once everything is to stop; called between two blocks of sound.
  private let isCancelled: @Sendable () -> Bool

  /// The largest number of jobs whose parsed texts are kept from the inspection to the rendering. In a larger batch
  /// each text is read again, so that memory does not grow with the number of tracks.
  private static let mostPrepared = 500

  /// A renderer of `tracksAtOnce` tracks at once. `isCancelled` is called from all of its threads.
  public init(_ batch: Batch, tracksAtOnce: Int, isCancelled: @escaping @Sendable () -> Bool = { false }) {
    self.batch = batch
    self.tracksAtOnce = max(1, tracksAtOnce)
    self.isCancelled = isCancelled
  }

  /// Reads, parses and checks all jobs on several threads, without rendering any. An error of a job is stored in its
  /// task.
  ///
  /// - Throws: `CancellationError`.
  public func inspect(_ jobs: [BatchJob]) throws -> [BatchTask] {
    if jobs.count > 1 { batch.speak(for: jobs) }
    let queue = TaskQueue(count: jobs.count)
    let found = Mutex(jobs.map { BatchTask(job: $0) })
    Parallel.run(min(tracksAtOnce, jobs.count)) { _ in
      while !isCancelled(), let index = queue.next() {
        let result = Result { try batch.prepare(jobs[index]) }
        found.withLock { tasks in
          tasks[index].assessment = result.map(\.assessment)
          if jobs.count <= Self.mostPrepared { tasks[index].prepared = try? PreparedTask(result.get()) }
        }
      }
    }
    if isCancelled() { throw CancellationError() }
    return found.withLock(\.self)
  }

  /// Renders tasks, the longest first, so that no core waits for one long track at the end. A failed task does not stop
  /// the others.
  ///
  /// - Parameters:
  ///   - tasks: the result of ``inspect(_:)``, or a part of it.
  ///   - report: receives the progress, from several threads at once.
  /// - Returns: the counts and the failures, without the tasks that a cancellation stopped.
  public func render(_ tasks: [BatchTask], report: @escaping @Sendable (BatchProgress) -> Void) -> BatchTally {
    let sizes = tasks.map(\.size)
    let order = tasks.indices.sorted { (-sizes[$0], $0) < (-sizes[$1], $1) }
    let queue = TaskQueue(count: order.count)
    let tally = Mutex(BatchTally())
    let files = tasks.map(\.job.files).max() ?? 1
    let commits = CommitQueue(for: tasks.count, ofFiles: files) { [batch] in batch.commit($0) }
    Parallel.run(rows(for: tasks.count)) { row in
      while !isCancelled(), let next = queue.next() {
        let task = tasks[order[next]]
        report(.started(task, row: row))
        let began = ContinuousClock.now
        let completion: Result<Batch.Completion, any Error>
        if case .failure(let error)? = task.assessment {
          completion = .failure(error)
        } else {
          completion = batch.completion(
            of: task.job, assessment: try? task.assessment?.get(), prepared: task.prepared?.take()
          ) { share in
            if isCancelled() { throw CancellationError() }
            report(.advanced(share, row: row))
          }
          // A cancelled track ends with various errors, such as one of the speech program. It does not count as failed.
          if case .failure = completion, isCancelled() { break }
        }
        let end = { @Sendable (result: Result<Batch.Outcome, any Error>) in
          tally.withLock { $0.add(result, at: order[next]) }
          report(.finished(task, result, took: ContinuousClock.now - began))
        }
        report(.completed(row: row))
        switch completion {
        case .failure(let error): end(.failure(error))
        case .success(.ended(let outcome)): end(.success(outcome))
        case .success(.rendered(let track)): commits.add(track, then: end)
        }
      }
      report(.ended(row: row))
    }
    commits.finish()
    // After an error, such as a read-only folder, the next batch reads the files once more.
    try? batch.openedIndex?.addMoved()
    return tally.withLock(\.self)
  }

  /// Returns the number of rows: of tasks that are rendered at the same time.
  public func rows(for tasks: Int) -> Int { max(1, min(tracksAtOnce, tasks)) }
}

/// A job and the result of its inspection.
///
/// ```swift
/// let tasks = plan.jobs.map { BatchTask(job: $0) }
/// ```
public struct BatchTask: Sendable {
  /// The job to render.
  public let job: BatchJob
  /// The result of the inspection; nil before it.
  public fileprivate(set) var assessment: Result<DryRunResult, any Error>?
  fileprivate var prepared: PreparedTask?

  /// A task that was not inspected.
  public init(job: BatchJob) { self.job = job }

  /// The cost of rendering, to compare tasks: the number of samples, or 0 if it is unknown.
  public var size: Int64 { (try? assessment?.get())?.work ?? 0 }
}

/// The text of a task as the inspection read it, until its rendering begins.
private final class PreparedTask: Sendable {
  private let job: Mutex<Batch.PreparedJob?>

  init(_ job: Batch.PreparedJob) { self.job = Mutex(job) }

  /// Returns the text once, so that it is freed after the rendering.
  func take() -> Batch.PreparedJob? { job.withLock { $0.take() } }
}

/// The progress of a batch. A row is the index, from 0, of one of the tracks that are rendered at once.
///
/// ```swift
/// if case .advanced(let fraction, let row) = progress { print(row, fraction) }
/// ```
public enum BatchProgress: Sendable {
  /// The rendering of a task begins.
  case started(BatchTask, row: Int)
  /// The rendered fraction of the track, from 0 to 1.
  case advanced(Double, row: Int)
  /// The track of the row is complete and waits for its final names, or its task has failed.
  case completed(row: Int)
  /// The task has ended, after this time: its files have their names, or it has failed.
  indirect case finished(BatchTask, Result<Batch.Outcome, any Error>, took: Duration)
  /// The row has no more tasks.
  case ended(row: Int)
}

/// A counter from which several threads take the numbers 0 to `count` − 1.
private final class TaskQueue: Sendable {
  private let count: Int
  private let taken = Atomic<Int>(0)

  init(count: Int) { self.count = count }

  /// Returns the next number; nil if none is left.
  func next() -> Int? {
    let number = taken.wrappingAdd(1, ordering: .relaxed).oldValue
    return number < count ? number : nil
  }
}

/// The counts of a batch so far.
///
/// ```swift
/// let tally = renderer.render(tasks) { _ in }
/// print(tally.rendered, tally.kept, tally.failures.count)
/// ```
public struct BatchTally: Sendable {
  /// The number of rendered tracks.
  public private(set) var rendered = 0
  /// The number of tracks that were up to date.
  public private(set) var kept = 0
  /// The errors of failed tasks, by the index of the task.
  public private(set) var failures: [Int: any Error] = [:]

  /// A tally without any tracks.
  public init() {}

  mutating func add(_ result: Result<Batch.Outcome, any Error>, at index: Int) {
    switch result {
    case .success(.rendered): rendered += 1
    case .success(.kept): kept += 1
    case .failure(let error): failures[index] = error
    }
  }

  /// Returns the event that ends a log.
  ///
  /// - Parameters:
  ///   - status: the exit status of the program.
  ///   - took: the duration of the batch.
  ///   - isInterrupted: whether a signal ended it.
  public func end(status: Int32, took: Duration, isInterrupted: Bool = false) -> BatchEvent.End {
    .init(
      rendered: rendered, kept: kept, failed: failures.count, status: status, took: took / .seconds(1),
      isInterrupted: isInterrupted)
  }
}
