import ArgumentParser
import BreathPacing

/// What went wrong with which input, and the exit status that follows from it.
struct FailureList {
  let inputs: Int
  private var kept: [StyledText] = []
  /// How many inputs failed in these words.
  private var times: [String: Int] = [:]
  private var statuses: [ExitStatus] = []
  private var hasReported = false

  init(inputs: Int) { self.inputs = inputs }

  var isEmpty: Bool { statuses.isEmpty }
  var succeeded: Int { inputs - statuses.count }

  /// Prints a failure now.
  mutating func report(_ error: any Error, of input: String) {
    keep(error, of: input)
    printKept()
  }

  /// Keeps a failure for the end, when everything else has been done.
  mutating func keep(_ error: any Error, of input: String) {
    let failure = FailureWording(error, of: input)
    statuses.append(failure.status)
    times[failure.text, default: 0] += 1
    if times[failure.text] == 1 { kept.append(failure.styled) }
  }

  /// Counts a failure that is told in another form.
  mutating func count(_ error: any Error, of input: String) {
    statuses.append(FailureWording(error, of: input).status)
  }

  /// Prints what was kept so far: a pattern of a thousand tracks has its problems only once.
  mutating func printKept() {
    for text in kept {
      let count = times[text.plain, default: 1]
      let note = count == 1 ? "" : "  = note: \(count) inputs have this problem\n"
      Terminal.standardError.say(StyledText(hasReported ? "\n" : "") + text + StyledText(note))
      hasReported = true
    }
    (kept, times) = ([], [:])
  }

  /// Prints what was kept and ends the program, unless nothing failed.
  ///
  /// A single input gives its own exit status; of several, any failure gives `partlyFailed`.
  mutating func finish() throws {
    printKept()
    if status != .done { throw status.exitCode }
  }

  /// That of the program, by what has failed so far.
  var status: ExitStatus {
    guard let first = statuses.first else { return .done }
    return inputs > 1 ? .partlyFailed : first
  }
}
