import Foundation
import TestSupport
import Testing

@Suite struct `Beside a track` {
  private let folder: TemporaryFolder
  private let all = [
    ".chapters.json", ".chapters.txt", ".cue", ".events.csv", ".events.json", ".labels.txt", ".lrc", ".srt", ".svg",
    ".vtt",
    ".wav", "_events.tsv",
  ]

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("in/a.breath", SamplePattern.short)
  }

  private func render(_ arguments: String...) throws -> Outcome {
    try AdemProcess(["render", "--rate", "8000", "-q"] + arguments, in: folder).run()
  }

  private func outputs(_ prefix: String) throws -> [String] {
    try folder.contents.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
  }

  @Test func `All of them are written with the track's name`() throws {
    #expect(try render("in", "--beside", "all") == Outcome(0))
    #expect(try outputs("output/a") == all)
    #expect(try outputs("output/") == [".adem-ledger"] + all.map { "a\($0)" })
    // The table shows the content of the files.
    for (kind, ending) in [("vtt", ".vtt"), ("labels", ".labels.txt"), ("csv", ".events.csv"), ("svg", ".svg")] {
      let shown = try AdemProcess("show", "in/a.breath", "--as", kind, in: folder).run()
      #expect(try shown == Outcome(0, output: folder.text(of: "output/a\(ending)")))
    }
  }

  @Test(arguments: [["--beside", "srt,vtt"], ["--beside", "vtt", "--beside", "srt"], ["--beside", "vtt,vtt,srt"]])
  func `Kinds are named with commas or one by one`(options: [String]) throws {
    #expect(
      try AdemProcess(["render", "in/a.breath", "-o", "calm.x.wav", "-q"] + options, in: folder).run() == Outcome(0))
    #expect(try folder.contents == ["calm.x.srt", "calm.x.vtt", "calm.x.wav", "in/a.breath"])
    let expected =
      "1\n00:00:00,000 --> 00:00:01,000\nbreathe in (1)\n\n2\n00:00:01,000 --> 00:00:02,000\nbreathe out (1)\n"
    #expect(try folder.text(of: "calm.x.srt") == expected)
  }

  @Test func `A pattern on the command line has them, too, and says so`() throws {
    let run = try AdemProcess(
      "breathe", "ending none; inhale 1; exhale 1", "-o", "a.flac", "--beside", "lrc,svg", in: folder
    ).run()
    #expect(
      run == Outcome(0, errors: "a.flac: \(SamplePattern.shortSummary)\n  beside it: .lrc .svg\n"))
    #expect(try outputs("a") == [".flac", ".lrc", ".svg"])
  }

  @Test func `A batch replaces its own, and nobody else's`() throws {
    #expect(try render("in", "--beside", "vtt,csv") == Outcome(0))
    try folder.write("in/a.breath", "ending none\ninhale 2\nexhale 1\n")
    #expect(try render("in", "--beside", "vtt,csv") == Outcome(0))
    #expect(try folder.text(of: "output/a.vtt").contains("00:00:02.000 --> 00:00:03.000"))
    try folder.write("output/a.vtt", "mine")
    let sound = try folder.bytes(of: "output/a.wav")
    let table = try folder.text(of: "output/a.events.csv")
    try folder.write("in/a.breath", SamplePattern.short)
    let expected = Outcome(
      73,
      errors: """
        error: 'output/a.vtt' was rendered earlier and has been changed since
          = help: move it away to keep it, or replace it with '--force'

        """)
    #expect(try render("in", "--beside", "vtt,csv") == expected)
    #expect(try folder.text(of: "output/a.vtt") == "mine")
    #expect(try folder.bytes(of: "output/a.wav") == sound, "the set stays together")
    #expect(try folder.text(of: "output/a.events.csv") == table)
    #expect(try render("in", "--beside", "vtt,csv", "--force") == Outcome(0))
    #expect(try folder.text(of: "output/a.vtt").hasPrefix("WEBVTT"))
    #expect(try outputs("output/") == [".adem-ledger", "a.events.csv", "a.vtt", "a.wav"])
  }

  @Test func `Where the track may not be written, nothing is left beside it`() throws {
    try folder.write("output/a.wav", "mine")
    #expect(try render("in", "--beside", "all").status == 73)
    #expect(try outputs("output/") == ["a.wav"])
    #expect(try render("in/a.breath", "-o", "a.m4b", "--beside", "all").status == 64)
    #expect(try render("in/a.breath", "-o", "no/a.wav", "--beside", "all").status == 73)
    #expect(try folder.contents == ["in/a.breath", "output/a.wav"])
  }

  @Test func `Links and folders are not written through`() throws {
    try folder.write("target", "mine")
    try folder.link("a.srt", to: "target")
    #expect(try render("in/a.breath", "-o", "a.wav", "--beside", "srt,vtt", "--force").status == 73)
    #expect(try folder.text(of: "target") == "mine")
    #expect(try folder.contents == ["a.srt", "in/a.breath", "target"])
  }

  @Test func `Two tracks that would share one are refused before anything is rendered`() throws {
    #expect(try render("in/a.breath", "-o", "in/a.wav") == Outcome(0))
    #expect(try render("in/a.breath", "-o", "in/a.flac") == Outcome(0))
    let before = try folder.contents
    let run = try AdemProcess(
      "render", "in/a.wav", "in/a.flac", "-q", "--beside", "vtt", "--output-folder", "out", in: folder
    ).run()
    #expect(run.status == 1)
    #expect(run.errors.hasPrefix("error: 'in/a.flac' and 'in/a.wav' would both become 'out/a.vtt'\n"))
    #expect(try folder.contents == (before + ["out/.adem-ledger", "out/a.vtt", "out/a.wav"]).sorted())
  }

  @Test func `An input is never taken for one of them`() throws {
    try FileManager.default.linkItem(atPath: folder["in/a.breath"], toPath: folder["b.svg"])
    let run = try render("in/a.breath", "-o", "b.wav", "--beside", "svg", "--force")
    #expect(run.status == 64)
    #expect(run.errors.hasPrefix("error: 'in/a.breath' would be rendered over 'b.svg', which is one of the inputs\n"))
    #expect(try folder.contents == ["b.svg", "in/a.breath"])
  }

  @Test func `A signal leaves neither the track nor what was to stand beside it`() throws {
    try folder.write("in/long.breath", SamplePattern.long)
    let running = try AdemProcess("render", "in/long.breath", "-o", "long.wav", "--beside", "all", in: folder).start()
    try #require(try running.waits { try folder.contents.contains { $0.hasPrefix(".long.wav.") } })
    #expect(try outputs("long") == [])
    running.send(SIGINT)
    #expect(try running.wait().status == 130)
    #expect(try folder.contents == ["in/a.breath", "in/long.breath"])
  }

  @Test(arguments: [
    (
      ["render", "in", "--beside", "ass"],
      "Error: '--beside' knows vtt, srt, lrc, labels, chapters, video, cue, json, csv, tsv, svg and all"
    ),
    (["render", "in", "--beside", "vtt,"], "Error: '--beside' knows vtt"),
    (
      ["show", "in/a.breath", "--as", "all"],
      "Error: '--as' is one of vtt, srt, lrc, labels, chapters, video, cue, json, csv, tsv, svg"
    ),
    (["show", "in/a.breath", "--as", "vtt", "--json"], "Error: '--json' and '--as' are two forms; choose one."),
  ])
  func `An unknown kind is answered with those that there are`(arguments: [String], error: String) throws {
    let run = try AdemProcess(arguments, in: folder).run()
    #expect(run.status == 64)
    #expect(run.errors.hasPrefix(error), "\(run.errors)")
    #expect(try folder.contents == ["in/a.breath"])
  }

  @Test(arguments: ["vtt", "srt", "lrc", "labels", "chapters", "video", "cue", "csv", "tsv", "svg"])
  func `A day's events are written below 40 MB`(kind: String) throws {
    try folder.write("a.breath", "breaths 24h { inhale 1; exhale 1 }\n")
    var process = AdemProcess("show", "a.breath", "--as", kind, in: folder)
    process.output = .file("/dev/null")
    let running = try process.start()
    #expect(try running.wait() == Outcome(0))
    #expect((1_000_000..<40_000_000).contains(running.largestMemory))
  }
}
