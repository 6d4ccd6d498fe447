import BreathPacing
import Foundation
import PatternLanguage
import SoundFiles
import SoundMeasurement
import Speech
import Synthesis
import TestSupport
import Testing

/// Words clear what is below them, and no track is softer for its words.
@Suite struct SpeechLevelTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let steps = """
    breaths 2 { inhale 4 "adem diep in door je neus"; hold 3 "houd nu even vast"; exhale 5 "laat je schouders los"; hold 2 "en wacht" }
    tense 3 "span je vuisten aan"; release 4 "laat alles los"; rest 3 "rust uit"
    """

  private func render(_ text: String, to name: String) throws -> (samples: [Float], result: RenderedTrack) {
    let source = SourceText(text, name: folder["a.breath"])
    let cache = SpeechCache(folder: TemporaryFolder.cache["adem/speech"])
    let sources = SoundSources(root: folder.path, user: source.name, cache: cache)
    let track = try Track(parsing: source, library: .folder(folder.path), sources: sources)
    var options = RenderOptions(rate: 48_000, samples: .float32, channels: 1)
    options.measuresLevels = true
    let result = try track.render(to: folder[name], as: options, replacing: .always)
    return (try Recording(readingFrom: folder[name]).samples, result)
  }

  @Test(arguments: Sounds.sets, ["none", "ocean", "white", "drone", "rain"])
  func `Words are understood over every set and bed`(set: String, bed: String) throws {
    let head = "language nl\nending none\nlead-in 1s\n"
    let all = try render("\(head)sounds \(set)\nbed \(bed)\n\(Self.steps)", to: "all.wav").samples
    let silence = Sounds.events.map { "\($0) none" }.joined(separator: "; ")
    let words = try render("\(head)sounds \(set) { \(silence) }\n\(Self.steps)", to: "words.wav").samples
    #expect(all.count == words.count)
    // The difference between the tracks with and without words is the words.
    var (said, others): ([Float], [Float]) = ([], [])
    for block in stride(from: 0, to: words.count - 4800, by: 4800) {
      guard Measurement.level(of: words[block..<block + 4800]) > -50 else { continue }
      said += words[block..<block + 4800]
      others += zip(all[block..<block + 4800], words[block..<block + 4800]).map { $0 - $1 }
    }
    #expect(said.count > 5 * 48_000)
    let index = Intelligibility(of: said, over: others, rate: 48_000).index
    #expect(index > 0.6, "\(set) over \(bed): \(index)")
  }

  @Test(arguments: Sounds.sets, [("class", -14.0), ("physio", -18), ("sleep", -26)])
  func `A track with words keeps the loudness of its profile`(set: String, profile: (name: String, loudest: Double))
    throws
  {
    let text =
      "language nl\nprofile \(profile.name)\nsounds \(set)\nfade out 10ms\nlead-in 5s\nbell at 12s \"halverwege\"\nsection \"Een\" { \(Self.steps) }"
    let (samples, result) = try render(text, to: "track.wav")
    #expect(result.master.value == 0)
    let peak = try #require(result.levels?.truePeak)
    #expect(peak.value <= -1)
    // Cues that meet, such as a bell and a bowl, may be louder.
    let momentary = Loudness(of: samples, channels: 1).momentary
    #expect(momentary > profile.loudest - 1, "\(momentary)")
  }

  @Test func `Cues draw back under words by about 6 dB, and come back after them`() throws {
    let steps = "rest 4 \"adem diep in door je neus\"; rest 4"
    let head =
      "language nl\nending none\nlead-in 1s\nsounds tones { start none; lead-in none; rest tone 330Hz -17dB }\n"
    let all = try render(head + steps, to: "all.wav").samples
    let words = try render(head.replacing("rest tone 330Hz -17dB", with: "rest none") + steps, to: "words.wav").samples
    let cue = zip(all, words).map { $0 - $1 }
    func level(from start: Double, to end: Double) -> Double {
      Measurement.level(of: cue[Int(start * 48_000)..<Int(end * 48_000)])
    }
    // The words begin with the rest at 1 s, and last more than a second; the second rest has none.
    let distance = level(from: 6, to: 7) - level(from: 1.3, to: 1.9)
    #expect(distance > 5.5 && distance < 8.5, "\(distance)")
    #expect(abs(level(from: 4.2, to: 4.6) - level(from: 8.2, to: 8.6)) < 0.5)
  }
}
