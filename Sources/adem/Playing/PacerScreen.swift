import CPlayback
import CSystem
import Platform

/// The terminal while a track is shown: the whole screen, without a cursor, and keys that arrive one by one.
///
/// ``leave()`` restores it. So does the end of the program by a signal or by a fault of its own.
struct PacerScreen {
  /// The action of a key.
  enum Key {
    case pause, quit, forward, back, nextPart, previousPart, suspend
  }

  /// Whether there is a terminal to draw on.
  let isShown: Bool
  /// Whether keys are read.
  let hasKeys: Bool
  private var latest = ""

  private static let enterCode = "\u{1B}[?1049h\u{1B}[?25l\u{1B}[2J"
  private static let leaveCode = "\u{1B}[0m\u{1B}[?25h\u{1B}[?1049l"

  /// Takes the terminal; does nothing without one.
  init() {
    isShown = Terminal.standardOutput.isInteractive
    hasKeys = isShown && isatty(STDIN_FILENO) != 0
    enter()
  }

  private func enter() {
    guard isShown else { return }
    _ = adem_terminal_enter(hasKeys ? STDIN_FILENO : -1, STDOUT_FILENO, Self.enterCode, Self.leaveCode)
  }

  /// Restores the terminal.
  func leave() { adem_terminal_leave() }

  /// Restores the terminal and stops the process, as a shell does for control-Z. Returns when the process continues.
  mutating func suspend() {
    leave()
    kill(0, SIGTSTP)
    _ = adem_terminal_was_continued()
    resume()
  }

  /// Sets the terminal up again after the process was continued.
  mutating func resume() {
    enter()
    latest = ""
  }

  /// Whether the process was stopped from outside and continued since the last call.
  var wasContinued: Bool { isShown && adem_terminal_was_continued() }

  /// Draws lines from the top, if they differ from those on the screen.
  ///
  /// - Throws: `ClosedOutput` if the terminal is gone.
  mutating func draw(_ lines: [String]) throws {
    guard isShown else { return }
    let text = "\u{1B}[H" + lines.joined(separator: "\u{1B}[K\r\n") + "\u{1B}[K\u{1B}[J"
    guard text != latest else { return }
    latest = text
    try Terminal.standardOutput.draw(text)
  }

  /// Waits for keys, at most for a number of milliseconds.
  ///
  /// - Throws: `ClosedOutput` if the terminal is gone.
  func keys(within milliseconds: Int32) throws -> [Key] {
    guard hasKeys else {
      poll(nil, 0, milliseconds)
      return []
    }
    var waiting = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    guard poll(&waiting, 1, milliseconds) > 0 else { return [] }
    if Int32(waiting.revents) & (POLLHUP | POLLERR | POLLNVAL) != 0 { throw ClosedOutput(code: EPIPE) }
    var bytes = [UInt8](repeating: 0, count: 256)
    let count = read(STDIN_FILENO, &bytes, bytes.count)
    guard count >= 0 || errno == EINTR || errno == EAGAIN else { throw ClosedOutput(code: EPIPE) }
    return Self.keys(in: bytes.prefix(max(0, count)))
  }

  /// Returns the keys of a sequence of bytes; arrows are `ESC [ C` or `ESC O C`.
  private static func keys(in bytes: ArraySlice<UInt8>) -> [Key] {
    var keys: [Key] = []
    var rest = bytes
    while let byte = rest.popFirst() {
      switch byte {
      case 0x1B:
        guard let next = rest.first, next == UInt8(ascii: "[") || next == UInt8(ascii: "O") else { continue }
        rest = rest.dropFirst()
        // A sequence ends with a letter or a tilde.
        while let end = rest.popFirst() {
          guard end >= 0x40 else { continue }
          if end == UInt8(ascii: "C") { keys.append(.forward) }
          if end == UInt8(ascii: "D") { keys.append(.back) }
          break
        }
      case UInt8(ascii: " "): keys.append(.pause)
      case UInt8(ascii: "q"), UInt8(ascii: "Q"): keys.append(.quit)
      case UInt8(ascii: "n"), UInt8(ascii: "N"): keys.append(.nextPart)
      case UInt8(ascii: "p"), UInt8(ascii: "P"): keys.append(.previousPart)
      case 0x1A: keys.append(.suspend)
      default: continue
      }
    }
    return keys
  }
}
