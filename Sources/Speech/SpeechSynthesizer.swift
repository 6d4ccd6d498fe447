import LanguageWords
public import PatternLanguage
import SoundFiles
public import Synthesis

/// Says texts in one voice.
///
/// Its recordings are mono, at the rate of whatever made them, and trimmed: the word begins within their first
/// 5 ms, behind a shaped edge. They are as loud as they came. The same speaker may be asked from several threads.
public struct SpeechSynthesizer: Sendable {
  /// Bytes of one text. It has to fit in a pipe that nobody reads yet.
  public static let longestText = 4000

  /// Where recordings are kept that a program made; without one, each is made anew.
  public var cache: SpeechCache?
  /// How long a program may take for one text before it is killed.
  public var timeLimit = Duration.seconds(10)
  /// Asked a hundred times a second while a program runs; once it is true, the program is killed.
  public var isCancelled: @Sendable () -> Bool = { false }

  private let voice: Source
  private let language: String

  private enum Source: Sendable {
    case program(any SpeakingProgram)
    case folder(VoiceFolder)
  }

  /// Nil where nobody speaks.
  ///
  /// - Parameters:
  ///   - voice: without one, espeak-ng's voice for the language speaks.
  ///   - language: a BCP 47 tag, in which cues are said.
  ///   - root: the folder of the pattern: paths begin in it, a command runs in it, and a folder of recordings stays
  ///     inside it.
  public init?(_ voice: Voice?, language: String, root: String) {
    self.init(voice, language: language, root: root, surroundings: ProgramEnvironment())
  }

  package init?(_ voice: Voice?, language: String, root: String, surroundings: ProgramEnvironment) {
    self.language = language
    switch voice {
    case .silent: return nil
    case nil: self.voice = .program(EspeakNG(speaking: language, in: surroundings))
    case .named(let name): self.voice = .program(EspeakNG(voice: name, in: surroundings))
    case .command(let line): self.voice = .program(VoiceCommand(line, folder: root, in: surroundings))
    case .folder(let path): self.voice = .folder(VoiceFolder(path, root: root))
    }
  }

  /// Says a text.
  ///
  /// In a folder of recordings it is the file that is named for the text.
  public func recording(of text: String) throws(SpeechError) -> Recording { try recording(of: utterance(of: text)) }

  /// Announces a number, such as a breath of a countdown.
  ///
  /// In a folder of recordings it is `20.wav`.
  public func recording(of number: Int) throws(SpeechError) -> Recording { try recording(of: utterance(of: number)) }

  /// Says the words of a cue in the speaker's language.
  ///
  /// In a folder of recordings it is the file that is named for the cue (`inhale.wav`), or else for its words.
  public func recording(of phrase: Phrase) throws(SpeechError) -> Recording {
    try recording(of: utterance(of: phrase))
  }

  /// What decides how these are said, in digests and names: the program, its version and its voice, or the recordings.
  /// Nothing is said.
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

  /// Something to be said.
  private struct Utterance {
    var words: String
    /// Under which a folder may have it, best first; without an extension.
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
    // What is kept is no more trusted than what a program says.
    if let key, let kept = cache?[key], let recording = try? program.recording(from: kept) { return recording }
    let bytes = try program.speak(text, limits: RunLimits(time: timeLimit, isCancelled: isCancelled))
    let recording = try program.recording(from: bytes)
    if let key { cache?.keep(bytes, as: key) }
    return recording
  }
}
