/// All that a finished command leaves on its streams, and how it ended.
struct Outcome: Equatable {
  /// The exit status; below zero the number of the signal that killed the process, such as -11 for a crash.
  var status: Int32
  var output: String
  var errors: String

  init(_ status: Int32, output: String = "", errors: String = "") {
    self.status = status
    self.output = output
    self.errors = errors
  }

  var errorLines: [Substring] { errors.split(separator: "\n", omittingEmptySubsequences: false) }

  /// Whether a message shows how the program is made: names of Swift types, of libraries, of cases.
  var showsInternals: Bool {
    errors.contains(/[A-Za-z]\(|CocoaError|rawValue|Optional|Fatal error/)
  }
}
