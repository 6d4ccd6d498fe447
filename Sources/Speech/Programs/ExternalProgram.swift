import CSystem
import FileStore
import SoundFiles

/// A program with its arguments. It is started as it is, without a shell.
struct ExternalProgram: Sendable {
  /// By which the user knows it.
  let name: String
  /// A path, from the folder if it is not absolute.
  let path: String
  let arguments: [String]
  let environment: [String]
  /// In which it works.
  let folder: String

  /// What it wrote, if it ended by itself, in time and with status 0.
  func output(for input: String, limits: RunLimits) throws(SpeechError.Problem) -> [UInt8] {
    let child = try ChildProcess(running: self, on: Array(input.utf8))
    return try child.output(within: limits)
  }
}

/// How long a program may run, and how much it may say.
struct RunLimits: Sendable {
  /// Twelve minutes of espeak-ng, a minute and a half of the best sound. Bytes.
  static let longestOutput = 32 << 20
  /// Bytes of the standard error that are kept, counted from its end: there the reason stands.
  static let keptErrors = 2000

  var time: Duration
  var isCancelled: @Sendable () -> Bool = { false }
}

extension ExternalProgram {
  /// Starts it as the leader of a process group, so that what it starts can be ended with it.
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
