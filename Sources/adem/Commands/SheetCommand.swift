import ArgumentParser
import BreathPacing
import FileStore
import PatternLanguage
import Sheets
import SoundFiles

struct SheetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sheet",
    abstract: "Makes a sheet to hand out, one page of A4 for each exercise.",
    discussion: """
      adem sheet evening.breath -o evening.pdf
      adem sheet patterns/back-care -o back.pdf    # a page for each pattern of the folder
      adem sheet evening.breath -o evening.html    # to print from a browser

      A page has the curve of the breath with its counts, what repeats drawn once, the spoken texts, the cautions and \
      sources of the pattern, and empty cells for dates and notes, in the pattern's language. A pattern that uses \
      others one after the other gets a cover with their order and times.

      The ending of the name chooses the kind of file: pdf (needs librsvg, which most desktops have), svg, or html.
      """)

  @Argument(
    help:
      "Patterns (NAME.breath), names of those that ship, folders, tracks of adem, or - for the standard input.",
    completion: .patterns)
  var paths: [String]

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The file to write: pdf, svg or html.", valueName: "file"),
    completion: .file(extensions: ["pdf", "svg", "html"]))
  var output: String

  @OptionGroup var overriding: OverrideOptions

  @Flag(help: "Replace a file that exists.")
  var force = false

  @Flag(name: .shortAndLong, help: "Say nothing unless something fails.")
  var quiet = false

  private enum Kind: String {
    case pdf, svg, html
  }

  private var kind: Kind? {
    let name = output.lastComponent
    return name.lastIndex(of: ".").flatMap { Kind(rawValue: name[name.index(after: $0)...].lowercased()) }
  }

  func validate() throws {
    guard kind == nil else { return }
    throw ValidationError(
      "'--output' ends in .pdf, .svg or .html, unlike '\(output.printable)'. Write '-o class.pdf'.")
  }

  func run() throws {
    let files = PatternFiles(at: try PatternNames.paths(for: paths), takesTracks: true)
    var failures = FailureList(inputs: files.count)
    for error in files.errors { failures.report(error, of: error.path) }
    var sheets: [Sheet] = []
    for file in files.found {
      do {
        let track = try Track(reading: PatternInput(at: file.path), in: file.root, overriding: overriding.overrides)
        sheets.append(Sheet(of: track, named: file.nameWithoutExtension))
      } catch {
        failures.report(error, of: file.path)
      }
    }
    try failures.finish()
    do {
      let file = try WholeFile(output, replacing: force)
      let pages: Int
      switch kind {
      case .pdf?:
        let pdf = try PaperSheet.pdf(of: sheets)
        pages = pdf.pages
        try file.write(pdf.bytes)
      case .svg?:
        let paper = PaperSheet(of: sheets)
        pages = paper.pages.count
        try file.write(Array(paper.file.utf8))
      case .html?, nil:
        pages = sheets.reduce(0) { $0 + $1.pageCount }
        try file.write(Array(SheetHTML(of: sheets).text.utf8))
      }
      guard !quiet else { return }
      Terminal.standardError.say("\(output.printable): \(pages == 1 ? "1 page" : "\(pages) pages")\n")
    } catch {
      var failures = FailureList(inputs: 1)
      failures.report(error, of: output)
      try failures.finish()
    }
  }
}

extension Sheet {
  /// The sheet of a track, with the titles and descriptions of the patterns that it uses.
  init(of track: Track, named name: String) {
    let notes = track.usedPatterns.map { PatternNotes(name: $0.name, settings: $0.settings) }
    self.init(of: track.timeline, named: name, using: notes)
  }
}

/// A file that gets its name once its content is complete.
struct WholeFile {
  private let entry: DirectoryEntry
  private let replacement: Replacement

  /// Checks that the file can be written, before any work is done for it.
  ///
  /// - Throws: `FileError`.
  init(_ path: String, replacing: Bool) throws {
    entry = try DirectoryEntry(path)
    replacement = replacing ? .always : .never
    _ = try entry.replaceableMode(under: replacement)
  }

  func write(_ bytes: [UInt8]) throws {
    let file = try TemporaryFile(for: entry)
    try file.append(bytes)
    _ = try file.publish(replacing: replacement)
  }
}
