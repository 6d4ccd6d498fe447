import TestSupport
import Testing

/// `adem new`: a first pattern from three answers.
@Suite struct `A new pattern` {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func expectInOrder(_ file: String) throws {
    #expect(try AdemProcess("check", "-q", file, in: folder).run() == Outcome(0))
    #expect(try AdemProcess("format", "--check", file, in: folder).run() == Outcome(0))
    let comments = try folder.text(of: file).split(separator: "\n").filter { $0.contains("#") }
    #expect(comments.count >= 8)
  }

  @Test(arguments: [
    ("4-6", "10min", "10min29s"), ("4-6", "20", "3min36s"), ("5 5", "20 breaths", "3min36s"),
    ("4-4-4-4", "3x", "1min4s"),
    ("5.5-5.5", "10 minuten", "10min21s"), ("5,5/5,5", "2", "38s"), ("4-0-6", "30s", "46s"), ("4-0-6-0", "30 s", "46s"),
    ("4–6", "1 uur", "1h16s"), ("3-1-5-1", "1h30min", "1h30min16s"), ("0.5-0.5", "1min", "1min16s"),
  ])
  func `It is checked, laid out and of the length that was asked for`(breath: String, length: String, sum: String)
    throws
  {
    let run = try AdemProcess(
      "new", "a.breath", "--title", "A", "--breath", breath, "--length", length, in: folder
    ).run()
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("adem play a.breath\n") && run.output.contains("adem render a.breath -o a.mp3\n"))
    try expectInOrder("a.breath")
  }

  @Test(arguments: [
    ("Avond \"rust\" {x} # y", "avond-rust-x-y.breath"), ("Één kom thee", "een-kom-thee.breath"),
    ("🌊", "pattern.breath"),
    ("a/b\\c", "a-b-c.breath"), ("..", "pattern.breath"), ("Straße", "strasse.breath"),
    (String(repeating: "a", count: 100), String(repeating: "a", count: 60) + ".breath"),
  ])
  func `The title names the file`(title: String, file: String) throws {
    let run = try AdemProcess("new", "--title", title, "--breath", "4-6", "--length", "5", in: folder).run()
    #expect(run.status == 0, "\(run.errors)")
    #expect(try folder.contents == [file])
    try expectInOrder(file)
    #expect(try AdemProcess("show", file, in: folder).run().output.hasPrefix(title + "\n"))
  }

  @Test func `It asks for what no option gives, and an empty answer is the usual one`() throws {
    var process = AdemProcess("new", in: folder)
    process.input = .text("Voor het slapen\n4 2 6\n\n")
    process.environment["LANG"] = "nl_BE.UTF-8"
    let run = try process.run()
    #expect(run.status == 0)
    for question in ["What is it called? [My breath]", "Which breath?", "How long?"] {
      #expect(run.errors.contains(question))
    }
    let text = try folder.text(of: "voor-het-slapen.breath")
    for line in [
      "title \"Voor het slapen\"\n", "language nl ", "breaths 10min {\n", "  inhale 4 ", "  hold 2\n", "  exhale 6 ",
    ] {
      #expect(text.contains(line), "\(line)")
    }
    try expectInOrder("voor-het-slapen.breath")
  }

  @Test func `At a terminal an answer that cannot be used is asked for again`() throws {
    let terminal = try PseudoTerminal()
    var process = AdemProcess("new", "--title", "A", "--length", "5", in: folder)
    process.input = .descriptor(terminal.descriptor)
    process.errors = .descriptor(terminal.descriptor)
    let running = try process.start()
    #expect(terminal.text(until: "[4-6] ").contains("Which breath?"))
    terminal.type("deep\n")
    #expect(terminal.text(until: "[4-6] ").contains("'deep' is not a breath: write counts such as 4-6"))
    terminal.type("4-6\n")
    _ = terminal.text()
    #expect(try running.wait().status == 0)
    #expect(try folder.contents == ["a.breath"])
  }

  @Test func `A file that exists is never replaced`() throws {
    for (name, words) in [
      ("a.breath", ["a.breath"]), ("a.breath", ["a"]), ("my-breath.breath", ["--title", "My breath"]),
    ] {
      try folder.write(name, "mine")
      let run = try AdemProcess(
        ["new", "--breath", "4-6", "--length", "5"] + (words.count == 1 ? ["--title", "x"] : []) + words, in: folder
      ).run()
      #expect(run.status == 64)
      #expect(run.errorLines[0] == "error: '\(name)' exists, and 'adem new' replaces nothing")
      #expect(run.errorLines[1] == "  = help: write 'adem new \(name.dropLast(7))-2.breath'")
      #expect(try folder.text(of: name) == "mine")
    }
    try folder.link("gone.breath", to: folder["nowhere"])
    #expect(try AdemProcess("new", "gone.breath", in: folder).run().status == 64)
  }

  @Test(arguments: [
    (["--breath", "deep"], "'deep' is not a breath"), (["--breath", "4"], "'4' is not a breath"),
    (["--breath", "0-6"], "'0-6' is not a breath"), (["--breath", "4-4-4-4-4"], "'4-4-4-4-4' is not a breath"),
    (["--length", "soon"], "'soon' is not a length"),
    (["--length", "0"], "'0' is not a length"),
    (["--length", "0min"], "'0min' is not a length"), (["--length", "10s5min"], "'10s5min' is not a length"),
    (["--title", "a\nb"], "a title is one line of text"), (["calm.wav"], "'calm.wav' is not the name of a pattern"),
    (["--breath", "4-60-8"], "this breath needs thought: "),
  ])
  func `What cannot be used is refused with what to write, and nothing is written`(words: [String], message: String)
    throws
  {
    let usual = [("--title", "A"), ("--breath", "4-6"), ("--length", "5")].filter { !words.contains($0.0) }
    let run = try AdemProcess(["new"] + words + usual.flatMap { [$0.0, $0.1] }, in: folder).run()
    #expect(run.status == 64)
    #expect(run.errors.contains(message))
    #expect(try folder.contents == [])
  }

  @Test func `No answer at all names the options`() throws {
    let run = try AdemProcess("new", in: folder).run()
    #expect(run.status == 64)
    #expect(run.errors.hasSuffix("  = help: write 'adem new --title \"My breath\" --breath 4-6 --length 10min'\n"))
    #expect(try folder.contents == [])
  }

  @Test func `A folder that is not there is named`() throws {
    let run = try AdemProcess(
      "new", "none/a.breath", "--title", "A", "--breath", "4-6", "--length", "5", in: folder
    ).run()
    #expect(run.status == 73)
    #expect(run.errors.contains("none"))
  }
}
