import BatchRendering
import BreathPacing
import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Where the events of a batch go: to the standard output, to a log, to both or nowhere.
///
/// A log that exists is continued: whoever tries a shard again finds both tries in it, and the last word about a track counts.
final class EventLog: Sendable {
  private let path: String?
  private let file: Terminal?
  private let showsAll: Bool
  private let state = Mutex(State())

  private struct State {
    /// Whether the reader of the standard output has gone. The work is the tracks, and goes on.
    var isUnheard = false
    var failure: (any Error)?
  }

  /// - Parameters:
  ///   - path: of a file, or of a folder, where one that stands there or a slash at the end says so.
  ///   - shard: in whose name the file in a folder is.
  ///   - showsAll: whether the standard output gets the events, too.
  /// - Throws: `LogError`, where the log cannot be opened.
  init(at path: String?, of shard: Shard?, showsAll: Bool) throws {
    self.showsAll = showsAll
    guard let path else {
      (self.path, file) = (nil, nil)
      return
    }
    let name: String
    do { name = try LogFiles.path(at: path, of: shard) } catch { throw LogError(path: path, code: ENOTDIR) }
    let descriptor = open(name, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NONBLOCK, 0o666)
    guard descriptor >= 0 else { throw LogError(path: name, code: errno) }
    self.path = name
    file = Terminal(descriptor: descriptor)
    try endTornLine(descriptor, at: name)
  }

  deinit { if let file { close(file.descriptor) } }

  /// What a killed process was writing stands in a line of its own.
  private func endTornLine(_ descriptor: Int32, at name: String) throws {
    let end = lseek(descriptor, 0, SEEK_END)
    var last: UInt8 = 0
    if end > 0, pread(descriptor, &last, 1, end - 1) == 1, last != UInt8(ascii: "\n") { try file?.write("\n") }
  }

  /// What cannot be written is told at the end: nothing that is rendered gets worse by it.
  func add(_ event: BatchEvent) {
    guard showsAll || file != nil else { return }
    let line = event.line
    state.withLock { state in
      do {
        if showsAll, !state.isUnheard { try Terminal.standardOutput.write(line) }
      } catch let closed as ClosedOutput where closed.code == EPIPE {
        state.isUnheard = true
      } catch {
        state.failure = state.failure ?? error
      }
      do {
        try file?.write(line)
      } catch let closed as ClosedOutput {
        state.failure = state.failure ?? LogError(path: path ?? "", code: closed.code)
      } catch {
        state.failure = state.failure ?? error
      }
    }
  }

  /// Brings the log to the disk, and throws what failed on the way.
  func finish() throws {
    if let file, fsync(file.descriptor) != 0, errno != EINVAL, errno != ENOTSUP {
      throw LogError(path: path ?? "", code: errno)
    }
    if let failure = state.withLock(\.failure) { throw failure }
  }
}

/// A log that cannot be written.
struct LogError: Error {
  let path: String
  let code: Int32
}
