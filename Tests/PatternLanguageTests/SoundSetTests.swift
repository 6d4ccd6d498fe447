import PatternBuilding
import PatternLanguage
import Testing

@Suite struct `A set of sounds` {
  private static let texts = [
    "mine.sounds":
      "title \"Mine\"\nabout \"For me\"\nsounds bowls { inhale pluck 330Hz -14dB and tick rise 80ms; count none }",
    "sets/clips.sounds": "sounds { inhale clip \"gong.wav\"; exhale clip \"../ah.wav\"; rest clip \"/s.wav\" }",
    "sets/more.sounds": "sounds \"deep/clips.sounds\" { end clip \"gong.wav\" }",
    "sets/deep/clips.sounds": "sounds { inhale clip \"gong.wav\" }",
    "a.sounds": "sounds \"b.sounds\"", "b.sounds": "sounds \"a.sounds\"",
    "steps.sounds": "sounds bowls\ninhale 4\n", "count.sounds": "count 1s\nsounds bowls\n",
    "none.sounds": "title \"x\"\n", "twice.sounds": "sounds bowls\nsounds bells\n",
    "words.sounds": "sounds bowls with words { rest none }",
    "slip.sounds": "sounds { inhale gong }",
    "empty.sounds": "",
  ]

  private static let library = PatternLibrary { path, user in
    let folder = user.lastIndex(of: "/").map { String(user[...$0]) } ?? ""
    if path.hasPrefix("../") { return .failure(.outsideRoot) }
    if path == "odd.sounds" { return .failure(.notReadable) }
    let name = folder + path
    return texts[name].map { .success(SourceText($0, name: name)) } ?? .failure(.missing(suggestion: nil))
  }

  private func sounds(_ text: String) throws -> Sounds {
    try #require(
      try Pattern(parsing: SourceText("\(text)\ninhale 4", name: "p.breath"), library: Self.library).settings.sounds)
  }

  @Test(arguments: Sounds.sets)
  func `One that comes with the language is whole, and in its one spelling`(name: String) throws {
    let text = try #require(Sounds.text(ofSet: name))
    #expect(try text.formatted() == String(decoding: text.bytes, as: UTF8.self))
    let set = try SoundSet(parsing: text)
    #expect(set.title != nil)
    #expect(set.about != nil)
    for event in Sounds.events {
      #expect(
        set.sounds.cues[event] ?? Sounds.general(of: event).flatMap { set.sounds.cues[$0] } != nil
          || event == "hold", "\(event)")
    }
  }

  @Test func `What a pattern says replaces some of it`() throws {
    let sounds = try sounds("sounds \"mine.sounds\" { inhale none; exhale glide A3 to E4 }")
    #expect(
      sounds
        == Sounds(
          set: "bowls",
          cues: [
            "inhale": [CueLayer(.none)], "count": [CueLayer(.none)],
            "exhale": [CueLayer(.glide, pitches: ["A3", "E4"])],
          ]))
  }

  @Test func `Its words stay, and a pattern may add them`() throws {
    let silence = ["rest": [CueLayer(.none)]]
    #expect(try sounds("sounds \"words.sounds\"") == Sounds(set: "bowls", cues: silence, withWords: true))
    #expect(try sounds("sounds \"words.sounds\" { rest none }").hasWords)
    #expect(try sounds("sounds \"mine.sounds\" with words").hasWords)
    #expect(try !sounds("sounds \"mine.sounds\"").hasWords)
  }

  @Test func `It has a title and says what it is for`() throws {
    let set = try SoundSet(parsing: SourceText(Self.texts["mine.sounds"]!))
    #expect([set.title, set.about] == ["Mine", "For me"])
    #expect(
      set.sounds.cues["inhale"] == [
        CueLayer(.pluck, pitches: ["330Hz"], level: -14), CueLayer(.tick, rise: .milliseconds(80)),
      ])
  }

  @Test func `Its recordings stand in its own folder`() throws {
    let clips = try sounds("sounds \"sets/clips.sounds\"").cues
    #expect(
      clips.mapValues { $0.map(\.file) }
        == ["inhale": ["sets/gong.wav"], "exhale": ["sets/../ah.wav"], "rest": ["/s.wav"]])
    let nested = try sounds("sounds \"sets/more.sounds\"").cues
    #expect(nested.mapValues { $0.map(\.file) } == ["inhale": ["sets/deep/gong.wav"], "end": ["sets/gong.wav"]])
  }

  @Test(arguments: [
    ("a.sounds", "uses-itself", "this would use itself for ever: a.sounds → b.sounds → a.sounds"),
    ("steps.sounds", "not-a-sound", "'inhale' has no place in a set of sounds"),
    ("count.sounds", "not-a-sound", "'count' has no place in a set of sounds"),
    ("none.sounds", "no-sounds", "the file has no 'sounds { … }'"),
    ("empty.sounds", "no-sounds", "the file has no 'sounds { … }'"),
    ("twice.sounds", "setting-twice", "'sounds' is set twice"),
    ("slip.sounds", "not-in-list", "'gong' is not a sound"),
    ("lost.sounds", "cannot-use", "there is no set of sounds 'lost.sounds'"),
    ("../up.sounds", "cannot-use", "'../up.sounds' lies outside the folder of the patterns"),
    ("odd.sounds", "cannot-use", "'odd.sounds' cannot be read: it may not be read"),
  ])
  func `One slip in a file is one problem`(path: String, code: String, message: String) throws {
    let error = #expect(throws: InvalidPattern.self) { try sounds("sounds \"\(path)\"") }
    #expect(error?.diagnostics.map(\.code) == [code])
    #expect(error?.diagnostics.first?.message == message)
  }

  @Test func `A name without its ending is told the whole one`() throws {
    let error = #expect(throws: InvalidPattern.self) { try sounds("sounds \"mine\"") }
    #expect(error?.diagnostics.map(\.help) == ["write 'mine.sounds'"])
  }

  @Test func `Sets that use one another have a depth`() throws {
    let endless = PatternLibrary { path, _ in
      .success(SourceText("sounds \"\(path.dropLast(7))x.sounds\"", name: path))
    }
    let error = #expect(throws: InvalidPattern.self) {
      try Pattern(parsing: SourceText("sounds \"x.sounds\"\ninhale 4"), library: endless)
    }
    #expect(error?.diagnostics.map(\.code) == ["used-too-deep"])
  }

  @Test func `A pattern built in Swift has the cues of its text`() throws {
    let built = try Pattern {
      Inhale(4)
    } with: {
      $0.sounds = Sounds(cues: [
        "inhale": [
          CueLayer(.pluck, pitches: ["330Hz"], level: -14),
          CueLayer(
            .glide, pitches: ["A3", "E4"], level: -17, rise: .milliseconds(80), fall: .milliseconds(150),
            ring: .seconds(2)),
        ]
      ])
    }
    let text =
      "sounds { inhale pluck 330Hz -14dB and glide A3 to E4 -17dB rise 80ms fall 150ms ring 2s }\ninhale 4"
    #expect(try built == Pattern(parsing: SourceText(text)))
  }
}
