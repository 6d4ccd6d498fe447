import Foundation
import TestSupport
import Testing

@Suite struct `Showing a pattern` {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func show(_ text: String, _ options: String...) throws -> Outcome {
    try folder.write("a.breath", text)
    return try AdemProcess(["show", "a.breath"] + options, in: folder).run()
  }

  @Test func `A person reads a table`() throws {
    let text = """
      title "Evening"
      lead-in 2s
      section "Settle" { inhale 2 "belly"; hold 1 }
      exhale 3
      """
    let expected = """
      Evening

      14s, 1 breath, 10 a minute
      lead-in 2s + steps 6s + ending 6s
      language en, count 1s

             onset        length  what      counts  breath  caption
          0:00.000            2s  lead-in
          0:00.000            2s  bell                      start
          0:02.000            3s  section                   Settle
          0:02.000            2s  inhale         2       1  belly
          0:04.000            1s  hold           1       1
          0:05.000            3s  exhale         3       1
          0:08.000            6s  bell                      end

      """
    #expect(try show(text) == Outcome(0, output: expected))
  }

  @Test func `What a profile sets is shown, and every setting of sound`() throws {
    let text = """
      bed ocean -38dB
      sounds { inhale glide A3 to E4 -12dB }
      parameter n = 4 in 2..8
      inhale n
      """
    let run = try show(text, "--profile", "sleep", "--set", "n=5")
    #expect(run.status == 0)
    let lines = run.output.split(separator: "\n")
    #expect(
      lines.dropFirst(3).prefix(6) == [
        "profile sleep sets: ending none, sounds night, cues up to -26 LUFS, 12 dB quieter at the end, fade out 30s",
        "bed ocean -38dB", "sounds {", "  inhale glide A3 to E4 -12dB", "}", "parameter n = 5",
      ])
  }

  @Test func `A program reads one object`() throws {
    let expected = #"""
      {
        "version": 1,
        "title": "Say \"ah\" – ø",
        "about": null,
        "sources": [],
        "language": "en",
        "profile": null,
        "settings": ["title \"Say \\\"ah\\\" – ø\"","ending none"],
        "count": 1,
        "duration": 3,
        "leadIn": 0,
        "steps": 3,
        "remainder": 0,
        "ending": 0,
        "overhang": 0,
        "isEstimated": false,
        "breaths": 1,
        "breathsPerMinute": 20,
        "events": [
          {"breath":1,"counts":1,"duration":1,"kind":"inhale","onset":0},
          {"breath":1,"duration":1,"kind":"count","number":1,"onset":0,"phase":"inhale"},
          {"breath":1,"counts":1,"duration":1,"kind":"hold","lungs":"full","onset":1,"text":"still"},
          {"breath":1,"duration":1,"kind":"count","number":1,"onset":1,"phase":"hold"},
          {"breath":1,"counts":1,"duration":1,"kind":"exhale","onset":2},
          {"breath":1,"duration":1,"kind":"count","number":1,"onset":2,"phase":"exhale"}
        ]
      }

      """#
    let text = "title \"Say \\\"ah\\\" – ø\"\nending none\ninhale 1\nhold 1 \"still\"\nexhale 1\n"
    #expect(try show(text, "--json") == Outcome(0, output: expected))
  }

  @Test func `The object adds up`() throws {
    let run = try show("lead-in 3s\nrepeat 3 resting 2s { inhale 1.5; exhale 2.25 }\n", "--json")
    let object = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let events = try #require(object["events"] as? [[String: Any]])
    let phases = events.filter { ["inhale", "exhale", "rest"].contains($0["kind"] as? String) }
    // Three breaths of 3.75 and two rests of 2 seconds, 3 before them and 6 after them.
    #expect(phases.count == 8)
    #expect(phases.compactMap { $0["duration"] as? Double }.reduce(0, +) == 15.25)
    #expect(object["steps"] as? Double == 15.25)
    #expect(object["duration"] as? Double == 24.25)
    #expect(object["breaths"] as? Int == 3)
    let onsets = events.compactMap { $0["onset"] as? Double }
    #expect(onsets.count == events.count)
    #expect(onsets == onsets.sorted())
  }

  @Test func `A problem leaves the standard output empty`() throws {
    for options in [[], ["--json"]] {
      try folder.write("a.breath", SamplePattern.broken)
      let run = try AdemProcess(["show", "a.breath"] + options, in: folder).run()
      #expect(run == Outcome(65, errors: SamplePattern.complaint(about: "a.breath")))
    }
  }

  @Test func `A folder is not shown`() throws {
    try folder.makeFolder("x.breath")
    let expected = "error: 'x.breath' is a folder\n  = help: name a pattern in it\n"
    #expect(try AdemProcess("show", "x.breath", in: folder).run() == Outcome(66, errors: expected))
  }
}
