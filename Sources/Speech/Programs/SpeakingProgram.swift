import Programs
import SoundFiles
import Synthesis

/// A program that reads a line on its standard input and writes WAV to its standard output.
protocol SpeakingProgram: Sendable {
  /// Name in messages.
  var name: String { get }
  /// Returns everything that determines the sound of a text, as far as it is known.
  func identity() throws(SpeechError.Problem) -> ProgramIdentity
  /// Runs the program and returns its output, unchecked.
  func speak(_ text: SpokenText, limits: RunLimits) throws(SpeechError.Problem) -> [UInt8]
}

extension SpeakingProgram {
  /// Decodes the output of the program and trims it.
  func recording(from bytes: [UInt8]) throws(SpeechError.Problem) -> Recording {
    let sound: Recording
    do throws(RecordingError) {
      sound = try Recording(decoding: bytes, named: name)
    } catch {
      throw .unreadableSound(name, error.problem)
    }
    guard let trimmed = sound.trimmedToSound() else { throw .inaudible(name) }
    return trimmed
  }
}

/// Everything that determines the sound of a text, apart from the text.
struct ProgramIdentity: Sendable, Hashable {
  var parts: [String]
}
