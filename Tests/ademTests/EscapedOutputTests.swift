import Foundation
import TestSupport
import Testing

/// Nothing that others have written can command a terminal, turn the direction of its text, or hide on it.
@Suite struct `Texts of others on a terminal` {
  private let folder: TemporaryFolder
  /// A comment that would colour, erase, reverse and hide.
  private static let comment = "# \u{1B}[31m\u{9B}2J \u{8}\u{7F} \u{200B}\u{E0041}\n"
  private static let pattern = comment + "title \"a\u{E0041}\"\nending none\ninhale 1 \"b\u{200B}\"\nexhale 1\n"
  private static let name = "x\u{1B}]0;owned\u{7}\u{202E}y"

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("a.breath", Self.pattern)
    try folder.write("mine.sounds", Self.comment + "sounds bowls { inhale tone 330Hz -12dB }\n")
    try folder.write("names/\(Self.name).breath", SamplePattern.short)
    try folder.write("broken/\(Self.name).breath", SamplePattern.broken)
    try folder.write("ids.jsonl", #"{"id": "\u001b[31m\u202e", "patern": "a.breath"}"# + "\n")
    try folder.write("unknown.jsonl", #"{"id": "a", "pattern": "\u001b[31m\u202e.breath"}"# + "\n")
    try folder.write(
      "log.jsonl",
      #"{"event":"begin","program":"adem","shard":1,"shards":1,"tracks":1,"allTracks":1}"# + "\n"
        + #"{"event":"track","outcome":"failed","input":"a","output":"\u001b[31m\u202e","status":65,"message":"\u009b1m"}"#
        + "\n")
  }

  /// All that a run shows on a terminal that has both of its outputs, without the colours that the command itself gives.
  private func shown(_ process: AdemProcess) throws -> String {
    let terminal = try PseudoTerminal()
    var process = process
    process.output = .descriptor(terminal.descriptor)
    process.errors = .descriptor(terminal.descriptor)
    process.environment["NO_COLOR"] = "1"
    let running = try process.start()
    let text = terminal.text()
    _ = try running.wait()
    // Bars are taken back before lines are written.
    return Self.withPlainLineEnds(text).replacing("\r\u{1B}[J", with: "")
  }

  /// Without the carriage returns that a terminal puts before line ends.
  private static func withPlainLineEnds(_ text: String) -> String {
    var plain = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      while scalar == "\n", plain.last == "\r" { plain.removeLast() }
      plain.append(scalar)
    }
    return String(plain)
  }

  private func unsafe(in text: String) -> [Unicode.Scalar] {
    let ranges: [ClosedRange<UInt32>] = [
      0x00...0x08, 0x0B...0x1F, 0x7F...0x9F, 0xAD...0xAD, 0x61C...0x61C, 0x200B...0x200B, 0x200E...0x200F,
      0x2028...0x202E, 0x2060...0x206F, 0xFEFF...0xFEFF, 0xE0000...0xE007F,
    ]
    return text.unicodeScalars.filter { scalar in ranges.contains { $0.contains(scalar.value) } }
  }

  @Test(arguments: [
    (["show", "a.breath"], "b\\u{200B}"),
    (["show", "--text", "a.breath"], "# \\u{1B}[31m\\u{9B}2J \\u{8}\\u{7F} \\u{200B}\\u{E0041}\n"),
    (["show", "--as", "csv", "a.breath"], "b\\u{200B}"),
    (["show", "--as", "vtt", "a.breath"], "b\\u{200B}"),
    (["show", "--as", "svg", "a.breath"], "a\\u{E0041}"),
    (["show", "--json", "a.breath"], "b\\u200B"),
    (["show", "--as", "json", "a.breath"], "b\\u200B"),
    (["show", "--as", "chapters", "a.breath"], "a\\uDB40\\uDC41"),
    (["sounds", "mine.sounds"], "# \\u{1B}[31m"),
    (["check", "names"], "x\\u{1B}]0;owned\\u{7}\\u{202E}y"),
    (["check", "--json", "names"], "x\\u001b]0;owned\\u0007\\u202Ey"),
    (["check", "--github", "broken"], "x\\u{1B}]0;owned\\u{7}\\u{202E}y"),
    (["check", "broken"], "x\\u{1B}]0;owned\\u{7}\\u{202E}y.breath:3:1"),
    (["render", "names", "--rate", "8000"], "x\\u{1B}]0;owned\\u{7}\\u{202E}y"),
    (["render", "names", "--rate", "8000", "-q", "--json"], "x\\u001b]0;owned\\u0007\\u202Ey"),
    (["render", "--manifest", "ids.jsonl"], "patern"),
    (["render", "--manifest", "unknown.jsonl"], "'\\u{1B}[31m\\u{202E}.breath'"),
    (["render", "a.breath", "-o", "\(name)/a.wav"], "x\\u{1B}]0;owned\\u{7}\\u{202E}y"),
    (["report", "log.jsonl"], "failed: \\u{1B}[31m\\u{202E}: \\u{9B}1m"),
    (["report", "--json", "log.jsonl"], "\\u001b[31m\\u202E"),
    (["check", "--\u{1B}[31m"], "--\\u{1B}[31m"),
    (["check", "-\u{202E}x"], "-\\u{202E}x"),
    (["\u{1B}[31m\nerror: all is lost"], "error: '\\u{1B}[31m\\u{A}error: all is lost' is not a command of adem"),
    (["render", "--rate", "\u{1B}[31m\u{7}"], "\\u{1B}[31m\\u{7}"),
    (["show", "a.breath", "--profile", "\u{1B}[31m"], "\\u{1B}[31m"),
    (["show", "a.breath", "--set", "\u{1B}[31m=3"], "\\u{1B}[31m"),
    (["sounds", "\u{1B}[31m"], "\\u{1B}[31m"),
    (["check", "--explain", "\u{1B}[31m"], "\\u{1B}[31m"),
  ])
  func `They are escaped in every output`(arguments: [String], escaped: String) throws {
    let text = try shown(AdemProcess(arguments, in: folder))
    #expect(unsafe(in: text) == [], "\(text.debugDescription)")
    #expect(text.contains(escaped), "\(text.debugDescription)")
  }

  @Test func `A pattern that is formatted is escaped`() throws {
    var process = AdemProcess("format", "-", in: folder)
    process.input = .text(Self.comment + "inhale 1\n")
    let text = try shown(process)
    #expect(text == "# \\u{1B}[31m\\u{9B}2J \\u{8}\\u{7F} \\u{200B}\\u{E0041}\ninhale 1\n")
  }

  @Test func `The recipe of a track is escaped`() throws {
    try #require(
      try AdemProcess("render", "a.breath", "-o", "a.wav", "--rate", "8000", "-q", in: folder).run().status == 0)
    for arguments in [["show", "a.wav"], ["show", "--text", "a.wav"]] {
      let text = try shown(AdemProcess(arguments, in: folder))
      #expect(unsafe(in: text) == [])
      #expect(text.contains("# \\u{1B}[31m\\u{9B}2J"))
    }
  }

  @Test func `What a program that speaks complains of is escaped`() throws {
    try folder.write("say.breath", "ending none\nsay \"a\"\ninhale 1\nexhale 1\n")
    let command = #"command "sh -c 'printf \\\\033[31m\\\\302\\\\2332J >&2; exit 3'""#
    let text = try shown(
      AdemProcess("render", "say.breath", "-o", "say.wav", "--rate", "8000", "--voice", command, in: folder))
    #expect(unsafe(in: text) == [])
    #expect(text.contains("failed with status 3: \\u{1B}[31m\\u{9B}2J"), "\(text.debugDescription)")
  }

  @Test func `What the environment says of a shard is escaped`() throws {
    var process = AdemProcess("render", "a.breath", "--shard", "auto", in: folder)
    process.environment["SLURM_ARRAY_TASK_ID"] = "\u{1B}[31m\n"
    process.environment["SLURM_ARRAY_TASK_COUNT"] = "3"
    let text = try shown(process)
    #expect(unsafe(in: text) == [])
    #expect(text.contains("\\u{1B}[31m\\u{A}"), "\(text.debugDescription)")
  }

  @Test func `Data that goes to a file stays as it is, byte for byte`() throws {
    #expect(try AdemProcess("show", "--text", "a.breath", in: folder).run() == Outcome(0, output: Self.pattern))
    let sounds = try folder.text(of: "mine.sounds")
    #expect(try AdemProcess("sounds", "mine.sounds", in: folder).run() == Outcome(0, output: sounds))
    var process = AdemProcess("format", "-", in: folder)
    process.input = .text(Self.comment + "inhale   1\n")
    #expect(try process.run() == Outcome(0, output: Self.comment + "inhale 1\n"))
    try folder.write("latin.breath", Data("# caf".utf8) + [0xE9, 0x0A])
    try folder.write("copy", "")
    process = AdemProcess("show", "--text", "latin.breath", in: folder)
    process.output = .file(folder["copy"])
    #expect(try process.run().status == 0)
    #expect(try folder.bytes(of: "copy") == folder.bytes(of: "latin.breath"))
  }

  @Test(arguments: [
    "depth \u{645}\u{6CC}\u{200C}\u{634}\u{648}\u{62F}", "🧘🏽\u{200D}♀\u{FE0F} é e\u{301}", "深呼吸…", "a\u{A0}b",
    "\u{5D0}\u{5D1}",
  ])
  func `What scripts and emoji are written with stays`(words: String) throws {
    try folder.write("words.breath", "# \(words)\r\ninhale 1\r\nexhale 1\r\n")
    #expect(
      try shown(AdemProcess("show", "--text", "words.breath", in: folder)) == "# \(words)\ninhale 1\nexhale 1\n")
  }

  @Test func `A log gets no colours`() throws {
    let terminal = try PseudoTerminal()
    try folder.write("b.breath", SamplePattern.broken)
    var process = AdemProcess("render", "b.breath", "--log", "own.jsonl", in: folder)
    process.errors = .descriptor(terminal.descriptor)
    let running = try process.start()
    #expect(terminal.text().contains("\u{1B}[31m"))
    #expect(try running.wait().status == 65)
    let failed = try EventLines(folder.text(of: "own.jsonl")).objects.first { $0["outcome"] as? String == "failed" }
    #expect(failed?["message"] as? String == SamplePattern.complaint(about: "b.breath"))
  }
}
