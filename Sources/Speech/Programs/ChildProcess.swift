import CSystem
import FileStore
import Platform
import SoundFiles
import Synchronization

/// A program that runs. It never outlives this object, nor does anything of its process group.
final class ChildProcess {
  private let program: String
  private let process: pid_t
  private let outputPipe: ChildPipe
  private let errorPipe: ChildPipe
  private var output: [UInt8] = []
  private var errors: [UInt8] = []
  private var chunk = [UInt8](repeating: 0, count: 1 << 16)
  private var isReaped = false

  /// Starts it with an input that is whole before it begins: it can read it, or not, or close it, and we never wait.
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

  /// All that it wrote until it ended, however long others hold its pipes open.
  func output(within limits: RunLimits) throws(SpeechError.Problem) -> [UInt8] {
    let deadline = ContinuousClock.now + limits.time
    while true {
      // First this, then reading: what it wrote before its end is in the pipe by now.
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

  /// A bounded part of what there is: who only complains shall not hold us.
  private func readErrors() {
    for _ in 0..<16 where errorPipe.reading >= 0 {
      guard let bytes = errorPipe.available(into: &chunk) else { return errorPipe.closeReading() }
      if bytes.isEmpty { return }
      errors = (errors + bytes).suffix(RunLimits.keptErrors)
    }
  }

  /// Until there is something to read, or ten milliseconds have passed.
  private func waitBriefly() {
    var open = [outputPipe, errorPipe].filter { $0.reading >= 0 }
      .map { pollfd(fd: $0.reading, events: Int16(POLLIN), revents: 0) }
    // Both closed: it is about to end.
    if open.isEmpty { usleep(500) } else { poll(&open, nfds_t(open.count), 10) }
  }

  /// Whether it has ended; its number stays its own until it is reaped.
  private var hasEnded: Bool {
    var information = siginfo_t()
    let result = waitid(P_PID, id_t(process), &information, WEXITED | WNOHANG | WNOWAIT)
    if result == 0 { return information.si_signo == SIGCHLD }
    // This process ignores SIGCHLD, and the system has reaped for it. The number may be another's by now.
    isReaped = errno == ECHILD
    return isReaped
  }

  /// Ends what is left of the whole group and gives the leader's status; 0 if the system reaped it.
  private func end() -> Int32 {
    let isReaped = isReaped
    self.isReaped = true
    // Before its number can be another's.
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

/// The programs that speak now.
package enum SpeakingPrograms {
  fileprivate static let running = Mutex<Set<pid_t>>([])

  /// Kills them with all that they have started, for a program that ends now; none is started any more.
  package static func endAll(andThen end: () -> Never) -> Never {
    running.withLock { running in
      for process in running { kill(-process, SIGKILL) }
      end()
    }
  }
}
