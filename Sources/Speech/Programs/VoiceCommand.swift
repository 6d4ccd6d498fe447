import FileStore
import SoundFiles

/// Any program of the user's that speaks: `voice command "piper --model nl.onnx -f -"`.
struct VoiceCommand: SpeakingProgram {
  /// The first word, or the whole line if it has none.
  let name: String
  private let words: Result<CommandWords, CommandFault>
  private let folder: String
  private let surroundings: ProgramEnvironment

  /// - Parameter folder: in which it runs.
  init(_ line: String, folder: String, in surroundings: ProgramEnvironment) {
    words = Result { () throws(CommandFault) in try CommandWords(line) }
    name = (try? words.get())?.words.first ?? line
    // Absolute: the program is started from there. Where no folder is, nothing can be started.
    self.folder = ConfinedDirectory(folder)?.path ?? folder
    self.surroundings = surroundings
  }

  func speak(_ text: SpokenText, limits: RunLimits) throws(SpeechError.Problem) -> [UInt8] {
    try program().output(for: text.line + "\n", limits: limits)
  }

  /// The words, and the content of the files that they lead to: another version of the program, of a script or of a model
  /// has another. What a program asks of others, nobody sees from here.
  func identity() throws(SpeechError.Problem) -> ProgramIdentity {
    let program = try program()
    let words = [program.path] + program.arguments
    let files = words.map { word in
      // `--model=nl.onnx` names a file, too.
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
    guard let path = surroundings.path(of: words[0], from: folder) else { throw .programMissing(words[0]) }
    return ExternalProgram(
      name: words[0], path: path, arguments: Array(words.dropFirst()), environment: surroundings.environment,
      folder: folder)
  }
}
