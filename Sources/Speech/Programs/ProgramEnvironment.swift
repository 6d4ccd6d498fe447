import CSystem
import FileStore

/// Where programs are looked for, and what they are told of the user's surroundings.
package struct ProgramEnvironment: Sendable {
  /// The variables that a program is given, and no others: whoever needs more names a script that sets them.
  static let variables = [
    "HOME", "USER", "LOGNAME", "PATH", "TMPDIR", "LD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH", "VIRTUAL_ENV",
    "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR", "ESPEAK_DATA_PATH",
  ]

  /// Folders, separated by colons.
  var searchPath: String
  /// `NAME=value`.
  let environment: [String]

  /// - Parameter searchPath: that of this process, if not another one.
  package init(searchPath: String? = nil) {
    var values: [String] = []
    for name in Self.variables where name != "PATH" {
      if let value = getenv(name) { values.append("\(name)=\(String(cString: value))") }
    }
    self.searchPath = searchPath ?? getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
    environment = values + ["PATH=\(self.searchPath)", "LC_ALL=C.UTF-8"]
  }

  /// Where a program is; nil where it is not.
  ///
  /// Folders of the search path that are not absolute are passed over: nobody means a file beside a pattern by
  /// `espeak-ng`.
  ///
  /// - Parameter folder: where a path begins, as opposed to a mere name.
  func path(of program: String, from folder: String) -> String? {
    if program.utf8.contains(UInt8(ascii: "/")) {
      let path = program.hasPrefix("/") ? program : "\(folder)/\(program)"
      return Self.isExecutable(path) ? path : nil
    }
    return searchPath.split(separator: ":").lazy.filter { $0.hasPrefix("/") }.map { "\($0)/\(program)" }
      .first(where: Self.isExecutable)
  }

  private static func isExecutable(_ path: String) -> Bool {
    FileKind(following: path) == .file && access(path, X_OK) == 0
  }
}
