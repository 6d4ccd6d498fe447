import Foundation
import TestSupport
import Testing

/// The track of a pattern that was renamed or removed.
@Suite struct `Tracks that no pattern makes any more` {
  private let folder: TemporaryFolder
  private static let report = "no longer made: old.wav\n  = help: '--prune' removes them\n"

  /// A folder with two tracks, of which one has lost its pattern.
  init() throws {
    folder = try TemporaryFolder()
    try folder.write("in/a.breath", SamplePattern.short)
    try folder.write("in/old.breath", SamplePattern.short)
    try folder.write("other/b.breath", SamplePattern.short)
    try #require(try render("in", "--beside", "vtt").status == 0)
    try FileManager.default.moveItem(atPath: folder["in/old.breath"], toPath: folder["in/new.breath"])
  }

  private func render(_ arguments: String...) throws -> Outcome {
    try AdemProcess(["render", "--rate", "8000"] + arguments, in: folder).run()
  }

  private var tracks: [String] {
    get throws {
      try FileManager.default.contentsOfDirectory(atPath: folder["output"]).filter { !$0.hasPrefix(".") }.sorted()
    }
  }

  @Test func `They are named, and stay`() throws {
    let run = try render("in", "--beside", "vtt")
    #expect(run.status == 0)
    #expect(run.errors.hasSuffix("all 2 tracks are there: 1 rendered, 1 kept\n" + Self.report), "\(run.errors)")
    #expect(try tracks == ["a.vtt", "a.wav", "new.vtt", "new.wav", "old.vtt", "old.wav"])
    #expect(try render("in", "--beside", "vtt", "-q") == Outcome(0))
  }

  @Test func `They are removed with what stands beside them, and the log says so`() throws {
    let forecast = try render("in", "--beside", "vtt", "--prune", "--dry-run")
    #expect(forecast.output.hasSuffix("\nwould be removed: old.wav\n"))
    #expect(try tracks == ["a.vtt", "a.wav", "old.vtt", "old.wav"])

    let run = try render("in", "--beside", "vtt", "--prune", "--json")
    #expect(run.status == 0)
    #expect(run.errors.hasSuffix("\nremoved: old.wav\n"), "\(run.errors)")
    #expect(try tracks == ["a.vtt", "a.wav", "new.vtt", "new.wav"])
    let end = try #require(try EventLines(run.output).objects.last)
    #expect(end["removed"] as? [String] == ["old.wav"])
    let schema = try JSONSchema(Repository.text(of: "Documentation/batch.schema.json"))
    #expect(try schema.faults(in: end) == [])
    #expect(try render("in", "--beside", "vtt", "--prune", "-q") == Outcome(0))
  }

  /// A change of the track, and whether it is then still the batch's own.
  @Test(arguments: [
    ("echo more >> output/old.wav", ["old.vtt", "old.wav"]), ("rm output/old.wav", ["old.vtt"]),
    ("echo more >> output/old.vtt", ["old.vtt"]), ("rm output/old.vtt", []),
    ("rm output/.adem-ledger", ["old.vtt", "old.wav"]),
    ("rm output/old.wav; ln -s ../in/a.breath output/old.wav", ["old.vtt", "old.wav"]),
  ])
  func `What somebody has changed stays`(change: String, left: [String]) throws {
    var shell = AdemProcess("-c", change, in: folder)
    shell.executable = "/bin/sh"
    #expect(try shell.run().status == 0)
    _ = try render("in", "--beside", "vtt", "--prune", "--force")
    #expect(try tracks.filter { $0.hasPrefix("old") } == left)
    #expect(try folder.text(of: "in/a.breath") == SamplePattern.short)
  }

  @Test(arguments: [
    ["in/a.breath"], ["in/a.breath", "in/new.breath"], ["other"], ["in", "--shard", "1/1"], ["in", "missing.breath"],
    ["--manifest", "all.jsonl"],
  ])
  func `Only a batch of the whole folder knows of them`(arguments: [String]) throws {
    try folder.write("all.jsonl", #"{"id": "a", "pattern": "in/a.breath"}"# + "\n")
    let run = try AdemProcess(["render", "--rate", "8000", "--beside", "vtt"] + arguments, in: folder).run()
    #expect(!run.errors.contains("no longer made"))
    #expect(try tracks.contains("old.wav"))
  }

  @Test func `Another folder's tracks, another kind of file and a broken pattern's are not among them`() throws {
    try folder.write("all.jsonl", #"{"id": "listed", "pattern": "in/a.breath"}"# + "\n")
    try #require(try render("other", "-q").status == 0)
    try #require(try render("--manifest", "all.jsonl", "-q").status == 0)
    try folder.write("in/a.breath", SamplePattern.broken)
    let run = try render("in", "--format", "flac", "--prune")
    #expect(run.status == 1)
    #expect(run.errors.contains("removed: old.wav\n"))
    #expect(try tracks == ["a.vtt", "a.wav", "b.wav", "listed.wav", "new.flac"])
  }

  @Test func `The folder is known again from elsewhere`() throws {
    var process = AdemProcess(
      "render", "--rate", "8000", "../in", "--output-folder", "../output", "--prune", in: folder)
    process.preparation = "mkdir -p else && cd else"
    #expect(try process.run().errors.hasSuffix("\nremoved: old.wav\n"))
  }

  @Test(arguments: [
    (["in", "--prune", "--shard", "1/2"], "'--shard'"), (["in/a.breath", "--prune", "-o", "a.wav"], "'--output'"),
    (["--manifest", "all.jsonl", "--prune"], "'--manifest'"),
    (["in/a.breath", "--prune"], "needs a folder of patterns"),
  ])
  func `'--prune' without a whole folder is refused`(arguments: [String], word: String) throws {
    let run = try AdemProcess(["render"] + arguments, in: folder).run()
    #expect(run.status == 64)
    #expect(run.errors.contains("'--prune'") && run.errors.contains(word), "\(run.errors)")
    #expect(try tracks.contains("old.wav"))
  }

  @Test func `'--prune' removes nothing where an input cannot be read`() throws {
    let run = try render("in", "missing", "--prune")
    #expect(run.status == 1)
    #expect(run.errors.contains("note: '--prune' removes nothing, because not every input could be read\n"))
    #expect(try tracks.contains("old.wav"))
  }
}
