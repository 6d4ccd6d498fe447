import Foundation
import TestSupport
import Testing

/// The reports of the commands about words. They agree, because they measure the same sound.
@Suite struct `Words in every command` {
  private let folder: TemporaryFolder
  private let speaker: TestSpeaker

  init() throws {
    folder = try TemporaryFolder()
    speaker = try TestSpeaker(in: folder)
    // 10 bytes last 0.9 s, 20 last 1.5 s, and 5 last 0.6 s.
    try folder.write(
      "a.breath",
      """
      language en
      ending none
      say "abcdefghij"
      rest 3s
      say "abcdefghijabcdefghij"
      rest 500ms "abcdefghij"
      rest 1s "abcde"
      say "abcdefghij" 500ms
      exhale 300ms "abcde"

      """)
  }

  private func run(_ arguments: String...) throws -> Outcome {
    var process = AdemProcess(arguments, in: folder)
    process.environment["PATH"] = speaker.searchPath
    process.environment["XDG_CACHE_HOME"] = folder["kept"]
    return try process.run()
  }

  private func object(_ text: String) throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  /// Worked out by hand. The steps: 0.9 + 3 + 1.5 and a pause of 0.15 + 0.5 + 1 + 0.5 + 0.3 = 7.85 s. The words:
  ///
  ///     due   start end   slot ends
  ///     0     0     0.9   0.9
  ///     3.9   3.9   5.4   5.55
  ///     5.55  5.55  6.45  6.05       0.4 over
  ///     6.05  6.6   7.2   7.05       0.55 late, 0.15 over
  ///     7.05  7.35  8.25  7.55       0.3 late, 0.7 over
  ///     7.55  8.4   9.0   7.85       0.85 late, 1.15 over
  private static let length = 9.0

  @Test func `show, check, render and the captions have the same length`() throws {
    let shown = try run("show", "a.breath")
    #expect(shown.output.hasPrefix("9s, 0 breaths\nlead-in 0s + steps 7.85s + ending 0s + 1.15s until the last word\n"))
    #expect(shown.output.contains("\n    0:03.900         1.65s  say "))
    let json = try object(run("show", "a.breath", "--json").output)
    #expect(json["duration"] as? Double == Self.length)
    #expect(json["overhang"] as? Double == 1.15)
    #expect(json["isEstimated"] as? Bool == false)
    #expect(try run("check", "a.breath").output == "a.breath: 9s, 0 breaths\n")
    let rendered = try run("render", "a.breath", "-o", "a.wav", "--rate", "8000", "--json", "--beside", "vtt")
    let track = try #require(rendered.output.split(separator: "\n").first { $0.contains("\"track\"") })
    #expect(try object(String(track))["frames"] as? Int == 72_000)
    #expect(try folder.text(of: "a.vtt").hasSuffix("00:00:07.550 --> 00:00:09.000\nabcde\n"))
    // 16 bits in mono.
    #expect(try folder.bytes(of: "a.wav").count > 144_000)
  }

  @Test func `What is late or overruns is the same in check and render, in text and JSON`() throws {
    let lines = [
      "advice[speech-overrun]: a.breath: 4 texts take longer to say than they have time, by up to 1150ms",
      "note[speech-late]: a.breath: words begin late 3 times, by up to 850ms, because others are still said",
    ]
    let rendered = try run("render", "a.breath", "-o", "a.wav", "--rate", "8000", "--no-recipe")
    #expect(lines.allSatisfy { (rendered.output + rendered.errors).contains($0) }, "\(rendered)")
    let checked = try run("check", "a.breath")
    #expect(checked.status == 1)
    #expect(lines.allSatisfy { checked.errors.contains($0.replacing("a.breath: ", with: "")) }, "\(checked)")
    let files = try #require(object(run("check", "a.breath", "--json").output)["files"] as? [[String: Any]])
    let found = try #require(files[0]["speech"] as? [String: Any])
    #expect(["late", "mostLate", "overruns", "mostOverrun"].map { found[$0] as? Int } == [3, 850, 4, 1150])
    let words = try #require(found["words"] as? [[String: Any]])
    #expect(words.map { $0["late"] as? Int } == [0, 550, 300, 850])
    #expect(words.map { $0["overrun"] as? Int } == [400, 150, 700, 1150])
    #expect(words.map { $0["start"] as? Double } == [5.55, 6.6, 7.35, 8.4])
    let json = try run("render", "a.breath", "-o", "b.wav", "--rate", "8000", "--json").output
    let track = try object(String(#require(json.split(separator: "\n").first { $0.contains("\"track\"") })))
    #expect(NSDictionary(dictionary: found) == (track["speech"] as? NSDictionary))
  }

  @Test func `A pattern that allows it is not told again`() throws {
    try folder.write(
      "b.breath",
      "allow speech-overrun \"x\"\nallow speech-late \"y\"\n" + folder.text(of: "a.breath"))
    #expect(try run("check", "b.breath", "-q") == Outcome(0, errors: ""))
    #expect(try !run("render", "b.breath", "-o", "b.wav", "--rate", "8000").errors.contains("speech-"))
  }

  @Test func `Where nobody can speak, lengths are about what they may be`() throws {
    var process = AdemProcess("show", "a.breath", in: folder)
    process.environment["PATH"] = "/nowhere"
    // 10 bytes are estimated at 1.2 s, 20 at 1.9 s.
    #expect(try process.run().output.hasPrefix("about 8.4s, 0 breaths\n"))
    process.arguments = ["check", "a.breath", "--json"]
    let files = try #require(object(process.run().output)["files"] as? [[String: Any]])
    #expect(files[0]["isEstimated"] as? Bool == true)
  }

  @Test func `A command is measured only with leave`() throws {
    try folder.write("c.breath", "ending none\nvoice command \"\(folder["speaker/espeak-ng"])\"\nsay \"abcdefghij\"\n")
    for command in ["show", "check"] {
      #expect(try run(command, "c.breath").output.contains("about 1.2s"))
      #expect(try run(command, "c.breath", "--allow-commands").output.contains("900ms, 0 breaths"))
    }
    let rendered = try run("render", "c.breath", "-o", "c.wav", "--allow-commands", "--rate", "8000")
    #expect((rendered.output + rendered.errors).contains("c.wav: 900ms, 0 breaths"))
  }

  @Test(arguments: [
    ("say \"a\" 5", "write 'say \"a\" 5s'"), ("clip \"a.wav\" 5", "write 'clip \"a.wav\" 5s'"),
    ("say \"a\" 0s", "100ms"), ("say 5s \"a\"", "write 'say \"Lie down\"'"),
  ])
  func `A slot that is no time is answered with one`(step: String, help: String) throws {
    try folder.write("d.breath", step + "\n")
    let found = try run("check", "d.breath")
    #expect(found.status == 65)
    #expect(found.errors.contains(help), "\(found.errors)")
  }

  /// Lengths in Dutch: in 0.42 s, uit 0.48 s, houd vast 0.84 s and vast 0.54 s, wacht even 0.9 s and wacht 0.6 s.
  private static let worded = """
    language nl
    ending none
    sounds bowls with words
    breaths 2 { inhale 4; hold 1s; exhale 4; hold 500ms }
    breaths 3 { inhale 500ms; exhale 500ms }

    """

  @Test func `Words of phases that have no time are counted by check and render, in text and JSON`() throws {
    try folder.write("w.breath", Self.worded)
    // 'houd vast' has 0.75 s and 'wacht' 0.35 s; 'in' and 'uit' have 0.35 s in the last breaths.
    let line = "note[speech-overrun]: the words of 8 phases are left out, because there is no time for them"
    let checked = try run("check", "w.breath")
    #expect(checked.status == 0 && checked.errors.contains(line) && !checked.errors.contains("speech-late"))
    let files = try #require(object(run("check", "w.breath", "--json").output)["files"] as? [[String: Any]])
    let found = try #require(files[0]["speech"] as? [String: Any])
    #expect(["late", "overruns", "unsaid"].map { found[$0] as? Int } == [0, 0, 8])
    #expect((found["words"] as? [Any])?.isEmpty == true)
    let rendered = try run("render", "w.breath", "-o", "w.wav", "--rate", "8000", "--no-recipe")
    #expect((rendered.output + rendered.errors).contains(line.replacing("]: ", with: "]: w.breath: ")), "\(rendered)")
    try folder.write("allowed.breath", "allow speech-overrun \"x\"\n" + Self.worded)
    #expect(try run("check", "allowed.breath", "-q") == Outcome(0, errors: ""))
  }

  @Test func `What the command line gives decides who speaks, and in which language`() throws {
    try folder.write("w.breath", Self.worded)
    let silent = try run("check", "w.breath", "--voice", "none")
    #expect(silent == Outcome(0, output: "w.breath: 22s, 5 breaths, 13.64 a minute\n"))
    #expect(try run("show", "w.breath", "--voice", "none").output.contains("\nsounds bowls with words\n"))
    try folder.write("silent.breath", "voice none\n" + Self.worded)
    #expect(try run("check", "silent.breath").status == 65)
    #expect(try run("check", "silent.breath", "--voice", "nl").status == 0)
    // English 'hold' and 'pause' last 0.54 s and 0.6 s, 'in' 0.42 s and 'out' 0.48 s.
    #expect(try run("check", "w.breath", "--language", "en").errors.contains("the words of 8 phases"))
    let unknown = try run("check", "w.breath", "--language", "pt")
    #expect(unknown.status == 65)
    #expect(
      unknown.errors.hasSuffix(
        "are no words for 'empty-hold' in the language 'pt'\n  = help: choose a language among nl, en, de, fr, es, "
          + "or a 'voice folder' with 'empty-hold.wav'\n"), "\(unknown.errors)")
  }

  @Test func `Recordings to make have the words of phases, with the time for them`() throws {
    try folder.write("w.breath", Self.worded)
    let expected = """
      w.breath: 4 recordings, 4 to record

              at most  times  file                           words
      record  350ms    5      my-voice/inhale.wav            "in"
      record  750ms    2      my-voice/full-hold.wav         "houd vast"
      record  350ms    5      my-voice/exhale.wav            "uit"
      record  350ms    2      my-voice/empty-hold-short.wav  "wacht"

      """
    #expect(try run("show", "--recordings", "w.breath") == Outcome(0, output: expected))
  }
}
