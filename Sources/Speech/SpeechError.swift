import FileStore
import LanguageWords
import PatternLanguage
public import SoundFiles

/// Why a text was not spoken: facts only, worded at the edge.
public struct SpeechError: Error, Sendable, Equatable {
  /// What was to be said.
  public let text: String
  public let problem: Problem

  init(_ text: String, _ problem: Problem) {
    self.text = text
    self.problem = problem
  }

  public enum Problem: Error, Sendable, Equatable {
    // The text.
    /// Nothing in it can be said: it is empty, blank, or of signs alone.
    case nothingToSay
    /// In bytes.
    case textTooLong(bytes: Int, limit: Int)
    /// No words for a cue in this language.
    case phraseMissing(Phrase, language: String, known: [String])

    // The program. Its name is what the user knows it by: `espeak-ng`, or the first word of a command.
    /// Neither on the search path nor, if it was given as a path, there.
    case programMissing(String)
    /// The command of `voice command` is no list of words.
    case unreadableCommand(CommandFault)
    case programNotStarted(String, SystemFailure)
    /// The voices that the program has, by the names that it takes.
    case voiceUnknown(String, known: [String])
    /// The message is what it wrote to its standard error: bounded, but otherwise as it came.
    case programExited(String, status: Int32, message: String)
    case programKilled(String, signal: Int32, message: String)
    case timedOut(String, after: Duration)
    case tooMuchOutput(String, limit: Int)
    /// The caller asked to stop.
    case cancelled

    // The sound.
    /// What a program wrote, by its name.
    case unreadableSound(String, RecordingError.Problem)
    /// It is silence, or so faint that nobody could hear it.
    case inaudible(String)

    // The recordings of `voice folder`.
    case folderMissing(String)
    case folderOutsideRoot(String)
    /// - Parameters:
    ///   - names: without extensions, the first that was looked for first.
    ///   - nearest: the names of recordings that are there, the nearest first.
    case recordingMissing(folder: String, names: [String], nearest: [String])
    /// One of them, by its path.
    case unusableRecording(String, RecordingError.Problem)
    case silentRecording(String)
  }
}

/// Why a text is no command.
public enum CommandFault: Error, Sendable, Equatable {
  case empty
  /// A quote is opened, and never closed: `"` or `'`.
  case openQuote(Character)
}
