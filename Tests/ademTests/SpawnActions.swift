import Foundation

/// The actions of a new process before it runs a command: a thin wrapper of `posix_spawn`.
struct SpawnActions {
  private enum Action {
    case open(String, Int32)
    case duplicate(Int32, Int32)
    case close(Int32)
  }

  private var list: [Action] = []

  mutating func open(_ path: String, as descriptor: Int32) { list.append(.open(path, descriptor)) }
  mutating func duplicate(_ source: Int32, as descriptor: Int32) { list.append(.duplicate(source, descriptor)) }
  mutating func close(_ descriptor: Int32) { list.append(.close(descriptor)) }

  /// Starts a program with the default action for all signals, independent of the test runner.
  func spawn(_ executable: String, _ arguments: [String], environment: [String: String]) throws -> pid_t {
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
    for action in list {
      switch action {
      case .open(let path, let descriptor):
        let mode = descriptor == 0 ? O_RDONLY : O_WRONLY | O_APPEND
        posix_spawn_file_actions_addopen(&actions, descriptor, path, mode, 0)
      case .duplicate(let source, let descriptor): posix_spawn_file_actions_adddup2(&actions, source, descriptor)
      case .close(let descriptor): posix_spawn_file_actions_addclose(&actions, descriptor)
      }
    }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    for signal in [SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGXFSZ] { sigaddset(&signals, signal) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF))

    let words = ([executable] + arguments).map { strdup($0) }
    let variables = environment.map { strdup("\($0.key)=\($0.value)") }
    defer { for text in words + variables { free(text) } }
    var process = pid_t()
    let code = posix_spawn(&process, executable, &actions, &attributes, words + [nil], variables + [nil])
    guard code == 0 else { throw POSIXError(POSIXErrorCode(rawValue: code) ?? .EIO) }
    return process
  }
}
