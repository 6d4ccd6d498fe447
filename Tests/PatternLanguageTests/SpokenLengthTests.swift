import PatternLanguage
import Testing

/// A `say` and a `clip` without a time last as long as they sound.
@Suite struct SpokenLengthTests {
  /// Reads a text whose words each last so many milliseconds, and whose clips last 10 s.
  private func reading(
    _ text: String, lasting milliseconds: Int = 1700, library: PatternLibrary = .empty
  ) throws(InvalidPattern) -> PatternReading {
    var known = SpokenLengths()
    return try PatternReading(of: SourceText(text), library: library) { request in
      for entry in request.entries {
        let isClip = if case .clip = entry.utterance { true } else { false }
        known[entry.utterance, by: entry.voice] = isClip ? .seconds(10) : .milliseconds(milliseconds)
      }
      return known
    }
  }

  /// The length of the steps in milliseconds.
  private func length(_ text: String) throws -> Int {
    Int(try reading(text).metrics.length / .milliseconds(1))
  }

  @Test(arguments: [
    ("say \"Ga liggen\"", 1700), ("say \"Ga liggen\" 5s", 5000), ("say \"Ga liggen\" 1s", 1000),
    ("clip \"a.wav\"", 10_000), ("clip \"a.wav\" 3s", 3000), ("say \"a\"; rest 3s", 4700),
    ("repeat 3 { say \"a\"; rest 1s }", 8100), ("section \"s\" { say \"a\" }; rest 1s", 2700),
    // The name of a side is said first, and the next step waits for the words after it.
    ("sides \"links\" \"rechts\" resting 1s { say \"a\"; rest 1s }", 10_100),
    ("sides \"links\" \"rechts\" resting 1s { say \"{side}\"; rest 1s }", 6400),
    ("sides \"links\" \"rechts\" { rest 1s; say \"a\" }", 5700),
    // Words that follow words have a pause between them.
    ("say \"a\"; say \"b\"", 3550), ("say \"a\"; rest 1s \"b\"", 2850), ("clip \"a.wav\"; say \"b\"", 11_850),
    ("say \"a\"; breaths 1 \"b\" { inhale 1; exhale 1 }", 3850), ("for word in \"a\" \"b\" \"c\" { say word }", 5400),
    ("section \"s\" { say \"a\" }; say \"b\"", 3550), ("say \"a\"; section \"s\" { say \"b\" }", 3550),
    ("repeat 2 { say \"a\" }", 3700), ("say \"a\"; inhale 2; exhale 2", 5700), ("say \"a\" 2s; say \"b\"", 3700),
    // The word of a phase waits for words as well; a rest after them has none.
    ("sounds with words\nsay \"a\"; inhale 2", 3850), ("sounds with words\nsay \"a\"; rest 3s; inhale 2", 6700),
    ("sounds with words\nclip \"a.wav\"; breaths 1 { inhale 2; exhale 2 }", 14_150),
    ("sounds with words { inhale none }\nsay \"a\"; inhale 2; say \"b\"; hold 2", 7550),
    ("section \"s\" { sounds with words; say \"a\"; exhale 2 }; say \"a\"; exhale 2", 7550),
    // Texts without a voice get half a second and 70 ms a letter to be read.
    ("voice none\nsay \"abcdefghij\"; say \"abcdefghij\"", 2400),
    ("voice none\nsay \"a\"; clip \"a.wav\"", 10_570),
    // A time is reached with whole rounds.
    ("repeat 10s { say \"a\"; rest 2s }", 11_100),
  ])
  func `Words last as long as they sound, or as long as the text says`(text: String, milliseconds: Int) throws {
    let text = text.replacing(
      "for word in \"a\" \"b\" \"c\" { say word }", with: "for word in \"a\" \"b\" \"c\" { say \"{word}\" }")
    #expect(try length(text) == milliseconds)
  }

  @Test func `What depends on lengths is judged with the measured ones`() throws {
    // The estimate of the words is 1.2 s, and they last 1.7 s.
    let text = "lasting 2s\nending none\nsay \"abcdefghij\"; rest 500ms"
    #expect(throws: Never.self) { try PatternReading(of: SourceText(text)) }
    do {
      _ = try reading(text)
      Issue.record("It is too long.")
    } catch {
      #expect(error.diagnostics.map(\.code) == ["longer-than-lasting"])
      #expect(error.diagnostics[0].message.contains("2.2s"), "\(error.diagnostics[0].message)")
    }
    // The other way round: by the estimate, it would be too long.
    #expect(throws: InvalidPattern.self) {
      try PatternReading(of: SourceText("lasting 1500ms\nending none\nsay \"abcdefghij\"; rest 500ms"))
    }
    #expect(throws: Never.self) {
      try reading("lasting 1500ms\nending none\nsay \"abcdefghij\"; rest 500ms", lasting: 900)
    }
  }

  @Test func `Pauses that fill, bells and counted rounds follow the measured lengths`() throws {
    let filled = try reading("lasting 20s\nending none\nsay \"a\"; rest fill; say \"b\"; rest fill 2")
    #expect(filled.metrics.length == .seconds(20))
    // The words take 3.4 s together; a third of 16.6 s, to the attosecond.
    guard case .phase(let rest) = filled.pattern.steps[1], case .fill(_, let time) = rest.length else {
      Issue.record("\(filled.pattern.steps)")
      return
    }
    #expect(abs(time / .seconds(1) - 16.6 / 3) < 1e-12)
    #expect(throws: InvalidPattern.self) { try reading("bell at 3s\nsay \"a\"; rest 1s") }
    #expect(throws: Never.self) { try reading("bell at 2500ms\nsay \"a\"; rest 1s") }
    #expect(throws: Never.self) { try reading("repeat 10s countdown from 3 to 1 { say \"a\"; rest 2s; inhale 1 }") }
    #expect(throws: InvalidPattern.self) {
      try reading("repeat 10s countdown from 3 to 1 { say \"a\"; rest 2s; inhale 1 }", lasting: 200)
    }
  }

  @Test func `All lengths are asked for at once, with the voice and the settings`() throws {
    var requests: [LengthRequest] = []
    let text =
      "language nl\nvoice nl\nsay \"a\"; clip \"a.wav\"\nsection \"s\" { voice de; say \"a\"; say \"b\" 3s }\nsay \"a\""
    let reading = try PatternReading(of: SourceText(text)) { request in
      requests.append(request)
      return SpokenLengths()
    }
    #expect(requests.count == 1)
    #expect(
      requests[0].entries == [
        LengthRequest.Entry(.text("a"), by: .named("nl")), LengthRequest.Entry(.clip("a.wav"), by: .named("nl")),
        LengthRequest.Entry(.text("a"), by: .named("de")),
      ])
    #expect(requests[0].settings.language == "nl")
    #expect(reading.isEstimated)
    #expect(try !self.reading(text).isEstimated)
    #expect(try PatternReading(of: SourceText("voice none\nsay \"a\"")).isEstimated == false)
  }

  @Test func `Words whose number depends on lengths are asked for until all are known`() throws {
    // The estimate gives other numbers of rounds than the measured lengths.
    let text = "repeat 60s countup { say \"{number}\"; rest 1s }"
    let reading = try reading(text, lasting: 500)
    guard case .repetition(let repetition) = reading.pattern.steps[0] else {
      Issue.record("\(reading.pattern.steps)")
      return
    }
    #expect(repetition.rounds.given == 40)
    #expect(!reading.isEstimated)
  }
}
