import Foundation
import PatternLanguage
import TestSupport
import Testing

/// The settings that are stored in a track and in its sidecars.
@Suite struct `Settings in a track` {
  private let folder: TemporaryFolder
  private static let endings = ["wav", "aiff", "caf", "flac", "ogg", "opus", "mp3"]
  private static let secret = "command \"sh -c 'cat tone.wav' TOKEN=hush\""

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("tone.breath", "ending none\ninhale 200ms\nexhale 200ms\n")
    try folder.write(
      "in/a.breath",
      "ending none\nparameter a = 1\nparameter b = 2\nparameter rest = 4s\nsay \"in\"\ninhale a\nexhale b\nrest rest\n")
    #expect(try run("render", "tone.breath", "-o", "tone.wav") == Outcome(0))
    try folder.write("in/tone.wav", folder.bytes(of: "tone.wav"))
  }

  private func run(_ arguments: String...) throws -> Outcome { try run(arguments) }

  private func run(_ arguments: [String]) throws -> Outcome {
    let isRendering = arguments[0] == "render"
    var process = AdemProcess(arguments + (isRendering ? ["-q", "--rate", "8000"] : []), in: folder)
    process.environment["XDG_CACHE_HOME"] = folder["kept"]
    return try process.run()
  }

  private func holds(_ word: String, _ name: String) throws -> Bool {
    try folder.bytes(of: name).range(of: Data(word.utf8)) != nil
  }

  // MARK: Secrets

  @Test(arguments: endings)
  func `A command behind '--voice' is not in it`(ending: String) throws {
    let track = "a.\(ending)"
    #expect(try run("render", "in/a.breath", "-o", track, "--voice", Self.secret, "--beside", "all") == Outcome(0))
    for name in try folder.contents where name.hasPrefix("a.") { #expect(try !holds("hush", name), "\(name)") }
    let shown = try run("show", track)
    #expect(shown.status == 0)
    #expect(shown.output.contains("\nWith a voice command, which is not stored\n"))
    #expect(
      try run("show", "--text", track).output.hasPrefix("# with a voice command, which is not stored\nending none\n"))
    #expect(try run("show", "--json", track).output.contains("\"voice command\""))
  }

  @Test func `Making it again asks for the command, and with it gives the same bytes`() throws {
    let lost = """
      error: the voice of 'a.wav' was a command, and a track does not store the command that it was rendered with
        = help: give it again with --voice 'command "…"', or render without words: '--voice none'

      """
    #expect(try run("render", "in/a.breath", "-o", "a.wav", "--voice", Self.secret) == Outcome(0))
    for options in [[], ["--allow-commands"], ["--dry-run"]] {
      let again = try run(["render", "a.wav", "-o", "again.wav"] + options)
      #expect((again.status, again.errors) == (69, lost))
    }
    #expect(try run("render", "a.wav", "-o", "again.wav", "--voice", Self.secret) == Outcome(0))
    #expect(try folder.bytes(of: "again.wav") == folder.bytes(of: "a.wav"))
    #expect(try run("render", "a.wav", "-o", "silent.wav", "--voice", "none") == Outcome(0))
    #expect(try run("show", "silent.wav").output.contains("\nWith voice none\n"))
  }

  @Test func `A batch keeps such a track, and knows it again without a record`() throws {
    let batch = ["render", "in", "--json", "--voice", Self.secret]
    #expect(try EventLines(run(batch).output).rendered == ["a.wav": ["new"]])
    #expect(try EventLines(run(batch).output).rendered == [:])
    #expect(
      try EventLines(run(["render", "in", "--json", "--voice", "command \"sh -c 'cat tone.wav' TOKEN=other\""]).output)
        .rendered == ["a.wav": ["speech"]])
    try FileManager.default.removeItem(atPath: folder["output/.adem-ledger"])
    #expect(try EventLines(run(batch).output).rendered == ["a.wav": ["unrecorded"]])
  }

  @Test func `A command in a manifest is not in it, either`() throws {
    let voice = Self.secret.replacing("\"", with: "\\\"")
    try folder.write("tracks.jsonl", "{\"id\": \"x\", \"pattern\": \"in/a.breath\", \"voice\": \"\(voice)\"}\n")
    #expect(try run("render", "--manifest", "tracks.jsonl", "--allow-commands") == Outcome(0))
    for name in try folder.contents where name.hasPrefix("output/") {
      #expect(try !holds("hush", name), "\(name)")
    }
  }

  @Test(arguments: endings)
  func `'--no-recipe' leaves the pattern out`(ending: String) throws {
    let track = "a.\(ending)"
    #expect(try run("render", "in/a.breath", "-o", track, "--voice", "none", "--no-recipe") == Outcome(0))
    #expect(try !holds("parameter", track))
    #expect(
      try run("show", track)
        == Outcome(
          65,
          errors: """
            error: '\(track)' holds no pattern
              = help: adem did not make it, or made it with '--no-recipe', or another program has dropped the pattern

            """))
    #expect(try run("render", "in/a.breath", "-o", "with.\(ending)", "--voice", "none") == Outcome(0))
    #expect(try holds("parameter", "with.\(ending)"))
  }

  @Test func `That the pattern was to be left out needs no note`() throws {
    let run = AdemProcess(
      "render", "tone.breath", "--no-recipe", "-o", "a.wav", "--rate", "8000", in: folder)
    #expect(try run.run() == Outcome(0, errors: "a.wav: 400ms, 1 breath, 150 a minute\n"))
  }

  @Test func `A batch keeps tracks without a pattern, and makes them anew when they are to have one`() throws {
    let batch = ["render", "in", "--json", "--voice", "none"]
    let bare = batch + ["--no-recipe"]
    #expect(try EventLines(run(bare).output).rendered == ["a.wav": ["new"]])
    #expect(try EventLines(run(bare).output).rendered == [:])
    #expect(try EventLines(run(batch).output).rendered == ["a.wav": ["settings"]])
    #expect(try holds("parameter", "output/a.wav"))
    #expect(try EventLines(run(bare).output).rendered == ["a.wav": ["settings"]])
    #expect(try !holds("parameter", "output/a.wav"))
    // Nothing but the record says whose it is.
    try FileManager.default.removeItem(atPath: folder["output/.adem-ledger"])
    #expect(try run(bare).status == 73)
  }

  // MARK: One form

  @Test(arguments: [
    (["--set", "a=3", "--set", "b=4"], ["--set", "b=4", "--set", "a=3"]),
    (["--set", "b=4"], ["--set", "b=4.0"]), (["--set", "b=4"], ["--set", " b = 4 "]),
    (["--set", "b=4"], ["--set", "b=2 + 2"]),
    (["--set", "rest=4s"], ["--set", "rest=4000ms"]), (["--set", "rest=90s"], ["--set", "rest=1min30s"]),
    (["--language", "nl-BE"], ["--language", "NL-be"]), (["--profile", "sleep"], ["--profile", " sleep"]),
    (["--voice", "none"], ["--voice", " none "]), (["--voice", "en"], ["--voice", "EN"]),
    (["--beside", "vtt,srt"], ["--beside", "srt", "--beside", "vtt"]),
    (["--rate", "8000"], []), (["--bits", "16"], []),
  ])
  func `The same settings give the same bytes, and no needless work, however they are written`(
    one: [String], other: [String]
  ) throws {
    let quiet = (one + other).contains("--voice") ? [] : ["--voice", "none"]
    #expect(try run(["render", "in/a.breath", "-o", "one.wav"] + quiet + one) == Outcome(0))
    #expect(try run(["render", "in/a.breath", "-o", "other.wav"] + quiet + other) == Outcome(0))
    #expect(try folder.bytes(of: "one.wav") == folder.bytes(of: "other.wav"))
    let batch = ["render", "in", "--json"] + quiet
    #expect(try EventLines(run(batch + one).output).rendered == ["a.wav": ["new"]])
    #expect(try EventLines(run(batch + other).output).rendered == [:])
  }

  @Test func `The order of a manifest's names, and the form of its numbers, change nothing`() throws {
    let lines = [
      #"{"id": "x", "pattern": "in/a.breath", "voice": "none", "set": {"a": 3, "b": 4.5, "rest": "4s"}}"#,
      #"{"set": {"rest": "4000ms", "b": 4.50, "a": 3.0}, "voice": " none", "pattern": "in/a.breath", "id": "x"}"#,
    ]
    try folder.write("tracks.jsonl", lines[0] + "\n")
    #expect(
      try EventLines(run("render", "--manifest", "tracks.jsonl", "--json").output).rendered == ["x.wav": ["new"]])
    try folder.write("tracks.jsonl", lines[1] + "\n")
    #expect(try EventLines(run("render", "--manifest", "tracks.jsonl", "--json").output).rendered == [:])
    #expect(
      try run(
        "render", "in/a.breath", "--voice", "none", "--set", "rest=4s", "--set", "b=4.5", "--set", "a=3", "-o", "x.wav")
        == Outcome(0))
    #expect(try folder.bytes(of: "x.wav") == folder.bytes(of: "output/x.wav"))
  }

  @Test func `A value that is the pattern's own is a setting all the same`() throws {
    #expect(try run("render", "in/a.breath", "--voice", "none", "--set", "a=1", "-o", "a.wav") == Outcome(0))
    #expect(try run("show", "a.wav").output.contains("\nWith a=1\nWith voice none\n"))
  }

  @Test func `Making a track again with the settings that it has gives the same bytes`() throws {
    #expect(
      try run("render", "in/a.breath", "--voice", "none", "--set", "b=3", "--set", "a=2", "-o", "a.wav") == Outcome(0))
    #expect(try run("render", "a.wav", "--set", "b=3.0", "-o", "b.wav") == Outcome(0))
    #expect(try folder.bytes(of: "b.wav") == folder.bytes(of: "a.wav"))
  }
}
