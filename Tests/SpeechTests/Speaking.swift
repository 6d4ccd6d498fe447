import PatternLanguage
import Programs
import Speech
import Synthesis
import TestSupport
import Testing

/// A speaker whose command works in a folder.
func speaker(
  _ voice: Voice?, in folder: TemporaryFolder, language: String = "nl", searchPath: String? = nil
) throws -> SpeechSynthesizer {
  try #require(
    SpeechSynthesizer(
      voice, language: language, root: folder.path, environment: ProgramEnvironment(searchPath: searchPath)))
}

/// Why a text is not spoken; an issue if it is.
func problem(
  of speaker: SpeechSynthesizer, saying text: String = "adem in", sourceLocation: SourceLocation = #_sourceLocation
) -> SpeechError.Problem? {
  do throws(SpeechError) {
    _ = try speaker.recording(of: text)
    Issue.record("It was spoken.", sourceLocation: sourceLocation)
    return nil
  } catch {
    #expect(error.text == text, sourceLocation: sourceLocation)
    return error.problem
  }
}
