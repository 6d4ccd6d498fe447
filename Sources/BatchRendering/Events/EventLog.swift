import CSystem
import FileStore
import Platform
import Synchronization

/// The log of a batch: a file of JSON Lines, an object for each event.
///
/// A log that exists is continued: when a shard is tried again, both tries are in it, and the last word about a track counts.
///
/// ```swift
/// let log = try EventLog(at: "log.jsonl", of: nil, for: plan, in: "tracks")
/// log.add(.begin(.init(shard: nil, tracks: plan.jobs.count, of: plan.jobs.count, manifest: nil)))
/// ```
public final class EventLog: Sendable {
  private let path: String
  private let descriptor: Int32
  private let failure = Mutex<LogError?>(nil)

  /// - Parameters:
  ///   - path: of a file, or of a folder, where one exists or the path ends in a slash.
  ///   - shard: the part of the batch that is rendered; it names the file in a folder.
  ///   - plan: what the batch reads and writes; a log is nothing of that.
  ///   - folder: the output folder, where there is one.
  /// - Throws: `FileError` or `LogRefusal`, where there can be no log, and `LogError`, where it cannot be written.
  public init(at path: String, of shard: Shard?, for plan: BatchPlan, in folder: String?) throws {
    (self.path, descriptor) = try LogFiles.open(at: path, of: shard, for: plan, in: folder)
    try endTornLine()
  }

  deinit { close(descriptor) }

  /// Ends the line that a killed process was writing.
  private func endTornLine() throws(LogError) {
    let end = lseek(descriptor, 0, SEEK_END)
    var last: UInt8 = 0
    if end > 0, pread(descriptor, &last, 1, end - 1) == 1, last != UInt8(ascii: "\n") { try write("\n") }
  }

  /// Writes a line. One that does not fit as a whole is taken back: the next try could not recognise a log by half of its
  /// first line.
  private func write(_ line: String) throws(LogError) {
    let end = lseek(descriptor, 0, SEEK_END)
    let code = FullTransfer.append(Array(line.utf8), to: descriptor).failure
    guard code != 0 else { return }
    let written = lseek(descriptor, 0, SEEK_END) - end
    // Unless another process has added to it.
    if end >= 0, (1..<off_t(line.utf8.count)).contains(written) { ftruncate(descriptor, end) }
    throw LogError(path: path, code: code)
  }

  /// Adds an event. What cannot be written is reported by ``finish()``: nothing that is rendered gets worse by it.
  public func add(_ event: BatchEvent) {
    failure.withLock { failure in
      do throws(LogError) {
        try write(event.line)
      } catch {
        failure = failure ?? error
      }
    }
  }

  /// Whether something could not be written.
  public var hasFailed: Bool { failure.withLock { $0 != nil } }

  /// Brings the log to the disk, and throws what failed on the way.
  public func finish() throws(LogError) {
    if let failure = failure.withLock(\.self) { throw failure }
    if fsync(descriptor) != 0, errno != EINVAL, errno != ENOTSUP { throw LogError(path: path, code: errno) }
  }
}

/// A log that cannot be written.
public struct LogError: Error, Sendable {
  public let path: String
  /// The number of the system's error.
  public let code: Int32
}
