import Foundation
import TestSupport
import Testing

/// The input files of a command line.
@Suite struct `Finding inputs` {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func render(_ arguments: String...) throws -> Outcome {
    try AdemProcess(["render", "--rate", "8000", "-q"] + arguments, in: folder).run()
  }

  @Test func `Sub-folders come back below the output folder`() throws {
    for name in ["in/a", "in/more/a", "in/more/still/b"] { try folder.write(name + ".breath", SamplePattern.short) }
    try folder.write("in/notes.txt", "no pattern")
    #expect(try render("in", "--output-folder", "out/here") == Outcome(0))
    #expect(
      try folder.contents.filter { $0.hasPrefix("out/") } == [
        "out/here/.adem-ledger", "out/here/a.wav", "out/here/more/a.wav", "out/here/more/still/b.wav",
      ])
  }

  @Test func `Hidden files and linked folders are not searched`() throws {
    try folder.write("in/a.breath", SamplePattern.short)
    try folder.write("in/.hidden.breath", SamplePattern.broken)
    try folder.write("in/.git/b.breath", SamplePattern.broken)
    try folder.write("other/c.breath", SamplePattern.broken)
    try folder.link("in/linked", to: "../other")
    try folder.link("in/circle", to: ".")
    let run = try AdemProcess("check", "in", in: folder).run()
    #expect(run == Outcome(0, output: "in/a.breath: \(SamplePattern.shortSummary)\n"))
  }

  @Test func `An output folder inside the input folder does no harm, twice`() throws {
    try folder.write("in/a.breath", SamplePattern.short)
    for _ in 1...2 { #expect(try render("in", "--output-folder", "in/out") == Outcome(0)) }
    for _ in 1...2 { #expect(try render("in", "--output-folder", "in") == Outcome(0)) }
    #expect(
      try folder.contents
        == ["in/.adem-ledger", "in/a.breath", "in/a.wav", "in/out/.adem-ledger", "in/out/a.wav"])
    #expect(try folder.text(of: "in/a.breath") == SamplePattern.short)
  }

  @Test func `A file that is named in many ways is taken once`() throws {
    try folder.write("in/a.breath", SamplePattern.short)
    try folder.link("b.breath", to: "in/a.breath")
    let run = try AdemProcess("check", "in/a.breath", "in", "./in/../in/a.breath", "b.breath", in: folder).run()
    // The link has another name, and so another track.
    let summary = SamplePattern.shortSummary
    #expect(run == Outcome(0, output: "in/a.breath: \(summary)\nb.breath: \(summary)\n"))
  }

  @Test func `Two inputs that would become one track are told apart`() throws {
    try folder.write("one/a.breath", SamplePattern.short)
    try folder.write("two/a.breath", SamplePattern.short)
    let expected = """
      error: 'two/a.breath' and 'one/a.breath' would both become 'output/a.wav'
        = help: render them to different folders with '--output-folder', or give one another name

      """
    #expect(try render("one", "two") == Outcome(1, errors: expected))
    #expect(try folder.contents.contains("output/a.wav"))
  }

  @Test func `Two tracks never take one file's place, not even through a link and by force`() throws {
    try folder.write("in/a.breath", SamplePattern.short)
    try folder.write("in/more/a.breath", SamplePattern.short)
    try folder.makeFolder("out")
    try folder.link("out/more", to: ".")
    let run = try render("in", "--output-folder", "out", "--force")
    #expect(run.status == 1)
    #expect(run.errors.hasPrefix("error: "))
  }

  @Test(arguments: ["evening calm", "ünïcödé – 夜 😀", "it's \"quoted\"", "a.b.c", "100%", "$HOME", "x.wav", "-"])
  func `A name may hold what the file system allows`(name: String) throws {
    try folder.write("in/\(name).breath", SamplePattern.short)
    #expect(try render("in") == Outcome(0))
    #expect(try WAVHeader(of: folder.bytes(of: "output/\(name).wav")).frames == 16_000)
  }

  @Test func `A long name leaves room for the file in the making`() throws {
    let name = String(repeating: "n", count: 248)
    try folder.write(name + ".breath", SamplePattern.short)
    #expect(try render(name + ".breath") == Outcome(0))
    #expect(try folder.contents == [name + ".breath", "output/.adem-ledger", "output/\(name).wav"])
  }

  @Test func `A name that begins with a dash stands behind two dashes`() throws {
    try folder.write("-a.breath", SamplePattern.short)
    let run = try AdemProcess("check", "--", "-a.breath", in: folder).run()
    #expect(run == Outcome(0, output: "-a.breath: \(SamplePattern.shortSummary)\n"))
  }

  @Test(arguments: [["check", "evil\u{1B}[31m\n.breath"], ["render", "evil\u{1B}[31m\n.breath"], ["check", "in"]])
  func `A name cannot command the terminal`(arguments: [String]) throws {
    try folder.write("in/evil\u{1B}[31m\n.breath", SamplePattern.short)
    let run = try AdemProcess(arguments, in: folder).run()
    #expect(!(run.output + run.errors).unicodeScalars.contains("\u{1B}"))
    #expect((run.output + run.errors).split(separator: "\n").count <= 2)
  }

  @Test(arguments: [
    ("empty", "'empty' holds no patterns", "patterns are files that end in '.breath'", 66),
    ("x.breath", "'x.breath' holds no patterns", "patterns are files that end in '.breath'", 66),
    ("", "'' does not exist", "check the spelling, or name a pattern or a folder", 66),
    (
      "a.breath/b.breath", "'a.breath/b.breath' does not exist", "check the spelling, or name a pattern or a folder", 66
    ),
    ("dangling.breath", "'dangling.breath' does not exist", "check the spelling, or name a pattern or a folder", 66),
    ("pipe.breath", "'pipe.breath' is not a file", "name a pattern, or '-' for the standard input", 66),
    (
      "song.txt", "'song.txt' is not a pattern by its name",
      "give it a name that ends in '.breath', with: mv song.txt song.breath", 64
    ),
  ])
  func `What is no pattern is said to be none`(name: String, error: String, help: String, status: Int32) throws {
    try folder.write("a.breath", SamplePattern.short)
    try folder.write("song.txt", "la la")
    try folder.makeFolder("empty")
    try folder.makeFolder("x.breath")
    try folder.link("dangling.breath", to: "nowhere")
    mkfifo(folder["pipe.breath"], 0o600)
    let expected = Outcome(status, errors: "error: \(error)\n  = help: \(help)\n")
    #expect(try AdemProcess("check", name, in: folder).run() == expected)
    #expect(try render(name) == expected)
  }

  @Test(arguments: ["in", "in/loop.breath"])
  func `A link in a circle is told in words, named or found`(path: String) throws {
    try folder.makeFolder("in")
    try folder.link("in/loop.breath", to: "loop.breath")
    let expected = "error: 'in/loop.breath' is a link that leads in a circle\n  = help: name the pattern itself\n"
    #expect(try AdemProcess("check", path, in: folder).run() == Outcome(66, errors: expected))
  }

  @Test func `A pattern without a name before its ending is refused by that name`() throws {
    try folder.write(".breath", SamplePattern.short)
    let run = try render(".breath")
    #expect(run.status == 64)
    #expect(run.errors.hasPrefix("error: '.breath' "))
  }

  @Test(.enabled(if: geteuid() != 0, "root may read everything"))
  func `What may not be read is said to be so, once`() throws {
    try folder.write("closed/a.breath", SamplePattern.short)
    try folder.write("b.breath", SamplePattern.short)
    chmod(folder["b.breath"], 0)
    chmod(folder["closed"], 0)
    defer { chmod(folder["closed"], 0o700) }
    for name in ["b.breath", "closed"] {
      let expected = "error: '\(name)' may not be read\n  = help: check its permissions\n"
      #expect(try AdemProcess("check", name, in: folder).run() == Outcome(66, errors: expected))
    }
    #expect(try AdemProcess("check", "closed/a.breath", in: folder).run().errors.contains("may not be read"))
  }

  @Test(.enabled(if: geteuid() != 0, "root may write everywhere"))
  func `A folder in which nothing can be written is named`() throws {
    try folder.write("a.breath", SamplePattern.short)
    try folder.makeFolder("closed")
    chmod(folder["closed"], 0o500)
    defer { chmod(folder["closed"], 0o700) }
    for arguments in [["-o", "closed/a.wav"], ["--output-folder", "closed"], ["--output-folder", "closed/below"]] {
      let run = try AdemProcess(["render", "a.breath"] + arguments, in: folder).run()
      #expect(run.status == 73)
      #expect(run.errors.hasPrefix("error: nothing can be written in 'closed"))
    }
  }

  #if os(Linux)
    /// macOS takes no such name.
    @Test(arguments: [("in/b\\377.breath", "in/b\\xFF.breath"), ("in/\\303(.breath", "in/\\xC3(.breath")])
    func `A name in a folder that is not UTF-8 is told as such, and stops no other`(name: String, told: String) throws {
      try folder.write("in/a.breath", SamplePattern.short)
      var check = AdemProcess("check", "in", in: folder)
      check.preparation = "cp in/a.breath \"$(printf '\(name)')\""
      let error = "error: the name '\(told)' is not UTF-8\n  = help: give it another name\n"
      #expect(try check.run() == Outcome(1, output: "in/a.breath: \(SamplePattern.shortSummary)\n", errors: error))
      let render = try AdemProcess("render", "in", "-q", "--rate", "8000", in: folder).run()
      #expect(render == Outcome(1, errors: error))
      #expect(FileManager.default.fileExists(atPath: folder["output/a.wav"]))
    }

    @Test func `A folder whose name is not UTF-8 is told, and other files with such names concern nobody`() throws {
      try folder.write("in/a.breath", SamplePattern.short)
      var check = AdemProcess("check", "in", "-q", in: folder)
      check.preparation =
        "mkdir \"$(printf 'in/sub\\351')\" && touch \"$(printf 'in/\\351.txt')\" && cp in/a.breath \"$(printf 'in/.\\351.breath')\""
      #expect(
        try check.run()
          == Outcome(1, errors: "error: the name 'in/sub\\xE9' is not UTF-8\n  = help: give it another name\n"))
    }

    @Test func `A log whose name is not UTF-8 is told`() throws {
      try folder.write("logs/a.jsonl", "")
      var report = AdemProcess("report", "logs", in: folder)
      report.preparation = "cp logs/a.jsonl \"$(printf 'logs/\\351.jsonl')\""
      #expect(
        try report.run()
          == Outcome(66, errors: "error: the name 'logs/\\xE9.jsonl' is not UTF-8\n  = help: give it another name\n"))
    }

    @Test func `Recordings, voices and leftovers are found beside names that are not UTF-8`() throws {
      try folder.write("gong.breath", "ending none\ninhale 100ms\nexhale 100ms\n")
      for output in ["in/gong.wav", "in/voice/ja.wav"] {
        try folder.makeFolder("in/voice")
        try #require(
          try AdemProcess("render", "gong.breath", "-q", "-o", output, "--rate", "8000", in: folder).run().status == 0)
      }
      try folder.write("in/a.breath", "ending none\nvoice folder \"voice\"\nsay \"ja\"\ninhale 1\nexhale 1\n")
      try folder.write("in/b.breath", "ending none\nclip \"gogn.wav\" 1s\ninhale 1\nexhale 1\n")
      try folder.write("output/.old.wav.1-0.adem-part", "")
      var render = AdemProcess("render", "in", "-q", "--rate", "8000", in: folder)
      render.preparation =
        "for f in in voice output in/voice; do [ -d $f ] && cp in/gong.wav \"$(printf \"$f/\\351.wav\")\"; done; :"
      let run = try render.run()
      #expect(run.status == 1)
      #expect(run.errors.contains("= help: write 'gong.wav'"), "\(run.errors)")
      #expect(FileManager.default.fileExists(atPath: folder["output/a.wav"]))
      #expect(!FileManager.default.fileExists(atPath: folder["output/.old.wav.1-0.adem-part"]))
    }
  #endif

  @Test func `No home is needed`() throws {
    try folder.write("a.breath", SamplePattern.short)
    var process = AdemProcess("check", "a.breath", in: folder)
    process.environment = [:]
    #expect(try process.run() == Outcome(0, output: "a.breath: \(SamplePattern.shortSummary)\n"))
  }
}
