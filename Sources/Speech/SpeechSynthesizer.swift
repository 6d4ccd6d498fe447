import LanguageWords
public import PatternLanguage
package import Programs
import SoundFiles
import Synchronization
public import Synthesis

/// Synthesizes speech in one voice.
///
/// The recordings are mono, at the rate of the program or the file, and trimmed: the onset is within their first 5 ms,
/// after a short attack. Their loudness is unchanged. ``ready(_:rate:)`` returns them as they are mixed. Several
/// threads may use one synthesizer.
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

  /// Speech that could not be cached; `nil` to run the program each time.
  package var memory: SpeechMemory?

  private let voice: Source
  private let language: String
  /// Versions of the processing of speech: of trimming, and of all steps until it is mixed.
  private static let (lengthVersion, readyVersion) = ("length 2", "ready 2")
  /// The identity of the program, stored after the first look-up.
  private let identity = IdentityMemo()

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
    case .piper(let model):
      self.voice = .program(Piper(model, beside: root, language: language, in: environment))
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
    return try identity(of: utterances)
  }

  /// Returns everything that determines the sound of what a track says.
  ///
  /// - Precondition: no utterance is a clip.
  /// - Throws: ``SpeechError``.
  package func identity(saying utterances: [PatternLanguage.Utterance]) throws(SpeechError) -> [String] {
    var said: [Utterance] = []
    for utterance in utterances { said.append(try words(of: utterance)) }
    return try identity(of: said)
  }

  private func identity(of utterances: [Utterance]) throws(SpeechError) -> [String] {
    var parts: [String] = []
    for utterance in utterances {
      do throws(SpeechError.Problem) {
        switch voice {
        case .program(let program): return [language] + (try identity(of: program).parts)
        case .folder(let folder): parts.append(try folder.digest(named: utterance.fileNames).hexadecimal)
        }
      } catch {
        throw SpeechError(utterance.words, error)
      }
    }
    return parts
  }

  // MARK: Words of a track

  /// Returns the length of words that are in the cache; `nil` if they have to be spoken or read first.
  ///
  /// - Precondition: the utterance is no clip.
  /// - Throws: ``SpeechError``.
  public func knownLength(of utterance: PatternLanguage.Utterance) throws(SpeechError) -> Duration? {
    guard let cache else { return nil }
    let words = try words(of: utterance)
    return try naming(words) { () throws(SpeechError.Problem) in
      cache.length(SpeechCache.Key([Self.lengthVersion] + (try source(of: words))))
    }
  }

  /// Returns the length of words, which is in the cache once they have been spoken.
  ///
  /// - Precondition: the utterance is no clip.
  /// - Throws: ``SpeechError``.
  public func length(of utterance: PatternLanguage.Utterance) throws(SpeechError) -> Duration {
    let words = try words(of: utterance)
    return try naming(words) { () throws(SpeechError.Problem) in
      let source = try source(of: words)
      let key = SpeechCache.Key([Self.lengthVersion] + source)
      if let known = cache?.length(key) { return known }
      let recording = try recording(of: words, from: source)
      cache?.keepLength(of: recording, as: key)
      return recording.length
    }
  }

  /// Returns words as they are mixed: trimmed, at the loudness of words and the rate of a track.
  ///
  /// - Precondition: the utterance is no clip.
  /// - Throws: ``SpeechError``.
  public func ready(_ utterance: PatternLanguage.Utterance, rate: Int) throws(SpeechError) -> Recording {
    let words = try words(of: utterance)
    return try naming(words) { () throws(SpeechError.Problem) in
      let source = try source(of: words)
      let key = SpeechCache.Key([Self.readyVersion, "\(rate)", Recording.resampler] + source)
      if let kept = cache?[key].flatMap({ ReadySpeech(bytes: $0, rate: rate) }) { return kept.recording }
      let ready = ReadySpeech(try recording(of: words, from: source), rate: rate)
      cache?.keep(ready.bytes, as: key)
      return ready.recording
    }
  }

  /// Speaks words in one run of the program, where that is faster, and keeps them.
  ///
  /// - Precondition: no utterance is a clip.
  /// - Throws: ``SpeechError`` for the first words that cannot be spoken; those before them are kept.
  public func prepare(_ utterances: [PatternLanguage.Utterance]) throws(SpeechError) {
    guard cache != nil || memory != nil, case .program(let program) = voice, let piper = program as? Piper else {
      return
    }
    var said: [(words: String, text: SpokenText, key: SpeechCache.Key)] = []
    var seen = Set<SpeechCache.Key>()
    for utterance in utterances {
      let words = try words(of: utterance)
      try naming(words) { () throws(SpeechError.Problem) in
        let key = SpeechCache.Key(try source(of: words))
        guard seen.insert(key).inserted, cache?[key] == nil, memory?[key] == nil else { return }
        said.append((words.words, try SpokenText(words.words), key))
      }
    }
    guard !said.isEmpty else { return }
    var outputs: [[UInt8]]
    var failure: UnspokenText?
    do throws(UnspokenText) {
      outputs = try piper.speak(said.map(\.text), keptBy: cache, limits: limits)
    } catch {
      (outputs, failure) = (error.spoken, error)
    }
    for (output, said) in zip(outputs, said) where !(cache?.keep(output, as: said.key) ?? false) {
      memory?[said.key] = try? piper.recording(from: output)
    }
    if let failure { throw SpeechError(said[failure.index].words, failure.problem) }
  }

  /// Returns the recording of words in a folder of recordings, which may be missing; nil for another voice.
  ///
  /// - Precondition: the utterance is no clip.
  /// - Throws: ``SpeechError`` if the folder is outside the root, or for a text without words.
  package func folderRecording(of utterance: PatternLanguage.Utterance) throws(SpeechError) -> FolderRecording? {
    guard case .folder(let folder) = voice else { return nil }
    let words = try words(of: utterance)
    return try naming(words) { () throws(SpeechError.Problem) in
      let place = try folder.place(named: words.fileNames)
      return FolderRecording(words: words.words, file: place.file, isThere: place.isThere, nearest: place.nearest)
    }
  }

  private var limits: RunLimits { RunLimits(time: timeLimit, isCancelled: isCancelled) }

  private func words(of utterance: PatternLanguage.Utterance) throws(SpeechError) -> Utterance {
    switch utterance {
    case .text(let text): return self.utterance(of: text)
    case .number(let number): return self.utterance(of: number)
    case .phrase(let event):
      guard let phrase = Phrase(rawValue: event) else { throw SpeechError(event, .nothingToSay) }
      return try self.utterance(of: phrase)
    case .word(let event, let isShort):
      guard let phase = Phrase(rawValue: event) else { throw SpeechError(event, .nothingToSay) }
      return try word(of: phase, isShort: isShort)
    case .clip: preconditionFailure("A clip is not spoken by a voice.")
    }
  }

  private func naming<Result>(
    _ words: Utterance, _ body: () throws(SpeechError.Problem) -> Result
  ) throws(SpeechError) -> Result {
    do throws(SpeechError.Problem) { return try body() } catch { throw SpeechError(words.words, error) }
  }

  // MARK: Utterances

  /// Words to speak.
  private struct Utterance {
    var words: String
    /// Names of the recording in a folder before that of the words, without an extension; the preferred name first.
    var ownNames: [String] = []

    /// Names of the recording in a folder, without an extension; the preferred name first.
    var fileNames: [String] {
      let slug = Slug(words).name
      return ownNames + (slug.isEmpty ? [] : [slug])
    }
  }

  private func utterance(of text: String) -> Utterance { Utterance(words: text) }

  private func utterance(of number: Int) -> Utterance {
    Utterance(words: Phrases.inLanguage(language)?[number] ?? "\(number)", ownNames: ["\(number)"])
  }

  private func utterance(of phrase: Phrase) throws(SpeechError) -> Utterance {
    if let words = Phrases.inLanguage(language)?[phrase] {
      return Utterance(words: words, ownNames: phrase.fileNames)
    }
    guard case .folder = voice else {
      throw SpeechError(phrase.rawValue, .phraseMissing(phrase, language: language, known: Phrases.languages))
    }
    return Utterance(words: phrase.rawValue, ownNames: phrase.fileNames)
  }

  /// A folder of recordings needs only one form of a word, which then serves for both.
  private func word(of phase: Phrase, isShort: Bool) throws(SpeechError) -> Utterance {
    let phrases = Phrases.inLanguage(language)
    let shortNames = phase.fileNames.map { $0 + "-short" }
    let forms = [(phase.fileNames, false), (shortNames, true)].map { names, isShort in
      names + (phrases?.word(of: phase, isShort: isShort).map { [Slug($0).name] } ?? [])
    }
    let names = isShort ? forms[1] + forms[0] : forms[0] + forms[1]
    if let words = phrases?.word(of: phase, isShort: isShort) { return Utterance(words: words, ownNames: names) }
    guard case .folder = voice else {
      throw SpeechError(phase.rawValue, .phraseMissing(phase, language: language, known: Phrases.languages))
    }
    return Utterance(words: phase.rawValue, ownNames: names)
  }

  private func recording(of utterance: Utterance) throws(SpeechError) -> Recording {
    try naming(utterance) { () throws(SpeechError.Problem) in
      try recording(of: utterance, from: cache == nil && memory == nil ? [] : source(of: utterance))
    }
  }

  /// Returns everything that determines the sound of words.
  private func source(of words: Utterance) throws(SpeechError.Problem) -> [String] {
    switch voice {
    case .program(let program): return try identity(of: program).parts + [SpokenText(words.words).line]
    case .folder(let folder):
      guard !words.fileNames.isEmpty else { throw .nothingToSay }
      return ["folder", try folder.digest(named: words.fileNames).hexadecimal]
    }
  }

  private func identity(of program: any SpeakingProgram) throws(SpeechError.Problem) -> ProgramIdentity {
    if let known = identity.value.withLock({ $0 }) { return known }
    if let espeak = program as? EspeakNG { espeak.cache = cache }
    let found = try program.identity()
    identity.value.withLock { $0 = found }
    return found
  }

  /// Returns trimmed words.
  ///
  /// - Parameter source: what determines their sound; empty if they are neither cached nor remembered.
  private func recording(of words: Utterance, from source: [String]) throws(SpeechError.Problem) -> Recording {
    switch voice {
    case .program(let program): return try speech(of: SpokenText(words.words), by: program, from: source)
    case .folder(let folder):
      guard !words.fileNames.isEmpty else { throw .nothingToSay }
      return try folder.recording(named: words.fileNames)
    }
  }

  private func speech(
    of text: SpokenText, by program: any SpeakingProgram, from source: [String]
  ) throws(SpeechError.Problem) -> Recording {
    let key = source.isEmpty ? nil : SpeechCache.Key(source)
    // Cached output is decoded and checked like the output of a program.
    if let key, let kept = cache?[key], let recording = try? program.recording(from: kept) { return recording }
    if let key, let kept = memory?[key] { return kept }
    let bytes = try program.speak(text, limits: limits)
    let recording = try program.recording(from: bytes)
    if let key, !(cache?.keep(bytes, as: key) ?? false) { memory?[key] = recording }
    return recording
  }
}

/// A recording in a folder of recordings.
package struct FolderRecording: Sendable {
  /// The spoken words.
  package let words: String
  /// Path from the folder of the pattern: of the file that is there, or else of the one to record.
  package let file: String
  /// Whether the file is there.
  package let isThere: Bool
  /// Name of a similar file in the folder; nil for none.
  package let nearest: String?
}

/// Speech that could not be cached. A program may speak a text differently each time, so that a track is rendered with
/// the words that were measured.
package final class SpeechMemory: Sendable {
  private let recordings = Mutex<[SpeechCache.Key: Recording]>([:])

  /// A memory without speech.
  package init() {}

  subscript(key: SpeechCache.Key) -> Recording? {
    get { recordings.withLock { $0[key] } }
    set { recordings.withLock { $0[key] = newValue } }
  }
}

/// The identity of a program, found once for each synthesizer.
private final class IdentityMemo: Sendable {
  let value = Mutex<ProgramIdentity?>(nil)
}
