import Foundation
import TestSupport
import Testing

@Suite struct `Rendering a manifest` {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("a.breath", "parameter unit = 1 in 1..9\nending none\ninhale unit; exhale 1\n")
    try folder.write("broken.breath", SamplePattern.broken)
    try folder.write("folder.breath/x.breath", SamplePattern.short)
    try folder.write("notes.txt", "notes")
    try folder.link("circle.breath", to: "circle.breath")
    try folder.makeFolder("output")
    try folder.link("output/out", to: "/tmp")
  }

  private func render(_ lines: String, _ arguments: String...) throws -> Outcome {
    try folder.write("m.jsonl", lines)
    return try AdemProcess(
      ["render", "--manifest", "m.jsonl", "--rate", "8000", "--jobs", "1"] + arguments, in: folder
    )
    .run()
  }

  private var tracks: [String] {
    get throws { try folder.contents.filter { $0.hasSuffix("wav") || $0.hasSuffix("flac") } }
  }

  // MARK: What is rendered

  @Test func `Each line becomes a track, and the longest comes first`() throws {
    let lines = """
      {"id": "short", "pattern": "a.breath"}
      {"id": "long", "pattern": "a.breath", "output": "deep/long.flac", "set": {"unit": 3}}

      """
    let expected = """
      output/deep/long.flac: 4s, 1 breath, 15 a minute
      output/short.wav: 2s, 1 breath, 30 a minute
      all 2 tracks are rendered

      """
    #expect(try render(lines) == Outcome(0, errors: expected))
    #expect(try tracks == ["output/deep/long.flac", "output/short.wav"])
    let again = """
      output/deep/long.flac: kept, nothing has changed
      output/short.wav: kept, nothing has changed
      all 2 tracks are there: 0 rendered, 2 kept

      """
    #expect(try render(lines) == Outcome(0, errors: again))
  }

  @Test func `A manifest may come from the standard input`() throws {
    var process = AdemProcess("render", "--manifest", "-", "--rate", "8000", in: folder)
    process.input = .text(#"{"id": "x", "pattern": "a.breath"}"#)
    #expect(try process.run() == Outcome(0, errors: "output/x.wav: 2s, 1 breath, 30 a minute\n"))
    process.input = .text("7")
    let expected = """
      error[not-an-object]: a line of a manifest is an object, not a number
        ┌ standard input:1:1
      1 │ 7
        │ ^
        = help: write '{"pattern": "calm.breath", "output": "calm.wav"}'

      """
    #expect(try process.run() == Outcome(65, errors: expected))
  }

  @Test func `Patterns are found from the manifest's folder, and tracks go to the output folder`() throws {
    try folder.write("lists/own.breath", SamplePattern.short)
    try folder.write("lists/m.jsonl", #"{"id": "x", "pattern": "own.breath"}"#)
    let run = try AdemProcess(
      "render", "-q", "--manifest", "lists/m.jsonl", "--rate", "8000", "--output-folder", "tracks", in: folder
    ).run()
    #expect(run == Outcome(0))
    #expect(try tracks == ["tracks/x.wav"])
  }

  @Test func `A track that fails stops no other`() throws {
    let lines = """
      {"id": "broken", "pattern": "broken.breath"}
      {"id": "fine", "pattern": "a.breath"}
      """
    let expected = """
      output/fine.wav: 2s, 1 breath, 30 a minute
      1 of 2 tracks are rendered
      \(SamplePattern.complaint(about: "broken.breath"))
      """
    #expect(try render(lines) == Outcome(1, errors: expected))
  }

  @Test func `What is wrong with a pattern is told once, however many tracks it makes`() throws {
    let lines = """
      {"id": "x", "pattern": "broken.breath"}
      {"id": "y", "pattern": "broken.breath", "rate": 16000}
      {"id": "z", "pattern": "a.breath"}
      """
    let expected = """
      output/z.wav: 2s, 1 breath, 30 a minute
      1 of 3 tracks are rendered
      \(SamplePattern.complaint(about: "broken.breath"))  = note: 2 inputs have this problem

      """
    #expect(try render(lines) == Outcome(1, errors: expected))
  }

  // MARK: What is not

  @Test func `Problems are told all at once, at their place, and nothing is rendered`() throws {
    let lines = """
      {"id": "x", "pattern": "a.breath"}
      {"id": "x", "pattern": "a.breath", "output": "y.wav"}
      {"id": "z", "pattern": "b.breath"
      """
    let expected = """
      error[same-id]: two tracks are called 'x'
        ┌ m.jsonl:2:8
      2 │ {"id": "x", "pattern": "a.breath", "output": "y.wav"}
        │        ^^^
        = note: it is also here
        ┌ m.jsonl:1:8
      1 │ {"id": "x", "pattern": "a.breath"}
        │        ^^^
        = help: give each an id of its own

      error[not-json]: an object is not closed
        ┌ m.jsonl:3:1
      3 │ {"id": "z", "pattern": "b.breath"
        │ ^
        = help: close it with '}' on the same line

      """
    #expect(try render(lines) == Outcome(65, errors: expected))
    #expect(try tracks == [])
  }

  @Test func `What a pattern thinks of a value is told in the manifest, and nothing is rendered`() throws {
    let lines = """
      {"id": "x", "pattern": "a.breath"}
      {"id": "y", "pattern": "a.breath", "set": {"unit": 0}}
      """
    let run = try render(lines)
    let expected = """
      error[out-of-range]: 'unit' is 0; it must be between 1 and 9
        ┌ m.jsonl:2:52
      2 │ {"id": "y", "pattern": "a.breath", "set": {"unit": 0}}
        │                                                    ^
        = help: choose a value from 1 to 9

      """
    #expect(run == Outcome(65, errors: expected))
    #expect(try tracks == [])
  }

  @Test(
    arguments: [
      ("", "no-tracks", "the manifest lists no tracks", #"write '{"pattern": "calm.breath", "output": "calm.wav"}'"#),
      (
        #"["a.breath"]"#, "not-an-object", "a line of a manifest is an object, not a list",
        #"write '{"pattern": "calm.breath", "output": "calm.wav"}'"#
      ),
      (#"{"id": }"#, "not-json", "a value is missing", "write a number, or a text in double quotes"),
      (
        #"{"id": "x", }"#, "not-json", "a name is missing",
        "write it in double quotes; no comma follows the last value"
      ),
      (#"{"id" "x"}"#, "not-json", "a colon is missing", "write ':' between a name and its value"),
      (
        #"{"id": "x" "pattern": "a.breath"}"#, "not-json", "a comma is missing",
        "write ',' between two values; each track has a line of its own"
      ),
      (#"{"id": "x}"#, "not-json", "a text is not closed", #"close it with '"'"#),
      (#"{"beside": ["vtt""#, "not-json", "a list is not closed", "close it with ']' on the same line"),
      (#"{"id": "x""#, "not-json", "an object is not closed", "close it with '}' on the same line"),
      ("{\"id\": \"x\ty\"}", "not-json", "a text holds a control character", #"write '\t' or '\n' in its place"#),
      (
        #"{"id": "C:\dir"}"#, "not-json", "JSON has no such escape", #"write '\\' for a backslash"#
      ),
      (#"{"rate": 08000}"#, "not-json", "this is not a number", "write it as '5' or '0.5'"),
      (#"{"id": [[[[[[[[[[[[[[[[[["#, "not-json", "lists and objects are nested too deeply", nil),
      (
        #"{"id": "x"} {"id": "y"}"#, "not-json", "something follows the object",
        "each track has a line of its own"
      ),
      (
        #"{"patern": "a.breath", "id": "x"}"#, "unknown-name", "a manifest knows no 'patern'",
        "write 'pattern'"
      ),
      (
        #"{"zzz": 1, "pattern": "a.breath", "id": "x"}"#, "unknown-name", "a manifest knows no 'zzz'",
        "it knows id, pattern, output, set, profile, voice, language, rate, bits, channels, bitrate, markers, beside, for, cover"
      ),
      (
        #"{"id": "x", "id": "y", "pattern": "a.breath"}"#, "name-twice", "'id' is given twice", "leave one of them out"
      ),
      (#"{"output": "x.wav"}"#, "missing-pattern", "a track needs a pattern", #"add '"pattern": "calm.breath"'"#),
      (#"{"pattern": "a.breath"}"#, "missing-output", "a track needs an output", #"add '"output": "calm.wav"'"#),
      (
        #"{"id": "x", "pattern": "a.breath", "channels": 3}"#, "wrong-value",
        "'channels' wants 1 or 2, and this is a number", nil
      ),
      (
        #"{"id": "x", "pattern": "a.breath", "beside": ["vvt"]}"#, "not-in-list", "'beside' knows no 'vvt'",
        "write 'vtt'"
      ),
      (
        #"{"id": "x", "pattern": "a.breath", "beside": ["zzz"]}"#, "not-in-list", "'beside' knows no 'zzz'",
        "it knows vtt, srt, lrc, labels, chapters, video, cue, json, csv, tsv, svg"
      ),
      (
        #"{"id": "x", "pattern": "b.breath"}"#, "unknown-pattern", "the pattern 'b.breath' does not exist",
        "paths begin in the folder of the manifest"
      ),
      (
        #"{"id": "x", "pattern": "folder.breath"}"#, "unusable-pattern", "'folder.breath' is a folder",
        "name a pattern, which ends in '.breath'"
      ),
      (
        #"{"id": "x", "pattern": "notes.txt"}"#, "unusable-pattern", "'notes.txt' is not a pattern by its name",
        "name a pattern, which ends in '.breath'"
      ),
      (
        #"{"id": "x", "pattern": "circle.breath"}"#, "unusable-pattern",
        "'circle.breath' is a link that leads in a circle", "name a pattern, which ends in '.breath'"
      ),
      (
        #"{"id": "x", "pattern": "../a.breath"}"#, "outside-folder", "'../a.breath' leads out of its folder",
        "patterns stay in the folder of the manifest, and tracks in the output folder"
      ),
      (
        #"{"pattern": "a.breath", "output": "out/x.wav"}"#, "outside-folder", "'out/x.wav' leads out of its folder",
        "patterns stay in the folder of the manifest, and tracks in the output folder"
      ),
      (
        #"{"pattern": "a.breath", "output": "./x.wav"}"#, "unusable-path", "'./x.wav' cannot be the path of a track",
        nil
      ),
      (
        #"{"pattern": "a.breath", "output": "x.txt"}"#, "unknown-kind", "'x.txt' has no ending of a track",
        "name a file that ends in .wav, .aiff, .aif, .caf, .flac, .ogg, .opus, .mp3, .m4a"
      ),
      (
        #"{"pattern": "a.breath", "output": "x.opus", "rate": 44100}"#, "unfitting",
        "a file of the kind 'opus' cannot have 44100 frames a second", "write one of 8000, 12000, 16000, 24000, 48000"
      ),
      (
        #"{"pattern": "a.breath", "output": "x.flac", "bits": 32}"#, "unfitting",
        "a file of the kind 'flac' cannot have 32 bits a sample", "write one of 16, 24"
      ),
      (
        #"{"pattern": "a.breath", "output": "x.mp3", "bits": 16}"#, "unfitting",
        "a file of the kind 'mp3' cannot have 16 bits a sample", "leave 'bits' out: this kind of file rounds by itself"
      ),
      (
        "{\"pattern\": \"a.breath\", \"output\": \"x.wav\"}\n{\"pattern\": \"a.breath\", \"output\": \"X.wav\"}",
        "same-output", "two tracks would become 'X.wav'", "case and the form of accents do not tell names apart"
      ),
      (
        "{\"pattern\": \"a.breath\", \"output\": \"x.wav\"}\n{\"pattern\": \"a.breath\", \"output\": \"x.wav/y.wav\"}",
        "output-in-output", "'x.wav/y.wav' would be a folder and a file, 'x.wav'", "give one another name"
      ),
    ] as [(String, String, String, String?)])
  func `Every problem is told in words, once`(lines: String, code: String, message: String, help: String?) throws {
    let run = try render(lines)
    #expect((run.status, run.output) == (65, ""))
    #expect(run.errorLines.first == "error[\(code)]: \(message)")
    #expect(run.errorLines.count { $0.hasPrefix("error") } == 1, "\(run.errors)")
    let told = run.errorLines.first { $0.contains("= help: ") }.map { String($0.drop { $0 == " " }) }
    #expect(told == help.map { "= help: \($0)" })
    #expect(try tracks == [])
  }

  @Test func `A manifest that is no file is told as an input is`() throws {
    let missing = try AdemProcess("render", "--manifest", "none.jsonl", in: folder).run()
    let expected = """
      error: 'none.jsonl' does not exist
        = help: check the spelling, or name a pattern or a folder

      """
    #expect(missing == Outcome(66, errors: expected))
    #expect(try AdemProcess("render", "--manifest", "output", in: folder).run().status == 66)
  }

  @Test(arguments: [["a.breath"], ["-o", "x.wav"], ["--format", "flac"]])
  func `A manifest says what becomes of what, and nothing else does`(arguments: [String]) throws {
    let run = try AdemProcess(["render", "--manifest", "m.jsonl"] + arguments, in: folder).run()
    #expect(run.status == 64)
    #expect(
      run.errors.hasPrefix(
        "Error: '--manifest' lists the patterns and the outputs; leave the others out. "
          + "Write 'adem render --manifest m.jsonl'.\n"))
  }

  // MARK: Parts

  @Test(arguments: ["0/3", "4/3", "3", "3/", "/3", "1/0", "1/2/3", "a/b", "", "1/1000001"])
  func `A part that is none is refused`(part: String) throws {
    let run = try AdemProcess("render", "--shard", part, in: folder).run()
    #expect(run.status == 64)
    #expect(
      run.errors.hasPrefix(
        "Error: '--shard' is 'auto' or a part of all, such as 3/7: from 1/7 to 7/7, not '\(part)'.\n"))
  }

  @Test(
    arguments: [
      ([:], "nothing here says which part '--shard auto' is"),
      (["JOB_COMPLETION_INDEX": "3"], "Kubernetes says which part this is, but not of how many"),
      (
        ["PARALLEL_SEQ": "9", "ADEM_SHARDS": "8"],
        "what GNU parallel says is no part of a whole: PARALLEL_SEQ=9, 8 in all"
      ),
      (
        ["CLOUD_RUN_TASK_INDEX": "0", "CLOUD_RUN_TASK_COUNT": "4", "ADEM_SHARDS": "8"],
        "'--shard auto' finds contradictory settings: Cloud Run says 1/4, ADEM_SHARDS is 8"
      ),
    ] as [([String: String], String)])
  func `A part that nobody tells is refused`(variables: [String: String], message: String) throws {
    var process = AdemProcess("render", "--shard", "auto", in: folder)
    process.environment.merge(variables) { $1 }
    let run = try process.run()
    #expect((run.status, run.errorLines.first) == (64, "error: \(message)"))
  }

  @Test func `The report of some parts names what is missing, and that of all is complete`() throws {
    let lines = (1...3).map { "{\"id\": \"\($0)\", \"pattern\": \"a.breath\", \"set\": {\"unit\": \($0)}}\n" }.joined()
    let report = AdemProcess("report", "logs", "--manifest", "m.jsonl", in: folder)
    // The longest track makes one part, the two others make the other.
    #expect(try render(lines, "-q", "--log", "logs/", "--shard", "1/2") == Outcome(0))
    let some = """
      3 tracks in 2 shards: 1 rendered, 0 kept, 0 failed, 2 missing
      4s of sound, 64 kB, made in TIME of work
      missing: 1.wav
      missing: 2.wav
      shard 2 of 2 has no log

      """
    var run = try report.run()
    run.output.replace(/made in .* of/, with: "made in TIME of")
    #expect(run == Outcome(1, output: some))
    #expect(try render(lines, "-q", "--log", "logs/", "--shard", "2/2") == Outcome(0))
    run = try report.run()
    run.output.replace(/made in .* of/, with: "made in TIME of")
    let all = """
      3 tracks in 2 shards: 3 rendered, 0 kept, 0 failed, 0 missing
      9s of sound, 144 kB, made in TIME of work

      """
    #expect(run == Outcome(0, output: all))
    let json = try JSONSerialization.jsonObject(
      with: Data(AdemProcess("report", "logs", "--json", in: folder).run().output.utf8))
    let record = try #require(json as? [String: Any])
    #expect(record["isComplete"] as? Bool == true)
    #expect(record["tracks"] as? Int == 3)
    #expect(record["seconds"] as? Double == 9)
  }

  @Test func `Logs that do not belong together are refused, and so is a folder without logs`() throws {
    let line = #"{"id": "x", "pattern": "a.breath"}"#
    #expect(try render(line, "-q", "--log", "one.jsonl") == Outcome(0))
    #expect(try render(line + "\n", "-q", "--log", "two.jsonl") == Outcome(0))
    let expected = """
      error: the logs are of different manifests
        = help: join the logs of one batch at a time

      """
    #expect(try AdemProcess("report", "one.jsonl", "two.jsonl", in: folder).run() == Outcome(65, errors: expected))
    let none = """
      error: 'output' holds no logs
        = help: logs are files that end in '.jsonl'; see 'adem render --log'

      """
    #expect(try AdemProcess("report", "output", in: folder).run() == Outcome(66, errors: none))
  }
}
