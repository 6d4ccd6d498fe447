import ArgumentParser
import BatchRendering
import BreathPacing

/// Options of a batch.
struct BatchOptions: ParsableArguments {
  @Option(help: "How many tracks to render at once. (default: as many as there are cores)")
  var jobs: Int?

  @Flag(help: "Print what would be rendered, why, and how large it would become; render nothing.")
  var dryRun = false

  @Flag(
    help: """
      Remove the tracks that earlier batches made of these folders and that no pattern makes any more, where nobody has \
      changed them.
      """)
  var prune = false

  @Option(
    help: ArgumentHelp(
      "Keep rendered sound and speech in this folder, and take from it what is there; batches may share it.",
      valueName: "folder"), completion: .directory)
  var cache: String?

  @Option(
    help: ArgumentHelp(
      "Render one part of all: the third of seven with 3/7, or what the system that runs this says with auto.",
      valueName: "part"), completion: .list(["auto"]))
  var shard: String?

  @Option(
    help: ArgumentHelp(
      "Write what becomes of each track there, as JSON Lines; into a folder, a file for each shard.",
      valueName: "file"), completion: .file(extensions: ["jsonl"]))
  var log: String?

  @Flag(help: "Print what becomes of each track on the standard output, as JSON Lines, while it goes.")
  var json = false

  func validate() throws {
    if let jobs, !(1...1024).contains(jobs) {
      throw ValidationError("'--jobs' lies between 1 and 1024, not \(jobs).")
    }
    if let shard, shard != "auto", Shard(shard) == nil {
      let parts = shard.wholeMatch(of: /([0-9]+) *[^0-9\/]+ *([0-9]+)/).map { "\($0.1)/\($0.2)" }
      let help = parts.flatMap(Shard.init).map { " Write '--shard \($0.number)/\($0.count)'." } ?? ""
      throw ValidationError(
        "'--shard' is 'auto' or a part of all, such as 3/7: from 1/7 to 7/7, not '\(shard.printable)'.\(help)")
    }
    if prune, shard != nil {
      throw ValidationError(
        "'--prune' needs all tracks of a folder, and '--shard' renders a part; leave one of them out.")
    }
    for (name, value) in [("--cache", cache), ("--log", log)] where value?.isEmpty ?? false {
      throw ValidationError("'\(name)' needs a name.")
    }
  }
}
