import CSystem
import FileStore
import Platform
import Synchronization

/// The log of a batch: a file of JSON Lines, with one object per event.
///
/// An existing log is continued: if a shard is attempted again, the log contains both attempts, and the last event of a
/// track counts.
///
/// ```swift
/// let log = try EventLog(at: "log.jsonl", of: nil, for: plan, in: "tracks")
/// log.add(.begin(.init(shard: nil, tracks: plan.jobs.count, of: plan.jobs.count, manifest: nil)))
/// ```
public final class EventLog: Sendable {
  private let path: String
  private let descriptor: Int32
  private let failure = Mutex<LogError?>(nil)

  /// Opens or creates a log.
  ///
  /// - Parameters:
  ///   - path: the path of a file, or of a folder if one exists or the path ends in a slash.
  ///   - shard: the part of the batch that is rendered; it determines the name of a file in a folder.
  ///   - plan: the plan of the batch; a file that it reads or writes cannot be the log.
  ///   - folder: the output folder, if there is one.
  /// - Throws: `FileError` or `LogRefusal`, if the path cannot be that of a log; `LogError`, if the log cannot be
  ///   written.
  public init(at path: String, of shard: Shard?, for plan: BatchPlan, in folder: String?) throws {
    (self.path, descriptor) = try LogFiles.open(at: path, of: shard, for: plan, in: folder)
    try endTornLine()
  }

  deinit { close(descriptor) }

  /// Ends a line that a killed process has left incomplete.
  private func endTornLine() throws(LogError) {
    let end = lseek(descriptor, 0, SEEK_END)
    var last: UInt8 = 0
    if end > 0, pread(descriptor, &last, 1, end - 1) == 1, last != UInt8(ascii: "\n") { try write("\n") }
  }

  /// Appends a line. A line that cannot be written completely is removed: half of a first line would not be recognised
  /// as a log later.
  private func write(_ line: String) throws(LogError) {
    let end = lseek(descriptor, 0, SEEK_END)
    let code = FullTransfer.append(Array(line.utf8), to: descriptor).failure
    guard code != 0 else { return }
    let written = lseek(descriptor, 0, SEEK_END) - end
    // Skipped if another process has added to the file.
    if end >= 0, (1..<off_t(line.utf8.count)).contains(written) { ftruncate(descriptor, end) }
    throw LogError(path: path, code: code)
  }

  /// Appends an event. An error is reported later by ``finish()``, since it does not affect the tracks.
  public func add(_ event: BatchEvent) {
    failure.withLock { failure in
      do throws(LogError) {
        try write(event.line)
      } catch {
        failure = failure ?? error
      }
    }
  }

  /// Whether an event could not be written.
  public var hasFailed: Bool { failure.withLock { $0 != nil } }

  /// Syncs the log to the disk.
  ///
  /// - Throws: `LogError`, also for an earlier event that could not be written.
  public func finish() throws(LogError) {
    if let failure = failure.withLock(\.self) { throw failure }
    if fsync(descriptor) != 0, errno != EINVAL, errno != ENOTSUP { throw LogError(path: path, code: errno) }
  }
}

/// A failure to write a log.
///
/// ```swift
/// do { try log.finish() } catch { print(error.path, error.code) }
/// ```
public struct LogError: Error, Sendable {
  /// The path of the log.
  public let path: String
  /// The `errno` of the failed call.
  public let code: Int32
}
