import ArgumentParser
import BreathPacing

struct RenderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render",
    abstract: "Renders patterns to WAV files.",
    discussion: """
      Every pattern is rendered, also when another one fails; failures are listed at the end. A folder's sub-folders \
      come back below the output folder. A file that exists is replaced only if an earlier batch wrote it and nobody \
      has changed it since, or with --force.

      Advice that needs 'allow' in the pattern is told in one line; 'adem check' tells more.
      """)

  @Argument(help: "Patterns (NAME.breath), folders of patterns, or - for the standard input.")
  var paths: [String] = ["patterns"]

  @Option(name: .shortAndLong, help: ArgumentHelp("The file to render one pattern to.", valueName: "file"))
  var output: String?

  @Option(help: ArgumentHelp("The folder to render to. (default: output)", valueName: "folder"))
  var outputFolder: String?

  @OptionGroup var overriding: OverrideOptions
  @OptionGroup var sound: SoundOptions

  func validate() throws {
    if output != nil, outputFolder != nil {
      throw ValidationError("'--output' names a file and '--output-folder' a folder; give one of them.")
    }
    if let output { try SoundOptions.validate(output: output) }
  }

  func run() throws {
    let folder = output == nil ? outputFolder ?? "output" : nil
    let plan = BatchPlan(for: paths, to: output.map { .file($0) } ?? .folder(folder ?? ""))
    if let output, plan.files.count > 1 {
      throw UsageError(
        message: "'\(output.printable)' is one track, but there are \(plan.files.count) inputs",
        help: "use '--output-folder' for several; see 'adem help render'")
    }
    try BatchRun(plan: plan, folder: folder, sound: sound, overrides: overriding.overrides).run()
  }
}
