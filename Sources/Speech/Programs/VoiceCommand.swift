import FileStore
import Programs

/// A speech program of the user: `voice command "piper --model nl.onnx -f -"`.
struct VoiceCommand: SpeakingProgram {
  /// First word of the command; the whole line if it has none.
  let name: String
  private let words: Result<CommandWords, CommandFault>
  private let folder: String
  private let environment: ProgramEnvironment

  /// A command line and its working directory.
  ///
  /// - Parameter folder: working directory of the program.
  init(_ line: String, folder: String, in environment: ProgramEnvironment) {
    words = Result { () throws(CommandFault) in try CommandWords(line) }
    name = (try? words.get())?.words.first ?? line
    // The program is started from an absolute path. If the folder is missing, nothing can be started.
    self.folder = ConfinedDirectory(folder)?.path ?? folder
    self.environment = environment
  }

  func speak(_ text: SpokenText, limits: RunLimits) throws(SpeechError.Problem) -> [UInt8] {
    try program().speech(for: text.line + "\n", limits: limits)
  }

  /// Returns the words and the digests of the files that they name, so another version of the program, a script or a
  /// model has another identity. Other files that the program uses are unknown here.
  func identity() throws(SpeechError.Problem) -> ProgramIdentity {
    let program = try program()
    let words = [program.path] + program.arguments
    let files = words.map { word in
      // `--model=nl.onnx` also names a file.
      let path = word.split(separator: "=").last.map(String.init) ?? word
      return FileContents.digest(at: path.hasPrefix("/") ? path : "\(folder)/\(path)")?.hexadecimal ?? ""
    }
    return ProgramIdentity(parts: ["command", folder] + words + files)
  }

  private func program() throws(SpeechError.Problem) -> ExternalProgram {
    let words: [String]
    do throws(CommandFault) {
      words = try self.words.get().words
    } catch {
      throw .unreadableCommand(error)
    }
    guard let path = environment.path(of: words[0], from: folder) else {
      throw .program(ProgramFailure(words[0], .missing))
    }
    return ExternalProgram(
      name: words[0], path: path, arguments: Array(words.dropFirst()), environment: environment.environment,
      folder: folder)
  }
}

/// Words of a command line. As in a shell, blanks separate words, and text between quotes of either kind is literal.
/// There are no variables, wildcards or backslash escapes.
struct CommandWords: Sendable, Hashable {
  let words: [String]

  init(_ line: String) throws(CommandFault) {
    var words: [String] = []
    var word: String?
    var quote: Character?
    for character in line {
      if character == quote {
        quote = nil
      } else if quote != nil {
        word?.append(character)
      } else if character == "\"" || character == "'" {
        quote = character
        word = word ?? ""
      } else if character.isWhitespace {
        if let word { words.append(word) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    if let quote { throw .openQuote(quote) }
    if let word { words.append(word) }
    guard let first = words.first, !first.isEmpty else { throw .empty }
    self.words = words
  }
}
