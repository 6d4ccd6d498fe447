import ArgumentParser
import BreathPacing

/// Failures by input, and the resulting exit status.
struct FailureList {
  let inputs: Int
  private var kept: [StyledText] = []
  /// Number of inputs with the same message.
  private var times: [String: Int] = [:]
  private var statuses: [ExitStatus] = []
  private var hasReported = false

  init(inputs: Int) { self.inputs = inputs }

  var isEmpty: Bool { statuses.isEmpty }
  var succeeded: Int { inputs - statuses.count }

  /// Prints a failure immediately.
  mutating func report(_ error: any Error, of input: String) {
    keep(error, of: input)
    printKept()
  }

  /// Keeps a failure, which is printed at the end.
  mutating func keep(_ error: any Error, of input: String) {
    let failure = FailureWording(error, of: input)
    statuses.append(failure.status)
    times[failure.text, default: 0] += 1
    if times[failure.text] == 1 { kept.append(failure.styled) }
  }

  /// Counts a failure that is reported elsewhere.
  mutating func count(_ error: any Error, of input: String) {
    statuses.append(FailureWording(error, of: input).status)
  }

  /// Prints the kept failures, each message once: a problem of a pattern for a thousand tracks appears once.
  mutating func printKept() {
    for text in kept {
      let count = times[text.plain, default: 1]
      let note = count == 1 ? "" : "  = note: \(count) inputs have this problem\n"
      Terminal.standardError.say(StyledText(hasReported ? "\n" : "") + text + StyledText(note))
      hasReported = true
    }
    (kept, times) = ([], [:])
  }

  /// Prints the kept failures, and throws the exit status if any input failed.
  ///
  /// The status of a single input is its own; for several inputs it is `partlyFailed`.
  mutating func finish() throws {
    printKept()
    if status != .done { throw status.exitCode }
  }

  /// Exit status of the failures so far.
  var status: ExitStatus {
    guard let first = statuses.first else { return .done }
    return inputs > 1 ? .partlyFailed : first
  }
}
