import BreathPacing
import PatternLanguage
import SoundFiles
import Speech

extension Track {
  /// Reads the pattern of a file, of a track or of the standard input, for a command that shows or plays it. Lengths of
  /// words come from the user's cache where they are known.
  ///
  /// - Parameters:
  ///   - input: where the pattern is.
  ///   - root: the folder to which its files are confined; a track has its files in the working folder.
  ///   - overrides: values that replace those of the text.
  ///   - allowsCommands: whether a voice command of the pattern may run.
  ///   - adjust: changes the sources before any words are measured.
  init(
    reading input: PatternInput, in root: String, overriding overrides: Overrides = .none, allowsCommands: Bool = false,
    adjusting adjust: (inout SoundSources) -> Void = { _ in }
  ) throws {
    func sources(in root: String, user: String) -> SoundSources {
      var sources = SoundSources(
        lookingIn: root, user: user, cache: SpeechCache.usual, allowsCommands: allowsCommands)
      adjust(&sources)
      return sources
    }
    if case .track(let path) = input {
      try self.init(
        remaking: Recipe(readingFrom: path), from: path, sources: sources(in: ".", user: ""), overriding: overrides)
    } else {
      let text = try input.read(whileWaiting: Interruption.check)
      try self.init(
        parsing: text, library: .folder(root), sources: sources(in: root, user: text.name), overriding: overrides)
    }
  }
}
