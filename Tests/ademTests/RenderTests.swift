import Foundation
import TestSupport
import Testing

@Suite struct `Rendering patterns` {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func render(_ arguments: String...) throws -> Outcome {
    try AdemProcess(["render", "--rate", "8000", "--jobs", "1"] + arguments, in: folder).run()
  }

  @Test func `A pattern becomes a track in the output folder`() throws {
    try folder.write("calm.breath", SamplePattern.short)
    #expect(try render("calm.breath") == Outcome(0, errors: "output/calm.wav: \(SamplePattern.shortSummary)\n"))
    #expect(try folder.contents == ["calm.breath", "output/.adem-ledger", "output/calm.wav"])
    #expect(
      try WAVHeader(of: folder.bytes(of: "output/calm.wav")) == WAVHeader(channels: 1, rate: 8000, frames: 16_000))
  }

  @Test func `A track has the name that '-o' gives it, and no index`() throws {
    try folder.write("calm.breath", SamplePattern.short)
    #expect(
      try render("calm.breath", "-o", "mine.wav") == Outcome(0, errors: "mine.wav: \(SamplePattern.shortSummary)\n"))
    #expect(try folder.contents == ["calm.breath", "mine.wav"])
  }

  @Test func `Without inputs the folder 'patterns' is rendered`() throws {
    try folder.write("patterns/one.breath", SamplePattern.short)
    try folder.write("patterns/more/two.breath", SamplePattern.short)
    let expected = """
      output/more/two.wav: \(SamplePattern.shortSummary)
      output/one.wav: \(SamplePattern.shortSummary)
      all 2 tracks are rendered

      """
    #expect(try render() == Outcome(0, errors: expected))
  }

  @Test(arguments: [
    (["--bits", "16"], WAVHeader(encoding: 1, channels: 1, rate: 8000, bits: 16, frames: 16_000)),
    (["--bits", "24"], WAVHeader(encoding: 1, channels: 1, rate: 8000, bits: 24, frames: 16_000)),
    (["--bits", "32"], WAVHeader(encoding: 3, channels: 1, rate: 8000, bits: 32, frames: 16_000)),
    (["--channels", "2"], WAVHeader(channels: 2, rate: 8000, frames: 16_000)),
    (["--rate", "11025"], WAVHeader(channels: 1, rate: 11_025, frames: 22_050)),
    (["--rate", "192000"], WAVHeader(channels: 1, rate: 192_000, frames: 384_000)),
  ])
  func `Rate, bits and channels are those that were asked for`(options: [String], header: WAVHeader) throws {
    try folder.write("a.breath", SamplePattern.short)
    let run = try AdemProcess(["render", "a.breath", "-q", "-o", "a.wav", "--rate", "8000"] + options, in: folder).run()
    #expect(run == Outcome(0))
    #expect(try WAVHeader(of: folder.bytes(of: "a.wav")) == header)
  }

  @Test(arguments: [([], 2), (["--channels", "1"], 1)])
  func `A pattern with sides is in stereo unless mono is asked for`(options: [String], channels: Int) throws {
    try folder.write("a.breath", "ending none\ninhale 1 left\nexhale 1 right\n")
    let run = try AdemProcess(["render", "a.breath", "-q", "-o", "a.wav", "--rate", "8000"] + options, in: folder).run()
    #expect(run == Outcome(0))
    #expect(try WAVHeader(of: folder.bytes(of: "a.wav")) == WAVHeader(channels: channels, rate: 8000, frames: 16_000))
  }

  @Test func `Every input is done, and failures are listed at the end`() throws {
    try folder.write("a.breath", SamplePattern.short)
    try folder.write("b.breath", SamplePattern.broken)
    try folder.write("c.breath", SamplePattern.short)
    let expected = """
      output/a.wav: \(SamplePattern.shortSummary)
      output/c.wav: \(SamplePattern.shortSummary)
      2 of 4 tracks are rendered
      error: 'none.breath' does not exist
        = help: check the spelling, or name a pattern or a folder

      \(SamplePattern.complaint(about: "b.breath"))
      """
    #expect(try render("none.breath", "a.breath", "b.breath", "c.breath") == Outcome(1, errors: expected))
    #expect(
      try folder.contents
        == ["a.breath", "b.breath", "c.breath", "output/.adem-ledger", "output/a.wav", "output/c.wav"])
  }

  @Test func `A quiet batch tells of failures only`() throws {
    try folder.write("a.breath", SamplePattern.short)
    try folder.write("b.breath", SamplePattern.broken)
    #expect(try render("-q", "a.breath") == Outcome(0))
    #expect(try render("-q", "a.breath", "b.breath") == Outcome(1, errors: SamplePattern.complaint(about: "b.breath")))
  }

  @Test func `A pattern on the standard input is rendered`() throws {
    var process = AdemProcess("render", "-", "--rate", "8000", in: folder)
    process.input = .text(SamplePattern.short)
    #expect(try process.run() == Outcome(0, errors: "output/pattern.wav: \(SamplePattern.shortSummary)\n"))
  }

  @Test func `A failure on the standard input is reported under that name`() throws {
    var process = AdemProcess("render", "-", "-o", "a.wav", in: folder)
    process.input = .text(SamplePattern.broken)
    #expect(try process.run() == Outcome(65, errors: SamplePattern.complaint(about: "standard input")))
    #expect(try folder.contents == [])
  }

  @Test func `Several patterns do not fit into one file`() throws {
    try folder.write("a.breath", SamplePattern.short)
    try folder.write("b.breath", SamplePattern.short)
    let run = try render("a.breath", "b.breath", "-o", "both.wav")
    #expect(run.status == 64)
    #expect(
      run.errors == """
        error: 'both.wav' is one track, but there are 2 inputs
          = help: write '--output-folder tracks' in place of '-o both.wav' for several; see 'adem help render'

        """)
    #expect(try folder.contents == ["a.breath", "b.breath"])
  }

  @Test(arguments: ["calm.voc", ".wav", "calm.breath"])
  func `A name without the ending of a sound file is refused`(name: String) throws {
    try folder.write("a.breath", SamplePattern.short)
    let run = try render("a.breath", "-o", name)
    #expect(run.status == 64)
    #expect(
      run.errors.hasSuffix(
        "\n  = help: name a file that ends in .wav, .aiff, .aif, .caf, .flac, .ogg, .opus, .mp3, .m4a\n"))
    #expect(try folder.contents == ["a.breath"])
  }

  @Test(arguments: ["night.w64", "NIGHT.W64"])
  func `A Wave64 is refused, and the ending that serves as well is named`(name: String) throws {
    try folder.write("a.breath", SamplePattern.short)
    let ending = name.suffix(3)
    let single = """
      error: tracks of the kind '.\(ending)' cannot be written
        = help: name a file that ends in .wav, which becomes an RF64 beyond 4 GB by itself

      """
    #expect(try render("a.breath", "-o", name) == Outcome(64, errors: single))
    try folder.write("tracks.jsonl", "{\"pattern\": \"a.breath\", \"output\": \"\(name)\"}\n")
    let listed = try render("--manifest", "tracks.jsonl")
    #expect(listed.status == 65)
    #expect(listed.errors.contains("= help: name a file that ends in .wav, which becomes"), "\(listed.errors)")
    let all = try render("a.breath", "--format", "w64")
    #expect(all.status == 64)
    #expect(all.errors.contains("A 'wav' becomes an RF64 beyond 4 GB by itself."), "\(all.errors)")
    #expect(try folder.contents == ["a.breath", "tracks.jsonl"])
  }

  @Test func `A folder that is missing is named, with the way to make it`() throws {
    try folder.write("a.breath", SamplePattern.short)
    let expected = """
      error: the folder 'none' does not exist
        = help: make it with: mkdir -p none

      """
    #expect(try render("a.breath", "-o", "none/a.wav") == Outcome(73, errors: expected))
  }

  @Test func `A missing folder whose name has blanks is quoted for the shell`() throws {
    try folder.write("a.breath", SamplePattern.short)
    let run = try render("a.breath", "-o", "my tracks/a.wav")
    #expect(run.status == 73)
    #expect(run.errors.contains(#/help: make it with: mkdir -p (?:'my tracks'|"my tracks"|my\\ tracks)/#))
  }

  @Test func `An output folder that is a file is named as such`() throws {
    try folder.write("a.breath", SamplePattern.short)
    let expected = """
      error: 'a.breath' is a file, not a folder
        = help: choose another folder

      """
    #expect(try render("a.breath", "--output-folder", "a.breath") == Outcome(73, errors: expected))
  }

  @Test(arguments: ["", "a.breath/below", "dangling", String(repeating: "n", count: 300)])
  func `An output folder that cannot be made is told in words`(name: String) throws {
    try folder.write("a.breath", SamplePattern.short)
    try folder.link("dangling", to: "nowhere")
    let run = try render("a.breath", "--output-folder", name)
    #expect([64, 73].contains(run.status))
    #expect(run.errors.hasPrefix("error: "))
    #expect(!run.showsInternals, "\(run.errors)")
    #expect(try folder.contents == ["a.breath", "dangling"])
  }

  @Test func `An output with a slash at its end is a folder, and refused`() throws {
    try folder.write("a.breath", SamplePattern.short)
    let run = try render("a.breath", "-o", "calm.wav/")
    #expect(run.status == 73)
    #expect(run.errors.hasPrefix("error: 'calm.wav/' "))
    #expect(try folder.contents == ["a.breath"])
  }

  @Test func `A failed write leaves nothing`() throws {
    try folder.write("a.breath", SamplePattern.short)
    var process = AdemProcess("render", "a.breath", "-o", "a.wav", in: folder)
    process.preparation = "ulimit -f 40"
    let run = try process.run()
    #expect(run.status == 74)
    #expect(run.errors.hasPrefix("error: no file may be longer here than the "))
    #expect(try folder.contents == ["a.breath"])
  }
}
