import PatternBuilding
import PatternLanguage

extension BuilderTests {
  /// The patterns of the language's design that need no files.
  static let languageExamples = [
    Pair(
      "bridge breathing",
      """
      # The exercise that every session starts with.
      title    "Ademhaling in brughouding"
      about    "Bridge breathing: strength for the breathing muscles."
      language nl
      count    1s

      repeat 2 resting 30s {
        breaths 5 { inhale 5; exhale 7; hold 3 }
      }
      """
    ) {
      try Pattern("Ademhaling in brughouding") {
        Repeat(2, resting: .seconds(30)) {
          Breaths(5) {
            Inhale(5)
            Exhale(7)
            Hold(3)
          }
        }
      } with: {
        $0.about = "Bridge breathing: strength for the breathing muscles."
        $0.language = "nl"
      }
    },
    Pair(
      "counting down to sleep",
      """
      title   "20 ademhalingen aftellen voor het slapengaan"
      language nl
      profile sleep
      bed     ocean -38dB
      fade    out 90s

      breaths 20 countdown { inhale 4; exhale 6 to 9 }     # the exhale lengthens over the 20 breaths
      """
    ) {
      try Pattern("20 ademhalingen aftellen voor het slapengaan", for: .sleep) {
        Breaths(20) {
          Inhale(4)
          Exhale(6, to: 9)
        }.countdown()
      } with: {
        $0.language = "nl"
        $0.bed = Bed(.ocean, level: -38)
        $0.fadeOut = .seconds(90)
      }
    },
    Pair("4-7-8", "title \"4-7-8\"\n4-7-8 times 4") {
      try Pattern("4-7-8") {
        Breaths(4) {
          Inhale(4)
          Hold(7)
          Exhale(8)
        }
      }
    },
    Pair("a rhythm", "title \"4-7-8\"\n4-7-8 times 4") {
      try Pattern("4-7-8") { Rhythm(4, 7, 8, times: 4) }
    },
    Pair(
      "slowing down",
      """
      title "Slowing down"
      breaths 10min at 10/min to 6/min { inhale 4; exhale 6 }    # the counts give the ratio, the rate gives the length
      """
    ) {
      try Pattern("Slowing down") {
        Breaths(.minutes(10), at: 10, to: 6) {
          Inhale(4)
          Exhale(6)
        }
      }
    },
    Pair(
      "resonance test",
      """
      title "Resonance test"
      for pace in 6.5 6 5.5 5 4.5 {
        section "{pace} per minute" { breaths 2min at pace/min { inhale 4; exhale 6 } }
        rest 60s
      }
      """
    ) {
      try Pattern("Resonance test") {
        for pace: Rational in [6.5, 6, 5.5, 5, 4.5] {
          Section("\(pace) per minute") {
            Breaths(.minutes(2), at: pace) {
              Inhale(4)
              Exhale(6)
            }
          }
          Rest(.seconds(60))
        }
      }
    },
    Pair(
      "seated twist",
      """
      title "Zittende draai"
      language nl
      sides "rechts" "links" {
        inhale 4 "reik naar voren"
        exhale 6 "draai vanuit het midden van je rug"
        breaths 3 { inhale 5; exhale 7 }
        exhale 6 "laat los"
        rest 10s
      }
      """
    ) {
      try Pattern("Zittende draai") {
        Sides("rechts", "links") {
          Inhale(4, saying: "reik naar voren")
          Exhale(6, saying: "draai vanuit het midden van je rug")
          Breaths(3) {
            Inhale(5)
            Exhale(7)
          }
          Exhale(6, saying: "laat los")
          Rest(.seconds(10))
        }
      } with: {
        $0.language = "nl"
      }
    },
    Pair(
      "physiological sigh",
      """
      title "Physiological sigh"
      breaths 5min { inhale 3; inhale 1; exhale 6 }               # two inhales in a row are a stepped inhale
      """
    ) {
      try Pattern("Physiological sigh") {
        Breaths(.minutes(5)) {
          Inhale(3)
          Inhale(1)
          Exhale(6)
        }
      }
    },
    Pair(
      "alternate nostril",
      """
      title "Alternate nostril"
      parameter unit = 4 in 2..8 "Counts for one unit of the 1:4:2 ratio"
      allow long-hold "for experienced students, ratio as taught"
      define half-round with side, other { inhale unit side; hold 4 * unit; exhale 2 * unit other }

      repeat 10 {
        use half-round with side = left, other = right
        use half-round with side = right, other = left
      }
      """
    ) {
      let unit = 4
      @StepBuilder func halfRound(_ side: Side) -> [Step] {
        Inhale(unit, side: side)
        Hold(4 * unit)
        Exhale(2 * unit, side: side.other)
      }
      let parameter = Parameter(name: "unit", value: .number(4), text: "Counts for one unit of the 1:4:2 ratio")
      return try Pattern("Alternate nostril") {
        Repeat(10) {
          halfRound(.left)
          halfRound(.right)
        }
      } with: {
        $0.parameters = [parameter]
        $0.allowances = [Allowance(rule: "long-hold", reason: "for experienced students, ratio as taught")]
      }
    },
    Pair(
      "progressive relaxation",
      """
      title "Progressive relaxation, short form"
      for group in "vuisten" "armen" "schouders" "gezicht" "buik" "benen" {
        say "Span je {group}"
        tense 5; release 15
      }
      """
    ) {
      try Pattern("Progressive relaxation, short form") {
        for group in ["vuisten", "armen", "schouders", "gezicht", "buik", "benen"] {
          Say("Span je \(group)")
          Tense(5)
          Release(15)
        }
      }
    },
  ]

  static let statements = [
    Pair(
      "rounds at a rate",
      "repeat 10 at 6/min countdown { inhale 4 left; exhale 6 right; inhale 4 right; exhale 6 left }"
    ) {
      try Pattern {
        Repeat(10, at: 6) {
          Inhale(4, side: .left)
          Exhale(6, side: .right)
          Inhale(4, side: .right)
          Exhale(6, side: .left)
        }.countdown()
      }
    },
    Pair(
      "every breath of ten minutes",
      "repeat 10min resting 10s countup breaths from 11 on exhale { breaths 3 { inhale 4; exhale 6 to 8; hold 0 } }"
    ) {
      try Pattern {
        Repeat(.minutes(10), resting: .seconds(10)) {
          Breaths(3) {
            Inhale(4)
            Exhale(6, to: 8)
            Hold(0)
          }
        }.countup(of: .breaths, on: .exhale, from: 11)
      }
    },
    Pair(
      "numbers in sentences",
      "repeat 3 countup { say \"Ronde {number}\"; breaths 4 countdown from 3 to 0 { inhale 4; exhale 6 \"nog {number}\" } }"
    ) {
      try Pattern {
        Repeat(3) {
          Say("Ronde \(Announcement.numberMark)")
          Breaths(4) {
            Inhale(4)
            Exhale(6, saying: "nog \(Announcement.numberMark)")
          }.countdown(from: 3, to: 0)
        }.countup()
      }
    },
    Pair(
      "a given length", "lasting 10min\nbreaths exactly 5min { inhale 4; exhale 6s }; rest fill; rest fill 2 \"stil\""
    ) {
      try Pattern {
        Breaths(exactly: .minutes(5)) {
          Inhale(4)
          Exhale(.seconds(6))
        }
        Rest(fill: 1)
        Rest(fill: 2, saying: "stil")
      } with: {
        $0.lasting = .minutes(10)
      }
    },
    Pair("phases", "inhale 4 left; hold 2.5; exhale 6s right \"los\"; rest 500ms; tense 5; release 15") {
      try Pattern {
        Inhale(4, side: .left)
        Hold(2.5)
        Exhale(.seconds(6), side: .right, saying: "los")
        Rest(.milliseconds(500))
        Tense(5)
        Release(15)
      }
    },
    Pair("rhythms", "4-6 times 3; 4-0-6 times 2; 4-4-4-4 times 5 countup every 5 on exhale; 5.5-5.5 times 3") {
      try Pattern {
        Rhythm(4, 6, times: 3)
        Rhythm(4, 0, 6, times: 2)
        Rhythm(4, 4, 4, 4, times: 5).countup(every: 5, on: .exhale)
        Rhythm(5.5, 5.5, times: 3)
      }
    },
    Pair(
      "what changes in a repeat",
      "repeat 4 resting 10s { breaths 3 { inhale 4; exhale 6 }; hold 3 to 6; rest 9s to 6s }"
    ) {
      try Pattern {
        Repeat(4, resting: .seconds(10)) {
          Breaths(3) {
            Inhale(4)
            Exhale(6)
          }
          Hold(3, to: 6)
          Rest(.seconds(9), to: .seconds(6))
        }
      }
    },
    Pair(
      "a clip and a section", "section \"Uitleg\" { clip \"mijn-stem/uitleg.wav\" 3.5s; say \"Ga liggen\"; inhale 4 }"
    ) {
      try Pattern {
        Section("Uitleg") {
          Clip(file: "mijn-stem/uitleg.wav", slot: .milliseconds(3500))
          Say("Ga liggen")
          Inhale(4)
        }
      }
    },
    Pair("Swift's own choices", "inhale 4; exhale 6; inhale 5; exhale 7; breaths 2 { inhale 4; hold 2; exhale 6 }") {
      let isLong = true
      let pause: Int? = 2
      let earlier = [Step.phase(Phase(.inhale, .counts(4))), .phase(Phase(.exhale, .counts(6)))]
      return try Pattern {
        earlier
        if isLong {
          Inhale(5)
          Exhale(7)
        } else {
          Inhale(3)
        }
        Breaths(2) {
          Inhale(4)
          if let pause { Hold(pause) }
          Exhale(6)
        }
      }
    },
    Pair(
      "settings",
      """
      title "Alles"
      about "Wat het is"
      source "een"
      source "twee"
      language nl-BE
      profile sleep
      count 900ms
      lead-in 10s
      fade in 5s
      ending bell
      voice command "spreek {naam}"
      bed clip "zee \\"lang\\".flac" -20.5dB following
      loudness -23LUFS
      sounds bowls with words { inhale glide A3 to E4 -12dB; count none; end clip "gong.wav" }
      parameter pace = 6/min
      parameter who = "jij"
      allow fast-breathing "kort"

      inhale 4
      """.replacing("{naam}", with: "\\{naam\\}")
    ) {
      try Pattern("Alles", for: .sleep) {
        Inhale(4)
      } with: {
        $0.about = "Wat het is"
        $0.sources = ["een", "twee"]
        $0.language = "nl-BE"
        $0.count = .milliseconds(900)
        $0.leadIn = .seconds(10)
        $0.fadeIn = .seconds(5)
        $0.ending = .bell(ring: Ending.usualRing)
        $0.voice = .command("spreek {naam}")
        $0.bed = Bed(.clip("zee \"lang\".flac"), level: -20.5, isFollowing: true)
        $0.loudness = -23
        $0.sounds = Sounds(
          set: "bowls",
          cues: [
            "inhale": [CueLayer(.glide, pitches: ["A3", "E4"], level: -12)],
            "count": [CueLayer(.none)], "end": [CueLayer(.clip, file: "gong.wav")],
          ], withWords: true)
        $0.parameters = [
          Parameter(name: "pace", value: .rate(6)), Parameter(name: "who", value: .text("jij")),
        ]
        $0.allowances = [Allowance(rule: "fast-breathing", reason: "kort")]
      }
    },
  ]

  /// The same slips in both.
  static let refused = [
    Pair("no steps", "title \"x\"") { try Pattern("x") {} },
    Pair("an empty block", "repeat 2 { }") { try Pattern { Repeat(2) {} } },
    Pair("an empty breath", "breaths 2 { }") { try Pattern { Breaths(2) {} } },
    Pair("no length", "inhale 0") { try Pattern { Inhale(0) } },
    Pair("too short a phase", "inhale 99ms") { try Pattern { Inhale(.milliseconds(99)) } },
    Pair("a negative number", "inhale -4") { try Pattern { Inhale(-4) } },
    Pair("a negative time", "rest -4.5s") { try Pattern { Rest(.milliseconds(-4500)) } },
    Pair("no rounds", "repeat 0 { inhale 4 }") { try Pattern { Repeat(0) { Inhale(4) } } },
    Pair("no breaths", "breaths 0 { inhale 4 }") { try Pattern { Breaths(0) { Inhale(4) } } },
    Pair("no time", "breaths 0s { inhale 4 }") { try Pattern { Breaths(.zero) { Inhale(4) } } },
    Pair("too slow a rate", "breaths 5 at 0.05/min { inhale 4; exhale 6 }") {
      try Pattern {
        Breaths(5, at: 0.05) {
          Inhale(4)
          Exhale(6)
        }
      }
    },
    Pair("too fast a rate at the end", "breaths 5 at 6/min to 121/min { inhale 4; exhale 6 }") {
      try Pattern {
        Breaths(5, at: 6, to: 121) {
          Inhale(4)
          Exhale(6)
        }
      }
    },
    Pair("a rate at the end alone", "breaths 5 to 6/min { inhale 4 }") {
      try Pattern { Breaths(5, to: 6) { Inhale(4) } }
    },
    Pair("a time in a paced breath", "breaths 5 at 6/min { inhale 4s; exhale 6 }") {
      try Pattern {
        Breaths(5, at: 6) {
          Inhale(.seconds(4))
          Exhale(6)
        }
      }
    },
    Pair("an announcement for no breath", "breaths 3 countdown every 5 { inhale 4; exhale 6 }") {
      try Pattern {
        Breaths(3) {
          Inhale(4)
          Exhale(6)
        }.countdown(every: 5)
      }
    },
    Pair("every 0", "breaths 3 countup every 0 { inhale 4; exhale 6 }") {
      try Pattern {
        Breaths(3) {
          Inhale(4)
          Exhale(6)
        }.countup(every: 0)
      }
    },
    Pair("too many announced", "breaths 1001 countdown { inhale 4; exhale 6 }") {
      try Pattern {
        Breaths(1001) {
          Inhale(4)
          Exhale(6)
        }.countdown()
      }
    },
    Pair("a change outside", "hold 3 to 6") { try Pattern { Hold(3, to: 6) } },
    Pair("twice one side", "sides \"rechterbeen\" \"rechterarm\" { inhale 4 }") {
      try Pattern { Sides("rechterbeen", "rechterarm") { Inhale(4) } }
    },
    Pair("one name", "sides \"a\" \"a\" { inhale 4 }") { try Pattern { Sides("a", "a") { Inhale(4) } } },
    Pair("an empty text", "say \" \"") { try Pattern { Say(" ") } },
    Pair("a text of two lines", "say \"a\nb\"") { try Pattern { Say("a\nb") } },
    Pair("too long a track", "repeat 1000000000 { inhale 4 }") {
      try Pattern { Repeat(1_000_000_000) { Inhale(4) } }
    },
    Pair("too large a number", "inhale 1000000001") { try Pattern { Inhale(1_000_000_001) } },
    Pair("too fine a fraction", "inhale 7000001 / 1000001") {
      try Pattern { Inhale(Rational(7_000_001, over: 1_000_001)) }
    },
    Pair("too short a count", "count 50ms\ninhale 4") {
      try Pattern {
        Inhale(4)
      } with: {
        $0.count = .milliseconds(50)
      }
    },
    Pair("too loud a bed", "bed ocean 3dB\ninhale 4") {
      try Pattern {
        Inhale(4)
      } with: {
        $0.bed = Bed(.ocean, level: 3)
      }
    },
    Pair("no word of a language", "language \"n l\"\ninhale 4") {
      try Pattern {
        Inhale(4)
      } with: {
        $0.language = "n l"
      }
    },
    Pair(
      "nested too deep", String(repeating: "repeat 1 {\n", count: 65) + "inhale 4" + String(repeating: "\n}", count: 65)
    ) {
      var steps = [Step.phase(Phase(.inhale, .counts(4)))]
      for _ in 0..<65 { steps = [.repetition(Repetition(.same(1, steps)))] }
      return try Pattern { steps }
    },
  ]
}
