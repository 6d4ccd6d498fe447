import SoundFiles
import Synthesis

/// A program that turns a line on its standard input into a WAV on its standard output.
protocol SpeakingProgram: Sendable {
  /// By which the user knows it.
  var name: String { get }
  /// All that decides what it makes of a text, as far as can be known.
  func identity() throws(SpeechError.Problem) -> ProgramIdentity
  /// What it wrote; not looked at yet.
  func speak(_ text: SpokenText, limits: RunLimits) throws(SpeechError.Problem) -> [UInt8]
}

extension SpeakingProgram {
  /// The sound in what it wrote.
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

/// What decides the sound of a text, apart from the text.
struct ProgramIdentity: Sendable, Hashable {
  var parts: [String]

  /// The parts cannot run into one another: each has its length in front.
  func key(for text: SpokenText) -> SpeechCache.Key {
    SpeechCache.Key((parts + [text.line]).map { "\($0.utf8.count):\($0)" }.joined())
  }
}
