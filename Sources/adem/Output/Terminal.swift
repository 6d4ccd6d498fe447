import ArgumentParser
import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A stream to which the program writes; every write is checked.
///
/// `print` would lose what a full disk refuses, and a reader that closes early would kill the program.
struct Terminal {
  static let standardOutput = Terminal(descriptor: STDOUT_FILENO)
  static let standardError = Terminal(descriptor: STDERR_FILENO)

  let descriptor: Int32

  var isInteractive: Bool { isatty(descriptor) != 0 }

  /// Whether colours are wanted: on a terminal, unless `NO_COLOR` is set and not empty.
  var isColoured: Bool {
    guard isInteractive else { return false }
    return getenv("NO_COLOR").map { $0.pointee == 0 } ?? true
  }

  /// Why the standard output takes no more; nil as long as it does.
  ///
  /// A command goes on without it: what it finds decides its exit status, whether or not somebody reads on.
  static var refusedOutput: ClosedOutput? {
    let code = refusal.load(ordering: .relaxed)
    return code == 0 ? nil : ClosedOutput(code: code)
  }

  private static let refusal = Atomic<Int32>(0)

  /// Writes what nobody may be there to read; what became of the work is told by the exit status all the same.
  func say(_ text: String) { try? write(text) }

  /// - Throws: `ClosedOutput`; for the standard output, whose refusal is told when the command ends, nothing.
  func write(_ text: String) throws {
    guard descriptor == STDOUT_FILENO else { return try writeAll(text) }
    guard Self.refusedOutput == nil else { return }
    do {
      try writeAll(text)
    } catch let closed as ClosedOutput {
      Self.refusal.store(closed.code, ordering: .relaxed)
    }
  }

  private func writeAll(_ text: String) throws {
    var text = text
    try text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)
      while !rest.isEmpty {
        let count = systemWrite(rest)
        if count >= 0 {
          rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        } else if errno == EAGAIN {
          var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
          poll(&waiting, 1, -1)
        } else if errno != EINTR {
          throw ClosedOutput(code: errno)
        }
      }
    }
  }

  private func systemWrite(_ bytes: UnsafeRawBufferPointer) -> Int {
    #if canImport(Darwin)
      Darwin.write(descriptor, bytes.baseAddress, bytes.count)
    #elseif canImport(Glibc)
      Glibc.write(descriptor, bytes.baseAddress, bytes.count)
    #elseif canImport(Musl)
      Musl.write(descriptor, bytes.baseAddress, bytes.count)
    #endif
  }
}

/// Gathers small pieces of text into large writes.
struct BufferedOutput {
  private let terminal: Terminal
  private var buffer = ""

  init(_ terminal: Terminal) { self.terminal = terminal }

  mutating func write(_ text: String) throws {
    buffer += text
    if buffer.utf8.count >= 64 << 10 { try flush() }
  }

  mutating func flush() throws {
    try terminal.write(buffer)
    buffer = ""
  }
}

/// The reader of an output has gone, or its disk is full.
struct ClosedOutput: Error {
  let code: Int32

  /// A reader that closes early, such as `head`, has what it wanted; anything else is a failure.
  var isFailure: Bool { code != EPIPE }
}
