import CSystem
import FileStore
import SoundFiles

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

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
  /// Starts it as the leader of a process group, so that what it starts can be ended with it, with all signals as they
  /// are by default.
  func spawn(reading input: Int32, writing output: Int32, errors: Int32) throws(SystemFailure) -> pid_t {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #else
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    for (descriptor, stream) in [(input, Int32(0)), (output, 1), (errors, 2)] {
      posix_spawn_file_actions_adddup2(&actions, descriptor, stream)
    }
    _ = adem_spawn_confined(&actions, folder)

    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    for signal in [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE, SIGCHLD, SIGALRM, SIGUSR1, SIGUSR2, SIGXFSZ] {
      sigaddset(&signals, signal)
    }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setpgroup(&attributes, 0)
    var flags = Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETPGROUP)
    #if canImport(Darwin)
      flags |= Int16(POSIX_SPAWN_CLOEXEC_DEFAULT)
    #endif
    posix_spawnattr_setflags(&attributes, flags)

    let words = ([name] + arguments).map { strdup($0) }
    let variables = environment.map { strdup($0) }
    defer { for text in words + variables { free(text) } }
    var process = pid_t()
    let code = posix_spawn(&process, path, &actions, &attributes, words + [nil], variables + [nil])
    guard code == 0 else { throw SystemFailure(.start, code: code) }
    return process
  }
}
