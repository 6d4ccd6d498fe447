import CSystem
import FileStore

/// Search path and environment variables of helper programs.
package struct ProgramEnvironment: Sendable {
  /// Environment variables that are passed to a program. A program that needs others can be wrapped in a script.
  static let variables = [
    "HOME", "USER", "LOGNAME", "PATH", "TMPDIR", "LD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH", "VIRTUAL_ENV",
    "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR", "ESPEAK_DATA_PATH",
  ]

  /// Folders, separated by colons.
  var searchPath: String
  /// Variables as `NAME=value`.
  package let environment: [String]
  /// Folders with models of voices: those of `ADEM_VOICES`, separated by colons, and then the working folder of this
  /// process.
  package let voiceFolders: [String]

  /// Environment of this process, reduced to ``variables``.
  ///
  /// - Parameters:
  ///   - searchPath: `nil` for the search path of this process.
  ///   - voiceFolders: `nil` for those of this process.
  package init(searchPath: String? = nil, voiceFolders: [String]? = nil) {
    var values: [String] = []
    for name in Self.variables where name != "PATH" {
      if let value = getenv(name) { values.append("\(name)=\(String(cString: value))") }
    }
    self.searchPath = searchPath ?? getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
    let named = getenv("ADEM_VOICES").map { String(cString: $0) } ?? ""
    self.voiceFolders = voiceFolders ?? named.split(separator: ":").map(String.init) + ["."]
    environment = values + ["PATH=\(self.searchPath)", "LC_ALL=C.UTF-8"]
  }

  /// Returns the path of a program; `nil` if it is missing or not executable.
  ///
  /// Relative folders of the search path are ignored, so that `espeak-ng` never means a file next to a pattern.
  ///
  /// - Parameter folder: start of a relative path that contains a slash.
  package func path(of program: String, from folder: String) -> String? {
    if program.utf8.contains(UInt8(ascii: "/")) {
      let path = program.hasPrefix("/") ? program : "\(folder)/\(program)"
      return Self.isExecutable(path) ? path : nil
    }
    return searchPath.utf8.split(separator: UInt8(ascii: ":")).lazy.filter { $0.first == UInt8(ascii: "/") }
      .map { "\(Substring($0))/\(program)" }.first(where: Self.isExecutable)
  }

  private static func isExecutable(_ path: String) -> Bool {
    FileKind(following: path) == .file && access(path, X_OK) == 0
  }
}
