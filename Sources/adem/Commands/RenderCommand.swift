import Advice
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
      adem render 4-7-8 -o calm.mp3                 # a pattern that ships, by its name; see 'adem list'
      adem render evening.breath -o evening.wav --beside vtt
      adem render evening.breath sleep/             # files and folders, into output/
      adem render patterns --format mp3 --output-folder tracks
      adem render --manifest tracks.jsonl --shard 3/7 --log logs/

      The ending of a name chooses the kind of file: \(SoundOptions.extensions). A track holds its \
      pattern, so that it can be an input, too: 'adem render calm.wav -o again.wav' makes the same bytes again.

      Every pattern is rendered, also when another one fails; failures are listed at the end. A folder's sub-folders \
      come back below the output folder. A file that exists is replaced only if an earlier batch wrote it and nobody \
      has changed it since, or with --force.

      Files beside a track: '--beside' adds captions (vtt, srt, lrc), labels for Audacity, chapters (chapters, video, cue), the events \
      (json, csv, tsv) and a picture of the breath (svg); Documentation/Beside.md describes them.

      A 'voice command' that a pattern, a manifest or a track names is a program with your rights: it runs only with \
      '--allow-commands', and else the track fails with status 77. One given with '--voice' runs. Each is printed once, as \
      'runs: …'. A command given with '--voice' or in a manifest is not stored in the track; '--no-recipe' stores nothing of \
      how it was made.

      Advice that needs 'allow' in the pattern is printed in one line; 'adem check' explains it.
      """)

  @Argument(
    help:
      "Patterns (NAME.breath), names of those that ship, folders, tracks of adem, or - for the standard input. (default: patterns)",
    completion: .patterns)
  var paths: [String] = []

  @Option(
    help: ArgumentHelp(
      "Render the tracks that this file lists, as JSON Lines or CSV; Documentation/Batches.md describes them.",
      valueName: "file"), completion: .file(extensions: ["jsonl", "csv"]))
  var manifest: String?

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The file to render one pattern to.", valueName: "file"),
    completion: .tracks)
  var output: String?

  @Option(
    help: ArgumentHelp("The folder to render to. (default: output)", valueName: "folder"),
    completion: .directory)
  var outputFolder: String?

  @Option(
    help: ArgumentHelp("The kind of the files in the folder, such as flac. (default: wav)", valueName: "ending"),
    completion: .formats)
  var format: String?

  @OptionGroup var overriding: OverrideOptions

  @Flag(help: OverrideOptions.allowCommandsHelp)
  var allowCommands = false

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
    if let manifest, !paths.isEmpty || output != nil || format != nil {
      throw ValidationError(
        "'--manifest' lists the patterns and the outputs; leave the others out. Write 'adem render --manifest \(manifest.shellQuoted.printable)'."
      )
    }
    if batch.prune, output != nil || manifest != nil {
      throw ValidationError(
        "'--prune' is for folders of patterns; leave '\(output == nil ? "--manifest" : "--output")' out.")
    }
    if let format, !Container.extensions.contains(format) {
      let help =
        format == "w64"
        ? " A 'wav' becomes an RF64 beyond 4 GB by itself."
        : Container.extension(meantBy: format).map { " Write '--format \($0)'." }
          ?? " Write '--format wav', and convert that with ffmpeg."
      throw ValidationError("'--format' is one of \(SoundOptions.extensions), not '\(format.printable)'.\(help)")
    }
  }

  func run() throws {
    let folder = output == nil ? outputFolder ?? "output" : nil
    let paths = try PatternNames.paths(for: paths)
    if let slip = InputSuggestion.first(in: paths, hasOutput: output != nil, beside: beside.kinds) { throw slip }
    let place = sound.publishingPlace
    var request = TrackRequest(
      overriding: overriding.overrides, as: try sound.options(),
      beside: beside.files.isEmpty ? place?.beside ?? [] : beside.files)
    request.allowsCommands = allowCommands
    let plan: BatchPlan
    if let manifest {
      plan = try Self.plan(for: manifest, in: folder ?? "", as: request)
    } else {
      plan = BatchPlan(
        for: paths.isEmpty ? ["patterns"] : paths,
        to: output.map { .file($0) } ?? .folder(folder ?? "", extension: format ?? place?.fileExtension), as: request)
    }
    if let output, plan.files.count > 1 {
      throw UsageError(
        message: "'\(output.printable)' is one track, but there are \(plan.files.count) inputs",
        help:
          "write '--output-folder tracks' in place of '-o \(output.shellQuoted)' for several; see 'adem help render'")
    }
    if batch.prune, plan.files.folders.isEmpty {
      throw UsageError(
        message: "'--prune' needs a folder of patterns, and none of the inputs is one",
        help: "name the folder that the tracks were rendered from, such as 'patterns'")
    }
    if let place, !sound.quiet {
      Terminal.standardError.say(
        place.notice(leavingOut: sound, beside: beside, output: output ?? manifest ?? format) + "\n")
    }
    var run = BatchRun(plan: plan, folder: folder, sound: sound, settings: try BatchSettings(batch))
    try run.run()
  }

  private static func plan(
    for manifest: String, in folder: String, as request: TrackRequest
  ) throws -> BatchPlan {
    var failures = FailureList(inputs: 1)
    do {
      return try BatchPlan(for: Manifest(readingFrom: manifest), in: folder, as: request)
    } catch {
      failures.report(error, of: manifest)
      throw failures.status.exitCode
    }
  }
}
