import Foundation
import PatternLanguage
import TestSupport
import Testing

@Suite struct `Sounds` {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func sounds(_ arguments: String...) throws -> Outcome {
    try AdemProcess(["sounds"] + arguments, in: folder).run()
  }

  private func run(_ arguments: String...) throws -> Outcome { try AdemProcess(arguments, in: folder).run() }

  /// The loudest sample of a 16-bit WAV in mono or stereo, from 0 to 1.
  private func peak(of name: String) throws -> Double {
    let data = try folder.bytes(of: name)
    let header = try WAVHeader(of: data)
    let start = try #require(data.range(of: Data("data".utf8))).upperBound + 4
    let bytes = [UInt8](data[start..<start + header.frames * header.channels * 2])
    let samples = stride(from: 0, to: bytes.count, by: 2).map {
      Int16(truncatingIfNeeded: Int(bytes[$0]) | Int(bytes[$0 + 1]) << 8)
    }
    return Double(samples.map { abs(Int($0)) }.max() ?? 0) / 32768
  }

  @Test func `They are listed with a line each`() throws {
    let run = try sounds()
    #expect(run.status == 0)
    #expect(run.errors == "")
    let names = [
      "breath", "bowls", "tones", "bells", "wood", "chords", "humming", "night", "tone", "glide", "pad", "hum", "swell",
      "bowl", "bell", "chime", "pluck", "kalimba", "tick", "clip", "voice", "none", "white", "pink", "brown", "ocean",
      "rain", "drone",
    ]
    for name in names {
      let lines = run.output.split(separator: "\n").filter { $0.hasPrefix("  \(name) ") }
      // A set and a timbre are called wood, and so it is with breath.
      #expect(lines.count == (["breath", "wood"].contains(name) ? 2 : 1), "\(name)")
      #expect(lines.allSatisfy { $0.count > name.count + 8 && $0.count <= 120 }, "\(name)")
    }
    for event in ["inhale", "full-hold", "hold-count", "announcement", "lead-in", "section", "side"] {
      #expect(run.output.contains(" \(event)"), "\(event)")
    }
    #expect(run.output.contains("about \"") == false)
  }

  @Test(arguments: ["breath", "bowls", "tones", "bells", "wood", "chords", "humming", "night"])
  func `A set is printed as a file to change`(name: String) throws {
    let printed = try sounds(name)
    #expect(printed.status == 0)
    try folder.write("mine.sounds", printed.output)
    let checked = try run("check", "mine.sounds")
    #expect(checked.status == 0)
    #expect(checked.output.hasPrefix("mine.sounds: a set of sounds, "))
    #expect(checked.errors == "")
    #expect(try run("format", "--check", "mine.sounds") == Outcome(0))
    #expect(try run("sounds", "mine.sounds") == printed)
  }

  @Test func `A copied set sounds like the set`() throws {
    try folder.write("mine.sounds", try sounds("bells").output)
    try folder.write("a.breath", "sounds \"mine.sounds\"; inhale 2; exhale 2\n")
    try folder.write("b.breath", "sounds bells; inhale 2; exhale 2\n")
    #expect(try run("render", "a.breath", "b.breath", "-q", "--rate", "8000") == Outcome(0))
    let (mine, theirs) = try (folder.bytes(of: "output/a.wav"), folder.bytes(of: "output/b.wav"))
    // Only the text inside differs.
    #expect(mine[44..<64_000] == theirs[44..<64_000])
  }

  @Test(arguments: ["bowls", "night"])
  func `A set is heard, and its audition holds its own text`(name: String) throws {
    let played = try sounds(name, "-o", "demo.wav", "--rate", "8000")
    #expect(played == Outcome(0, errors: "demo.wav: 1min21s, 6 breaths, 6.79 a minute\n"))
    #expect(try WAVHeader(of: folder.bytes(of: "demo.wav")) == WAVHeader(channels: 2, rate: 8000, frames: 81 * 8000))
    #expect(try peak(of: "demo.wav") > 0.05)
    #expect(try run("show", "--text", "demo.wav").output.hasPrefix("title \"\(name.capitalized)\"\n"))
  }

  @Test(arguments: ["tone", "glide", "pad", "hum", "swell", "bowl", "bell", "chime", "pluck", "kalimba", "tick"])
  func `A timbre is heard by itself`(name: String) throws {
    #expect(try sounds(name, "-q", "-o", "demo.wav", "--rate", "8000") == Outcome(0))
    #expect(try WAVHeader(of: folder.bytes(of: "demo.wav")).frames == 28 * 8000)
    #expect(try peak(of: "demo.wav") > 0.02)
  }

  @Test(arguments: ["white", "pink", "brown", "ocean", "rain", "drone"])
  func `A bed is heard for half a minute`(name: String) throws {
    #expect(try sounds(name, "-q", "-o", "demo.wav", "--rate", "8000") == Outcome(0))
    #expect(
      try WAVHeader(of: folder.bytes(of: "demo.wav")) == WAVHeader(channels: 2, rate: 8000, frames: 30 * 8000))
    #expect(try peak(of: "demo.wav") > 0.03)
  }

  @Test func `Options are those of rendering`() throws {
    try folder.write("demo.wav", "mine")
    let refused = try sounds("tick", "-o", "demo.wav")
    #expect(refused.status == 73)
    #expect(refused.errors.hasPrefix("error: 'demo.wav' exists\n"))
    #expect(try sounds("tick", "-o", "demo.wav", "--force", "-q", "--bits", "24", "--rate", "8000") == Outcome(0))
    #expect(try WAVHeader(of: folder.bytes(of: "demo.wav")).bits == 24)
  }

  @Test func `A set of one's own is heard, with the recordings beside it`() throws {
    #expect(try sounds("chime", "-q", "-o", "gong.wav", "--rate", "8000") == Outcome(0))
    try folder.makeFolder("sets")
    try folder.write("sets/gong.wav", try folder.bytes(of: "gong.wav"))
    let silent = ["exhale", "hold", "rest", "tense", "release", "count", "announcement", "start", "end"]
    try folder.write(
      "sets/mine.sounds",
      "sounds {\n  inhale clip \"gong.wav\" -6dB\n\(silent.map { "  \($0) none\n" }.joined())}\n")
    #expect(try sounds("sets/mine.sounds", "-q", "-o", "demo.wav", "--rate", "8000") == Outcome(0))
    #expect(try peak(of: "demo.wav") > 0.1)
    // The same recording where a pattern elsewhere uses the set.
    try folder.write("a.breath", "sounds \"sets/mine.sounds\"; ending none; inhale 4; exhale 4\n")
    #expect(try run("render", "a.breath", "-q", "-o", "a.wav", "--rate", "8000") == Outcome(0))
    #expect(try peak(of: "a.wav") > 0.1)
  }

  @Test func `A problem in a set of one's own is that of a pattern`() throws {
    try folder.write("sets/mine.sounds", "sounds {\n  inhale gong\n}\n")
    let expected = Outcome(
      65,
      errors: """
        error[not-in-list]: 'gong' is not a sound
          ┌ sets/mine.sounds:2:10
        2 │   inhale gong
          │          ^^^^
          = help: write 'bell'

        """)
    #expect(try sounds("sets/mine.sounds", "-o", "demo.wav") == expected)
    #expect(try sounds("sets/mine.sounds") == expected)
    #expect(try run("check", "sets/mine.sounds") == expected)
    #expect(try folder.contents == ["sets/mine.sounds"])
  }

  @Test(arguments: [
    (["ocaen"], "error: 'ocaen' is not a set of sounds, a timbre or a bed\n  = help: write 'adem sounds ocean'\n"),
    (
      ["xyzzyx", "-o", "demo.wav"],
      """
      error: 'xyzzyx' is not a set of sounds, a timbre or a bed
        = help: 'adem sounds' lists them; a set of your own ends in '.sounds'

      """
    ),
    (
      ["clip", "-o", "demo.wav"],
      """
      error: 'clip' makes no sound by itself
        = help: write 'inhale clip "gong.wav"' into a set of your own, and name that

      """
    ),
    (["none", "-o", "demo.wav"], "error: 'none' makes no sound by itself\n  = help: name another sound\n"),
  ])
  func `A name that makes no sound is refused, with what may be meant`(arguments: [String], errors: String) throws {
    #expect(try AdemProcess(["sounds"] + arguments, in: folder).run() == Outcome(64, errors: errors))
    #expect(try folder.contents == [])
  }

  @Test func `A set that is not there is missing input`() throws {
    let expected = Outcome(
      66,
      errors: "error: 'mine.sounds' does not exist\n  = help: check the spelling, or name a pattern or a folder\n")
    #expect(try sounds("mine.sounds", "-o", "demo.wav") == expected)
  }

  @Test(arguments: [["-o", "demo.wav"], ["bowls", "-o", "-"]])
  func `An output without a sound, or without a file, is refused`(arguments: [String]) throws {
    #expect(try AdemProcess(["sounds"] + arguments, in: folder).run().status == 64)
  }

  @Test func `Sets in a folder are checked and formatted with its patterns, and not rendered`() throws {
    try folder.write("in/a.breath", SamplePattern.short)
    try folder.write("in/b.sounds", "sounds bowls { count   none }\n")
    #expect(
      try run("check", "in")
        == Outcome(0, output: "in/a.breath: \(SamplePattern.shortSummary)\nin/b.sounds: a set of sounds, 1 cue\n"))
    #expect(try run("check", "--json", "in/b.sounds").output.contains(#""isValid":true"#))
    #expect(try run("format", "in").output.hasSuffix("in/b.sounds\n"))
    #expect(try folder.text(of: "in/b.sounds") == "sounds bowls {\n  count none\n}\n")
    #expect(try run("render", "in", "-q", "--rate", "8000") == Outcome(0))
    #expect(try folder.contents.filter { $0.hasSuffix(".wav") } == ["output/a.wav"])
  }
}
