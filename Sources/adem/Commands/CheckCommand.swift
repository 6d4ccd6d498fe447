import ArgumentParser
import BreathPacing

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Reads patterns and reports every problem in them.",
    discussion: "Prints the length, the breaths and their pace of each pattern that is in order.")

  @Argument(help: "Patterns (NAME.breath), folders of patterns, or - for the standard input.")
  var paths: [String] = ["patterns"]

  @OptionGroup var parameters: ParameterOptions

  @Flag(name: .shortAndLong, help: "Say nothing unless something is wrong.")
  var quiet = false

  func run() throws {
    let files = PatternFiles(at: paths)
    var failures = FailureList(inputs: files.count)
    for error in files.errors { failures.report(error, of: error.path) }
    for file in files.found {
      let input = PatternInput(at: file.path)
      do {
        let track = try Track(parsing: input.read(), library: .folder(file.root), setting: parameters.settings)
        for name in track.pattern.settings.unheard {
          Terminal.standardError.say(
            "note: \(input.name.printable): '\(name)' is understood, but not heard yet in this version\n")
        }
        if !quiet { try Terminal.standardOutput.write("\(input.name.printable): \(track.timeline.summary)\n") }
      } catch let error as ClosedOutput {
        throw error
      } catch {
        failures.report(error, of: input.name)
      }
    }
    try failures.finish()
  }
}
