import ArgumentParser
import BatchRendering
import BreathPacing
import PatternLanguage
import SoundFiles

struct RenderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render",
    abstract: "Renders patterns to sound files.",
    discussion: """
      The ending of a name chooses the kind of file: \(SoundOptions.extensions). A track holds its \
      pattern, so that it can be an input, too: 'adem render calm.wav -o again.wav' makes the same bytes again.

      Every pattern is rendered, also when another one fails; failures are listed at the end. A folder's sub-folders \
      come back below the output folder. A file that exists is replaced only if an earlier batch wrote it and nobody \
      has changed it since, or with --force.

      '--beside' adds captions (vtt, srt, lrc), labels for Audacity, chapters, the events (json, csv) and a picture of \
      the breath (svg); Documentation/Beside.md describes them.

      Advice that needs 'allow' in the pattern is told in one line; 'adem check' tells more.
      """)

  @Argument(
    help:
      "Patterns (NAME.breath), folders of patterns, tracks of adem, or - for the standard input. (default: patterns)")
  var paths: [String] = []

  @Option(
    help: ArgumentHelp(
      "Render the tracks that this file lists, a JSON object a line; Documentation/Batches.md describes them.",
      valueName: "file"))
  var manifest: String?

  @Option(name: .shortAndLong, help: ArgumentHelp("The file to render one pattern to.", valueName: "file"))
  var output: String?

  @Option(help: ArgumentHelp("The folder to render to. (default: output)", valueName: "folder"))
  var outputFolder: String?

  @Option(help: ArgumentHelp("The kind of the files in the folder, such as flac. (default: wav)", valueName: "ending"))
  var format: String?

  @OptionGroup var overriding: OverrideOptions
  @OptionGroup var sound: SoundOptions
  @OptionGroup var beside: SidecarOptions
  @OptionGroup var batch: BatchOptions

  func validate() throws {
    if output != nil, outputFolder != nil {
      throw ValidationError("'--output' names a file and '--output-folder' a folder; give one of them.")
    }
    if let output { try SoundOptions.validate(output: output) }
    if output != nil, format != nil {
      throw ValidationError("'--format' is for a folder of tracks; the name after '--output' has an ending of its own.")
    }
    if manifest != nil, !paths.isEmpty || output != nil || format != nil {
      throw ValidationError("'--manifest' lists the patterns and the outputs; leave the others away.")
    }
    if let format, !Container.extensions.contains(format) {
      throw ValidationError(
        "'--format' is one of \(SoundOptions.extensions), not '\(format.printable)'.")
    }
  }

  func run() throws {
    let folder = output == nil ? outputFolder ?? "output" : nil
    let request = TrackRequest(overriding: overriding.overrides, as: sound.options, beside: beside.files)
    let plan: BatchPlan
    if let manifest {
      plan = try Self.plan(for: manifest, in: folder ?? "", as: request)
    } else {
      plan = BatchPlan(
        for: paths.isEmpty ? ["patterns"] : paths,
        to: output.map { .file($0) } ?? .folder(folder ?? "", extension: format), as: request)
    }
    if let output, plan.files.count > 1 {
      throw UsageError(
        message: "'\(output.printable)' is one track, but there are \(plan.files.count) inputs",
        help: "use '--output-folder' for several; see 'adem help render'")
    }
    var run = BatchRun(plan: plan, folder: folder, sound: sound, settings: try BatchSettings(batch))
    try run.run()
  }

  private static func plan(
    for manifest: String, in folder: String, as request: TrackRequest
  ) throws -> BatchPlan {
    Interruption.listen()
    var failures = FailureList(inputs: 1)
    do {
      let manifest = try Manifest(readingFrom: manifest) { try Interruption.check() }
      return try BatchPlan(for: manifest, in: folder, as: request)
    } catch let interruption as Interruption {
      throw interruption.exitCode
    } catch {
      failures.report(error, of: manifest)
      throw failures.status.exitCode
    }
  }
}
