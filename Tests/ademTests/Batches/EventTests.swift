import Foundation
import TestSupport
import Testing

/// The events of a batch, on the standard output and in a log.
@Suite struct `Events of a batch` {
  private let folder: TemporaryFolder
  private let schema: JSONSchema

  init() throws {
    folder = try TemporaryFolder()
    schema = try JSONSchema(Repository.text(of: "Documentation/batch.schema.json"))
    try folder.write("in/a.breath", SamplePattern.short)
    try folder.write("in/b.breath", SamplePattern.broken)
  }

  private func render(_ options: String...) throws -> Outcome {
    try AdemProcess(["render", "in", "-q", "--rate", "8000"] + options, in: folder).run()
  }

  private func expectValid(_ lines: EventLines, sourceLocation: SourceLocation = #_sourceLocation) throws {
    for object in lines.objects {
      let faults = try schema.faults(in: object)
      #expect(faults == [], sourceLocation: sourceLocation)
    }
    let kinds = lines.objects.map { $0["event"] as? String }
    #expect(kinds.first == "begin" && kinds.last == "end", sourceLocation: sourceLocation)
    #expect(kinds.dropFirst().dropLast().allSatisfy { $0 == "track" }, sourceLocation: sourceLocation)
  }

  @Test func `Every line is as the schema says, whatever becomes of a track`() throws {
    let first = try render("--json", "--beside", "vtt")
    #expect(first.status == 1)
    let lines = try EventLines(first.output)
    try expectValid(lines)
    let track = try #require(lines.objects.first { $0["output"] as? String == "a.wav" })
    #expect(track["outcome"] as? String == "rendered" && track["input"] as? String == "in/a.breath")
    #expect(track["frames"] as? Int == 16_000 && track["seconds"] as? Double == 2)
    #expect(try track["bytes"] as? Int == folder.bytes(of: "output/a.wav").count)
    let failed = try #require(lines.objects.first { $0["output"] as? String == "b.wav" })
    #expect(failed["status"] as? Int == 65)
    #expect(failed["message"] as? String == SamplePattern.complaint(about: "in/b.breath"))
    let end = try #require(lines.objects.last)
    #expect(end["rendered"] as? Int == 1 && end["failed"] as? Int == 1 && end["status"] as? Int == 1)

    let second = try EventLines(render("--json", "--beside", "vtt").output)
    try expectValid(second)
    #expect(second.tracks["a.wav"]?.outcome == "kept")
    let kept = try #require(second.objects.first { $0["output"] as? String == "a.wav" })
    #expect(kept["xxh128"] as? String == track["xxh128"] as? String)
  }

  /// The digits are those of the xxHash project's own tool, `xxh128sum` 0.8.1.
  @Test func `The digest of a manifest is the one that xxh128sum prints`() throws {
    try folder.write("tracks.jsonl", #"{"pattern":"in/a.breath","output":"a.wav"}"#)
    let run = try AdemProcess("render", "--manifest", "tracks.jsonl", "-q", "--json", "--rate", "8000", in: folder)
      .run()
    let begin = try #require(try EventLines(run.output).objects.first)
    #expect(begin["manifest"] as? String == "afb5ec282b11c3c19ed2d77519f1ef7b")
  }

  @Test func `Equal files have equal digests, and an edited one is another`() throws {
    try FileManager.default.removeItem(atPath: folder["in/b.breath"])
    try folder.write("in/c.breath", SamplePattern.short + "\n# the same steps\n")
    try folder.write("in/copy/a.breath", SamplePattern.short)
    let tracks = try EventLines(render("--json").output).objects.filter { $0["event"] as? String == "track" }
    let digests = Dictionary(
      uniqueKeysWithValues: tracks.map { ($0["output"] as? String ?? "", $0["xxh128"] as? String ?? "") })
    #expect(digests.count == 3 && digests.values.allSatisfy { $0.utf8.count == 32 })
    #expect(digests["a.wav"] == digests["copy/a.wav"])
    #expect(digests["a.wav"] != digests["c.wav"])
  }

  @Test func `A single file has events, too`() throws {
    let run = try AdemProcess("render", "in/a.breath", "-o", "a.wav", "-q", "--json", "--rate", "8000", in: folder)
      .run()
    let lines = try EventLines(run.output)
    try expectValid(lines)
    #expect(lines.rendered == ["a.wav": ["new"]])
  }

  @Test func `A log holds the same lines, and the next try goes on behind them`() throws {
    let first = try render("--json", "--log", "log.jsonl")
    #expect(try folder.text(of: "log.jsonl") == first.output)
    let second = try render("--json", "--log", "log.jsonl")
    #expect(try folder.text(of: "log.jsonl") == first.output + second.output)
  }

  @Test func `Behind a line that a killed process has not finished begins a line of its own`() throws {
    let begun = try render("--json", "--log", "log.jsonl").output.prefix { $0 != "\n" } + "\n" + #"{"event":"tra"#
    try folder.write("log.jsonl", String(begun))
    let run = try render("--json", "--log", "log.jsonl")
    #expect(try folder.text(of: "log.jsonl") == begun + "\n" + run.output)
  }

  @Test func `In a folder each shard has a log of its own`() throws {
    for shard in ["1/2", "2/2"] { _ = try render("--shard", shard, "--log", "logs/") }
    #expect(
      try folder.contents.filter { $0.hasPrefix("logs/") } == [
        "logs/shard-1-of-2.jsonl", "logs/shard-2-of-2.jsonl",
      ])
    for number in 1...2 { try expectValid(EventLines(folder.text(of: "logs/shard-\(number)-of-2.jsonl"))) }
    _ = try render("--log", "logs")
    #expect(try folder.contents.contains("logs/batch.jsonl"))
  }

  @Test func `An interrupted batch says so at the end of its log`() throws {
    try folder.write("in/long.breath", SamplePattern.long)
    let process = AdemProcess("render", "in", "-q", "--log", "log.jsonl", in: folder)
    let running = try process.start()
    try #require(try running.waits { try folder.contents.contains { $0.hasPrefix("output/.long.wav") } })
    running.send(SIGTERM)
    #expect(try running.wait().status == 143)
    let lines = try EventLines(folder.text(of: "log.jsonl"))
    try expectValid(lines)
    let end = try #require(lines.objects.last)
    #expect(end["status"] as? Int == 143 && end["interrupted"] as? Bool == true)
    // b.breath is broken; long.breath was stopped.
    #expect(end["failed"] as? Int == lines.tracks.values.count { $0.outcome == "failed" })
    #expect(lines.tracks["long.wav"] == nil)
    let report = try AdemProcess("report", "log.jsonl", in: folder).run()
    #expect(report.status == 1)
    #expect(report.output.hasSuffix("shard 1 of 1 was interrupted\n"), "\(report.output)")
    let json = try AdemProcess("report", "log.jsonl", "--json", in: folder).run()
    #expect(json.output.contains("\"interruptedShards\":[1]") && json.output.contains("\"unfinishedShards\":[1]"))
  }

  @Test(arguments: ["none/log.jsonl", "in/a.breath/log", "", "link"])
  func `A log that cannot be opened stops the batch before it renders`(path: String) throws {
    try folder.link("link", to: "none/log")
    let run = try render("--log", path)
    #expect([64, 73].contains(run.status))
    #expect(run.errors.lowercased().hasPrefix("error: ") && !run.showsInternals, "\(run.errors)")
    #expect(try folder.contents == ["in/a.breath", "in/b.breath", "link"])
  }

  @Test func `The schema refuses what it does not describe`() throws {
    let valid = #"{"event":"end","rendered":1,"kept":0,"failed":0,"status":0,"took":0.5}"#
    let wrong = [
      valid.replacing("\"took\":0.5", with: "\"took\":\"0.5\""), valid.replacing("\"kept\":0,", with: ""),
      valid.replacing("end", with: "ende"), valid.replacing("\"status\":0", with: "\"status\":256"),
      valid.replacing("\"kept\"", with: "\"more\":1,\"kept\""), valid.replacing("\"failed\":0", with: "\"failed\":0.5"),
    ]
    for (text, isValid) in [(valid, true)] + wrong.map({ ($0, false) }) {
      let object = try JSONSerialization.jsonObject(with: Data(text.utf8))
      #expect(try schema.faults(in: object).isEmpty == isValid, "\(text)")
    }
  }
}
