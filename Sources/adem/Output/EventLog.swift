import BatchRendering
import BreathPacing
import CSystem
import Platform
import Synchronization

/// Where the events of a batch go: to the standard output, to a log, to both or nowhere.
///
/// A log that exists is continued: whoever tries a shard again finds both tries in it, and the last word about a track counts.
final class EventLog: Sendable {
  private let path: String?
  private let file: Terminal?
  private let showsAll: Bool
  private let state = Mutex(State())

  private struct State {
    /// Of the log; the standard output keeps its own.
    var failure: LogError?
  }

  /// - Parameters:
  ///   - path: of a file, or of a folder, where one that stands there or a slash at the end says so.
  ///   - run: the batch that it tells of.
  /// - Throws: `SoundFileError` or `LogRefusal`, where there can be no log, and `LogError`, where it cannot be written.
  init(at path: String?, of run: BatchRun) throws {
    showsAll = run.settings.showsEvents
    guard let path else {
      (self.path, file) = (nil, nil)
      return
    }
    let log = try LogFiles.open(at: path, of: run.settings.shard, for: run.plan, in: run.folder)
    self.path = log.path
    file = Terminal(descriptor: log.descriptor)
    try endTornLine()
  }

  deinit { if let file { close(file.descriptor) } }

  /// What a killed process was writing stands in a line of its own.
  private func endTornLine() throws(LogError) {
    guard let file else { return }
    let end = lseek(file.descriptor, 0, SEEK_END)
    var last: UInt8 = 0
    if end > 0, pread(file.descriptor, &last, 1, end - 1) == 1, last != UInt8(ascii: "\n") { try write("\n") }
  }

  /// A line that does not fit as a whole is taken back: the next try could not tell a log by half of its first line.
  private func write(_ line: String) throws(LogError) {
    guard let file, let path else { return }
    let end = lseek(file.descriptor, 0, SEEK_END)
    do {
      try file.write(line, as: .json)
    } catch {
      let code = (error as? ClosedOutput)?.code ?? EIO
      let written = lseek(file.descriptor, 0, SEEK_END) - end
      // Unless somebody else has added to it.
      if end >= 0, (1..<off_t(line.utf8.count)).contains(written) { ftruncate(file.descriptor, end) }
      throw LogError(path: path, code: code)
    }
  }

  /// What cannot be written is told at the end: nothing that is rendered gets worse by it.
  func add(_ event: BatchEvent) {
    guard showsAll || file != nil else { return }
    let line = event.line
    state.withLock { state in
      if showsAll { try? Terminal.standardOutput.write(line, as: .json) }
      do throws(LogError) {
        try write(line)
      } catch {
        state.failure = state.failure ?? error
      }
    }
  }

  /// Whether something could not be written.
  var hasFailed: Bool { state.withLock { $0.failure != nil } }

  /// Brings the log to the disk, and throws what failed on the way.
  func finish() throws(LogError) {
    if let failure = state.withLock(\.failure) { throw failure }
    if let file, let path, fsync(file.descriptor) != 0, errno != EINVAL, errno != ENOTSUP {
      throw LogError(path: path, code: errno)
    }
  }
}

/// A log that cannot be written.
struct LogError: Error {
  let path: String
  let code: Int32
}
