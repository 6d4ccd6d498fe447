import Foundation

/// A terminal for a command to believe in, and what it would show.
struct PseudoTerminal {
  private let master: Int32
  /// The command's side.
  let descriptor: Int32

  init(rows: Int = 24, columns: Int = 80) throws {
    var ends: (master: Int32, command: Int32) = (-1, -1)
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    guard openpty(&ends.master, &ends.command, nil, nil, &size) == 0 else {
      throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
    }
    (master, descriptor) = ends
    for end in [master, descriptor] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
  }

  /// Types keys.
  func type(_ keys: String) {
    let bytes = Array(keys.utf8)
    _ = write(master, bytes, bytes.count)
  }

  /// Hangs up, as when the window is closed.
  func hangUp() {
    close(descriptor)
    close(master)
  }

  /// The settings of the terminal that a command may change: those of its lines, and what its keys do.
  var settings: [UInt] {
    var settings = termios()
    tcgetattr(master, &settings)
    return [settings.c_iflag, settings.c_oflag, settings.c_lflag].map { UInt($0) }
  }

  /// Reads until the output contains a text, at most ten seconds after the last byte.
  func text(until wanted: String) -> String {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4096)
    var waiting = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    while poll(&waiting, 1, 10_000) > 0 {
      let count = read(master, &chunk, chunk.count)
      guard count > 0 else { break }
      bytes += chunk[..<count]
      if String(decoding: bytes, as: UTF8.self).contains(wanted) { break }
    }
    return String(decoding: bytes, as: UTF8.self)
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

  /// The final content of the screen, for a text that uses no more than "back to the start", "up by so many lines" and
  /// "clear to the end of the screen".
  static func screen(after text: String) -> String {
    var lines: [[Character]] = [[]]
    var (row, column) = (0, 0)
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\r": column = 0
      case "\n":
        row += 1
        if row == lines.count { lines.append([]) }
      case "\u{1B}":
        let code = String(rest.prefix { $0 == "[" || $0.properties.numericType != nil })
        rest = rest.dropFirst(code.unicodeScalars.count)
        switch rest.popFirst() {
        case "A": row -= Int(code.dropFirst())!
        case "J":
          lines.removeSubrange((row + 1)...)
          lines[row].removeSubrange(min(column, lines[row].count)...)
        case let unknown: return "unknown: \(code)\(unknown.map(String.init) ?? "")"
        }
      default:
        lines[row].replaceSubrange(column..<min(column + 1, lines[row].count), with: [Character(scalar)])
        column += 1
      }
    }
    return lines.map { String($0) }.joined(separator: "\n")
  }
}
