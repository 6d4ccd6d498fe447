import BreathPacing
import PatternLanguage
import Synchronization
import Testing

/// Files that change while they are read.
struct ChangingFileTests {
  @Test func `A file that is used twice is read once`() throws {
    let reads = Mutex(0)
    let library = PatternLibrary { path, _ in
      let length = reads.withLock { reads in
        reads += 1
        return reads
      }
      return .success(SourceText("rest \(length)s", name: path))
    }
    let track = try Track(
      parsing: SourceText("use \"part.breath\"\nuse \"part.breath\"\n"), library: library,
      sources: SoundSources(root: ".", user: "pattern"))
    #expect(reads.withLock { $0 } == 1)
    let part = Step.section(Section(name: "part.breath", steps: [.phase(Phase(.rest, .time(.seconds(1))))]))
    #expect(track.pattern.steps == [part, part])
  }
}
