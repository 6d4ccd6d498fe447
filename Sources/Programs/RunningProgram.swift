import CSystem
import FileStore
import Platform
import Synchronization

/// A program that is running. Its whole process group is killed when this object is released.
///
/// ```swift
/// let encoder = try RunningProgram(program, reading: .stream)
/// for block in blocks { try block.withUnsafeBytes { try encoder.write($0, within: limits) } }
/// let file = try encoder.output(within: limits)
/// ```
///
/// One thread uses it. The limits hold for each call, so a program may run for hours while it makes progress.
package final class RunningProgram {
  /// Standard input of a program.
  package enum Input {
    /// Bytes, at most as many as a pipe holds. They are written to the pipe before the program starts, so that writing
    /// never blocks, even if the program reads nothing.
    case bytes([UInt8])
    /// An open file, which stays the caller's.
    case file(descriptor: Int32)
    /// The bytes passed to ``write(_:within:)``.
    case stream
  }

  private let name: String
  private let process: pid_t
  /// Its reading end stays open here as well, so that writing after the program's end is no SIGPIPE.
  private let inputPipe: ChildPipe
  private let outputPipe: ChildPipe
  private let errorPipe: ChildPipe
  /// Output that arrived while the caller wrote.
  private var waitingOutput: [UInt8] = []
  private var outputCount = 0
  private var errors: [UInt8] = []
  private var chunk = [UInt8](repeating: 0, count: 1 << 16)
  private var isReaped = false
  /// Status by `waitpid`; `nil` before the end.
  private var status: Int32?

  /// Starts a program.
  ///
  /// - Throws: ``ProgramFailure``, if the system cannot start it.
  package init(_ program: ExternalProgram, reading input: Input) throws(ProgramFailure) {
    name = program.name
    do throws(SystemFailure) {
      (inputPipe, outputPipe, errorPipe) = (try ChildPipe(), try ChildPipe(), try ChildPipe())
      let source: Int32
      switch input {
      case .bytes(let bytes):
        guard bytes.withUnsafeBytes(inputPipe.fill) == bytes.count else { throw SystemFailure(.start, code: EAGAIN) }
        inputPipe.closeWriting()
        source = inputPipe.reading
      case .stream: source = inputPipe.reading
      case .file(let descriptor):
        inputPipe.closeWriting()
        // Above 2, so that no stream takes its number before it is copied.
        inputPipe.closeReading(replacingBy: fcntl(descriptor, F_DUPFD_CLOEXEC, 3))
        source = inputPipe.reading
        guard source >= 0 else { throw SystemFailure(.start, code: errno) }
      }
      let (output, errors) = (outputPipe.writing, errorPipe.writing)
      process = try RunningPrograms.running.withLock { running throws(SystemFailure) in
        let process = try program.spawn(reading: source, writing: output, errors: errors)
        running.insert(process)
        return process
      }
    } catch {
      throw ProgramFailure(program.name, .notStarted(error))
    }
    for pipe in [outputPipe, errorPipe] {
      pipe.closeWriting()
      _ = fcntl(pipe.reading, F_SETFL, O_NONBLOCK)
    }
  }

  deinit { if status == nil { end() } }

  // MARK: Input and output

  /// Writes bytes to the standard input, which is a `.stream`, and waits until the program has taken them.
  ///
  /// - Throws: ``ProgramFailure``, also if the program has ended.
  package func write(_ bytes: UnsafeRawBufferPointer, within limits: RunLimits) throws(ProgramFailure) {
    let deadline = ContinuousClock.now + limits.time
    var rest = bytes[...]
    while true {
      let hasEnded = hasEnded
      if let output = try readOutput(within: limits) { waitingOutput += output }
      readErrors()
      if hasEnded {
        end()
        try checkStatus()
        throw failure(.exited(status: 0, message: message))
      }
      rest = rest.dropFirst(inputPipe.fill(UnsafeRawBufferPointer(rebasing: rest)))
      if rest.isEmpty { return }
      try check(limits, until: deadline)
      waitBriefly(forRoom: true)
    }
  }

  /// Returns the output that has arrived while the caller wrote. It does not wait.
  package func takeOutput() -> [UInt8] {
    defer { waitingOutput = [] }
    return waitingOutput
  }

  /// Returns the next bytes of the output; `nil` after the last ones, once the program has ended with status 0. Closes
  /// the standard input.
  ///
  /// - Throws: ``ProgramFailure``.
  package func next(within limits: RunLimits) throws(ProgramFailure) -> [UInt8]? {
    try next(within: limits, until: ContinuousClock.now + limits.time)
  }

  /// Waits for the program and returns its output, even if other processes keep its pipes open. Closes the standard
  /// input.
  ///
  /// - Throws: ``ProgramFailure`` if the program fails, takes too long, writes too much, or if the caller cancels.
  package func output(within limits: RunLimits) throws(ProgramFailure) -> [UInt8] {
    let deadline = ContinuousClock.now + limits.time
    var output: [UInt8] = []
    while let bytes = try next(within: limits, until: deadline) { output += bytes }
    return output
  }

  private func next(
    within limits: RunLimits, until deadline: ContinuousClock.Instant
  ) throws(ProgramFailure) -> [UInt8]? {
    inputPipe.closeWriting()
    if !waitingOutput.isEmpty {
      defer { waitingOutput = [] }
      return waitingOutput
    }
    while status == nil {
      // The end is checked before the pipe is read: everything written before the end is then in the pipe.
      let hasEnded = hasEnded
      readErrors()
      if let output = try readOutput(within: limits) { return output }
      if hasEnded {
        end()
        break
      }
      try check(limits, until: deadline)
      waitBriefly(forRoom: false)
    }
    try checkStatus()
    return nil
  }

  /// Returns the bytes that are available now, at most a chunk; `nil` if there are none.
  private func readOutput(within limits: RunLimits) throws(ProgramFailure) -> [UInt8]? {
    guard outputPipe.reading >= 0 else { return nil }
    guard let bytes = outputPipe.available(into: &chunk) else {
      outputPipe.closeReading()
      return nil
    }
    outputCount += bytes.count
    guard outputCount <= limits.longestOutput else { throw failure(.tooMuchOutput(limit: limits.longestOutput)) }
    return bytes.isEmpty ? nil : Array(bytes)
  }

  /// Reads a bounded number of chunks, so that a program that writes errors endlessly cannot block this process.
  private func readErrors() {
    for _ in 0..<16 where errorPipe.reading >= 0 {
      guard let bytes = errorPipe.available(into: &chunk) else { return errorPipe.closeReading() }
      if bytes.isEmpty { return }
      errors = (errors + bytes).suffix(RunLimits.keptErrors)
    }
  }

  // MARK: Waiting

  private func check(_ limits: RunLimits, until deadline: ContinuousClock.Instant) throws(ProgramFailure) {
    if limits.isCancelled() { throw failure(.cancelled) }
    if ContinuousClock.now >= deadline { throw failure(.timedOut(after: limits.time)) }
  }

  /// Waits until there is something to read, or room to write, or for 10 ms.
  private func waitBriefly(forRoom: Bool) {
    var open = [outputPipe, errorPipe].filter { $0.reading >= 0 }
      .map { pollfd(fd: $0.reading, events: Int16(POLLIN), revents: 0) }
    if forRoom { open.append(pollfd(fd: inputPipe.writing, events: Int16(POLLOUT), revents: 0)) }
    // All pipes are closed, so the program is about to end. No system call waits for its end with a time limit and
    // leaves its status for later on all systems.
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

  /// Kills the rest of the process group and keeps the status of the leader; 0 if the system reaped it.
  private func end() {
    let isReaped = isReaped
    self.isReaped = true
    // The group is killed before its identifier can be reused.
    RunningPrograms.running.withLock { running in
      if !isReaped { kill(-process, SIGKILL) }
      running.remove(process)
    }
    var code: Int32 = 0
    if !isReaped { while waitpid(process, &code, 0) < 0, errno == EINTR {} }
    status = code
  }

  private func checkStatus() throws(ProgramFailure) {
    switch status ?? 0 {
    case 0: return
    case let status where status & 0x7F == 0: throw failure(.exited(status: status >> 8 & 0xFF, message: message))
    case let status: throw failure(.killed(signal: status & 0x7F, message: message))
    }
  }

  /// The end of the standard error so far.
  package var message: String { String(decoding: errors, as: UTF8.self) }

  private func failure(_ problem: ProgramFailure.Problem) -> ProgramFailure { ProgramFailure(name, problem) }
}

/// Registry of the helper programs that are running.
package enum RunningPrograms {
  fileprivate static let running = Mutex<Set<pid_t>>([])

  /// Kills the running programs with their process groups, removes their folders, and ends this program. No program is
  /// started any more.
  package static func endAll(andThen end: () -> Never) -> Never {
    running.withLock { running in
      for process in running { kill(-process, SIGKILL) }
      ScratchFolder.removeAll()
      end()
    }
  }
}
