import CSystem

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

// The differences between operating systems and C libraries, in one place. Other files import CSystem for the
// functions, types and constants of the C library, and this module for what C cannot export to Swift: `errno` and
// variadic functions.

// MARK: The C library

/// The number of the last system error of this thread.
package var errno: Int32 {
  get { adem_error() }
  set { adem_set_error(newValue) }
}

/// Opens a file. Returns -1 and sets ``errno`` on failure. `mode` is the permissions of a file that is created.
package func open(_ path: String, _ flags: Int32, _ mode: mode_t = 0) -> Int32 { adem_open(path, flags, mode) }

/// Opens a file relative to an open directory. Returns -1 and sets ``errno`` on failure.
package func openat(_ folder: Int32, _ path: String, _ flags: Int32, _ mode: mode_t = 0) -> Int32 {
  adem_openat(folder, path, flags, mode)
}

/// Controls an open file. Returns -1 and sets ``errno`` on failure.
package func fcntl(_ descriptor: Int32, _ command: Int32, _ argument: Int32 = 0) -> Int32 {
  adem_fcntl(descriptor, command, argument)
}

/// Returns the width and height of a terminal in characters; nil if the descriptor is not a terminal.
package func terminalSize(_ descriptor: Int32) -> (columns: Int, rows: Int)? {
  var size = winsize()
  guard adem_window_size(descriptor, &size) == 0 else { return nil }
  return (Int(size.ws_col), Int(size.ws_row))
}

// MARK: The process

/// Facts about the running process.
package enum CurrentProcess {
  /// The number of processor cores that this process may use; at least 1.
  package static let cores = max(1, ProcessInfo.processInfo.activeProcessorCount)

  /// The folder for caches, relative to the home folder of the user.
  package static var cacheFolder: String {
    #if canImport(Darwin)
      "Library/Caches"
    #else
      ".cache"
    #endif
  }

  /// The path of the running program's file; nil if the system does not report it.
  package static var executable: String? { adem_program_path().map { String(cString: $0) } }

  /// The build ID of the running program, a hash of all that was linked; empty if the linker stored none.
  package static var buildID: [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 64) { $1 = adem_build_id($0.baseAddress, $0.count) }
  }

  /// The environment variables of this process.
  package static var environment: [String: String] { ProcessInfo.processInfo.environment }
}

// MARK: JSON

/// JSON with one spelling per value: sorted keys and unescaped slashes, so that equal values give equal bytes.
package enum JSON {
  /// Returns a value as JSON in UTF-8.
  package static func encode(_ value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try Array(encoder.encode(value))
  }

  /// Returns a value as JSON text.
  package static func text(of value: some Encodable) throws -> String {
    String(decoding: try encode(value), as: UTF8.self)
  }

  /// Decodes a value from JSON in UTF-8.
  ///
  /// - Throws: `DecodingError`.
  package static func decode<Value: Decodable>(_ type: Value.Type, from bytes: some Collection<UInt8>) throws -> Value {
    try JSONDecoder().decode(type, from: Data(bytes))
  }
}

// MARK: Base64

/// Base64 with padding (RFC 4648, section 4).
package enum Base64 {
  /// Returns bytes as text.
  package static func text(of bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }
}
