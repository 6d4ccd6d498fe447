import Synchronization

/// Prints the commands that run, each once, before it is started.
final class CommandNotices: Sendable {
  private struct State {
    var printed: Set<String> = []
    var display: BatchDisplay?
  }

  private let isQuiet: Bool
  private let state = Mutex(State())

  init(isQuiet: Bool) { self.isQuiet = isQuiet }

  /// Sets the display above whose bars the notices are printed from now on.
  func join(_ display: BatchDisplay) { state.withLock { $0.display = display } }

  func tell(_ command: String) {
    guard !isQuiet else { return }
    state.withLock { state in
      guard state.printed.insert(command).inserted else { return }
      let line = "runs: \(command.printable)\n"
      if let display = state.display { display.say(line) } else { Terminal.standardError.say(line) }
    }
  }
}
