import BreathPacing
import Foundation
import PatternLanguage
import SoundFiles
import SoundMeasurement
import Synthesis
import TestSupport
import Testing
import Timing

/// Words and the silence around them, measured in rendered tracks.
@Suite struct SpokenSilenceTests {
  private static let rate = 48_000
  /// No cue sounds.
  private static let silence =
    "sounds tones { inhale none; exhale none; hold none; rest none; tense none; release none; count none; hold-count none; start none; end none; bell none; section none; side none; announcement voice }\n"
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    // The first letter of a name determines the length: a lasts 250 ms, b 500 ms … Silence and a soft hum around it.
    for (index, name) in Self.names.enumerated() {
      try write("voice/\(name).wav", seconds: 0.25 * Double(index % 6 + 1), level: 0.05 + 0.1 * Double(index % 5))
    }
    for number in 0...40 { try write("voice/\(number).wav", seconds: 0.3 + 0.02 * Double(number), level: 0.3) }
  }

  private static let names = [
    "aap", "beer", "civetkat", "das", "ezel", "fret", "links", "rechts", "inhale", "exhale", "hold", "rest", "tense",
    "release",
  ]

  private func write(_ name: String, seconds: Double, level: Double) throws {
    try folder.makeFolder("voice")
    let (rate, around) = (16_000.0, 4000)
    // Ends of 5 ms: after a sudden one, the filter of recordings swings for longer than is measured here.
    let (frames, ends) = (Int(seconds * rate), 0.005 * rate)
    let tone = (0..<frames).map { frame in
      let envelope = min(1, Double(min(frame, frames - 1 - frame)) / ends)
      return Int16(32_000 * level * envelope * sin(2 * .pi * 440 * (Double(frame) + 0.5) / rate))
    }
    let hum = (0..<around).map { Int16(3 * sin(2 * .pi * 50 * Double($0) / rate)) }
    let samples = hum + tone + hum
    var blocks: [SampleBlock] = [.int16(samples)]
    _ = try SoundFile.write(
      to: folder[name],
      as: TrackDescription(
        format: SoundFormat(rate: Int(rate), channels: 1, samples: .int16), frames: Int64(samples.count)),
      replacing: .always
    ) { blocks.popLast() }
  }

  private func track(_ text: String, allowsCommands: Bool = false) throws -> Track {
    let source = SourceText(text, name: folder["a.breath"])
    var sources = SoundSources(root: folder.path, user: source.name)
    sources.allowsCommands = allowsCommands
    return try Track(parsing: source, library: .folder(folder.path), sources: sources)
  }

  private func samples(_ track: Track) throws -> [Float] {
    let options = RenderOptions(rate: Self.rate, samples: .float32, channels: 1)
    _ = try track.render(to: folder["track.wav"], as: options, replacing: .always)
    return try Recording(readingFrom: folder["track.wav"]).samples
  }

  /// The stretches of sound above a level that are parted by at least 100 ms of silence, in seconds.
  private func sounding(_ samples: [Float], above decibels: Double = -58) -> [(start: Double, end: Double)] {
    let least = Float(pow(10, decibels / 20))
    var found: [(start: Int, end: Int)] = []
    for (frame, sample) in samples.enumerated() where abs(sample) > least {
      if let last = found.last, frame - last.end < Self.rate / 10 {
        found[found.count - 1].end = frame
      } else {
        found.append((frame, frame))
      }
    }
    return found.map { (Double($0.start) / Double(Self.rate), Double($0.end) / Double(Self.rate)) }
  }

  // MARK: Silence

  @Test(arguments: [
    "language en", "language nl\nvoice nl", "language nl\nvoice folder \"voice\"",
    "language nl\nvoice command \"sh -c 'sleep 0.3; cat voice/civetkat.wav'\"",
  ])
  func `Three seconds of rest after words are three seconds of silence`(voice: String) throws {
    let text = """
      \(voice)
      ending none
      \(Self.silence)
      say "civetkat"
      rest 3s
      section "s" { say "aap" }
      rest 3s
      repeat 2 resting 3s { say "das" }
      """
    let track = try track(text, allowsCommands: true)
    let found = try sounding(samples(track))
    #expect(found.count == 4)
    for (one, next) in zip(found, found.dropFirst()) {
      #expect(abs(next.start - one.end - 3) < 0.01, "\(next.start - one.end)")
    }
    // The last word is whole, and the track ends with it.
    let length = track.timeline.length / .seconds(1)
    #expect(abs(found.last!.end - length) < 0.01)
    #expect(!track.timeline.isEstimated)
  }

  @Test func `Words in a row have a pause of 150 ms, and none of them is late`() throws {
    let text =
      "voice folder \"voice\"\nending none\n\(Self.silence)say \"aap\"\nsay \"beer\"\nfor d in \"das\" \"ezel\" { say \"{d}\" }\nrest 2 \"fret\""
    let track = try track(text)
    let found = try sounding(samples(track))
    #expect(found.count == 5)
    for (one, next) in zip(found, found.dropFirst()) { #expect(abs(next.start - one.end - 0.15) < 0.01) }
    #expect(track.timeline.speechSummary?.late.count == 0)
  }

  @Test func `A clip lasts as long as the recording, a slot as long as it says, and nothing is cut`() throws {
    // 0.75 s of tone and 0.5 s of hum around it.
    let text =
      "voice none\nending none\n\(Self.silence)clip \"voice/civetkat.wav\"\nrest 1s\nclip \"voice/civetkat.wav\" 3s\nclip \"voice/civetkat.wav\" 0.5s"
    let track = try track(text)
    #expect(abs(track.timeline.steps / .seconds(1) - (1.25 + 1 + 3 + 0.5)) < 1e-9)
    #expect(abs(track.timeline.length / .seconds(1) - (1.25 + 1 + 3 + 1.25)) < 1e-9)
    let found = try sounding(samples(track))
    #expect(found.count == 3)
    for stretch in found { #expect(abs(stretch.end - stretch.start - 0.75) < 0.01) }
    #expect(track.timeline.speechSummary?.textOverruns.most == .milliseconds(750))
  }

  @Test func `A command that is allowed later is measured before the track is rendered`() throws {
    let text = "ending none\n\(Self.silence)voice command \"cat voice/fret.wav\"\nsay \"a\"\nrest 2s\nsay \"b\"\n"
    var track = try track(text)
    #expect(track.timeline.isEstimated)
    #expect(track.measurementError is CommandRefusal)
    track.sources.allowsCommands = true
    let found = try sounding(samples(track))
    // Each lasts 1.5 s, and the estimate is 0.57 s.
    #expect(found.count == 2)
    #expect(abs(found[1].start - found[0].end - 2) < 0.01)
    #expect(abs(found[1].end - 5) < 0.01)
  }

  // MARK: Overlaps

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `No two words overlap, and none is cut, in any pattern`(seed: UInt64) throws {
    var random = SeededNumbers(seed: seed)
    let track = try track(
      "language nl\nvoice folder \"voice\"\nending none\n\(Self.silence)" + Self.steps(&random, depth: 0))
    let found = try sounding(samples(track))
    let words = Array(track.timeline.speech)
    try #require(found.count == words.count, "\(track.pattern.text)")
    for (stretch, said) in zip(found, words) {
      // Two words at once would be one stretch, or a longer one than the words. A clip is played with its silence.
      let hum = if case .clip = said.utterance { 0.25 } else { 0.0 }
      #expect(abs(stretch.start - said.start / .seconds(1) - hum) < 0.01)
      #expect(abs(stretch.end - said.end / .seconds(1) + hum) < 0.01)
    }
    for (one, next) in zip(found, found.dropFirst()) { #expect(next.start - one.end > 0.14) }
  }

  /// Steps whose words often meet.
  private static func steps(_ random: inout SeededNumbers, depth: Int) -> String {
    func pick(_ list: [String], _ random: inout SeededNumbers) -> String {
      list[Int(random.next() % UInt64(list.count))]
    }
    let animals = Array(names.prefix(6))
    return (0..<2 + Int(random.next() % 3)).map { _ -> String in
      let (one, other) = (pick(animals, &random), pick(animals, &random))
      let length = pick(["0.3s", "0.8s", "1.5s", "3s"], &random)
      switch random.next() % (depth < 2 ? 9 : 4) {
      case 0: return "say \"\(one)\""
      case 1: return "say \"\(one)\" \(length)"
      case 2: return "inhale \(length) \"\(one)\"; exhale \(length) \"\(other)\""
      case 3: return "breaths 2 countdown \"\(one)\" { inhale \(length) \"\(other)\"; exhale 1s }"
      case 4: return "repeat 2 resting \(length) \"\(one)\" { \(steps(&random, depth: depth + 1)) }"
      case 5: return "sides \"links\" \"rechts\" { \(steps(&random, depth: depth + 1)) }"
      case 6: return "section \"\(one)\" { bell at 200ms \"\(other)\"; rest 1s; \(steps(&random, depth: depth + 1)) }"
      case 7: return "hold 4 countdown 3 \"\(one)\""
      default: return "clip \"voice/\(one).wav\""
      }
    }.joined(separator: "; ")
  }
}
