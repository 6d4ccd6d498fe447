import ArgumentParser
import BatchRendering
import BreathPacing
import PatternLanguage

struct BreatheCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "breathe",
    abstract: "Renders a pattern that is given on the command line.",
    discussion: """
      adem breathe "4-7-8 times 4" -o calm.wav
      adem breathe "breaths 10min { inhale 4; exhale 6 }" -o evening.wav

      A 'voice command' in the pattern runs only with '--allow-commands'; one given with '--voice' runs without it.
      """)

  @Argument(help: "The pattern; ';' separates its statements.")
  var pattern: String

  @Option(name: .shortAndLong, help: ArgumentHelp("The file to render to.", valueName: "file"), completion: .tracks)
  var output: String

  @OptionGroup var overriding: OverrideOptions

  @Flag(help: OverrideOptions.allowCommandsHelp)
  var allowCommands = false

  @OptionGroup var sound: SoundOptions
  @OptionGroup var beside: SidecarOptions

  func validate() throws {
    try SoundOptions.validate(output: output)
  }

  func run() throws {
    if pattern.hasSuffix(".breath"), !pattern.contains(" ") {
      throw UsageError(
        message: "'\(pattern)' is the name of a pattern and not its text",
        help: "write 'adem render \(pattern.shellQuoted) -o \(output.shellQuoted)'")
    }
    let place = sound.publishingPlace
    var request = TrackRequest(
      overriding: overriding.overrides, as: try sound.options(),
      beside: beside.files.isEmpty ? place?.beside ?? [] : beside.files)
    request.allowsCommands = allowCommands
    let plan = BatchPlan(for: .text(SourceText(pattern, name: "command line")), output: output, as: request)
    if let place, !sound.quiet {
      Terminal.standardError.say(place.notice(leavingOut: sound, beside: beside, output: output) + "\n")
    }
    var run = BatchRun(plan: plan, folder: nil, sound: sound)
    try run.run()
  }
}
