import CSystem
import FileStore

/// A program with its arguments, which is started without a shell.
///
/// ```swift
/// let environment = ProgramEnvironment()
/// guard let path = environment.path(of: "ffmpeg", from: "/") else { throw ProgramFailure("ffmpeg", .missing) }
/// let ffmpeg = ExternalProgram(
///   name: "ffmpeg", path: path, arguments: ["-version"], environment: environment.environment, folder: "/")
/// let version = try ffmpeg.output(for: "", limits: RunLimits(time: .seconds(10)))
/// ```
///
/// It inherits three streams and no other open file, and the variables of `environment` only. Its output is untrusted:
/// the caller checks it.
package struct ExternalProgram: Sendable {
  /// Name in messages.
  package let name: String
  /// Path of the program; a relative path starts at `folder`.
  package let path: String
  package let arguments: [String]
  let environment: [String]
  /// Working directory.
  let folder: String

  package init(name: String, path: String, arguments: [String], environment: [String], folder: String) {
    self.name = name
    self.path = path
    self.arguments = arguments
    self.environment = environment
    self.folder = folder
  }

  /// Runs the program and returns its output.
  ///
  /// - Parameter input: its standard input, which must fit in a pipe: 4 kB always do.
  /// - Throws: ``ProgramFailure`` unless the program ends in time with status 0.
  package func output(for input: String, limits: RunLimits) throws(ProgramFailure) -> [UInt8] {
    try RunningProgram(self, reading: .bytes(Array(input.utf8))).output(within: limits)
  }

  /// Starts the program as the leader of a process group, so that its children can be killed with it.
  func spawn(reading input: Int32, writing output: Int32, errors: Int32) throws(SystemFailure) -> pid_t {
    let words = ([name] + arguments).map { strdup($0) }
    let variables = environment.map { strdup($0) }
    defer { for text in words + variables { free(text) } }
    var process = pid_t()
    let code = adem_spawn(&process, path, words + [nil], variables + [nil], folder, [input, output, errors])
    guard code == 0 else { throw SystemFailure(.start, code: code) }
    return process
  }
}

/// Limits on the time and the output of a program.
package struct RunLimits: Sendable {
  /// Maximum number of output bytes by default: twelve minutes of espeak-ng, or a minute and a half in the highest
  /// quality.
  package static let usualOutput = 32 << 20
  /// Bytes of the standard error that are kept, from its end, where the reason is.
  static let keptErrors = 2000

  /// Maximum time of one call that waits for the program.
  package var time: Duration
  /// Maximum number of output bytes.
  package var longestOutput: Int
  /// Asked a hundred times per second while a program runs; the program is killed when it returns true.
  package var isCancelled: @Sendable () -> Bool

  package init(
    time: Duration, longestOutput: Int = usualOutput, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    self.time = time
    self.longestOutput = longestOutput
    self.isCancelled = isCancelled
  }
}
