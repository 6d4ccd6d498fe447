import Foundation
import TestSupport
import Testing

@Suite struct `Replacing files` {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("a.breath", SamplePattern.short)
    try folder.write("b.breath", SamplePattern.short)
  }

  private func render(_ arguments: String...) throws -> Outcome {
    try AdemProcess(["render", "--rate", "8000", "--jobs", "1"] + arguments, in: folder).run()
  }

  @Test func `A file that exists is not overwritten`() throws {
    try folder.write("calm.wav", "mine")
    let expected = Outcome(
      73, errors: "error: 'calm.wav' exists\n  = help: choose another name, or replace it with '--force'\n")
    #expect(try render("a.breath", "-o", "calm.wav") == expected)
    #expect(try AdemProcess("breathe", "4-7-8 times 1", "-o", "calm.wav", in: folder).run() == expected)
    #expect(try folder.text(of: "calm.wav") == "mine")
  }

  @Test func `A file that exists is replaced by force`() throws {
    try folder.write("calm.wav", "mine")
    #expect(try render("a.breath", "-o", "calm.wav", "--force", "-q") == Outcome(0))
    #expect(try WAVHeader(of: folder.bytes(of: "calm.wav")).frames == 16_000)
    #expect(try folder.contents == ["a.breath", "b.breath", "calm.wav"])
  }

  @Test func `A batch replaces what it wrote itself`() throws {
    #expect(try render("a.breath", "-q") == Outcome(0))
    try folder.write("a.breath", "ending none\ninhale 2\nexhale 1\n")
    #expect(try render("a.breath", "-q") == Outcome(0))
    #expect(try WAVHeader(of: folder.bytes(of: "output/a.wav")).frames == 24_000)
  }

  @Test func `A track that was changed since is kept, and the others are rendered`() throws {
    #expect(try render("a.breath", "b.breath", "-q") == Outcome(0))
    try folder.write("output/a.wav", "edited")
    try folder.write("b.breath", "ending none\ninhale 2\nexhale 1\n")
    let expected = """
      error: 'output/a.wav' was rendered earlier and has been changed since
        = help: move it away to keep it, or replace it with '--force'

      """
    #expect(try render("a.breath", "b.breath", "-q") == Outcome(1, errors: expected))
    #expect(try folder.text(of: "output/a.wav") == "edited")
    #expect(try WAVHeader(of: folder.bytes(of: "output/b.wav")).frames == 24_000)
    #expect(try render("a.breath", "-q", "--force") == Outcome(0))
    #expect(try render("a.breath", "-q") == Outcome(0))
  }

  @Test func `Somebody else's file in the output folder is kept`() throws {
    try folder.write("output/a.wav", "mine")
    let expected = """
      output/b.wav: \(SamplePattern.shortSummary)
      1 of 2 tracks are rendered
      error: 'output/a.wav' exists
        = help: choose another name, or replace it with '--force'

      """
    #expect(try render("a.breath", "b.breath") == Outcome(1, errors: expected))
    #expect(try folder.text(of: "output/a.wav") == "mine")
  }

  @Test func `A file with the length and the time of a track is still another file`() throws {
    #expect(try render("a.breath", "-q") == Outcome(0))
    let path = folder["output/a.wav"]
    let times = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate]
    let bytes = try folder.bytes(of: "output/a.wav")
    try FileManager.default.moveItem(atPath: path, toPath: folder["output/kept.wav"])
    try folder.write("output/a.wav", Data(count: bytes.count))
    try FileManager.default.setAttributes([.modificationDate: try #require(times)], ofItemAtPath: path)
    #expect(try render("a.breath", "-q").status == 73)
    #expect(try folder.bytes(of: "output/a.wav") == Data(count: bytes.count))
  }

  @Test(arguments: ["a.breath", "./a.breath", "hard.wav", "soft.wav"])
  func `An input is never taken for an output, not even by force`(output: String) throws {
    try FileManager.default.linkItem(atPath: folder["a.breath"], toPath: folder["hard.wav"])
    try folder.link("soft.wav", to: "a.breath")
    let expected = """
      error: 'a.breath' would be rendered over '\(output)', which is one of the inputs
        = help: choose another output

      """
    #expect(try render("a.breath", "-o", output, "--force") == Outcome(64, errors: expected))
    #expect(try folder.text(of: "a.breath") == SamplePattern.short)
  }

  @Test func `An input that is a link to a track is not rendered over`() throws {
    try folder.write("output/song.wav", SamplePattern.short)
    try folder.link("song.breath", to: "output/song.wav")
    #expect(try render("song.breath", "--force").status == 64)
    #expect(try folder.text(of: "output/song.wav") == SamplePattern.short)
  }

  @Test(arguments: ["folder", "link"])
  func `Folders and links are kept, even by force`(kind: String) throws {
    try folder.write("target", "mine")
    if kind == "folder" { try folder.makeFolder("x.wav") } else { try folder.link("x.wav", to: "target") }
    let expected = "error: 'x.wav' is a \(kind), not a file\n  = help: choose another name\n"
    #expect(try render("a.breath", "-o", "x.wav", "--force") == Outcome(73, errors: expected))
    #expect(try folder.text(of: "target") == "mine")
    #expect(try folder.contents == ["a.breath", "b.breath", "target", "x.wav"])
  }

  @Test(arguments: ["garbage", "\n", "adem ledger 1\n", "adem ledger 99\n", "adem ledger 99999999999999999999\n"])
  func `An index that cannot be read replaces nothing, and says so in words`(index: String) throws {
    #expect(try render("a.breath", "-q") == Outcome(0))
    let track = try folder.bytes(of: "output/a.wav")
    try folder.write("output/.adem-ledger", index)
    try folder.write("a.breath", "ending none\ninhale 2\nexhale 1\n")
    let run = try render("a.breath")
    #expect(run.status == 73)
    #expect(run.errors.hasPrefix("warning: the record of earlier tracks, '.adem-ledger', "))
    #expect(!run.showsInternals, "\(run.errors)")
    #expect(try folder.bytes(of: "output/a.wav") == track)
  }

  @Test func `An index that is a folder stops a batch before it renders`() throws {
    try folder.makeFolder("output/.adem-ledger")
    let run = try render("a.breath")
    #expect(run.status == 73)
    #expect(!run.showsInternals, "\(run.errors)")
    #expect(try folder.contents == ["a.breath", "b.breath", "output/.adem-ledger"])
  }

  @Test func `Batches at the same time keep one index`() throws {
    let names = (1...6).map { "\($0)" }
    for name in names { try folder.write("in/\(name).breath", SamplePattern.short) }
    let running = try names.map {
      try AdemProcess("render", "in/\($0).breath", "-q", "--rate", "8000", in: folder).start()
    }
    for process in running { #expect(try process.wait() == Outcome(0)) }
    #expect(try render("in", "-q") == Outcome(0))
  }
}
