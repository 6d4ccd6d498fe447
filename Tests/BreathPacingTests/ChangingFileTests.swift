import BreathPacing
import PatternLanguage
import Synchronization
import Testing

/// Files that somebody saves while they are read.
struct ChangingFileTests {
  /// The definition behind the first 16 KiB makes that the text is read in passages, and then whole.
  @Test func `A file that is read twice is the one that was read first`() throws {
    let text =
      "sounds \"mine.sounds\"\nrest 1s\n" + String(repeating: "rest 1s  # as long as it takes\n", count: 1_000)
      + "define late { rest 1s }\nrest 1s\n"
    let reads = Mutex(0)
    let library = PatternLibrary { path, _ in
      let pitch = reads.withLock { reads in
        reads += 1
        return reads == 1 ? "A3" : "C5"
      }
      return .success(SourceText("sounds { inhale tone \(pitch) }", name: path))
    }
    let track = try Track(
      parsing: SourceText(text), library: library, sources: SoundSources(root: ".", user: "pattern"))
    #expect(reads.withLock { $0 } == 2)
    #expect(track.pattern.settings.sounds?.cues["inhale"]?.first?.pitches == ["A3"])
  }
}
