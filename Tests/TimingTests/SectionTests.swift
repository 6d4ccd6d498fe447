import PatternBuilding
import PatternLanguage
import Testing
import Timing

@Suite struct `What a section has of its own` {
  @Test func `Counts hold in the section alone`() throws {
    let timeline = try Timeline(
      "count 2s; ending none; inhale 1; section \"a\" { count 1s; inhale 1; hold 2 }; exhale 1")
    #expect(timeline.strip == "iiihhee|")
    #expect(timeline.steps == .seconds(7))
  }

  @Test func `Counts hold in sections within, unless they have their own`() throws {
    let text = """
      ending none
      section "a" {
        count 2s
        section "b" { inhale 1 }
        section "c" {
          count 1s
          exhale 1
        }
        repeat 2 resting 1 { exhale 1 }
      }
      """
    #expect(try Timeline(text).strip == "iieeerree|")
  }

  @Test func `Cues and voice hold in the section, and in those within`() throws {
    let timeline = try Timeline(
      """
      sounds bowls { rest none }
      voice nl
      inhale 1
      section "a" {
        sounds { count voice }
        exhale 1
        section "b" {
          voice none
          hold 1
        }
        section "c" {
          sounds tones
          rest 1
        }
      }
      tense 1
      """)
    let silence = [CueLayer(.none)]
    let (track, a, b, c) = (
      0, timeline.guidance(at: .exhale), timeline.guidance(at: .hold), timeline.guidance(at: .rest)
    )
    #expect([timeline.guidance(at: .inhale), timeline.guidance(at: .tense)] == [track, track])
    #expect(Set([track, a, b, c]).count == 4)
    #expect(timeline.guidances[track].sounds == Sounds(set: "bowls", cues: ["rest": silence]))
    let counted = Sounds(set: "bowls", cues: ["rest": silence, "count": [CueLayer(.voice)]])
    #expect(timeline.guidances[a] == guidance(counted, .named("nl")))
    #expect(timeline.guidances[b] == guidance(counted, .silent))
    #expect(timeline.guidances[c] == guidance(Sounds(set: "tones"), .named("nl")))
  }

  @Test func `A voice that is given from outside speaks in sections, too`() throws {
    let text = SourceText("section \"a\" { voice nl; inhale 4 }")
    #expect(try Pattern(parsing: text).guidances.count == 2)
    #expect(try Pattern(parsing: text, overriding: Overrides(voice: "none")).guidances.map(\.voice) == [.silent])
  }

  @Test func `It can be built in Swift`() throws {
    let built = try Pattern {
      Section("a", count: .milliseconds(900), sounds: Sounds(set: "bowls"), voice: .silent) { Inhale(4) }
    }
    let text = "section \"a\" {\n  count 900ms\n  voice none\n  sounds bowls\n\n  inhale 4\n}\n"
    #expect(built.text == text)
    #expect(try Pattern(parsing: SourceText(text)) == built)
  }

  private func guidance(_ sounds: Sounds, _ voice: Voice) -> Guidance {
    var settings = Settings()
    (settings.sounds, settings.voice) = (sounds, voice)
    return Guidance(of: settings)
  }
}

extension Timeline {
  fileprivate func guidance(at kind: Phase.Kind) -> Int {
    first { if case .phase(let movement) = $0.kind { movement.phase == kind } else { false } }?.guidance ?? -1
  }
}
