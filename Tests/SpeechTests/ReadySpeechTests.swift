import Foundation
import PatternLanguage
import SoundMeasurement
import Speech
import Synthesis
import TestSupport
import Testing

/// Words as they are mixed: equally loud in every voice, and made once.
@Suite struct ReadySpeechTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Noise that swells and fades `syllables` times, four of them a second, with a tone in it.
  private func babble(_ syllables: Int, level: Double, crest: Double = 1) -> [Double] {
    var random = SeededNumbers(seed: 7)
    return (0..<syllables * 5512).map { frame in
      let swell = pow(sin(Double.pi * Double(frame % 5512) / 5512), 2 * crest)
      let noise = Double(random.next() % 2000) / 1000 - 1
      return level * swell * (0.6 * sin(2 * .pi * 180 * Double(frame) / 22_050) + 0.4 * noise)
    }
  }

  private func speaker(_ sound: [Double], cache: SpeechCache? = nil) throws -> SpeechSynthesizer {
    try folder.write("tone.wav", WaveBytes().bytes(sound))
    try folder.program("say", "cat > /dev/null; echo again >> runs; exec cat tone.wav")
    var speaker = try SpeechTests.speaker(.command("./say"), in: folder)
    speaker.cache = cache
    return speaker
  }

  private var runs: Int { (try? folder.text(of: "runs").split(separator: "\n").count) ?? 0 }

  @Test(arguments: [(1, 0.9, 1.0), (8, 0.9, 1), (8, 0.02, 1), (8, 0.5, 6), (30, 0.1, 3), (2, 0.015, 1)])
  func `Words are equally loud, however loud and peaky they were`(syllables: Int, level: Double, crest: Double) throws {
    let words = try speaker(babble(syllables, level: level, crest: crest)).ready(.text("x"), rate: 48_000)
    let silence = [Float](repeating: 0, count: 19_200)
    let loudness = Loudness(of: silence + words.samples + silence, channels: 1).integrated
    // The position of the blocks of 400 ms changes the loudness of a short or sparse sound by some tenths.
    #expect(abs(loudness + 21) < 0.8, "\(loudness)")
    // 16 bits may add half a step.
    #expect(Measurement.peak(of: words.samples) <= Float(pow(10, -10.0 / 20)) + 1 / 65_536)
  }

  @Test(arguments: ["nl", "en", "de"])
  func `espeak-ng is as loud as anybody`(language: String) throws {
    let speaker = try SpeechTests.speaker(nil, in: folder, language: language)
    let words = try speaker.ready(.text("adem in, and breathe out again"), rate: 48_000)
    let silence = [Float](repeating: 0, count: 19_200)
    #expect(abs(Loudness(of: silence + words.samples + silence, channels: 1).integrated + 21) < 0.5)
  }

  @Test func `A length is exact, at the rate of the program, and that of the words at any rate`() throws {
    let speaker = try speaker(
      [Double](repeating: 0, count: 3000) + WaveBytes.tone() + [Double](repeating: 0, count: 999))
    let length = try speaker.length(of: .text("x"))
    let recording = try speaker.recording(of: "x")
    #expect(length == .seconds(1) * recording.frames / 22_050)
    // 0.4 s of tone, 2 ms before and 6 ms after it.
    #expect(abs(length / .seconds(1) - 0.408) < 0.001)
    for rate in [8000, 44_100, 48_000] {
      #expect(
        abs(Double(try speaker.ready(.text("x"), rate: rate).frames) - length / .seconds(1) * Double(rate)) <= 0.5)
    }
  }

  @Test func `What was spoken once is neither spoken nor made ready again`() throws {
    let cache = SpeechCache(folder: folder["cache"])
    let speaker = try speaker(WaveBytes.tone(), cache: cache)
    #expect(try speaker.knownLength(of: .text("x")) == nil)
    let length = try speaker.length(of: .text("x"))
    let first = try speaker.ready(.text("x"), rate: 48_000)
    #expect(runs == 1)
    // Another process has only the folder. The bytes of the program are not needed.
    let files = try folder.contents.filter { $0.hasSuffix(".speech") }
    #expect(files.count == 3)
    var other = try SpeechTests.speaker(.command("./say"), in: folder)
    other.cache = SpeechCache(folder: folder["cache"])
    #expect(try other.knownLength(of: .text("x")) == length)
    #expect(try other.ready(.text("x"), rate: 48_000) == first)
    _ = try other.ready(.text("x"), rate: 8000)
    #expect(runs == 1)
  }

  @Test func `A damaged length or sound is made again, and equal`() throws {
    let cache = SpeechCache(folder: folder["cache"])
    let speaker = try speaker(WaveBytes.tone(), cache: cache)
    let (length, first) = (try speaker.length(of: .text("x")), try speaker.ready(.text("x"), rate: 48_000))
    for name in try folder.contents.filter({ $0.hasSuffix(".speech") }) {
      var bytes = try folder.bytes(of: name)
      bytes[bytes.count - 3] ^= 4
      try folder.write(name, bytes)
    }
    var other = try SpeechTests.speaker(.command("./say"), in: folder)
    other.cache = SpeechCache(folder: folder["cache"])
    #expect(try other.knownLength(of: .text("x")) == nil)
    #expect(try other.length(of: .text("x")) == length)
    #expect(try other.ready(.text("x"), rate: 48_000) == first)
    #expect(runs == 2)
  }

  @Test func `The version of espeak-ng is asked for once`() throws {
    let path = folder.path
    try folder.write("tone.wav", WaveBytes().bytes(WaveBytes.tone()))
    try folder.program(
      "espeak-ng", "[ \"$1\" = --version ] && { echo v >> '\(path)/asked'; echo 1.51; exit; }; cat '\(path)/tone.wav'")
    for _ in 0..<3 {
      var speaker = try SpeechTests.speaker(.named("nl"), in: folder, searchPath: "\(path):/usr/bin:/bin")
      speaker.cache = SpeechCache(folder: folder["cache"])
      for text in ["een", "twee"] { _ = try speaker.length(of: .text(text)) }
    }
    #expect(try folder.text(of: "asked") == "v\n")
  }

  @Test func `A program that speaks differently each time is measured and heard with the same words, without a cache`()
    throws
  {
    try folder.write("one.wav", WaveBytes().bytes(WaveBytes.tone()))
    try folder.write("two.wav", WaveBytes().bytes(WaveBytes.tone() + WaveBytes.tone()))
    try folder.program("say", "cat > /dev/null; if [ -e said ]; then cat two.wav; else touch said; cat one.wav; fi")
    var speaker = try SpeechTests.speaker(.command("./say"), in: folder)
    speaker.memory = SpeechMemory()
    let length = try speaker.length(of: .text("x"))
    #expect(try speaker.length(of: .text("x")) == length)
    #expect(abs(Double(try speaker.ready(.text("x"), rate: 48_000).frames) / 48_000 - length / .seconds(1)) < 0.001)
  }
}
