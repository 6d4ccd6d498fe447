import CSystem
import FileStore
import SoundFiles

/// A program with its arguments, which is started without a shell.
struct ExternalProgram: Sendable {
  /// Name in messages.
  let name: String
  /// Path of the program; a relative path starts at `folder`.
  let path: String
  let arguments: [String]
  let environment: [String]
  /// Working directory.
  let folder: String

  /// Runs the program and returns its output.
  ///
  /// - Throws: a ``SpeechError/Problem`` unless the program ends in time with status 0.
  func output(for input: String, limits: RunLimits) throws(SpeechError.Problem) -> [UInt8] {
    let child = try ChildProcess(running: self, on: Array(input.utf8))
    return try child.output(within: limits)
  }
}

/// Limits on the time and the output of a program.
struct RunLimits: Sendable {
  /// Maximum number of output bytes: twelve minutes of espeak-ng, or a minute and a half in the highest quality.
  static let longestOutput = 32 << 20
  /// Bytes of the standard error that are kept, from its end, where the reason is.
  static let keptErrors = 2000

  var time: Duration
  var isCancelled: @Sendable () -> Bool = { false }
}

extension ExternalProgram {
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
