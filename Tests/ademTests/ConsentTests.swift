import Foundation
import TestSupport
import Testing

/// A command that the user did not type is a program of a stranger's.
@Suite struct `A command that speaks` {
  private let folder: TemporaryFolder
  /// Leaves a trace and speaks.
  private static let command = "sh -c 'echo ran >> ran; cat tone.wav'"
  private static let voice = "voice command \"\(command)\"\n"
  private static let steps = "say \"in\"\ninhale 1\nexhale 1\n"

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("tone.breath", "ending none\ninhale 200ms\nexhale 200ms\n")
    #expect(try run("render", "tone.breath", "-q", "-o", "tone.wav", "--rate", "8000") == Outcome(0))
    try folder.write("quiet.breath", "ending none\ninhale 1\nexhale 1\n")
    try folder.write("stranger.breath", "ending none\n" + Self.voice + Self.steps)
    try folder.write("plain.breath", "ending none\nvoice none\n" + Self.steps)
  }

  private func run(_ arguments: String..., input: String? = nil) throws -> Outcome {
    try run(arguments, input: input)
  }

  /// A run with a cache of speech in the folder.
  private func run(_ arguments: [String], input: String? = nil) throws -> Outcome {
    var process = AdemProcess(arguments, in: folder)
    if let input { process.input = .text(input) }
    process.environment["XDG_CACHE_HOME"] = folder["kept"]
    return try process.run()
  }

  private var hasRun: Bool { FileManager.default.fileExists(atPath: folder["ran"]) }

  private func refusal(of input: String) -> String {
    """
    error: '\(input)' speaks with a command of its own, and it may not run
      = help: if you trust it, add '--allow-commands'; it runs: \(Self.command)

    """
  }

  private func ofManifest(_ input: String) -> String {
    """
    error: the manifest gives '\(input)' a command to speak with, and it may not run
      = help: if you trust it, add '--allow-commands'; it runs: \(Self.command)

    """
  }

  // MARK: Where a command can come from

  @Test(arguments: [
    ["-o", "a.wav"], ["-o", "a.flac"], ["--cache", "cache"], ["--force"], ["--json", "--log", "log"],
  ])
  func `It does not run for a pattern that names it`(options: [String]) throws {
    let run = try run(["render", "stranger.breath", "--rate", "8000"] + options)
    #expect((run.status, run.errors) == (77, refusal(of: "stranger.breath")))
    #expect(!hasRun)
    #expect(try !folder.contents.contains { $0.hasPrefix("a.") || $0.hasPrefix("output/stranger") })
  }

  @Test func `It runs where that is allowed, and is told once`() throws {
    try folder.write("other.breath", "ending none\n" + Self.voice + Self.steps + "say \"out\"\n")
    let run = try run("render", "stranger.breath", "other.breath", "--rate", "8000", "--allow-commands")
    #expect(run.status == 0)
    #expect(run.errors.hasPrefix("runs: \(Self.command)\n"))
    #expect(run.errors.components(separatedBy: "runs: ").count == 2)
    #expect(hasRun)
    let quiet = try self.run(
      "render", "stranger.breath", "-q", "--rate", "8000", "--allow-commands", "-o", "quiet.wav")
    #expect(quiet == Outcome(0))
  }

  @Test func `It runs behind '--voice', also in place of one that the pattern names`() throws {
    for input in ["plain.breath", "stranger.breath"] {
      let run = try run(
        "render", input, "--rate", "8000", "-o", "\(input).wav", "--voice", "command \"sh -c 'cat tone.wav'\"")
      #expect(run.status == 0)
      #expect(run.errors.hasPrefix("runs: sh -c 'cat tone.wav'\n"))
    }
    #expect(!hasRun)
    #expect(try self.run("render", "stranger.breath", "-q", "--voice", "none", "-o", "silent.wav") == Outcome(0))
    #expect(!hasRun)
  }

  @Test func `It is told without anything that could command a terminal`() throws {
    let run = try run(
      "render", "plain.breath", "--rate", "8000", "-o", "a.wav", "--voice", "command \"cat tone.wav '\u{200B}'\""
    )
    #expect(run.errors.hasPrefix("runs: cat tone.wav '\\u{200B}'\n"))
    try folder.write("odd.breath", "voice command \"./x '\u{200B}'\"\n" + Self.steps)
    #expect(try self.run("render", "odd.breath", "-o", "b.wav").errors.hasSuffix("it runs: ./x '\\u{200B}'\n"))
  }

  @Test func `A cached word changes nothing about it`() throws {
    let allowed = ["render", "stranger.breath", "--rate", "8000", "--allow-commands"]
    #expect(try run(allowed + ["-q", "-o", "a.wav"]) == Outcome(0))
    try FileManager.default.removeItem(atPath: folder["ran"])
    #expect(try run("render", "stranger.breath", "-o", "b.wav") == Outcome(77, errors: refusal(of: "stranger.breath")))
    #expect(try run(allowed + ["-o", "c.wav"]).errors.hasPrefix("runs: \(Self.command)\n"))
    #expect(!hasRun, "it was all in the cache")
  }

  @Test func `It does not run for a track that holds it, or that holds it in place of its pattern's`() throws {
    #expect(
      try run("render", "stranger.breath", "-q", "-o", "stranger.wav", "--rate", "8000", "--allow-commands")
        == Outcome(0))
    try FileManager.default.removeItem(atPath: folder["ran"])
    try FileManager.default.removeItem(atPath: folder["kept"])
    // The form in which version 0.1.0 stored the value of '--voice'.
    #expect(try run("render", "plain.breath", "-q", "-o", "old.caf", "--rate", "8000", "--voice", "en") == Outcome(0))
    try replaceVoice(in: "old.caf", by: "command \\\"\(Self.command)\\\"")
    for track in ["stranger.wav", "old.caf"] {
      #expect(try run("render", track, "-o", "again.flac") == Outcome(77, errors: refusal(of: track)))
      #expect(try run("render", track, "-o", "again.flac", "--dry-run").status == 77)
      #expect(try run("show", track).status == 0)
      #expect(!hasRun)
    }
    #expect(try run("show", "old.caf").output.contains("\nWith voice \(Self.voice.dropFirst(6))"))
    #expect(
      try run("show", "--text", "old.caf").output
        == "# with \(Self.voice)" + folder.text(of: "plain.breath"))
    #expect(try run("show", "--text", "stranger.wav").output == folder.text(of: "stranger.breath"))
    #expect(try run("render", "old.caf", "-o", "again.flac", "--allow-commands").status == 0)
    #expect(hasRun)
  }

  /// Puts another voice into the recipe of a CAF, a chunk `uuid` with its length in the eight bytes after its name.
  private func replaceVoice(in name: String, by voice: String) throws {
    var bytes = try folder.bytes(of: name)
    let length = try #require(bytes.range(of: Data("uuid".utf8))).upperBound
    let begin = try #require(bytes.range(of: Data("1 ".utf8), in: length + 24..<bytes.endIndex)).lowerBound
    let end = try #require(bytes.range(of: Data(#""voice":"en"}"#.utf8))).upperBound
    let json = String(decoding: bytes[begin + 11..<end], as: UTF8.self).replacing("\"en\"", with: "\"\(voice)\"")
    let recipe = Data("1 \(checksum(Data(json.utf8))) \(json)".utf8)
    var size = recipe.count - (end - begin)
    for (place, byte) in bytes[length..<length + 8].enumerated() { size += Int(byte) << (56 - 8 * place) }
    bytes.replaceSubrange(begin..<end, with: recipe)
    bytes.replaceSubrange(length..<length + 8, with: (0..<8).map { UInt8(truncatingIfNeeded: size >> (56 - 8 * $0)) })
    try folder.write(name, bytes)
  }

  /// The CRC-32 of Ogg pages, bit by bit, as Files.md says.
  private func checksum(_ bytes: Data) -> String {
    var sum: UInt32 = 0
    for byte in bytes {
      sum ^= UInt32(byte) << 24
      for _ in 0..<8 { sum = sum & 0x8000_0000 == 0 ? sum << 1 : sum << 1 ^ 0x04C1_1DB7 }
    }
    let digits = String(sum, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }

  @Test func `It does not run for a line of a manifest, and the other lines are rendered`() throws {
    let voice = "\"voice\": \"command \\\"\(Self.command)\\\"\""
    try folder.write(
      "tracks.jsonl",
      "{\"id\": \"a\", \"pattern\": \"plain.breath\", \(voice)}\n{\"id\": \"b\", \"pattern\": \"plain.breath\"}\n")
    let render = ["render", "--manifest", "tracks.jsonl", "--rate", "8000", "-q"]
    #expect(try run(render + ["--log", "log"]) == Outcome(1, errors: ofManifest("plain.breath")))
    #expect(try folder.contents.contains("output/b.wav"))
    #expect(try folder.text(of: "log").contains("\"status\":77"))
    // A command of the user's own is for the lines that say nothing.
    #expect(
      try run(render + ["--voice", "command \"sh -c 'cat tone.wav'\""])
        == Outcome(1, errors: ofManifest("plain.breath")))
    try folder.write("tracks.jsonl", "{\"id\": \"a\", \"pattern\": \"plain.breath\", \(voice)}\n")
    #expect(try run(render) == Outcome(77, errors: ofManifest("plain.breath")))
    for word in ["allow-commands", "allowCommands"] {
      try folder.write("tracks.jsonl", "{\"id\": \"a\", \"pattern\": \"stranger.breath\", \"\(word)\": true}\n")
      #expect(try run(render).status == 65)
    }
    #expect(!hasRun)
  }

  @Test func `It does not run for a pattern from the standard input, or on the command line`() throws {
    let text = try folder.text(of: "stranger.breath")
    #expect(
      try run("render", "-", "-o", "a.wav", input: text) == Outcome(77, errors: refusal(of: "standard input")))
    #expect(try run("breathe", text, "-o", "a.wav") == Outcome(77, errors: refusal(of: "command line")))
    #expect(!hasRun)
    #expect(try run("breathe", text, "-q", "-o", "a.wav", "--rate", "8000", "--allow-commands") == Outcome(0))
    #expect(hasRun)
  }

  @Test func `A voice of a pattern that is used stays behind, and a pattern that says nothing needs no leave`() throws {
    try folder.write("user.breath", "ending none\nvoice none\nuse \"stranger.breath\"\n")
    try folder.write("wordless.breath", "ending none\n" + Self.voice + "inhale 1\nexhale 1\n")
    for name in ["user", "wordless"] {
      #expect(try run("render", "\(name).breath", "-q", "-o", "\(name).wav", "--rate", "8000") == Outcome(0))
    }
    #expect(!hasRun)
  }

  // MARK: Batches and plans

  @Test func `Of several inputs the others are rendered`() throws {
    let run = try run("render", "stranger.breath", "quiet.breath", "-q", "--rate", "8000")
    #expect(run == Outcome(1, errors: refusal(of: "stranger.breath")))
    #expect(try folder.contents.contains("output/quiet.wav"))
    #expect(!hasRun)
  }

  @Test func `A plan says that it may not run, or what runs`() throws {
    let plan = ["render", "stranger.breath", "--rate", "8000", "--dry-run"]
    for options in [[], ["-o", "a.wav"]] {
      #expect(try run(plan + options).status == 77)
      #expect(try run(plan + options).errors == refusal(of: "stranger.breath"))
      #expect(try run(plan + options + ["--allow-commands"]).errors == "runs: \(Self.command)\n")
    }
    #expect(!hasRun)
  }

  @Test func `Nothing that it names is read before`() throws {
    mkfifo(folder["pipe"], 0o600)
    try folder.write("pipe.breath", "voice command \"./pipe pipe --model=pipe\"\n" + Self.steps)
    #expect(try run("render", "pipe.breath").status == 77)
    #expect(try run("render", "pipe.breath", "-o", "a.wav", "--cache", "cache").status == 77)
  }

  @Test func `Looking at it never runs it`() throws {
    for command in ["check", "show"] {
      #expect(try run(command, "stranger.breath").status == 0)
      #expect(try run(command, "plain.breath", "--voice", "command \"\(Self.command)\"").status == 0)
    }
    #expect(!hasRun)
  }
}
