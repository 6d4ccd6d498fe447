import ArgumentParser
import BreathPacing
import FileStore
import PatternLanguage

struct FormatCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "format",
    abstract: "Lays patterns out in their one spelling, in place.",
    discussion: """
      adem format evening.breath
      adem format patterns --check   # name what differs, and change nothing

      Comments and names stay as they are. The standard input (-) is printed to the standard output.
      """)

  @Argument(
    help: "Patterns (NAME.breath), sets of sounds (NAME.sounds), folders of them, or - for the standard input.",
    completion: .patternFiles)
  var paths: [String] = ["patterns"]

  @Flag(help: "Change nothing; name the patterns that are not in their one spelling, and exit with 1 if there are any.")
  var check = false

  func run() throws {
    let files = PatternFiles(at: paths, takesSets: true)
    var failures = FailureList(inputs: files.count)
    for error in files.errors { failures.report(error, of: error.path) }
    var differing = 0
    for file in files.found {
      let input = PatternInput(at: file.path)
      do {
        // The signature is read before the text, so that a change after this point is detected.
        let signature = Result { try StatSignature(of: file.path) }
        let text = try input.read()
        let formatted = try text.formatted()
        let isDifferent = Array(formatted.utf8) != text.bytes
        if isDifferent { differing += 1 }
        if check {
          if isDifferent { try Terminal.standardOutput.write("\(input.name.printable)\n") }
        } else if input == .standardInput {
          try Terminal.standardOutput.write(formatted, as: .data)
        } else if isDifferent, let signature = try signature.get() {
          try TextFile.replace(file.path, with: Array(formatted.utf8), ifUnchangedSince: signature)
          try Terminal.standardOutput.write("\(input.name.printable)\n")
        }
      } catch {
        failures.report(error, of: input.name)
      }
    }
    try failures.finish()
    if check, differing > 0 { throw ExitStatus.partlyFailed.exitCode }
  }
}
