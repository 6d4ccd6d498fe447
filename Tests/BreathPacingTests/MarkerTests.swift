import BreathPacing
import PatternLanguage
import SoundFiles
import Testing

struct MarkerTests {
  private func markers(_ text: String, _ choice: MarkerChoice = .usual, atMost limit: Int = 100) throws -> [String] {
    let track = try Track(parsing: SourceText(text))
    return track.timeline.markers(rate: 1_000, atMost: limit, choosing: choice).kept.map { marker in
      "\(marker.frame)\(marker.length.map { "+\($0)" } ?? "") \(marker.label)"
    }
  }

  private static let text = """
    title "Les"
    language nl-BE
    lead-in 2s
    section "Warm" { repeat 2 resting 1s { inhale 1; hold 1; exhale 1 } }
    sides "rechts" "links" { inhale 0.5s; exhale 0.5s }
    """

  @Test(arguments: [
    (MarkerChoice.sections, ["0 Les", "2000+7000 Warm"]),
    (.sides, ["0 Les", "2000+7000 Warm", "9000+1000 rechts", "10000+1000 links"]),
    (
      .breaths,
      [
        "0 Les", "2000+7000 Warm · adem 1 van 4", "6000 adem 2 van 4", "9000+1000 rechts · adem 3 van 4",
        "10000+1000 links · adem 4 van 4",
      ]
    ),
    (
      .all,
      [
        "0 Les", "2000+7000 Warm · ronde 1 van 2 · adem 1 van 4", "6000+3000 ronde 2 van 2 · adem 2 van 4",
        "9000+1000 rechts · adem 3 van 4", "10000+1000 links · adem 4 van 4",
      ]
    ),
    (.none, []),
  ])
  func `What was chosen is marked from the title on, in the language of the pattern`(
    choice: MarkerChoice, expected: [String]
  ) throws {
    #expect(try markers(Self.text, choice) == expected)
  }

  @Test(arguments: [
    ("section \"A\" { inhale 1; exhale 1 }", ["0+2000 A"]),
    ("title \"T\"\nsection \"A\" { inhale 1; exhale 1 }", ["0+2000 T · A"]),
    ("title \"A\"\nsection \"A\" { inhale 1; exhale 1 }", ["0+2000 A"]),
    ("language en\nlead-in 3s\nsection \"A\" { inhale 1; exhale 1 }", ["0 make yourself comfortable", "3000+2000 A"]),
    ("title \"T\"\ninhale 1; exhale 1", ["0 T"]), ("inhale 1; exhale 1", []),
    // An empty section ends where the next one begins.
    (
      "title \"T\"\nlead-in 3s\nsection \"E\" { repeat 0 { inhale 1 } }\nsection \"A\" { inhale 1; exhale 1 }",
      ["0 T", "3000+2000 A"]
    ),
  ])
  func `The first marker is at 0, and no two are at one instant`(text: String, expected: [String]) throws {
    #expect(try markers(text) == expected)
  }

  @Test func `Other languages have English words`() throws {
    #expect(
      try markers("language fi\nbreaths 2 { inhale 1; exhale 1 }", .breaths) == [
        "0 breath 1 of 2", "2000 breath 2 of 2",
      ])
  }

  @Test func `A day of breaths costs no more markers than the limit`() throws {
    let track = try Track(parsing: SourceText("section \"all\" { breaths 24h { inhale 4; exhale 6 } }"))
    let markers = track.timeline.markers(rate: 48_000, atMost: 2_500, choosing: .all)
    #expect(markers.kept.map(\.label) == ["all"])
    // The first breath begins together with the section.
    #expect(markers.leftOut == 8_639)
  }
}
