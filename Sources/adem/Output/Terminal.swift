import ArgumentParser
import CSystem
import Platform
import Synchronization

/// An output stream of the program, with checked writes.
///
/// `print` would ignore a full disk, and a closed pipe would kill the program.
///
/// Texts cannot control the terminal: control characters are escaped here (`TextKind`), and only this type writes
/// escape sequences.
struct Terminal {
  static let standardOutput = Terminal(descriptor: STDOUT_FILENO)
  static let standardError = Terminal(descriptor: STDERR_FILENO)

  let descriptor: Int32

  var isInteractive: Bool { isatty(descriptor) != 0 }

  /// Whether styles are used: on a terminal, unless `NO_COLOR` is set and not empty.
  var isColoured: Bool {
    guard isInteractive else { return false }
    return getenv("NO_COLOR").map { $0.pointee == 0 } ?? true
  }

  /// Reason why the standard output failed; `nil` if it has not.
  ///
  /// The command continues without output: its findings determine its exit status, whether or not they are read.
  static var refusedOutput: ClosedOutput? {
    let code = refusal.load(ordering: .relaxed)
    return code == 0 ? nil : ClosedOutput(code: code)
  }

  private static let refusal = Atomic<Int32>(0)

  /// Writes a message and ignores errors, because the exit status reports the result anyway.
  func say(_ text: String) { try? write(text) }

  /// Writes a message with styles, and ignores errors.
  func say(_ text: StyledText) { try? send(text.escaped(isColoured: isColoured)) }

  /// Writes a text with the escapes of its kind.
  ///
  /// - Throws: `ClosedOutput`. Errors of the standard output are not thrown, but reported when the command ends.
  func write(_ text: String, as kind: TextKind = .words) throws {
    try send(kind == .words || isInteractive ? text.escaped(as: kind) : text)
  }

  /// Writes bytes unchanged; to a terminal, writes them as text with escapes.
  func write(_ bytes: [UInt8]) throws {
    guard !isInteractive else { return try write(String(decoding: bytes, as: UTF8.self), as: .data) }
    try bytes.withUnsafeBytes(send)
  }

  /// Draws a screen whose text contains escape sequences and is escaped otherwise.
  func draw(_ screen: String) throws { try send(screen) }

  /// Moves the cursor to the first of the last `lines` lines, and clears the screen from there.
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

/// Buffer that combines small texts into large writes.
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

/// Failure of an output, because its reader has closed it or its disk is full.
struct ClosedOutput: Error {
  let code: Int32

  /// Whether it is a failure. A reader that closes early, such as `head`, is not.
  var isFailure: Bool { code != EPIPE }
}

extension Terminal {
  /// Rows and columns of the terminal; 24 and 80 if they are unknown.
  var size: (rows: Int, columns: Int) {
    guard let size = terminalSize(descriptor), size.columns > 0, size.rows > 0 else { return (24, 80) }
    return (size.rows, size.columns)
  }
}
