import CSystem
import FileStore
import Platform
import SoundFiles
import Synchronization

/// A running child process. Its whole process group is killed when this object is released.
final class ChildProcess {
  private let program: String
  private let process: pid_t
  private let outputPipe: ChildPipe
  private let errorPipe: ChildPipe
  private var output: [UInt8] = []
  private var errors: [UInt8] = []
  private var chunk = [UInt8](repeating: 0, count: 1 << 16)
  private var isReaped = false

  /// Starts a program. The whole input is in the pipe before the program starts, so this process never waits, even if
  /// the program does not read it.
  init(running program: ExternalProgram, on input: [UInt8]) throws(SpeechError.Problem) {
    self.program = program.name
    do throws(SystemFailure) {
      let inputPipe = try ChildPipe()
      (outputPipe, errorPipe) = (try ChildPipe(), try ChildPipe())
      guard inputPipe.fill(input) == input.count else { throw SystemFailure(.start, code: EAGAIN) }
      inputPipe.closeWriting()
      let (output, errors) = (outputPipe.writing, errorPipe.writing)
      process = try SpeakingPrograms.running.withLock { running throws(SystemFailure) in
        let process = try program.spawn(reading: inputPipe.reading, writing: output, errors: errors)
        running.insert(process)
        return process
      }
    } catch {
      throw .programNotStarted(program.name, error)
    }
    for pipe in [outputPipe, errorPipe] {
      pipe.closeWriting()
      _ = fcntl(pipe.reading, F_SETFL, O_NONBLOCK)
    }
  }

  deinit { _ = end() }

  /// Waits for the program and returns its output, even if other processes keep its pipes open.
  ///
  /// - Throws: a ``SpeechError/Problem`` if the program fails, takes too long, writes too much, or if the caller
  ///   cancels.
  func output(within limits: RunLimits) throws(SpeechError.Problem) -> [UInt8] {
    let deadline = ContinuousClock.now + limits.time
    while true {
      // The end is checked before the pipe is read: everything written before the end is then in the pipe.
      let hasEnded = hasEnded
      try readOutput()
      readErrors()
      if hasEnded { break }
      if limits.isCancelled() { throw .cancelled }
      if ContinuousClock.now >= deadline { throw .timedOut(program, after: limits.time) }
      waitBriefly()
    }
    let message = String(decoding: errors, as: UTF8.self)
    switch end() {
    case 0: return output
    case let status where status & 0x7F == 0:
      throw .programExited(program, status: status >> 8 & 0xFF, message: message)
    case let status: throw .programKilled(program, signal: status & 0x7F, message: message)
    }
  }

  private func readOutput() throws(SpeechError.Problem) {
    while outputPipe.reading >= 0 {
      guard let bytes = outputPipe.available(into: &chunk) else { return outputPipe.closeReading() }
      if bytes.isEmpty { return }
      output += bytes
      guard output.count <= RunLimits.longestOutput else {
        throw .tooMuchOutput(program, limit: RunLimits.longestOutput)
      }
    }
  }

  /// Reads a bounded number of chunks, so that a program that writes errors endlessly cannot block this process.
  private func readErrors() {
    for _ in 0..<16 where errorPipe.reading >= 0 {
      guard let bytes = errorPipe.available(into: &chunk) else { return errorPipe.closeReading() }
      if bytes.isEmpty { return }
      errors = (errors + bytes).suffix(RunLimits.keptErrors)
    }
  }

  /// Waits until there is something to read, or for 10 ms.
  private func waitBriefly() {
    var open = [outputPipe, errorPipe].filter { $0.reading >= 0 }
      .map { pollfd(fd: $0.reading, events: Int16(POLLIN), revents: 0) }
    // Both pipes are closed: the program is about to end.
    if open.isEmpty { usleep(500) } else { poll(&open, nfds_t(open.count), 10) }
  }

  /// Whether the program has ended. Its process identifier is not reused until it is reaped.
  private var hasEnded: Bool {
    var information = siginfo_t()
    let result = waitid(P_PID, id_t(process), &information, WEXITED | WNOHANG | WNOWAIT)
    if result == 0 { return information.si_signo == SIGCHLD }
    // This process ignores SIGCHLD, so the system has reaped the child. The identifier may belong to another process
    // now.
    isReaped = errno == ECHILD
    return isReaped
  }

  /// Kills the rest of the process group and returns the status of the leader; 0 if the system reaped it.
  private func end() -> Int32 {
    let isReaped = isReaped
    self.isReaped = true
    // The group is killed before its identifier can be reused.
    SpeakingPrograms.running.withLock { running in
      if !isReaped { kill(-process, SIGKILL) }
      running.remove(process)
    }
    guard !isReaped else { return 0 }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 { if errno != EINTR { return 0 } }
    return status
  }
}

/// Registry of the speech programs that are running.
package enum SpeakingPrograms {
  fileprivate static let running = Mutex<Set<pid_t>>([])

  /// Kills the running programs with their process groups, and ends this program. No program is started any more.
  package static func endAll(andThen end: () -> Never) -> Never {
    running.withLock { running in
      for process in running { kill(-process, SIGKILL) }
      end()
    }
  }
}
