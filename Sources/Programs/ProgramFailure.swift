public import FileStore

/// Reason why a helper program, such as espeak-ng or ffmpeg, did not do its work, as facts without wording.
///
/// ```swift
/// do {
///   output = try program.output(for: "adem in\n", limits: RunLimits(time: .seconds(10)))
/// } catch where failure.problem == .missing {
///   print("\(failure.program) is not installed")
/// }
/// ```
public struct ProgramFailure: Error, Sendable, Equatable {
  /// Name of the program, as its user knows it: `ffmpeg`, or the first word of a command.
  public let program: String
  /// The reason.
  public let problem: Problem

  /// A failure of a program.
  public init(_ program: String, _ problem: Problem) {
    self.program = program
    self.problem = problem
  }

  /// A reason why a program did not do its work.
  public enum Problem: Sendable, Equatable {
    /// The program is not on the search path, or not at its path.
    case missing
    /// The program could not be started.
    case notStarted(SystemFailure)
    /// The program ended with a status other than 0, or with 0 before it had read its input. `message` is the unchanged
    /// end of its standard error.
    case exited(status: Int32, message: String)
    /// The program was ended by a signal. `message` is the unchanged end of its standard error.
    case killed(signal: Int32, message: String)
    /// The program exceeded its time limit.
    case timedOut(after: Duration)
    /// The program wrote more than `limit` bytes.
    case tooMuchOutput(limit: Int)
    /// The program wrote something else than it was asked for.
    case badOutput
    /// The caller cancelled.
    case cancelled
  }
}
