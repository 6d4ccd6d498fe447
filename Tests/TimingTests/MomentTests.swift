import PatternLanguage
import Testing
import Timing

/// The state of a track that is shown at an instant.
@Suite struct `A moment` {
  private static func timeline(_ text: String) throws -> Timeline {
    Timeline(of: try PatternReading(of: SourceText(text), library: .empty))
  }

  private static func moment(_ text: String, at seconds: Double) throws -> Moment {
    var cursor = MomentCursor(of: try timeline(text))
    return cursor.moment(at: .seconds(seconds))
  }

  @Test(arguments: [
    (0.0, Phase.Kind.inhale, 1, 1), (3.9, .inhale, 4, 1), (4.0, .hold, 1, 1), (10.99, .hold, 7, 1), (11, .exhale, 1, 1),
    (18.999, .exhale, 8, 1), (19, .inhale, 1, 2),
  ])
  func `It has the phase, the count and the breath`(seconds: Double, phase: Phase.Kind, count: Int, breath: Int) throws
  {
    let moment = try Self.moment("lead-in 0s\n4-7-8 times 2\n", at: seconds)
    #expect(moment.phase?.phase == phase)
    #expect(moment.count == count)
    #expect(moment.breath == breath)
  }

  @Test(arguments: [(0.2, 30), (29.5, 1), (10, 20)])
  func `A rest, and a phase that is given as a time, count the seconds that are left`(seconds: Double, count: Int)
    throws
  {
    #expect(try Self.moment("lead-in 0s\nrest 30s\ninhale 1\n", at: seconds).count == count)
    #expect(try Self.moment("lead-in 0s\nexhale 30s\n", at: seconds).count == count)
  }

  @Test func `A fraction of a count belongs to the last whole one`() throws {
    #expect(try Self.moment("lead-in 0s\ninhale 2.5\nexhale 1\n", at: 2.4).count == 2)
  }

  @Test func `The lungs fill with an inhale and empty with an exhale, slowly at both ends`() throws {
    var cursor = MomentCursor(of: try Self.timeline("lead-in 0s\ninhale 4\nhold 2\nexhale 4\n"))
    let volumes = [0.0, 1, 2, 3, 4, 5, 6, 8, 10].map { cursor.moment(at: .seconds($0)).volume }
    // (1 − cos πx) / 2 at a quarter and three quarters.
    for (volume, expected) in zip(volumes, [0, 0.1464466, 0.5, 0.8535534, 1, 1, 1, 0.5, 0]) {
      #expect(abs(volume - expected) < 1e-6)
    }
  }

  @Test func `It names the section, the side, the round, the text and the announced number`() throws {
    let text = """
      lead-in 0s
      section "Warm" {
        sides "rechts" "links" { breaths 2 countdown { inhale 4 "adem in"; exhale 4 } }
      }
      """
    let first = try Self.moment(text, at: 1)
    #expect(first.parts == ["Warm", "rechts"])
    #expect(first.text == "adem in")
    #expect(first.announced == 2)
    #expect(try Self.moment(text, at: 9).announced == 1)
    #expect(try Self.moment(text, at: 17).parts == ["Warm", "links"])
    #expect(try Self.moment("lead-in 0s\nrepeat 3 { inhale 1; exhale 1 }\n", at: 2.5).round?.number == 2)
  }

  @Test(arguments: [
    ("rest 5s", "Lie down."), ("rest 2s; rest 3s", "Lie down."), ("rest 5s \"be still\"", "be still"),
    ("rest 5 countdown 2", nil), ("hold 5", nil), ("breaths 1 \"slowly\" { rest 5s }", "slowly"),
  ])
  func `An instruction stays during a rest without words`(step: String, shown: String?) throws {
    // The length of 9 characters at 0.07 s each, plus 0.5 s.
    let text = "lead-in 0s\nsay \"Lie down.\"\n\(step)\ninhale 4\n"
    #expect(try Self.moment(text, at: 1).text == "Lie down.")
    #expect(try Self.moment(text, at: 5).text == shown)
    #expect(try Self.moment(text, at: 7).text == nil)
  }

  @Test func `Before the first step and after the last one there is no phase`() throws {
    let text = "lead-in 5s\ninhale 1\nexhale 1\n"
    let before = try Self.moment(text, at: 2)
    #expect(before.phase == nil && before.isLeadIn && !before.isEnding)
    let after = try Self.moment(text, at: 8)
    #expect(after.phase == nil && after.isEnding && !after.isLeadIn)
    #expect(try Self.moment(text, at: 100).phase == nil)
  }

  @Test func `A step back gives the same moment as a fresh cursor`() throws {
    let timeline = try Self.timeline("repeat 5 resting 7s { breaths 3 { inhale 4 \"in\"; hold 1; exhale 6 } }\n")
    var cursor = MomentCursor(of: timeline)
    for seconds in [3.0, 60, 41.5, 0, 150, 149.9, 20] {
      var fresh = MomentCursor(of: timeline)
      #expect(cursor.moment(at: .seconds(seconds)) == fresh.moment(at: .seconds(seconds)))
    }
  }

  @Test(arguments: [
    ("section \"A\" { inhale 1; exhale 1 }\nsection \"B\" { inhale 1; exhale 1 }\n", [0.0, 2], ["A", "B"]),
    ("sides \"R\" \"L\" { inhale 1; exhale 1 }\n", [0, 2], ["R", "L"]),
    ("repeat 3 { inhale 1; exhale 1 }\n", [0, 2, 4], ["", "", ""]),
    ("breaths 25 { inhale 1; exhale 1 }\n", [0, 20, 40], ["", "", ""]),
  ])
  func `The parts are sections, else sides, else rounds, else every tenth breath`(
    text: String, onsets: [Double], names: [String]
  ) throws {
    let parts = try Self.timeline("lead-in 0s\n" + text).parts()
    #expect(parts.map(\.onset) == onsets.map { .seconds($0) })
    #expect(parts.map(\.name) == names)
  }
}
