import BreathPacing
import PatternLanguage
import Testing

struct MarkerTests {
  private func markers(_ text: String, atMost limit: Int = 100) throws -> [String] {
    let track = try Track(parsing: SourceText(text))
    return track.timeline.markers(rate: 1_000, atMost: limit).kept.map { marker in
      "\(marker.frame)\(marker.length.map { "+\($0)" } ?? "") \(marker.label)"
    }
  }

  @Test func `Sections, sides, rounds and breaths are marked, in the language of the pattern`() throws {
    let text = """
      language nl-BE
      lead-in 2s
      section "Warm" { repeat 2 resting 1s { inhale 1; hold 1; exhale 1 } }
      sides "rechts" "links" { inhale 0.5s; exhale 0.5s }
      """
    #expect(
      try markers(text) == [
        "2000+7000 Warm", "2000+3000 ronde 1 van 2", "2000 adem 1 van 4", "6000+3000 ronde 2 van 2",
        "6000 adem 2 van 4", "9000+1000 rechts", "9000 adem 3 van 4", "10000+1000 links", "10000 adem 4 van 4",
      ])
  }

  @Test func `Other languages have English words`() throws {
    #expect(try markers("language fi\nbreaths 2 { inhale 1; exhale 1 }") == ["0 breath 1 of 2", "2000 breath 2 of 2"])
  }

  @Test func `A day of breaths costs no more markers than the limit`() throws {
    let track = try Track(parsing: SourceText("section \"all\" { breaths 24h { inhale 4; exhale 6 } }"))
    let markers = track.timeline.markers(rate: 48_000, atMost: 2_500)
    #expect(markers.kept.map(\.label) == ["all"])
    #expect(markers.leftOut == 8_640)
  }
}
