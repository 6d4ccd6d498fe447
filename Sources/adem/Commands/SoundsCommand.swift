import ArgumentParser
import BatchRendering
import BreathPacing
import FileStore
import PatternLanguage

struct SoundsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sounds",
    abstract: "Lists the sounds that there are, prints a set of them, or makes them heard.",
    discussion: """
      adem sounds                             # the sets, the timbres, the beds
      adem sounds bowls > mine.sounds         # a set to change: 'sounds "mine.sounds"' in a pattern
      adem sounds mine.sounds -o demo.wav     # hear every cue of it; so with 'bowls', 'chime' or 'ocean'

      The names 'breath' and 'wood' are those of sets and of timbres: here they are the sets.
      """)

  @Argument(
    help: "A set, a timbre or a bed by its name, or a set of your own (NAME.sounds).", completion: .sounds)
  var name: String?

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The file to make it heard in.", valueName: "file"),
    completion: .tracks)
  var output: String?

  @OptionGroup var sound: SoundOptions

  func validate() throws {
    guard let output else { return }
    try SoundOptions.validate(output: output)
    if name == nil { throw ValidationError("'--output' needs something to be heard, such as 'adem sounds bowls'.") }
  }

  func run() throws {
    guard let name else { return try Terminal.standardOutput.write(SoundsList().text) }
    if name.hasSuffix(SoundSet.fileExtension) { return try runFile(at: name) }
    if let set = SoundSet.named(name), let text = Sounds.text(ofSet: name) {
      return try output == nil
        ? Terminal.standardOutput.write(text.text, as: .data) : play(PreviewPattern(of: set, named: name), named: name)
    }
    guard let entry = SoundsList.entry(name) else { throw unknown(name) }
    guard output != nil else { return try Terminal.standardOutput.write("\(name): \(entry)\n") }
    guard let preview = TimbreName(rawValue: name).map({ PreviewPattern(of: $0) }) ?? PreviewPattern(ofBed: name)
    else {
      throw UsageError(
        message: "'\(name)' makes no sound by itself",
        help: name == TimbreName.clip.rawValue
          ? "write 'inhale clip \"gong.wav\"' into a set of your own, and name that" : "name another sound")
    }
    try play(preview, named: name)
  }

  /// Prints or plays a set of the user; the recordings of its cues are in its folder.
  private func runFile(at path: String) throws {
    var failures = FailureList(inputs: 1)
    do {
      let text = try PatternInput.file(path).read()
      let set = try SoundSet(parsing: text, library: .folder(path.folderOrWorking))
      if output == nil { return try Terminal.standardOutput.write(text.text, as: .data) }
      let stem = String(path.lastComponent.dropLast(SoundSet.fileExtension.count))
      return try play(PreviewPattern(of: set, named: stem), named: path, in: path.folderOrWorking)
    } catch let error as InputError {
      failures.report(error, of: path)
    } catch let error as InvalidPattern {
      failures.report(error, of: path)
    }
    try failures.finish()
  }

  private func play(_ preview: PreviewPattern, named name: String, in root: String = ".") throws {
    let plan = BatchPlan(
      for: .text(SourceText(preview.text, name: name)), in: root, output: output ?? "",
      as: TrackRequest(as: try sound.options()))
    var run = BatchRun(plan: plan, folder: nil, sound: sound)
    try run.run()
  }

  private func unknown(_ name: String) -> UsageError {
    let timbres = TimbreName.allCases.filter { $0 != .none }
    let names = Sounds.sets + timbres.map(\.rawValue) + Bed.Material.made
    return UsageError(
      message: "'\(name.printable)' is not a set of sounds, a timbre or a bed",
      help: (Vocabulary.inside(name.lowercased(), among: names) ?? names.nearest(to: name, by: \.self)).map {
        "write 'adem sounds \($0)'"
      }
        ?? "'adem sounds' lists them; a set of your own ends in '\(SoundSet.fileExtension)'")
  }
}
