import FileStore
import Programs
import Synchronization

/// espeak-ng as a separate process, because it is under the GPL. Its output is the same bytes each time.
final class EspeakNG: SpeakingProgram {
  /// Words per minute: calm.
  static let pace = 145

  let name = "espeak-ng"
  private let voice: String
  private let environment: ProgramEnvironment
  /// Versions by the path and the stat signature of the program. Each is asked for once, because a batch has a
  /// synthesizer for each of its tracks.
  private static let versions = Mutex<[[String]: String]>([:])
  private let versionCache = Mutex<SpeechCache?>(nil)

  /// Cache that remembers the version between processes.
  var cache: SpeechCache? {
    get { versionCache.withLock { $0 } }
    set { versionCache.withLock { $0 = newValue } }
  }

  /// A named voice.
  ///
  /// - Parameter voice: a voice of espeak-ng: a language tag in any case, with or without a variant (`nl+f2`).
  init(voice: String, in environment: ProgramEnvironment) {
    self.voice = voice
    self.environment = environment
  }

  /// The voice of a language. espeak-ng itself falls back from `nl-BE` to `nl`; the table corrects regions where it
  /// would fall back to another language than the one spoken there.
  convenience init(speaking language: String, in environment: ProgramEnvironment) {
    let spoken = ["zh-hk": "yue", "zh-mo": "yue"]
    self.init(voice: spoken[language.lowercased()] ?? language, in: environment)
  }

  func identity() throws(SpeechError.Problem) -> ProgramIdentity {
    ProgramIdentity(parts: [name, try knownVersion(), voice.lowercased(), "\(Self.pace)"])
  }

  func speak(_ text: SpokenText, limits: RunLimits) throws(SpeechError.Problem) -> [UInt8] {
    try checkVoice()
    // The text is on the standard input, so no word of it can be an option. -b 1: UTF-8. No -m: no markup.
    let arguments = ["-v", voice, "-s", "\(Self.pace)", "-b", "1", "--stdin", "--stdout"]
    let program = try program(arguments)
    do throws(ProgramFailure) {
      return try program.output(for: text.withoutPhonemes + "\n", limits: limits)
    } catch {
      // espeak-ng reports an unknown voice in a message only, whose words may change.
      if case .exited = error.problem {
        let known = try voices()
        guard Self.isKnown(voice, in: known) else { throw .voiceUnknown(voice, known: known) }
      }
      throw .program(error)
    }
  }

  /// Returns the names of the voices.
  func voices() throws(SpeechError.Problem) -> [String] {
    Self.languages(inTable: try ask("--voices"))
  }

  /// Checks the voice, because espeak-ng accepts paths as voices, and ignores unknown variants.
  private func checkVoice() throws(SpeechError.Problem) {
    let parts = voice.split(separator: "+", omittingEmptySubsequences: false)
    let isName = voice.utf8.allSatisfy { byte in
      UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
        || "+-_".utf8.contains(byte)
    }
    guard isName, !voice.hasPrefix("-"), parts.count <= 2, !parts[0].isEmpty else {
      throw .voiceUnknown(voice, known: try voices())
    }
    guard parts.count == 2 else { return }
    let variants = Self.variants(inTable: try ask("--voices=variant"))
    guard variants.contains(String(parts[1])) else {
      throw .voiceUnknown(voice, known: variants.map { "\(parts[0])+\($0)" })
    }
  }

  private static func isKnown(_ voice: String, in known: [String]) -> Bool {
    let language = voice.lowercased().prefix { $0 != "-" && $0 != "+" }
    return known.contains { $0.lowercased().prefix { $0 != "-" } == language }
  }

  private func knownVersion() throws(SpeechError.Problem) -> String {
    guard let path = environment.path(of: name, from: "/") else { throw .program(ProgramFailure(name, .missing)) }
    guard let signature = StatSignature(following: path) else { return try ask("--version") }
    let program = ["version", path, "\(signature.size)", "\(signature.modified)", "\(signature.inode)"]
    if let known = Self.versions.withLock({ $0[program] }) { return known }
    let key = SpeechCache.Key(program)
    let found: String
    if let kept = cache?[key] {
      found = String(decoding: kept, as: UTF8.self)
    } else {
      found = try ask("--version")
      cache?.keep(Array(found.utf8), as: key)
    }
    Self.versions.withLock { $0[program] = found }
    return found
  }

  private func ask(_ question: String) throws(SpeechError.Problem) -> String {
    let answer = try program([question]).speech(for: "", limits: RunLimits(time: .seconds(10)))
    return String(decoding: answer, as: UTF8.self)
  }

  private func program(_ arguments: [String]) throws(SpeechError.Problem) -> ExternalProgram {
    guard let path = environment.path(of: name, from: "/") else { throw .program(ProgramFailure(name, .missing)) }
    return ExternalProgram(
      name: name, path: path, arguments: arguments, environment: environment.environment, folder: "/")
  }
}

extension EspeakNG {
  /// Reads the second column, and the languages in parentheses in the last one:
  /// ` 5  cmn  --/M  Chinese  sit/cmn  (zh 5)`.
  static func languages(inTable table: String) -> [String] {
    var names = Set<String>()
    for line in table.split(separator: "\n").dropFirst() {
      let columns = line.split(separator: " ")
      guard columns.count >= 2 else { continue }
      names.insert(String(columns[1]))
      for other in line.split(separator: "(").dropFirst() {
        // `English_(America)` is a name; `(zh-cmn 5)(zh 5)` are languages with priorities.
        guard let word = other.split(separator: " ").first, !word.contains(")") else { continue }
        names.insert(String(word))
      }
    }
    return names.sorted()
  }

  /// Reads the names after `!v/`.
  static func variants(inTable table: String) -> [String] {
    table.split(separator: "\n").flatMap { $0.split(separator: " ") }.filter { $0.hasPrefix("!v/") }
      .map { String($0.dropFirst(3)) }.sorted()
  }
}
