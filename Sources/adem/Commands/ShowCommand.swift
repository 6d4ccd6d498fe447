import ArgumentParser
import BreathPacing
import PatternLanguage
import Sidecars
import SoundFiles
import Speech

struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Prints what happens in a pattern, and when.",
    discussion: """
      adem show 4-7-8                # every phase with its onset
      adem show calm.mp3 --text      # the pattern that a track was made of
      adem show evening.breath --as csv > events.csv

      Of a track, the settings and the pattern that it was made of are printed before that. '--text' writes settings \
      that took the place of the pattern's as comments above its text.

      The JSON object is described in Documentation/show.schema.json.
      """)

  @Argument(
    help: "A pattern (NAME.breath), the name of one that ships, a track of adem, or - for the standard input.",
    completion: .patterns)
  var path: String

  @OptionGroup var overriding: OverrideOptions

  @Flag(help: OverrideOptions.allowMeasuringHelp)
  var allowCommands = false

  @Flag(help: "Print one JSON object with every event, onsets and durations in seconds.")
  var json = false

  @Flag(help: "Print the pattern's text as it was written, and nothing else.")
  var text = false

  @Flag(
    help:
      "Print what to record in order to speak the pattern yourself: files, words, and the time for them. Also with --json."
  )
  var recordings = false

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp(
      "Print what 'adem render --beside' would write: \(Sidecar.list).", valueName: "kind"),
    completion: .sidecars)
  var form: String?

  func validate() throws {
    let forms = [
      json && !recordings ? "--json" : nil, recordings ? "--recordings" : nil, text ? "--text" : nil,
      form.map { _ in "--as" },
    ].compactMap(\.self)
    if forms.count > 1 { throw ValidationError("'\(forms[0])' and '\(forms[1])' are two forms; choose one.") }
    if let form, Sidecar(rawValue: form) == nil {
      let meant = Sidecar.meant(by: form) ?? Sidecar.names.nearest(to: form, by: \.self).flatMap(Sidecar.init)
      let help = meant.map { " Write '--as \($0.rawValue)'." } ?? " Write '--as csv'."
      throw ValidationError("'--as' is one of \(Sidecar.list), not '\(form.printable)'.\(help)")
    }
  }

  func run() throws {
    let path = try PatternNames.path(for: path)
    var failures = FailureList(inputs: 1)
    do {
      let input = PatternInput(at: path)
      let kind = form.flatMap(Sidecar.init) ?? (json ? .json : nil)
      if text {
        if case .track(let path) = input {
          for setting in RecipeText(try Recipe(readingFrom: path)).settings {
            try Terminal.standardOutput.write("# with \(setting)\n", as: .data)
          }
        }
        return try Terminal.standardOutput.write(input.read().bytes)
      }
      var output = BufferedOutput(.standardOutput, as: kind?.textKind ?? .words)
      if recordings {
        let list = try RecordingTable(of: recordedTrack(from: input, in: path.folderOrWorking), named: path)
        try output.write(json ? list.json() : list.text)
        return try output.flush()
      }
      if case .track(let path) = input, !json, form == nil {
        try RecipeText(Recipe(readingFrom: path)).write { try output.write($0) }
      }
      let track = try track(from: input, in: path.folderOrWorking, overriding: overriding.overrides)
      // The length of the track is not known without its clips.
      if track.measurementError is PlaybackError { try track.requireRecordings() }
      if let error = track.measurementError as? PlaybackError { throw error }
      // Writing stops when the reader has closed the output.
      func write(_ text: String) throws {
        try output.write(text)
        if let closed = Terminal.refusedOutput { throw closed }
      }
      if let kind {
        try track.timeline.write(kind) { try write($0) }
      } else {
        try TimelineTable(track.timeline).write { try write($0) }
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

extension ShowCommand {
  private func track(from input: PatternInput, in root: String, overriding overrides: Overrides) throws -> Track {
    try Track(
      reading: input, in: root, overriding: overrides, allowsCommands: allowCommands
    ) { if recordings { $0.measuresWords = false } }
  }

  /// The track as a folder of recordings speaks it: the pattern's, that of `--voice`, or else `my-voice/`.
  private func recordedTrack(from input: PatternInput, in root: String) throws -> Track {
    // The standard input can be read once.
    let input = input == .standardInput ? .text(try input.read()) : input
    let track = try track(from: input, in: root, overriding: overriding.overrides)
    if overriding.voice != nil || track.played.speech.contains(where: { $0.isFolder }) { return track }
    var options = overriding
    options.voice = "folder \"my-voice/\""
    return try self.track(from: input, in: root, overriding: options.overrides)
  }
}

extension Sidecar {
  /// Kind of the text, for escapes on a terminal.
  fileprivate var textKind: TextKind { nameEnding.hasSuffix(".json") ? .json : .data }
}
