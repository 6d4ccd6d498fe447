import Foundation
import PatternLanguage
import Speech
import TemporaryFolders
import Testing

@Suite struct CommandTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test(arguments: [
    ("say a b", ["a", "b"]), ("  say\ta   b ", ["a", "b"]), (#"say "a b" 'c "d"'"#, ["a b", #"c "d""#]),
    (#"say --model="a b".onnx"#, ["--model=a b.onnx"]), (#"say "" ''"#, ["", ""]),
    (
      #"say $HOME *.wav a\b ~ ; | > x `id` $(id)"#,
      ["$HOME", "*.wav", #"a\b"#, "~", ";", "|", ">", "x", "`id`", "$(id)"]
    ),
  ])
  func `A command is words, and no shell reads them`(line: String, words: [String]) throws {
    try folder.write("tone.wav", WaveBytes().bytes(WaveBytes.tone()))
    try folder.program("say", #"for word; do printf '%s\n' "$word"; done > words; exec cat tone.wav"#)
    let line = line.replacing("say", with: "./say", maxReplacements: 1)
    _ = try speaker(.command(line), in: folder).recording(of: "adem in")
    #expect(try folder.text(of: "words") == words.map { $0 + "\n" }.joined())
  }

  @Test(arguments: [
    ("", CommandFault.empty), ("  ", .empty), (#""" a"#, .empty), (#"say "a"#, .openQuote("\"")),
    ("say 'a\"", .openQuote("'")),
  ])
  func `What is no list of words is refused`(line: String, fault: CommandFault) throws {
    #expect(try problem(of: speaker(.command(line), in: folder)) == .unreadableCommand(fault))
  }

  @Test func `The text comes as one line on the standard input`() throws {
    try folder.write("tone.wav", WaveBytes().bytes(WaveBytes.tone()))
    try folder.program("say", "cat > said; exec cat tone.wav")
    let speaker = try speaker(.command("./say"), in: folder)
    _ = try speaker.recording(of: "-x één\n\u{1B}[31mrood\u{0} \u{2028} [[h@]]")
    #expect(try folder.text(of: "said") == "-x één [31mrood [[h@]]\n")
  }

  @Test func `A command works in the pattern's folder, with few variables and no open files`() throws {
    try folder.write("tone.wav", WaveBytes().bytes(WaveBytes.tone()))
    try folder.program("say", "pwd -P > where; env > variables; ls /proc/self/fd > files; exec cat tone.wav")
    setenv("ADEM_SPEECH_TEST_SECRET", "secret", 1)
    let held = open("/dev/null", O_RDONLY)
    defer { close(held) }
    _ = try speaker(.command("./say"), in: folder).recording(of: "adem in")
    #expect(try folder.text(of: "where").contains(URL(fileURLWithPath: folder.path).lastPathComponent))
    let variables = try folder.text(of: "variables")
    #expect(variables.contains("PATH=") && !variables.contains("secret"))
    #if os(Linux)
      // The fourth is the folder that ls reads.
      #expect(try folder.text(of: "files") == "0\n1\n2\n3\n")
    #endif
  }

  @Test(arguments: ["", " \n\t", "…", "—", "?!", "\u{0}\u{1}"])
  func `A text without anything to say is an error`(text: String) throws {
    #expect(try problem(of: speaker(.command("cat"), in: folder), saying: text) == .nothingToSay)
  }

  @Test func `A text that no pipe holds is an error`() throws {
    let text = String(repeating: "é", count: 2001)
    #expect(
      try problem(of: speaker(.command("cat"), in: folder), saying: text) == .textTooLong(bytes: 4002, limit: 4000))
  }

  @Test func `Nobody speaks where the voice is silent`() {
    let speaker = SpeechSynthesizer(.silent, language: "nl", root: ".")
    #expect(speaker == nil)
  }
}
