import Foundation
import TestSupport
import Testing

/// A log is added to a file of its own, and to nothing else.
@Suite struct `The log's own file` {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("in/a.breath", SamplePattern.short)
    try folder.write("in/empty.breath", "")
    try folder.write("tracks.jsonl", "{\"pattern\": \"in/a.breath\", \"output\": \"a.wav\"}\n")
  }

  private func render(_ log: String, _ more: [String] = ["in/a.breath"]) throws -> Outcome {
    try AdemProcess(
      ["render", "-q", "--rate", "8000", "--output-folder", "out", "--log", log] + more, in: folder
    ).run()
  }

  /// Expects that nothing was rendered, and that the log was refused with a message.
  private func expectRefusal(_ run: Outcome, _ words: String, sourceLocation: SourceLocation = #_sourceLocation) throws
  {
    #expect(run.status == 73, sourceLocation: sourceLocation)
    #expect(
      run.errors.hasPrefix("error: ") && run.errors.contains(words), "\(run.errors)", sourceLocation: sourceLocation)
    #expect(run.errors.contains("\n  = help: ") && !run.showsInternals, "\(run.errors)", sourceLocation: sourceLocation)
    #expect(try folder.files(in: "out").isEmpty, sourceLocation: sourceLocation)
  }

  @Test(arguments: [
    "mine", "mine\n", "\n", "{}\n", "{\"event\":\"begin\"}\n", SamplePattern.short, "\0\0\0\0",
    "{\"event\":\"track\",\"outcome\":\"kept\",\"input\":\"a\",\"output\":\"b\"}\n",
    "{\"event\":\"begin\",\"program\":\"other 1\",\"shard\":1,\"shards\":1,\"tracks\":1,\"allTracks\":1}\n",
    "\n{\"event\":\"begin\",\"program\":\"adem 1\",\"shard\":1,\"shards\":1,\"tracks\":1,\"allTracks\":1}\n",
    String(repeating: "x", count: 100_000),
  ])
  func `A file that is no log keeps every byte`(text: String) throws {
    for log in ["notes.jsonl", "logs/batch.jsonl"] {
      try folder.write(log, text)
      try expectRefusal(render(log.hasPrefix("logs/") ? "logs/" : log), "is no log of adem")
      #expect(try folder.text(of: log) == text)
    }
  }

  @Test(arguments: [
    "", "{\"program\":\"adem 0.0.1\",\"event\":\"begin\",\"shards\":1,\"shard\":1,\"tracks\":1,\"allTracks\":1}\n",
  ])
  func `An empty file and a log of any version are continued`(text: String) throws {
    try folder.write("log.jsonl", text)
    #expect(try render("log.jsonl") == Outcome(0))
    let written = try folder.text(of: "log.jsonl")
    #expect(written.hasPrefix(text))
    #expect(try EventLines(written).rendered == ["a.wav": ["new"]])
  }

  @Test(arguments: `Odd outputs`.Kind.makeable)
  func `What is no file is not written to`(kind: `Odd outputs`.Kind) throws {
    try folder.write("target", "")
    // A folder is where logs go.
    guard kind != .folder else { return }
    try kind.make(at: "log.jsonl", in: folder)
    let before = try folder.attributes(of: "log.jsonl")
    try expectRefusal(render("log.jsonl"), "not a file")
    #expect(try folder.attributes(of: "log.jsonl") == before)
    #expect(try folder.text(of: "target") == "")
    #expect(try !folder.contents.contains("nowhere"))
  }

  @Test(arguments: ["/dev/null", "/dev/stdout", "/dev/stderr", "/dev/full"])
  func `A device is no log`(path: String) throws {
    guard FileManager.default.fileExists(atPath: path) else { return }
    try expectRefusal(render(path), "not a file")
  }

  @Test(arguments: [
    ("in/empty.breath", ["in"]), ("hard.jsonl", ["in"]), ("out/a.vtt", ["in/a.breath", "--beside", "vtt"]),
    ("out/A.VTT", ["in/a.breath", "--beside", "vtt"]), ("./in/../out/a.events.json", ["in", "--beside", "json"]),
    ("out/a.wav", ["in"]), ("new.breath", ["in"]), ("new.sounds", ["in"]), ("gong.flac", ["in"]),
    ("out/.adem-ledger", ["in"]), ("tracks.jsonl", ["--manifest", "tracks.jsonl"]),
    ("out/a.labels.txt", ["--manifest", "tracks.jsonl", "--beside", "labels"]),
  ])
  func `A file of the same run is no log, whether it is there or is to be`(log: String, input: [String]) throws {
    try folder.makeFolder("out")
    try FileManager.default.linkItem(atPath: folder["in/empty.breath"], toPath: folder["hard.jsonl"])
    let before = try folder.contents
    let texts = try ["in/a.breath", "in/empty.breath", "tracks.jsonl"].map { try folder.text(of: $0) }
    try expectRefusal(render(log, input), "log")
    #expect(try folder.contents == before)
    #expect(try ["in/a.breath", "in/empty.breath", "tracks.jsonl"].map { try folder.text(of: $0) } == texts)
  }

  #if os(Linux)
    @Test(
      .enabled(if: PrivateDisk.isPossible, Comment(rawValue: PrivateDisk.need)),
      arguments: [["in"], ["--manifest", "tracks.jsonl"]])
    func `A log on a disk that is full is told at the end, and the tracks are there`(input: [String]) throws {
      let lines = try (0..<60).map { number in
        try folder.write("in/\(number).breath", SamplePattern.short)
        return "{\"pattern\": \"in/\(number).breath\", \"output\": \"\(number).wav\"}\n"
      }
      try folder.write("tracks.jsonl", lines.joined())
      try FileManager.default.removeItem(atPath: folder["in/empty.breath"])
      let process = AdemProcess(
        ["render", "-q", "--rate", "8000", "--output-folder", "out", "--log", "logs/log.jsonl"] + input, in: folder)
      let run = try PrivateDisk.small(4096, at: "logs", before: process).run()
      let expected = """
        error: the log 'logs/log.jsonl' could not be written: No space left on device
          = help: what was rendered is whole; name another file after '--log'

        """
      #expect(run == Outcome(74, errors: expected))
      #expect(try folder.files(in: "out").count >= 60)
      // The log continues after whole lines once there is space again.
      #expect(try folder.text(of: "status") == "0\n")
      #expect(try EventLines(folder.text(of: "finished/log.jsonl")).objects.last?["status"] as? Int == 0)
    }
  #endif
}
