import ArgumentParser
import BreathPacing
import FileStore
import PatternLanguage
import Sheets
import SoundFiles
import Speech
import Synthesis

struct PageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "page",
    abstract: "Makes a page with sound and a circle to breathe with, for a class's screen.",
    discussion: """
      adem page evening.breath -o evening.html

      The page is one file that works from a disk, a stick or a web server, and loads nothing from a network. Its sound \
      is an MP3 of 64 kbit/s, or 128 in stereo. Where the page would have more than 10 MB, the MP3 becomes a file \
      beside it: keep the two together. Send people an MP3 and a sheet rather than a page: mail programs on phones do not run it.

      Space starts and pauses, the arrows go 10 seconds back and on, and + and - shift the picture by 25 ms for \
      loudspeakers that play late.

      A 'voice command' in the pattern runs only with '--allow-commands'; one given with '--voice' runs without it.
      """)

  @Argument(
    help: "A pattern (NAME.breath), the name of one that ships, a track of adem, or - for the standard input.",
    completion: .patterns)
  var path: String

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The page to write, NAME.html.", valueName: "file"),
    completion: .file(extensions: ["html"]))
  var output: String

  @OptionGroup var overriding: OverrideOptions

  @Flag(help: OverrideOptions.allowCommandsHelp)
  var allowCommands = false

  @Flag(help: "Replace files that exist.")
  var force = false

  @Flag(name: .shortAndLong, help: "Say nothing unless something fails.")
  var quiet = false

  func validate() throws {
    let name = output.lastComponent.lowercased()
    guard [".html", ".htm"].contains(where: { name.hasSuffix($0) && name != $0 }) else {
      throw ValidationError("'--output' ends in .html, unlike '\(output.printable)'. Write '-o class.html'.")
    }
  }

  func run() throws {
    var failures = FailureList(inputs: 1)
    do {
      let files = PatternFiles(at: [try PatternNames.path(for: path)], takesTracks: true)
      if let error = files.errors.first { throw error }
      guard let file = files.found.first, files.found.count == 1, files.folders.isEmpty else {
        throw UsageError(
          message: "'\(path.printable)' is a folder, and a page has one pattern",
          help: "name one of its patterns, such as '\(files.found.first?.path ?? path)'")
      }
      let track = try Track(
        reading: PatternInput(at: file.path), in: file.root, overriding: overriding.overrides,
        allowsCommands: allowCommands
      ) { $0.willRun = CommandNotices(isQuiet: quiet).tell }
      let page = try PageRun(
        track: track.remeasured() ?? track, name: file.nameWithoutExtension, output: output, force: force
      ).write()
      if !quiet { Terminal.standardError.say(page) }
    } catch let usage as UsageError {
      throw usage
    } catch {
      failures.report(error, of: path)
    }
    try failures.finish()
  }
}

/// The making of one page.
private struct PageRun: ~Copyable {
  let track: Track
  let name: String
  let output: String
  let force: Bool

  private var replacement: Replacement { force ? .always : .never }

  /// The path of the MP3 beside the page: `class.mp3` for `class.html`.
  private var soundPath: String {
    let stem = output.lastIndex(of: ".").map { output[..<$0] } ?? output[...]
    return stem + ".mp3"
  }

  /// The format of the sound: 64 kbit/s a channel.
  private var options: RenderOptions {
    var options = RenderOptions()
    options.bitRate = track.pattern.wantsStereo ? 128 : 64
    return options
  }

  /// Writes the page, and returns a line about it.
  func write() throws -> String {
    let page = try WholeFile(output, replacing: force)
    let entry = try DirectoryEntry(soundPath)
    let format = options.format(for: track.pattern, in: .mp3)
    let frames = Int64(Sound.frames(of: track.timeline, rate: format.rate))
    if Container.mp3.leastBytes(of: frames, in: format, bitRate: options.bitRate) > ClassPage.Sound.mostBytesInside {
      _ = try entry.replaceableMode(under: replacement)
    }
    // Its temporary file has a name of its own, whatever has the name of the MP3.
    let finished = try track.rendered(to: entry, as: options, replacing: .always) { _ in }
    let delay = try finished.file.makeSeekable(rate: format.rate)
    let isInside = finished.file.size <= ClassPage.Sound.mostBytesInside
    let sound: ClassPage.Sound =
      isInside ? .inside(try finished.file.contents()) : .beside(soundPath.lastComponent)
    let notes = track.usedPatterns.map { PatternNotes(name: $0.name, settings: $0.settings) }
    let html = try ClassPage(of: track.timeline, named: name, using: notes, playing: sound, delayedBy: delay).html
    if !isInside { _ = try finished.commit(replacing: replacement) }
    try page.write(Array(html.utf8))
    let length = track.timeline.length.spelled
    let size = Int64(html.utf8.count).spelledAsSize
    if isInside { return "\(output.printable): \(length), \(size) with its sound\n" }
    return """
      \(output.printable): \(length), \(size)
        its sound is beside it, since a page has 10 MB at most: '\(soundPath.printable)', \
      \(finished.file.size.spelledAsSize); keep the two together\n
      """
  }
}
