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
