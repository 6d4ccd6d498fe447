import LanguageWords
public import PatternLanguage
package import Programs
import SoundFiles
public import Synthesis

/// Synthesizes speech in one voice.
///
/// The recordings are mono, at the rate of the program or the file, and trimmed: the onset is within their first 5 ms,
/// after a short attack. Their loudness is unchanged. Several threads may use one synthesizer.
///
/// ```swift
/// let synthesizer = SpeechSynthesizer(nil, language: "nl", root: "patterns")
/// let recording = try synthesizer?.recording(of: "Adem in")
/// ```
public struct SpeechSynthesizer: Sendable {
  /// Maximum size of a text in bytes. It must fit in a pipe before the program reads it.
  public static let longestText = 4000

  /// Cache for the output of programs; `nil` to run the program each time.
  public var cache: SpeechCache?
  /// Maximum time of a program for one text before it is killed.
  public var timeLimit = Duration.seconds(10)
  /// Called a hundred times per second while a program runs; the program is killed when it returns true.
  public var isCancelled: @Sendable () -> Bool = { false }

  private let voice: Source
  private let language: String

  private enum Source: Sendable {
    case program(any SpeakingProgram)
    case folder(VoiceFolder)
  }

  /// A synthesizer for a voice of the language; `nil` for the voice `silent`.
  ///
  /// - Parameters:
  ///   - voice: `nil` for the voice of espeak-ng for the language.
  ///   - language: a BCP 47 tag, the language of numbers and cues.
  ///   - root: folder of the pattern. Relative paths start there, commands run there, and a folder of recordings must
  ///     be inside it.
  public init?(_ voice: Voice?, language: String, root: String) {
    self.init(voice, language: language, root: root, environment: ProgramEnvironment())
  }

  package init?(_ voice: Voice?, language: String, root: String, environment: ProgramEnvironment) {
    self.language = language
    switch voice {
    case .silent: return nil
    case nil: self.voice = .program(EspeakNG(speaking: language, in: environment))
    case .named(let name): self.voice = .program(EspeakNG(voice: name, in: environment))
    case .command(let line): self.voice = .program(VoiceCommand(line, folder: root, in: environment))
    case .folder(let path): self.voice = .folder(VoiceFolder(path, root: root))
    }
  }

  /// Speaks a text.
  ///
  /// A folder of recordings contains it as the file with the name of the text.
  ///
  /// - Throws: ``SpeechError``.
  public func recording(of text: String) throws(SpeechError) -> Recording { try recording(of: utterance(of: text)) }

  /// Speaks a number, such as a breath of a countdown.
  ///
  /// A folder of recordings contains it as `20.wav`, for example.
  ///
  /// - Throws: ``SpeechError``.
  public func recording(of number: Int) throws(SpeechError) -> Recording { try recording(of: utterance(of: number)) }

  /// Speaks the words of a cue in the language of the synthesizer.
  ///
  /// A folder of recordings contains it as the file with the name of the cue (`inhale.wav`), or else of its words.
  ///
  /// - Throws: ``SpeechError``.
  public func recording(of phrase: Phrase) throws(SpeechError) -> Recording {
    try recording(of: utterance(of: phrase))
  }

  /// Returns everything that determines the sound of these texts, without speaking them: the program, its version and
  /// its voice, or the digests of the recordings.
  ///
  /// - Throws: ``SpeechError``.
  public func identity(
    saying texts: [String], numbers: [Int], phrases: [Phrase]
  ) throws(SpeechError) -> [String] {
    var utterances = texts.map(utterance) + numbers.map(utterance)
    for phrase in phrases { utterances.append(try utterance(of: phrase)) }
    var parts: [String] = []
    for utterance in utterances {
      do throws(SpeechError.Problem) {
        switch voice {
        case .program(let program): return [language] + (try program.identity().parts)
        case .folder(let folder): parts.append(try folder.digest(named: utterance.fileNames).hexadecimal)
        }
      } catch {
        throw SpeechError(utterance.words, error)
      }
    }
    return parts
  }

  // MARK: Utterances

  /// Words to speak.
  private struct Utterance {
    var words: String
    /// Names of the recording in a folder, without an extension; the preferred name first.
    var fileNames: [String]
  }

  private func utterance(of text: String) -> Utterance {
    let slug = Slug(text).name
    return Utterance(words: text, fileNames: slug.isEmpty ? [] : [slug])
  }

  private func utterance(of number: Int) -> Utterance {
    let words = Phrases.inLanguage(language)?[number] ?? "\(number)"
    return Utterance(words: words, fileNames: ["\(number)"] + utterance(of: words).fileNames)
  }

  private func utterance(of phrase: Phrase) throws(SpeechError) -> Utterance {
    if let words = Phrases.inLanguage(language)?[phrase] {
      return Utterance(words: words, fileNames: phrase.fileNames + utterance(of: words).fileNames)
    }
    guard case .folder = voice else {
      throw SpeechError(phrase.rawValue, .phraseMissing(phrase, language: language, known: Phrases.languages))
    }
    return Utterance(words: phrase.rawValue, fileNames: phrase.fileNames)
  }

  private func recording(of utterance: Utterance) throws(SpeechError) -> Recording {
    do throws(SpeechError.Problem) {
      switch voice {
      case .program(let program): return try speech(of: SpokenText(utterance.words), by: program)
      case .folder(let folder):
        guard !utterance.fileNames.isEmpty else { throw .nothingToSay }
        return try folder.recording(named: utterance.fileNames)
      }
    } catch {
      throw SpeechError(utterance.words, error)
    }
  }

  private func speech(of text: SpokenText, by program: any SpeakingProgram) throws(SpeechError.Problem) -> Recording {
    let key = cache == nil ? nil : try program.identity().key(for: text)
    // Cached output is decoded and checked like the output of a program.
    if let key, let kept = cache?[key], let recording = try? program.recording(from: kept) { return recording }
    let bytes = try program.speak(text, limits: RunLimits(time: timeLimit, isCancelled: isCancelled))
    let recording = try program.recording(from: bytes)
    if let key { cache?.keep(bytes, as: key) }
    return recording
  }
}
