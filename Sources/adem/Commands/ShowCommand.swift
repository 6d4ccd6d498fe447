import ArgumentParser
import BreathPacing

struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Prints what happens in a pattern, and when.",
    discussion: "The JSON object is described in Documentation/show.schema.json.")

  @Argument(help: "A pattern (NAME.breath), or - for the standard input.")
  var path: String

  @OptionGroup var overriding: OverrideOptions

  @Flag(help: "Print one JSON object with every event, onsets and durations in seconds.")
  var json = false

  func run() throws {
    var failures = FailureList(inputs: 1)
    do {
      let root = path.contains("/") ? String(path[..<path.lastIndex(of: "/")!]) : "."
      let track = try Track(
        parsing: PatternInput(at: path).read(), library: .folder(root.isEmpty ? "/" : root),
        overriding: overriding.overrides)
      var output = BufferedOutput(.standardOutput)
      if json {
        try TimelineJSON(track.timeline).write { try output.write($0) }
      } else {
        try TimelineTable(track.timeline).write { try output.write($0) }
      }
      try output.flush()
    } catch let error as ClosedOutput {
      throw error
    } catch {
      failures.report(error, of: path)
    }
    try failures.finish()
  }
}
