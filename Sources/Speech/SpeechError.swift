import LanguageWords
import PatternLanguage
public import Programs
public import SoundFiles

/// Reason why a text could not be spoken, as facts without wording.
public struct SpeechError: Error, Sendable, Equatable {
  /// Text to be spoken.
  public let text: String
  /// Cause of the failure.
  public let problem: Problem

  init(_ text: String, _ problem: Problem) {
    self.text = text
    self.problem = problem
  }

  /// Cause of a failure to speak.
  public enum Problem: Error, Sendable, Equatable {
    // The text.
    /// The text is empty, or consists of blanks or punctuation only.
    case nothingToSay
    /// The text is too long; sizes in bytes.
    case textTooLong(bytes: Int, limit: Int)
    /// The language has no words for a cue; `known` lists the languages.
    case phraseMissing(Phrase, language: String, known: [String])

    // The program. Its name is `espeak-ng`, or the first word of a command.
    /// The program is missing, or did not do its work.
    case program(ProgramFailure)
    /// The line of `voice command` cannot be split into words.
    case unreadableCommand(CommandFault)
    /// espeak-ng does not have the voice; `known` lists the voices that it has.
    case voiceUnknown(String, known: [String])

    // The sound.
    /// The output of the program, by its name, is not a readable sound.
    case unreadableSound(String, RecordingError.Problem)
    /// The output of the program, by its name, is silent or too faint to hear.
    case inaudible(String)

    // The model of `voice piper`.
    /// No folder has the model, by its name as the pattern writes it. `nearest` are similar names of models that are
    /// there; `fetching` is the command that fetches a model, without its name.
    case modelMissing(String, nearest: [String], fetching: String)
    /// The model, by its name, is outside the root.
    case modelOutsideRoot(String)
    /// The model, by its path, has no file of settings beside it: `NAME.onnx.json`.
    case modelIncomplete(String)
    /// Piper did not come to the first text with the model, by its path.
    case modelFailed(String, ProgramFailure)

    // The recordings of `voice folder`.
    /// The folder, by its path as the pattern writes it, does not exist.
    case folderMissing(String)
    /// The folder or a recording, by its path, is outside the root.
    case folderOutsideRoot(String)
    /// The folder has no recording for the text.
    ///
    /// - Parameters:
    ///   - names: accepted names without extensions, the preferred one first.
    ///   - nearest: names of similar recordings in the folder, the most similar first.
    case recordingMissing(folder: String, names: [String], nearest: [String])
    /// A recording, by its path, is unreadable or unusable.
    case unusableRecording(String, RecordingError.Problem)
    /// A recording, by its path, is silent.
    case silentRecording(String)
  }
}

extension ExternalProgram {
  /// Runs the program and returns its output, as ``output(for:limits:)`` does.
  func speech(for input: String, limits: RunLimits) throws(SpeechError.Problem) -> [UInt8] {
    do throws(ProgramFailure) {
      return try output(for: input, limits: limits)
    } catch {
      throw .program(error)
    }
  }
}

/// Reason why a text is not a command.
public enum CommandFault: Error, Sendable, Equatable {
  /// There is no word.
  case empty
  /// A quote, `"` or `'`, is never closed.
  case openQuote(Character)
}
