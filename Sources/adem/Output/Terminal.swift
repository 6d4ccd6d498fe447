import ArgumentParser
import CSystem
import Platform
import Synchronization

/// A stream to which the program writes; every write is checked.
///
/// `print` would lose what a full disk refuses, and a reader that closes early would kill the program.
///
/// No text can command the terminal: control characters are escaped here (`TextKind`), and the only escape sequences that are
/// written are those of this type.
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

  /// The same, with colours where they are wanted.
  func say(_ text: StyledText) { try? send(text.escaped(isColoured: isColoured)) }

  /// Writes a text, escaped as its kind asks.
  ///
  /// - Throws: `ClosedOutput`. What the standard output refuses is reported when the command ends, and not thrown.
  func write(_ text: String, as kind: TextKind = .words) throws {
    try send(kind == .words || isInteractive ? text.escaped(as: kind) : text)
  }

  /// Writes bytes as they are; to a terminal, the text in them, escaped.
  func write(_ bytes: [UInt8]) throws {
    guard !isInteractive else { return try write(String(decoding: bytes, as: UTF8.self), as: .data) }
    try bytes.withUnsafeBytes(send)
  }

  /// Goes back to the first of the lines that were written last, and clears the screen from there.
  func takeBack(lines: Int) {
    guard lines > 0 else { return }
    try? send("\r" + (lines > 1 ? "\u{1B}[\(lines - 1)A" : "") + "\u{1B}[J")
  }

  private func send(_ text: String) throws {
    var text = text
    try text.withUTF8 { try send(UnsafeRawBufferPointer($0)) }
  }

  private func send(_ bytes: UnsafeRawBufferPointer) throws {
    guard descriptor == STDOUT_FILENO else { return try sendAll(bytes) }
    guard Self.refusedOutput == nil else { return }
    do {
      try sendAll(bytes)
    } catch let closed as ClosedOutput {
      Self.refusal.store(closed.code, ordering: .relaxed)
    }
  }

  private func sendAll(_ bytes: UnsafeRawBufferPointer) throws {
    var rest = bytes
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

  private func systemWrite(_ bytes: UnsafeRawBufferPointer) -> Int {
    CSystem.write(descriptor, bytes.baseAddress, bytes.count)
  }
}

/// Gathers small pieces of text into large writes.
struct BufferedOutput {
  private let terminal: Terminal
  private let kind: TextKind
  private var buffer = ""

  init(_ terminal: Terminal, as kind: TextKind = .words) {
    self.terminal = terminal
    self.kind = kind
  }

  mutating func write(_ text: String) throws {
    buffer += text
    if buffer.utf8.count >= 64 << 10 { try flush() }
  }

  mutating func flush() throws {
    try terminal.write(buffer, as: kind)
    buffer = ""
  }
}

/// The reader of an output has gone, or its disk is full.
struct ClosedOutput: Error {
  let code: Int32

  /// A reader that closes early, such as `head`, has what it wanted; anything else is a failure.
  var isFailure: Bool { code != EPIPE }
}

extension Terminal {
  /// Rows and columns; what terminals once had where the system does not tell.
  var size: (rows: Int, columns: Int) {
    guard let size = terminalSize(descriptor), size.columns > 0, size.rows > 0 else { return (24, 80) }
    return (size.rows, size.columns)
  }
}
