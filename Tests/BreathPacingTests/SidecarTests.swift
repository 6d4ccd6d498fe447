import BreathPacing
import Foundation
import PatternLanguage
import Sidecars
import Testing
import Timing

@Suite struct SideFileTests {
  static let breath = """
    title "Adem & rust"
    language nl
    lead-in 2s
    sides "rechts" "links" {
      inhale 1 "til op"
      exhale 1.25 left
    }
    breaths 2 countdown { inhale 2; hold 1; exhale 3 }
    say "klaar"
    """

  private func written(_ kind: Sidecar, _ text: String) throws -> String {
    try Self.written(kind, of: Timeline(of: Pattern(parsing: SourceText(text))))
  }

  static func written(_ kind: Sidecar, of timeline: Timeline) throws -> String {
    var text = ""
    try timeline.write(kind) { text += $0 }
    return text
  }

  /// Worked out by hand: 2 s of lead-in, two sides of 2.25 s, two breaths of 6 s, 0.5 + 5 · 0.07 s of speech, a bell.
  private let captions = [
    ReadCaption(0, 2000, "maak het je gemakkelijk"),
    ReadCaption(2000, 3000, "rechts\ntil op"),
    ReadCaption(3000, 4250, "adem uit, links (1,3)"),
    ReadCaption(4250, 5250, "links\ntil op"),
    ReadCaption(5250, 6500, "adem uit (1,3)"),
    ReadCaption(6500, 8500, "2 · adem in (2)"),
    ReadCaption(8500, 9500, "houd vast (1)"),
    ReadCaption(9500, 12500, "adem uit (3)"),
    ReadCaption(12500, 14500, "1 · adem in (2)"),
    ReadCaption(14500, 15500, "houd vast (1)"),
    ReadCaption(15500, 18500, "adem uit (3)"),
    ReadCaption(18500, 19350, "klaar"),
    ReadCaption(19350, 25350, "dit was de oefening"),
  ]

  @Test func `WebVTT says what there is to do, and for how long`() throws {
    let (header, notes, cues) = try CaptionReaders.webVTT(written(.vtt, Self.breath))
    #expect(header == ["WEBVTT", "Kind: captions", "Language: nl"])
    #expect(notes == ["Adem & rust"])
    #expect(cues == captions)
  }

  @Test func `What is said and counted over a phase divides its caption`() throws {
    let text = """
      language nl
      ending none
      bell at 11s "halverwege"
      breaths 2 "diep" { inhale 2; hold 3 countdown 2 }
      repeat 2 resting 4s countdown 1 "los" { exhale 2 }
      """
    let (_, _, cues) = try CaptionReaders.webVTT(written(.vtt, text))
    #expect(
      cues == [
        ReadCaption(0, 2000, "diep\nadem in (2)"),
        ReadCaption(2000, 3000, "houd vast (3)"),
        ReadCaption(3000, 4000, "2 · houd vast (3)"),
        ReadCaption(4000, 5000, "1 · houd vast (3)"),
        ReadCaption(5000, 7000, "adem in (2)"),
        ReadCaption(7000, 8000, "houd vast (3)"),
        ReadCaption(8000, 9000, "2 · houd vast (3)"),
        ReadCaption(9000, 10000, "1 · houd vast (3)"),
        ReadCaption(10000, 11000, "adem uit (2)"),
        ReadCaption(11000, 12000, "halverwege\nadem uit (2)"),
        ReadCaption(12000, 15000, "los"),
        ReadCaption(15000, 16000, "1 · los"),
        ReadCaption(16000, 18000, "adem uit (2)"),
      ])
  }

  @Test func `An instruction is shown until the rest without words after it is over`() throws {
    let text = """
      language nl
      ending none
      say "Ga liggen."
      rest 5s
      rest 2s
      section "Adem" { rest 3s }
      say "Kijk."
      rest 4s "en laat los"
      rest 1s
      """
    // 10 characters at 0.07 s and 0.5 s; 5 likewise.
    let (_, _, cues) = try CaptionReaders.webVTT(written(.vtt, text))
    #expect(
      cues == [
        ReadCaption(0, 8200, "Ga liggen."), ReadCaption(8200, 11_200, "Adem\nrust even uit (3s)"),
        ReadCaption(11_200, 12_050, "Kijk."), ReadCaption(12_050, 16_050, "en laat los"),
        ReadCaption(16_050, 17_050, "rust even uit (1s)"),
      ])
  }

  @Test func `SubRip has the same captions`() throws {
    #expect(try CaptionReaders.subRip(written(.srt, Self.breath)) == captions)
  }

  @Test func `Lyrics have the same captions, each in one line`() throws {
    let (tags, lines) = try CaptionReaders.lyrics(written(.lrc, Self.breath))
    #expect(tags == ["ti": "Adem & rust", "la": "nl", "length": "00:25.35"])
    #expect(lines.map(\.start) == captions.map(\.start) + [25350])
    #expect(lines.map(\.text) == captions.map { $0.text.split(separator: "\n").joined(separator: " · ") } + [""])
  }

  @Test func `Lyrics are empty where nothing is to be read, and have as many minutes as they need`() throws {
    let text = "ending none\ninhale 1s\nclip \"a.wav\" 2s\nexhale 1s\nbreaths 2h { inhale 3600s; exhale 3600s }"
    let lines = try CaptionReaders.lyrics(written(.lrc, text)).lines
    #expect(
      lines.map(\.text) == ["breathe in (1s)", "", "breathe out (1s)", "breathe in (1h)", "breathe out (1h)", ""])
    #expect(lines.map(\.start) == [0, 1000, 3000, 4000, 3_604_000, 7_204_000])
  }

  @Test func `Other languages have English words, and a fraction is rounded to tenths`() throws {
    let cues = try CaptionReaders.webVTT(written(.vtt, "language fi\nending none\ninhale 2.26 left\nhold 1; exhale 2"))
      .cues
    #expect(cues.map(\.text) == ["breathe in, left (2.3)", "hold (1)", "breathe out (2)"])
  }

  @Test func `Labels are regions for blocks and captions, in order`() throws {
    let lines = try CaptionReaders.lines(written(.labels, Self.breath)).map { line in
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
      #expect(cells.count == 3)
      #expect(cells.prefix(2).allSatisfy { $0.wholeMatch(of: /[0-9]+\.[0-9]{6,}/) != nil })
      return (start: try #require(Double(cells[0])), end: try #require(Double(cells[1])), text: String(cells[2]))
    }
    #expect(lines.map(\.start) == lines.map(\.start).sorted())
    #expect(lines.prefix(3).map(\.text) == ["maak het je gemakkelijk", "rechts", "til op"])
    #expect(lines[1].start == 2 && lines[1].end == 4.25)
    #expect(lines.count == captions.count + 2)
  }

  @Test func `Chapters are sections, sides and outer rounds, without overlaps`() throws {
    let text = """
      title "Les"
      lead-in 1s; ending none
      section "a" { sides "rechts" "links" { repeat 2 { inhale 1 } }; exhale 1 }
      rest 2s
      repeat 2 resting 1s { inhale 1 }
      """
    #expect(
      try chapters(text) == [
        "0-1 Les", "1-3 a · rechts", "3-5 a · links", "5-6 a", "8-9 round 1 of 2", "10-11 round 2 of 2",
      ])
    #expect(try chapters("ending none\ninhale 2; exhale 3") == ["0-5 Adem"])
    #expect(try chapters("title \"x\"\nending none\ninhale 2; exhale 3") == ["0-5 x"])
  }

  private func chapters(_ text: String) throws -> [String] {
    let object = try JSONSerialization.jsonObject(with: Data(written(.chapters, text).utf8)) as? [String: Any]
    #expect(object?["version"] as? String == "1.2.0")
    return try #require(object?["chapters"] as? [[String: Any]]).map { chapter in
      let times = try ["startTime", "endTime"].map { try #require(chapter[$0] as? NSNumber).stringValue }
      return "\(times[0])-\(times[1]) \(try #require(chapter["title"] as? String))"
    }
  }

  @Test func `The table has a row for each event, with exact times`() throws {
    let text = "ending none\nlanguage nl\nbreaths 2 at 5.5/min { inhale 1; exhale 1 }\nsay \"klaar\""
    let rows = try TableReader.rows(written(.csv, text))
    #expect(Set(rows.map(\.count)) == [14])
    #expect(rows[0].prefix(4) == ["onset", "duration", "kind", "breath"])
    let phases = rows.filter { ["inhale", "exhale"].contains($0[2]) }
    // 60 s / 5.5 is 120/11 s, a half of it 60/11; the last of 18 digits may be rounded either way.
    let onsets = ["0", "5.45454545454545454", "10.90909090909090909", "16.36363636363636363"]
    #expect(zip(phases, onsets).allSatisfy { $0[0].hasPrefix($1) && $0[0].count - $1.count <= 1 })
    #expect(phases.count == 4)
    #expect(phases.map { $0[3] } == ["1", "1", "2", "2"])
    #expect(rows.last?[2] == "say")
    #expect(rows.last?[12] == "klaar")
    #expect(rows.last?[1] == "0.85")
  }

  @Test func `The events are what show prints as JSON`() throws {
    var json = ""
    let timeline = try Timeline(of: Pattern(parsing: SourceText(Self.breath)))
    try TimelineJSON(timeline).write { json += $0 }
    #expect(try written(.json, Self.breath) == json)
  }
}
