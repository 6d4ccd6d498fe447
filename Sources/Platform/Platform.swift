import CSystem

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

// What differs between systems and C libraries, in one place. Other files import CSystem, whose functions, types and constants are
// the C library's own, and this module, which adds what C cannot hand to Swift: `errno` and variadic functions.

// MARK: The C library

/// The number of the last system error of this thread.
package var errno: Int32 {
  get { adem_error() }
  set { adem_set_error(newValue) }
}

/// Opens a file; -1, and ``errno``, where that fails. `mode` has the rights of a file that is created.
package func open(_ path: String, _ flags: Int32, _ mode: mode_t = 0) -> Int32 { adem_open(path, flags, mode) }

/// Opens a file below an open directory; -1, and ``errno``, where that fails.
package func openat(_ folder: Int32, _ path: String, _ flags: Int32, _ mode: mode_t = 0) -> Int32 {
  adem_openat(folder, path, flags, mode)
}

/// Controls an open file; -1, and ``errno``, where that fails.
package func fcntl(_ descriptor: Int32, _ command: Int32, _ argument: Int32 = 0) -> Int32 {
  adem_fcntl(descriptor, command, argument)
}

/// The width and height of a terminal in characters; nil for what is no terminal.
package func terminalSize(_ descriptor: Int32) -> (columns: Int, rows: Int)? {
  var size = winsize()
  guard adem_window_size(descriptor, &size) == 0 else { return nil }
  return (Int(size.ws_col), Int(size.ws_row))
}

// MARK: The process

package enum CurrentProcess {
  /// The processor cores that this process may use.
  package static let cores = max(1, ProcessInfo.processInfo.activeProcessorCount)

  /// The folder for caches in the user's home.
  package static var cacheFolder: String {
    #if canImport(Darwin)
      "Library/Caches"
    #else
      ".cache"
    #endif
  }

  /// The file that this process was started from; nil where the system does not say.
  package static var executable: String? { adem_program_path().map { String(cString: $0) } }

  /// The environment variables that this process was given.
  package static var environment: [String: String] { ProcessInfo.processInfo.environment }
}

// MARK: JSON

/// JSON of one spelling: names in order, slashes unescaped, so that equal values give equal bytes.
package enum JSON {
  package static func encode(_ value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try Array(encoder.encode(value))
  }

  package static func text(of value: some Encodable) throws -> String {
    String(decoding: try encode(value), as: UTF8.self)
  }

  /// Throws `DecodingError`.
  package static func decode<Value: Decodable>(_ type: Value.Type, from bytes: some Collection<UInt8>) throws -> Value {
    try JSONDecoder().decode(type, from: Data(bytes))
  }
}
