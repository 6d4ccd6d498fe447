import Foundation

/// A terminal for a command to believe in, and what it would show.
struct PseudoTerminal {
  private let master: Int32
  /// The command's side.
  let descriptor: Int32

  init() throws {
    var ends: (master: Int32, command: Int32) = (-1, -1)
    guard openpty(&ends.master, &ends.command, nil, nil, nil) == 0 else {
      throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
    }
    (master, descriptor) = ends
    for end in [master, descriptor] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
  }

  /// All that is written until the last process has closed its side, or ten seconds have gone by without a byte.
  /// To be called once, when the command has been started.
  func text() -> String {
    close(descriptor)
    defer { close(master) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4096)
    var waiting = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    while poll(&waiting, 1, 10_000) > 0 {
      let count = read(master, &chunk, chunk.count)
      guard count > 0 else { break }
      bytes += chunk[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// What stands on the screen in the end, for a text that uses no more than "back to the start" and "clear the line".
  static func screen(after text: String) -> String {
    var lines: [[Character]] = [[]]
    var column = 0
    // A line feed arrives as "\r\n", which Swift would take for one character.
    let plain = text.replacingOccurrences(of: "\u{1B}[K", with: "\u{7F}")
    for scalar in plain.unicodeScalars {
      let row = lines.count - 1
      switch scalar {
      case "\r": column = 0
      case "\n": lines.append([])
      case "\u{7F}": lines[row].removeSubrange(column...)
      default:
        lines[row].replaceSubrange(column..<min(column + 1, lines[row].count), with: [Character(scalar)])
        column += 1
      }
    }
    return lines.map { String($0) }.joined(separator: "\n")
  }
}
