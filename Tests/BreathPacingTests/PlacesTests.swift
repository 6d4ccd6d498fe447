import BreathPacing
import PatternLanguage
import Speech
import TestSupport
import Testing

@Suite struct PlacesTests {
  /// The texts know nothing of instants, and the instants nothing of texts: the word at the place is the phase's own.
  @Test func `In every pattern that ships, the place of a phase begins with its word`() throws {
    var seen = 0
    for file in PatternFiles(at: [Repository.path(of: "patterns")]).found {
      let text = try PatternInput(at: file.path).read()
      let sources = SoundSources(
        root: file.root, user: text.name, cache: SpeechCache(folder: TemporaryFolder.cache["adem/speech"]))
      let track = try Track(parsing: text, library: .folder(file.root), sources: sources)
      for event in track.timeline {
        guard case .phase(let movement) = event.kind else { continue }
        let place = try #require(track.places?.place(at: event.onset), "\(file.path) at \(event.onset)")
        let text = place.source.text(of: place.range)
        let word = text.prefix { $0.isLetter }
        // A rhythm has no words, and the rest between rounds is in the head of its block.
        #expect(
          word == movement.phase.rawValue || text.first!.isNumber || movement.phase == .rest && word == "repeat",
          "\(file.path) at \(event.onset): \(text)")
        seen += 1
      }
    }
    #expect(seen > 1000)
  }
}
