import Foundation
import TestSupport
import Testing

/// The recordings that a user's own voice needs, and the missing ones.
@Suite struct `Recordings to make` {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("tone.breath", "ending none\nlead-in 0s\ninhale 500ms\nexhale 500ms\n")
    #expect(try run("render", "tone.breath", "-q", "-o", "tone.wav", "--rate", "8000") == Outcome(0))
  }

  private func run(_ arguments: String...) throws -> Outcome {
    var process = AdemProcess(arguments, in: folder)
    process.environment["XDG_CACHE_HOME"] = folder["kept"]
    return try process.run()
  }

  private static let text = """
    language nl
    {voice}lead-in 0s
    ending none
    say "Ga op je rug liggen"
    breaths 3 countdown { inhale 4 "Adem in"; exhale 6 }
    inhale 3 "Adem in"
    exhale 4
    clip "gong.wav" 2s
    """

  private func write(_ voice: String) throws {
    try folder.write("in/a.breath", Self.text.replacing("{voice}", with: voice))
  }

  private func record(_ names: String...) throws {
    for name in names { try folder.write("in/\(name)", folder.bytes(of: "tone.wav")) }
  }

  @Test func `They are listed with the time for them, in the order in which they are played`() throws {
    try write("voice folder \"stem\"\n")
    try record("stem/2.wav")
    let expected = """
      in/a.breath: 6 recordings, 5 to record

              at most  times  file                          words
      record  any      1      stem/ga-op-je-rug-liggen.wav  "Ga op je rug liggen"
      record  4s       1      stem/3.wav                    "3"
      record  3s       4      stem/adem-in.wav              "Adem in"
      there   4s       1      stem/2.wav                    "2"
      record  4s       1      stem/1.wav                    "1"
      record  2s       1      gong.wav                      (a clip)

      """
    #expect(try run("show", "--recordings", "in/a.breath") == Outcome(0, output: expected))
  }

  @Test(arguments: ["", "voice nl\n", "voice none\n"])
  func `Any pattern can be recorded`(voice: String) throws {
    try write(voice)
    let listed = try run("show", "--recordings", "in/a.breath")
    #expect(listed.status == 0 && listed.output.contains("6 recordings, 6 to record"), "\(listed)")
    #expect(listed.output.contains("my-voice/3.wav"))
    let mine = try run("show", "--recordings", "in/a.breath", "--voice", "folder \"mijn stem/\"")
    #expect(mine.output.contains("mijn stem/3.wav"))
  }

  @Test func `Programs read them as JSON`() throws {
    try write("voice folder \"stem\"\n")
    try record("stem/2.wav")
    let outcome = try run("show", "--recordings", "--json", "in/a.breath")
    let shown = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    let list = try #require(shown["recordings"] as? [[String: Any]])
    #expect(list.count == 6 && shown["version"] as? Int == 1)
    #expect(list[0]["file"] as? String == "stem/ga-op-je-rug-liggen.wav" && list[0]["atMost"] == nil)
    #expect(
      list[2]["words"] as? String == "Adem in" && list[2]["atMost"] as? Double == 3 && list[2]["times"] as? Int == 4)
    #expect(list.map { $0["exists"] as? Bool ?? false } == [false, false, false, true, false, false])
    #expect(list[5]["words"] == nil)
  }

  @Test func `A pattern without words plays none`() throws {
    try folder.write("a.breath", "inhale 4; exhale 6\n")
    #expect(
      try run("show", "--recordings", "a.breath") == Outcome(0, output: "a.breath plays no recordings\n"))
    #expect(try run("show", "--recordings", "--text", "a.breath").status == 64)
  }

  @Test func `All that are missing are named at once, by check, render and show`() throws {
    try write("voice folder \"stem\"\n")
    try record("stem/2.wav", "stem/adem-inn.wav")
    let expected = """
      error: 'in/a.breath' plays 5 recordings that are not there:
        gong.wav
        stem/adem-in.wav  "Adem in"  (there is 'adem-inn.wav')
        stem/ga-op-je-rug-liggen.wav  "Ga op je rug liggen"
        stem/1.wav  "1"
        stem/3.wav  "3"
        = help: 'adem show --recordings in/a.breath' says how long each may be; or render without words: '--voice none'

      """
    for command in [
      ["check"], ["render", "-o", "a.wav"], ["render", "--output-folder", "out"], ["render", "--dry-run"],
    ] {
      var process = AdemProcess(command + ["in/a.breath"], in: folder)
      process.environment["XDG_CACHE_HOME"] = folder["kept"]
      let outcome = try process.run()
      #expect((outcome.status, outcome.errors) == (66, expected), "\(command)")
    }
    #expect(try !folder.contents.contains { $0.hasSuffix(".adem-part") || $0.hasPrefix("out/") })
  }

  @Test func `A single one is named as before`() throws {
    try write("voice folder \"stem\"\n")
    try record("stem/2.wav", "stem/3.wav", "stem/1.wav", "stem/adem-in.wav", "gong.wav")
    let expected = """
      error: 'in/a.breath' cannot say "Ga op je rug liggen": there is no 'ga-op-je-rug-liggen.wav' in 'stem'
        = help: record it, or render without words: '--voice none'

      """
    #expect(try run("render", "in/a.breath", "-o", "a.wav") == Outcome(66, errors: expected))
  }
}
