import PatternLanguage
import Testing

@Suite struct StepPlacesTests {
  @Test(arguments: [
    ("lead-in 5s\ninhale 4; «exhale 6»; rest 5s", 9),
    ("breaths 3 { inhale 4; «exhale 6» }", 25),
    ("breaths 5min at 6/min to 3/min { «inhale 4»; exhale 6 }", 0),
    ("breaths 4 { «inhale 4»; exhale 4 to 7 }", 27),
    ("rest 1s; «4-7-8 times 4»; rest 2s", 70),
    ("repeat 3 resting 30s { inhale 4; breaths 2 { inhale 4; «exhale 6» } }", 72),
    ("«repeat 3» resting 30s { inhale 4; breaths 2 { inhale 4; exhale 6 } }", 30),
    ("repeat 3 { inhale 4; «hold 2 to 4» }\nrest 5s", 17),
    ("repeat 3 resting 9s { inhale 4; hold 2 to 4; «exhale 6» }", 29),
    ("for n in 2 3 { inhale n; «exhale 2 * n» }\nhold 5", 9),
    ("define out with n { rest 1s; «exhale n» }\ninhale 3; use out with n = 4; rest 2s", 4),
    ("sides \"links\" \"rechts\" { inhale 4; «rest 9s» }", 20),
    ("repeat 3 at 3/min { inhale 4; «exhale 6» }", 58), ("repeat 1min { inhale 4; «exhale 6» }", 59),
    ("repeat 2 resting 4s at 3/min { inhale 4; breaths 1 { exhale 4; «hold 2» } }", 43),
    ("repeat 1min { inhale 2 to 4; «exhale 6» }", 62), ("breaths exactly 1min { inhale 4; «hold 7»; exhale 8 }", 45),
    ("breaths 3 { inhale 4; «hold 0 to 2»; exhale 6 }", 14), ("repeat 0 { inhale 9 }; hold 0; «exhale 6»", 2),
    ("section \"a\" { section \"b\" { inhale 4; «say \"nu\"» } }", 4),
  ])
  func `An instant leads to the statement that is played then`(marked: String, seconds: Int) throws {
    let text = MarkedText(marked)
    let reading = try PatternReading(of: text.source)
    #expect(reading.places.place(at: .seconds(seconds))?.range == text.range)
  }

  @Test func `Outside the steps there is no statement`() throws {
    let places = try PatternReading(of: SourceText("lead-in 5s\nending bell 9s\ninhale 4")).places
    #expect(places.place(at: .seconds(4)) == nil)
    #expect(places.place(at: .seconds(9)) == nil)
  }

  @Test func `A step of a pattern that is used stands in that pattern's text`() throws {
    let used = SourceText("count 2s\nrest 2s; exhale 6", name: "b.breath")
    let library = PatternLibrary { _, _ in .success(used) }
    let reading = try PatternReading(of: SourceText("inhale 4\nuse \"b.breath\"\nrest 3s"), library: library)
    let place = try #require(reading.places.place(at: .seconds(17)))
    #expect(place.source.name == "b.breath")
    #expect(place.source.text(of: place.range) == "exhale 6")
  }

  /// A year of breaths is not walked through.
  @Test func `A place in a long track is found without playing it`() throws {
    let reading = try PatternReading(of: SourceText("breaths 86000 { inhale 500ms; exhale 500ms }"))
    let place = try #require(reading.places.place(at: .milliseconds(85_999_600)))
    #expect(place.source.text(of: place.range) == "exhale 500ms")
  }
}
