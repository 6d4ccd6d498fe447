import BatchRendering
import BreathPacing
import CSystem
import FileStore
import PatternLanguage
import Playback
import Sheets
import SoundFiles
import Speech
import Synthesis

/// Message of a failure, with help, and its exit status.
struct FailureWording {
  /// Message with colours, for a terminal.
  let styled: StyledText
  let status: ExitStatus

  init(_ error: any Error, of input: String) {
    switch error {
    case let error as InvalidPattern:
      self.init(text: DiagnosticDrawing(error).text, status: .invalidPattern)
    case let error as InvalidManifest:
      self.init(text: DiagnosticDrawing(error).text, status: .invalidPattern)
    case let error as InputError: self.init(error)
    case let error as FileError: self.init(error)
    case let error as SoundFileError: self.init(error)
    case let error as CoverError: self.init(error)
    case let error as RecipeError: self.init(error)
    case let error as PlaybackError: self.init(error, of: input)
    case let error as MissingRecordings: self.init(error, of: input)
    case let error as SampleStoreError: self.init(error)
    case let error as SpeechError: self.init(error, of: input)
    case let error as CommandRefusal: self.init(error, of: input)
    case let error as UnreachableLoudness: self.init(error, of: input)
    case let error as PitchBeyondRate: self.init(error, of: input)
    case let planningError as BatchPlan.PlanningError: self.init(planningError)
    case let error as UnusableOutputIndex:
      self.init(
        "the record of rendered tracks in '\(error.folder)', '\(OutputIndex.fileName)', \(error.indexError.reason)",
        help: "move it away, or choose another '--output-folder'", .cannotCreate)
    case let error as BatchReport.Contradiction: self.init(error)
    case let error as LogRefusal: self.init(error)
    case let error as LogError:
      self.init(
        "the log '\(error.path)' could not be written: \(String(cString: strerror(error.code)))",
        help: "what was rendered is whole; name another file after '--log'", .inputOutput)
    case let failure as AudioOutput.Failure: self.init(failure, of: input)
    case PDFError.missingLibrary:
      self.init(
        "a PDF needs librsvg, which is not installed",
        help: "install it (Debian: librsvg2-2; Homebrew: librsvg), or write a '.html' and print that from a browser",
        .missingProgram)
    case PDFError.notDrawn:
      self.init(
        "librsvg could not draw '\(input)'", help: "write a '.html', and print that from a browser", .missingProgram)
    case let error as SoundFault:
      self.init(
        "the sound of '\(input)' reaches \(error.peak) of full scale at frame \(error.frame)",
        help: "this is a mistake of adem; please report it with the pattern", .programFault)
    default:
      self.init("'\(input)' failed: \(error)", help: nil, .inputOutput)
    }
  }

  private init(_ contradiction: BatchReport.Contradiction) {
    let message =
      switch contradiction {
      case .shards(let some, let others): "some of the logs are of \(some) shards, and others of \(others)"
      case .tracks(let some, let others): "some of the logs are of \(some) tracks in all, and others of \(others)"
      case .manifests: "the logs are of different manifests"
      case .notTheManifest: "the logs are of another manifest, or it has changed since"
      }
    self.init(message, help: "join the logs of one batch at a time", .invalidPattern)
  }

  private init(_ error: LogRefusal) {
    let path = error.path
    switch error.problem {
    case .otherContent:
      self.init(
        "'\(path)' exists and is no log of adem: nothing is added to it", help: "name another file after '--log'",
        .cannotCreate)
    case .used(let other):
      self.init(
        "the log '\(path)' would be written into a file of this run, '\(other)'",
        help: "name another file after '--log'", .cannotCreate)
    case .namedLikeAnother:
      self.init(
        "'\(path)' is the name of a pattern or a track, not of a log",
        help: "name a file such as 'log.jsonl' after '--log'", .cannotCreate)
    }
  }

  private init(_ planningError: BatchPlan.PlanningError) {
    switch planningError {
    case .unreadable(let error): self.init(error)
    case .sameOutput(let input, let other, let output):
      self.init(
        "'\(input)' and '\(other)' would both become '\(output)'",
        help: "render them to different folders with '--output-folder', or give one another name", .usage)
    case .outputIsInput(let input, let output):
      self.init(
        "'\(input)' would be rendered over '\(output)', which is one of the inputs", help: "choose another output",
        .usage)
    }
  }

  /// - Parameter lines: lines below the message.
  init(_ message: String, listing lines: [String] = [], help: String?, _ status: ExitStatus) {
    let list = lines.map { "  \($0.printable)\n" }.joined()
    let help = help.map { "  = help: \($0.printable)\n" } ?? ""
    self.init(text: StyledText("error: \(message.printable)\n" + list + help), status: status)
  }

  private init(text: StyledText, status: ExitStatus) {
    styled = text
    self.status = status
  }

  /// Message without colours, for files and programs.
  var text: String { styled.plain }

  private init(_ error: InputError) {
    let path = error.path
    switch error.problem {
    case .missing where Container(ofFileAt: path) != nil:
      self.init(
        "'\(path)' does not exist", help: InputSuggestion.help(forMissing: path) ?? Self.missingTrackHelp, .missingInput
      )
    case .missing:
      self.init(
        "'\(path)' does not exist",
        help: InputSuggestion.help(forMissing: path) ?? PatternNames.help(forMissing: path)
          ?? "check the spelling, or name a pattern or a folder",
        .missingInput)
    case .folder:
      let pattern = PatternFiles(at: [path]).found.first.map { ", such as '\($0.path)'" } ?? ""
      self.init("'\(path)' is a folder", help: "name a pattern in it\(pattern)", .missingInput)
    case .notAFile:
      self.init("'\(path)' is not a file", help: "name a pattern, or '-' for the standard input", .missingInput)
    case .notAPattern:
      self.init(
        "'\(path)' is not a pattern by its name",
        help: InputSuggestion.help(forWrongExtension: path)
          ?? "patterns end in '.breath'; an output is named with '-o'",
        .usage)
    case .noPatterns:
      self.init("'\(path)' holds no patterns", help: "patterns are files that end in '.breath'", .missingInput)
    case .noLogs:
      self.init(
        "'\(path)' holds no logs", help: "logs are files that end in '.jsonl'; see 'adem render --log'", .missingInput)
    case .symbolicLinkLoop:
      self.init("'\(path)' is a link that leads in a circle", help: "name the pattern itself", .missingInput)
    case .notReadable: self.init("'\(path)' may not be read", help: "check its permissions", .missingInput)
    case .notUTF8: self.init("the name '\(path)' is not UTF-8", help: "give it another name", .missingInput)
    case .system(let message): self.init("'\(path)' cannot be read: \(message)", help: nil, .inputOutput)
    }
  }

  private init(_ error: FileError) {
    let path = error.path
    switch error.problem {
    case .unusableName:
      let help =
        path.hasSuffix("/")
        ? "name a file, such as '\(path)calm.wav', or write '--output-folder \(path.shellQuoted)'"
        : path.isEmpty ? "name a file, such as 'calm.wav'" : "choose a shorter name"
      self.init("'\(path)' cannot be the name of a file", help: help, .cannotCreate)
    case .exists:
      self.init("'\(path)' exists", help: "choose another name, or replace it with '--force'", .cannotCreate)
    case .changedSinceWritten:
      self.init(
        "'\(path)' was rendered earlier and has been changed since",
        help: "move it away to keep it, or replace it with '--force'", .cannotCreate)
    case .otherContent:
      self.init(
        "'\(path)' exists, and holds something else than would be written beside the track",
        help: "move it away to keep it, or replace it with '--force'", .cannotCreate)
    case .changedMeanwhile:
      self.init("'\(path)' was changed by another program meanwhile", help: "run this again", .cannotCreate)
    case .notARegularFile(let kind):
      self.init("'\(path)' is a \(kind.rawValue), not a file", help: "choose another name", .cannotCreate)
    case .lockedByAnother:
      self.init(
        "another program holds the folder of '\(path)'", help: "wait until it is done, then run this again",
        .cannotCreate)
    case .missingFolder(let folder):
      self.init(
        "the folder '\(folder)' does not exist", help: "make it with: mkdir -p \(folder.shellQuoted)", .cannotCreate)
    case .notAFolder(let folder):
      self.init("'\(folder)' is a file, not a folder", help: "choose another folder", .cannotCreate)
    case .folderIsLink(let folder):
      self.init(
        "'\(path)' is not written: '\(folder)' is a link, and no link is followed below the output folder",
        help: "put a folder in the place of the link, or name the folder that it leads to with '--output-folder'",
        .cannotCreate)
    case .folderNotWritable(let folder, let failure):
      self.init(
        "nothing can be written in '\(folder)': \(failure.message)", help: "choose another folder", .cannotCreate)
    case .notEnoughSpace(let needed, let free):
      self.init(
        "'\(path)' needs \(Self.size(needed)), but the disk has \(Self.size(free)) free",
        help: "free some space, or choose another disk", .cannotCreate)
    case .diskFull(let written):
      self.init(
        "the disk was full after \(Self.size(written)) of '\(path)'", help: "free some space, or choose another disk",
        .inputOutput)
    case .fileTooLong(let written):
      self.init(
        "no file may be longer here than the \(Self.size(written)) that were written of '\(path)'",
        help: "see 'ulimit -f', or choose a disk with another file system", .inputOutput)
    case .systemFailed(let failure):
      let tried =
        switch failure.step {
        case .read: "read back"
        case .remove: "removed"
        default: "written"
        }
      self.init("'\(path)' could not be \(tried): \(failure.message)", help: nil, .inputOutput)
    }
  }

  private init(_ error: SoundFileError) {
    let path = error.path
    switch error.problem {
    case .unsupportedExtension(let found, let supported):
      let wanted = supported.map { ".\($0)" }.joined(separator: ", ")
      self.init(
        found.isEmpty ? "'\(path)' has no extension" : "tracks of the kind '.\(found)' cannot be written",
        help: Self.otherCommand(for: path, found) ?? Self.wayThroughFFmpeg(to: path, found) ?? Self.insteadOf(found)
          ?? (found.isEmpty && path.isExistingPath ? "write '--output-folder \(path.shellQuoted)' for a folder" : nil)
            ?? Self.nearExtension(found, supported).map { "write '\(path.dropLast(found.count))\($0)'" }
            ?? (found.isEmpty && !(path.lastComponent.isEmpty || path.lastComponent.hasPrefix("."))
              ? "write '\(path).wav'; a name may end in \(wanted)" : "name a file that ends in \(wanted)"),
        .usage)
    case .unsupportedRate(let rate, let container):
      let rates = (container.rates ?? []).map(String.init).joined(separator: ", ")
      self.init(
        "'\(path)' cannot have \(rate) frames a second", help: "give '--rate' one of \(rates)", .usage)
    case .unsupportedSamples(let samples, let container):
      let bits = samples == .float32 ? "floating-point samples" : "\(samples.bytes * 8) bits a sample"
      self.init(
        "'\(path)' cannot have \(bits)",
        help: container.isLossy
          ? "leave '--bits' out: this kind of file rounds by itself"
          : "give '--bits' one of \(container.sampleFormats.map { "\($0.bytes * 8)" }.joined(separator: ", "))", .usage)
    case .unsupportedBitRate(let bitRate, let format, let container):
      self.init(
        "'\(path)' cannot have \(bitRate) kbit/s" + (container.hasBitRates ? " at \(format.words)" : ""),
        help: container.bitRates(at: format.rate, channels: format.channels).map { "give '--bitrate' \($0.words)" }
          ?? "leave '--bitrate' out, or name a file that ends in \(Container.extensionsWithBitRates)", .usage)
    case .unsupportedCover:
      self.init(
        "'\(path)' cannot hold a picture",
        help:
          "leave '--cover' out, or name a file that ends in \(Container.extensionsWithCovers.joined(separator: ", "))",
        .usage)
    case .tooLong(_, let bytes, let most):
      self.init(
        "'\(path)' would hold \(Self.size(bytes)) of sound, and this kind of file holds no more than \(Self.size(most))",
        help: "name a file that ends in .wav, .caf or .flac", .usage)
    case .programFailed(let failure):
      self.init(
        "'\(path)' is encoded by another program: \(failure.words)",
        help: [failure.help, failure.problem == .missing ? "name a file that ends in .mp3" : nil].compactMap(\.self)
          .joined(separator: ", or "),
        failure.problem == .cancelled ? .inputOutput : .missingProgram)
    case .libraryFailed(let message):
      self.init("'\(path)' could not be written: libsndfile says '\(message)'", help: nil, .inputOutput)
    case .verificationFailed(let mismatch):
      self.init(
        "'\(path)' was not what had been written when it was read back: \(mismatch.field.rawValue) \(mismatch.found) instead of \(mismatch.expected)",
        help: "the disk may be failing; nothing was left under the name", .inputOutput)
    case .wrongTotal, .wrongBlock:
      self.init(
        "the sound of '\(path)' did not have the promised form (\(error.problem))",
        help: "this is a mistake of adem; please report it with the pattern", .programFault)
    }
  }

  private init(_ error: CoverError) {
    let (message, help) = error.words
    self.init(message, help: help, .missingInput)
  }

  private init(_ error: RecipeError) {
    let path = error.path
    switch error.problem {
    case .systemFailed(let failure) where failure.isMissingFile:
      self.init("'\(path)' does not exist", help: Self.missingTrackHelp, .missingInput)
    case .systemFailed(let failure): self.init("'\(path)' cannot be read: \(failure.message)", help: nil, .inputOutput)
    case .notARegularFile(let kind):
      self.init("'\(path)' is a \(kind.rawValue), not a track", help: "name a pattern or a track", .missingInput)
    case .notASoundFile:
      self.init(
        "'\(path)' is not a sound file that adem knows",
        help: "patterns end in '.breath'; an output is named with '-o'", .invalidPattern)
    case .missing:
      self.init(
        "'\(path)' holds no pattern",
        help: "adem did not make it, or made it with '--no-recipe', or another program has dropped the pattern",
        .invalidPattern)
    case .damaged:
      self.init(
        "the pattern in '\(path)' is damaged", help: "render the track from its '.breath' file", .invalidPattern)
    case .newerForm:
      self.init(
        "'\(path)' was made by a later version of adem", help: "use that version, or a later one", .invalidPattern)
    }
  }

  private static let missingTrackHelp = "check the spelling; an output is named with '-o'"

  /// Returns a command for a kind of file that libsndfile cannot write; `nil` for unknown kinds.
  private static func wayThroughFFmpeg(to path: String, _ fileExtension: String) -> String? {
    let fileExtension = fileExtension.lowercased()
    if ["m4b", "mp4", "aac"].contains(fileExtension) {
      return "write '\(path.dropLast(fileExtension.count))m4a', which is AAC"
    }
    guard fileExtension == "wma" else { return nil }
    let wav = path.dropLast(fileExtension.count) + "wav"
    return "render to '\(wav)', then: ffmpeg -i \(String(wav).shellQuoted) -c:a wmav2 \(path.shellQuoted)"
  }

  /// The ending that a misspelt one means.
  private static func nearExtension(_ found: String, _ supported: [String]) -> String? {
    found.isEmpty ? nil : Container.extension(meantBy: found) ?? supported.nearest(to: found.lowercased(), by: \.self)
  }

  /// Returns help for a kind of file that Adem does not write; `nil` if no alternative is obvious.
  static func insteadOf(_ fileExtension: String) -> String? {
    fileExtension.lowercased() == "w64"
      ? "name a file that ends in .wav, which becomes an RF64 beyond 4 GB by itself" : nil
  }

  /// Returns the command that writes a sheet or a page.
  private static func otherCommand(for path: String, _ fileExtension: String) -> String? {
    switch fileExtension.lowercased() {
    case "pdf", "svg": "write 'adem sheet' in place of 'adem render' for a sheet to hand out"
    case "html", "htm": "write 'adem page' in place of 'adem render' for a page with sound, or 'adem sheet' for a sheet"
    default: nil
    }
  }

  /// Bytes as people read them.
  static func size(_ bytes: Int64) -> String {
    bytes < 10_000_000 ? "\(bytes / 1000) kB" : "\(bytes / 1_000_000) MB"
  }
}

extension String {
  /// As a shell takes it for one word.
  var shellQuoted: String {
    let isPlain = utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      default: "/._-=,+:@%".utf8.contains(byte)
      }
    }
    return isPlain && !isEmpty
      ? self : "'" + split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}

extension OutputIndexError {
  var warning: String {
    "warning: the record of earlier tracks, '\(OutputIndex.fileName)', \(reason); no existing file is replaced\n"
  }

  var reason: String {
    switch self {
    case .malformed: "cannot be read: it is damaged"
    case .otherVersion(let version): "is of another version of adem (\(version))"
    case .tooLong(let limit): "is longer than \(limit >> 20) MiB"
    case .notARegularFile(let kind): "is a \(kind.rawValue), not a file"
    case .systemFailed(let failure): "cannot be read: \(failure.message)"
    }
  }
}

extension CoverError {
  /// The message, and the help.
  var words: (message: String, help: String?) {
    switch problem {
    case .unreadable(.systemFailed(let failure)) where failure.isMissingFile:
      ("the picture '\(path)' does not exist", "check the spelling")
    case .unreadable(.systemFailed(let failure)): ("the picture '\(path)' cannot be read: \(failure.message)", nil)
    case .unreadable: ("'\(path)' is not a picture", "name a JPEG or PNG")
    case .tooLarge:
      (
        "the picture '\(path)' is larger than \(CoverPicture.largest >> 20) MiB",
        "make it smaller, such as: ffmpeg -i \(path.shellQuoted) -vf scale=1400:-1 cover.jpg"
      )
    case .notAPicture:
      ("'\(path)' is neither a JPEG nor a PNG by its bytes", "convert it: ffmpeg -i \(path.shellQuoted) cover.jpg")
    case .damaged: ("the picture '\(path)' is damaged or breaks off", "save it again as a JPEG or PNG")
    }
  }
}

extension Container {
  /// The extensions of the kinds that hold a picture, with their dots.
  static let extensionsWithCovers = extensions.filter { Container(ofFileAt: "a.\($0)")?.takesCover ?? false }
    .map { ".\($0)" }
}
