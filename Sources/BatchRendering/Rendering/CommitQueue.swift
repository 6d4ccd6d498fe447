import BreathPacing
import Concurrency
import Dispatch
import Synchronization

/// Commits complete tracks in groups, on a thread of its own. While a group waits for the disk, other tracks are
/// rendered and form the next group, so that many short tracks share the waits.
///
/// ```swift
/// let commits = CommitQueue(for: 100, ofFiles: 1) { batch.commit($0) }
/// commits.add(track) { result in print(result) }
/// commits.finish()
/// ```
final class CommitQueue: Sendable {
  /// Receives the result of a track.
  typealias Receiver = @Sendable (Result<Batch.Outcome, any Error>) -> Void

  /// The largest number of tracks that wait. The slower the disk, the larger the groups become, and the fewer the waits.
  private static let mostWaiting = 64
  /// The largest number of open files of the tracks that wait; some systems permit a process 256.
  private static let mostOpenFiles = 200
  /// The number of tracks up to which each gets its name at once.
  private static let smallBatch = 50
  /// The time for which a group waits for its next track.
  private static let timeLimit = DispatchTimeInterval.milliseconds(20)

  /// The part that the thread shares.
  private final class Groups: Sendable {
    private let commit: @Sendable ([UncommittedTrack]) -> [Result<Batch.Outcome, any Error>]
    private let waiting = Mutex<[(track: UncommittedTrack, receiver: Receiver)]>([])
    private let isClosed = Atomic(false)
    /// Counts the tracks that were added, and the closing.
    private let arrivals = DispatchSemaphore(value: 0)
    private let room: DispatchSemaphore
    private let end = DispatchSemaphore(value: 0)
    /// The number of tracks for which a group does not wait any longer.
    private let fullGroup: Int

    init(atMost most: Int, _ commit: @escaping @Sendable ([UncommittedTrack]) -> [Result<Batch.Outcome, any Error>]) {
      self.commit = commit
      room = DispatchSemaphore(value: most)
      fullGroup = max(1, most / 2)
    }

    func add(_ track: UncommittedTrack, _ receiver: @escaping Receiver) {
      // The disk begins to write while other tracks are rendered.
      track.beginSettling()
      room.wait()
      waiting.withLock { $0.append((track, receiver)) }
      arrivals.signal()
    }

    /// Commits what waits.
    func commitWaiting() {
      let group = waiting.withLock { waiting in
        defer { waiting = [] }
        return waiting
      }
      guard !group.isEmpty else { return }
      for (result, entry) in zip(commit(group.map(\.track)), group) {
        entry.receiver(result)
        room.signal()
      }
    }

    func work() {
      while true {
        arrivals.wait()
        while !isClosed.load(ordering: .acquiring), waiting.withLock(\.count) < fullGroup,
          arrivals.wait(timeout: .now() + timeLimit) == .success
        {}
        commitWaiting()
        // No track is added after the closing, whose signal may have ended the waiting above.
        if isClosed.load(ordering: .acquiring), waiting.withLock(\.isEmpty) { break }
      }
      end.signal()
    }

    /// Waits for the thread to commit all tracks and to end.
    func close() {
      isClosed.store(true, ordering: .releasing)
      arrivals.signal()
      end.wait()
    }
  }

  private let groups: Groups
  private let hasThread: Bool

  /// Creates a queue, and its thread. In a small batch, or if the system starts no thread, each track is committed when
  /// it is added.
  ///
  /// - Parameters:
  ///   - tracks: the number of tracks of the batch.
  ///   - files: the largest number of files of one track.
  ///   - commit: returns the results of the tracks of a group, in their order.
  init(
    for tracks: Int, ofFiles files: Int,
    _ commit: @escaping @Sendable ([UncommittedTrack]) -> [Result<Batch.Outcome, any Error>]
  ) {
    // A file is open with its folder; that of the sound twice.
    let groups = Groups(atMost: max(1, min(Self.mostWaiting, Self.mostOpenFiles / (2 * files + 1))), commit)
    self.groups = groups
    hasThread = tracks > Self.smallBatch && Parallel.start { groups.work() }
  }

  /// Adds a track, whose result a closure receives on the thread of the queue. Waits while the queue is full.
  func add(_ track: UncommittedTrack, then receiver: @escaping Receiver) {
    groups.add(track, receiver)
    if !hasThread { groups.commitWaiting() }
  }

  /// Waits until all tracks are committed. No track may be added afterwards.
  func finish() {
    if hasThread { groups.close() }
  }
}
