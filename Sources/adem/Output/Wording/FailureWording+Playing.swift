import BreathPacing
import CSystem
import FileStore
import PatternLanguage
import Playback
import Programs
import SoundFiles
import Speech
import Synthesis

/// Wording of failures of recordings, speech and loudness.
extension FailureWording {
  init(_ failure: AudioOutput.Failure, of input: String) {
    let otherwise =
      "'adem render \(input.shellQuoted) -o calm.mp3' makes a file for any player, and '--silent' shows the breath without sound"
    switch failure {
    case .noLibrary:
      self.init(
        "playing needs PortAudio, which is not installed",
        help: "install it with 'apt install libportaudio2' or 'brew install portaudio'; \(otherwise)", .missingProgram)
    case .noDevice:
      self.init("no sound device was found", help: "check the sound settings; \(otherwise)", .missingProgram)
    case .refused(let message):
      self.init(
        "the sound device cannot be used: \(message.isEmpty ? "no reason is given" : message)",
        help: "close other programs that use it; \(otherwise)", .inputOutput)
    case .stopped:
      self.init("the sound device has stopped", help: "connect it again, and play again; \(otherwise)", .inputOutput)
    }
  }

  init(_ error: PlaybackError, of input: String) {
    let file = error.file
    switch error.problem {
    case .unusable(.missing(let suggestion)):
      self.init(
        "'\(input)' plays '\(file)', which is not there",
        help: Container(ofFileAt: input) != nil
          ? "a track holds no recordings: go to the folder of its pattern, or copy them here"
          : suggestion.map { "write '\($0)'" } ?? "the path begins in the folder of the pattern", .missingInput)
    case .unusable(.outsideRoot):
      self.init(
        "'\(input)' plays '\(file)', which lies outside the folder of the patterns",
        help: "move it there, or name the folder that holds both", .missingInput)
    case .unusable(.unusable(let problem)):
      self.init(
        "'\(input)' cannot play '\(file)': \(problem.words)", help: problem.help(for: file.seen(from: input)),
        problem.status)
    case .loopTooShort(let length, let least):
      self.init(
        "'\(input)': the bed '\(file)' lasts \(length.spelled), and a bed lasts \(least.spelled) at least",
        help: "choose a longer recording", .invalidPattern)
    case .silentLoop:
      self.init("'\(input)': the bed '\(file)' is silent", help: "choose another recording", .invalidPattern)
    }
  }

  init(_ error: MissingRecordings, of input: String) {
    let files = error.files.map { file in
      "\(file.path)" + (file.words.map { "  \"\($0)\"" } ?? "")
        + (file.nearest.map { "  (there is '\($0)')" } ?? "")
    }
    self.init(
      "'\(input)' plays \(files.count) recordings that are not there:", listing: files,
      help: "'adem show --recordings \(input.shellQuoted)' says how long each may be; or render without words: "
        + "'--voice none'",
      .missingInput)
  }

  init(_ error: SampleStoreError) {
    let elsewhere = "or name a folder on another disk: TMPDIR=FOLDER adem …"
    let written = Self.size(error.written)
    switch error.failure.code {
    case ENOSPC, EDQUOT:
      self.init(
        "the disk of '\(error.folder)' was full after \(written) of recordings that a track plays",
        help: "free some space, \(elsewhere)", .inputOutput)
    case EFBIG:
      self.init(
        "no file may be longer in '\(error.folder)' than the \(written) of recordings that a track plays",
        help: "see 'ulimit -f', \(elsewhere)", .inputOutput)
    default:
      let tried = error.failure.step == .read ? "read back" : "kept"
      self.init(
        "the recordings that a track plays could not be \(tried) in '\(error.folder)': \(error.failure.message)",
        help: elsewhere.capitalisedOr, .inputOutput)
    }
  }

  init(_ error: UnreachableLoudness, of input: String) {
    switch error {
    case .silence(let wanted):
      self.init(
        "'\(input)' is to have \(wanted.spelled), but it is silent or shorter than 0.4s",
        help: "leave 'loudness' out", .invalidPattern)
    case .tooLoud(let wanted, let reachable, let truePeak):
      self.init(
        "'\(input)' is to have \(wanted.spelled), and its peaks would reach \(truePeak.spelled)TP; "
          + "\(Levels.ceiling.spelled)TP is the most",
        help: "write 'loudness \(reachable.spelled)' or less, or choose sounds that last longer", .invalidPattern)
    }
  }

  init(_ error: PitchBeyondRate, of input: String) {
    let pitch = Int(error.pitch.value.rounded(.up))
    let least = SoundFormat.usualRates.first { 0.4 * Double($0) > error.pitch.value }
    self.init(
      "'\(input)': '\(error.event)' sounds up to \(pitch)Hz, and a rate of \(error.rate) carries pitches below "
        + "\(Int(error.highest.value))Hz",
      help: (least.map { "write '--rate \($0)', or " } ?? "") + "choose a lower pitch", .invalidPattern)
  }

  init(_ error: CommandRefusal, of input: String) {
    switch error {
    case .notAllowed(let command, let isOfManifest):
      self.init(
        isOfManifest
          ? "the manifest gives '\(input)' a command to speak with, and it may not run"
          : "'\(input)' speaks with a command of its own, and it may not run",
        help: "if you trust it, add '--allow-commands'; it runs: \(command)", .notPermitted)
    case .notStored:
      self.init(
        "the voice of '\(input)' was a command, and a track does not store the command that it was rendered with",
        help: "give it again with --voice 'command \"…\"', or render without words: '--voice none'", .missingProgram)
    }
  }

  init(_ error: SpeechError, of input: String) {
    let text = "'\(input)' cannot say \"\(error.text.count > 60 ? error.text.prefix(59) + "…" : error.text)\""
    let silently = "or render without words: '--voice none'"
    switch error.problem {
    case .nothingToSay:
      self.init("\(text): there is nothing to be said in it", help: "write words, \(silently)", .invalidPattern)
    case .textTooLong(let bytes, let limit):
      self.init("\(text): it has \(bytes) bytes, and \(limit) are the most", help: "shorten it", .invalidPattern)
    case .phraseMissing(let phrase, let language, let known):
      self.init(
        "'\(input)': there are no words for '\(phrase.rawValue)' in the language '\(language)'",
        help:
          "choose a language among \(known.joined(separator: ", ")), or a 'voice folder' with '\(phrase.rawValue).wav'",
        .invalidPattern)
    case .program(let failure):
      self.init(
        "\(text): \(failure.words)", help: failure.help.map { "\($0), \(silently)" } ?? silently.capitalisedOr,
        failure.problem == .cancelled ? .inputOutput : .missingProgram)
    case .unreadableCommand(.empty):
      self.init("'\(input)': the command of 'voice command' is empty", help: "name a program", .invalidPattern)
    case .unreadableCommand(.openQuote(let quote)):
      self.init(
        "'\(input)': a \(quote) in the command of 'voice command' is never closed", help: "close it", .invalidPattern)
    case .voiceUnknown(let name, let known):
      self.init(
        "\(text): there is no voice '\(name)'",
        help: known.nearest(to: name, by: \.self).map { "write 'voice \($0)'" } ?? "see 'espeak-ng --voices'",
        .invalidPattern)
    case .modelMissing(let name, let nearest, let fetching):
      let model = name.hasSuffix(".onnx") ? String(name.dropLast(5)) : name
      self.init(
        "'\(input)': there is no model '\(model).onnx' for Piper, neither beside the pattern, nor in a folder of "
          + "ADEM_VOICES, nor here",
        help: nearest.first.map { "write 'voice piper \"\($0)\"', or fetch it with '\(fetching) \(model.shellQuoted)'" }
          ?? "fetch it with '\(fetching) \(model.shellQuoted)', \(silently)", .missingInput)
    case .modelOutsideRoot(let name):
      self.init(
        "'\(input)': the model '\(name)' lies outside the folder of the pattern",
        help: "write its name alone, and name its folder in the variable ADEM_VOICES", .missingInput)
    case .modelIncomplete(let path):
      self.init(
        "'\(input)': beside the model '\(path)' there is no '\(path.lastComponent).json'",
        help: "a voice of Piper is both files: put it there", .missingInput)
    case .modelFailed(let path, let failure):
      self.init(
        "\(text): with the model '\(path)' \(failure.words)",
        help: "fetch the model again, or try it by itself: echo 1 | piper -m \(path.shellQuoted) -f test.wav",
        .missingProgram)
    case .unusableRecording(let name, let problem):
      self.init(
        "\(text): the recording '\(name)' cannot be used: \(problem.words)",
        help: problem.help(for: name.seen(from: input)),
        problem.status)
    case .silentRecording(let name):
      self.init("\(text): the recording '\(name)' is silent", help: "record it again, \(silently)", .invalidPattern)
    case .unreadableSound(let name, let problem):
      self.init(
        "\(text): what '\(name)' wrote is no sound that can be used: \(problem.words)",
        help: "it must write a WAV to its standard output", .missingProgram)
    case .inaudible(let name):
      self.init("\(text): what came from '\(name)' is silent", help: silently.capitalisedOr, .missingProgram)
    case .folderMissing(let folder):
      self.init(
        "'\(input)': the folder of recordings '\(folder)' is not there",
        help: "the path begins in the folder of the pattern", .missingInput)
    case .folderOutsideRoot(let folder):
      self.init(
        "'\(input)': the folder of recordings '\(folder)' lies outside the folder of the pattern",
        help: "move it there", .missingInput)
    case .recordingMissing(let folder, let names, let nearest):
      let wanted = names.map { "'\($0).wav'" }.joined(separator: " or ")
      self.init(
        "\(text): there is no \(wanted) in '\(folder)'",
        help: nearest.first.map { "there is '\($0)'" } ?? "record it, \(silently)", .missingInput)
    }
  }
}

extension ProgramFailure {
  /// The cause, for use after a colon.
  var words: String {
    switch problem {
    case .missing:
      Self.packages[program] == nil ? "there is no program '\(program)'" : "\(program) is not installed"
    case .notStarted(let failure): "'\(program)' could not be started: \(failure.message)"
    case .exited(let status, let message):
      "'\(program)' failed with status \(status)\(message.afterColon)"
    case .killed(let signal, let message): "'\(program)' was killed by signal \(signal)\(message.afterColon)"
    case .timedOut(let time): "'\(program)' had not answered after \(time.spelled), and was stopped"
    case .tooMuchOutput(let limit): "'\(program)' wrote more than \(limit >> 20) MiB, and was stopped"
    case .badOutput: "'\(program)' wrote something else than it was asked for"
    case .cancelled: "it was interrupted"
    }
  }

  /// The remedy; `nil` if there is none.
  var help: String? {
    switch problem {
    case .missing: "install it" + (Self.packages[program].map { " with \($0)" } ?? "")
    case .exited, .killed, .timedOut, .tooMuchOutput, .badOutput: "try the command by itself"
    case .notStarted, .cancelled: nil
    }
  }

  /// The packages that install the programs that Adem starts.
  private static let packages = [
    "espeak-ng": "'apt-get install espeak-ng' or 'brew install espeak-ng'",
    "piper": "'pipx install piper-tts' or 'pip install piper-tts'",
    "ffmpeg": "'apt-get install ffmpeg' or 'brew install ffmpeg'",
  ]
}

extension RecordingError.Problem {
  /// Exit status: whether the file, its content or a program is the matter.
  fileprivate var status: ExitStatus {
    switch self {
    case .missing, .notReadable, .symbolicLinkLoop, .notARegularFile, .systemFailed: .missingInput
    case .needsFFmpeg, .program: .missingProgram
    default: .invalidPattern
    }
  }

  /// Problem of a recording, for use after a colon.
  var words: String {
    switch self {
    case .missing: "it is not there"
    case .notReadable: "it may not be read"
    case .symbolicLinkLoop: "its links lead in a circle"
    case .notARegularFile(let kind): "it is a \(kind.rawValue), not a file"
    case .fileTooLarge(let size, let largest):
      "it has \(size / 1_000_000) MB, and \(largest / 1_000_000) MB are the most"
    case .systemFailed(let failure): failure.message
    case .empty: "it is empty"
    case .unrecognised(let message): "it is no recording that can be read (\(message))"
    case .needsFFmpeg: "it is read through ffmpeg, which is not installed"
    case .program(let failure): failure.words
    case .noSound: "there is no sound in it"
    case .damaged(let message): "it is damaged (\(message))"
    case .truncated(let percent): "it breaks off" + (percent.map { ": \($0) % of it are there" } ?? "")
    case .tooManyChannels(let channels): "it has \(channels) channels, and two are the most"
    case .rateOutOfRange(let rate, let allowed):
      "it has \(rate) frames a second; they lie between \(allowed.lowerBound) and \(allowed.upperBound)"
    case .tooLong(let length, let longest):
      "it lasts " + (length.map { "\($0.spelled), and " } ?? "longer than ") + longest.spelled
        + (length == nil ? "" : " is the most")
    case .tooManySamples(let samples, let most): "it has \(samples) samples, and \(most) are the most"
    case .notANumber(let frame): "the sample at frame \(frame) is not a number"
    case .farAboveFullScale(let peak): "its samples reach \(Int(peak)) times full scale"
    }
  }

  /// The remedy for the problem of a recording; nil if there is none.
  ///
  /// - Parameter file: the path of the recording, for a command that the user types.
  fileprivate func help(for file: String) -> String? {
    let stem =
      file.hasSuffix(".wav")
      ? file.dropLast(4) + "-converted" : String(file[..<(file.lastIndex(of: ".") ?? file.endIndex)])
    let converted = "\(stem).wav"
    let conversion = "ffmpeg -i \(file.shellQuoted)"
    return switch self {
    case .tooManyChannels: "mix it down to stereo, with: \(conversion) -ac 2 \(converted.shellQuoted)"
    case .unrecognised, .noSound: "choose another recording"
    case .needsFFmpeg:
      "install it with 'apt-get install ffmpeg' or 'brew install ffmpeg', or convert the file where it is, with: "
        + "\(conversion) \(converted.shellQuoted)"
    case .program(let failure): failure.help
    case .tooLong, .fileTooLarge, .tooManySamples: "cut it, or use it as several recordings"
    case .notReadable: "check its permissions"
    case .notARegularFile, .symbolicLinkLoop: "name the recording itself"
    case .empty, .damaged, .truncated: "record or copy it again, or choose another recording"
    case .rateOutOfRange: "convert it to 48000 frames a second, with: \(conversion) -ar 48000 \(converted.shellQuoted)"
    case .notANumber, .farAboveFullScale: "save it again with samples between -1 and 1, or choose another recording"
    case .missing, .systemFailed: nil
    }
  }
}

extension LoneChannel {
  /// The part that is played, and the reason.
  var words: String {
    let name = channel == .left ? "left" : "right"
    return "a mono track plays only the \(name) channel of '\(file.printable)', since both together nearly cancel"
  }
}

extension LUFS {
  /// Loudness in the language, to a tenth.
  var spelled: String { "\(Rational(Int64((value * 10).rounded()), over: 10))LUFS" }
}

extension Decibels {
  /// Level to a tenth.
  var spelled: String { "\(Rational(Int64((value * 10).rounded()), over: 10))dB" }
}

extension String {
  /// First line after a colon, or the last one of a program in Python, where the reason is; empty for an empty text.
  fileprivate var afterColon: String {
    let lines = split(whereSeparator: \.isNewline)
    let isPython = contains("Traceback (most recent call last)") || contains("\n  File \"")
    let line = (isPython ? lines.last : lines.first).map(String.init) ?? ""
    return line.isEmpty ? "" : ": \(line.prefix(200))"
  }

  fileprivate var capitalisedOr: String { hasPrefix("or ") ? String(dropFirst(3)) : self }
}
