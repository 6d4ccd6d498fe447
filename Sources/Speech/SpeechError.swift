import FileStore
import LanguageWords
import PatternLanguage
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
    /// The program is not on the search path, or not at its path.
    case programMissing(String)
    /// The line of `voice command` cannot be split into words.
    case unreadableCommand(CommandFault)
    /// The program could not be started.
    case programNotStarted(String, SystemFailure)
    /// espeak-ng does not have the voice; `known` lists the voices that it has.
    case voiceUnknown(String, known: [String])
    /// The program ended with a status other than 0. `message` is the unchanged end of its standard error.
    case programExited(String, status: Int32, message: String)
    /// The program was ended by a signal. `message` is the unchanged end of its standard error.
    case programKilled(String, signal: Int32, message: String)
    /// The program exceeded its time limit.
    case timedOut(String, after: Duration)
    /// The program wrote more than `limit` bytes.
    case tooMuchOutput(String, limit: Int)
    /// The caller cancelled.
    case cancelled

    // The sound.
    /// The output of the program, by its name, is not a readable sound.
    case unreadableSound(String, RecordingError.Problem)
    /// The output of the program, by its name, is silent or too faint to hear.
    case inaudible(String)

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

/// Reason why a text is not a command.
public enum CommandFault: Error, Sendable, Equatable {
  /// There is no word.
  case empty
  /// A quote, `"` or `'`, is never closed.
  case openQuote(Character)
}
