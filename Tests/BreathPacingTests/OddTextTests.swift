import BreathPacing
import Foundation
import PatternLanguage
import Sidecars
import Testing
import Timing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Texts that a format could take for its own signs.
@Suite struct OddTextTests {
  static let texts = [
    "a --> b", "<b>x</b> & &amp;", "[00:01.00]x", "{\\an8}up", "say \"ah\", 'oh'", "=1+1", "+1", "-1", "@x",
    "\u{FF1D}1",
    "line\u{2028}and\u{2029}page", "bell\u{7}nul\u{0}esc\u{1B}[31m", "tab\tand\r\nreturn\u{85}next", "אחת שתיים", "👩‍👩‍👧 😀",
    "\u{202E}drawkcab", "non\u{FFFE}character\u{FFFF}", ",", "\"", "1", "NOTE x", "WEBVTT", "]]>", "  blanks  ", "\\",
    "e\u{301}",
  ]

  private func timeline(_ text: String) -> Timeline {
    var settings = Settings()
    settings.title = text
    settings.ending = .none
    let phase = Phase(.inhale, .time(.seconds(2)), text: text)
    let steps: [Step] = [
      .section(Section(name: text, steps: [.phase(phase), .instruction(Instruction(text: text))])),
      .clip(Clip(file: text, slot: .seconds(1))),
    ]
    return Timeline(of: Pattern(settings: settings, steps: steps))
  }

  /// The text on one line: without control characters, line breaks, noncharacters and outer blanks.
  private func line(_ text: String) -> String {
    let scalars = text.unicodeScalars.map { scalar in
      let isOut =
        scalar.value < 32 || (0x7F...0x9F).contains(scalar.value) || [0x2028, 0x2029].contains(scalar.value)
        || scalar.value & 0xFFFE == 0xFFFE
      return isOut ? " " : String(Character(scalar))
    }
    return scalars.joined().trimmingCharacters(in: .init(charactersIn: " "))
  }

  private func likeness(_ text: String, _ pairs: [Character: Character]) -> String {
    String(line(text).map { pairs[$0] ?? $0 })
  }

  @Test(arguments: texts)
  func `Captions come back as they were`(text: String) throws {
    let timeline = timeline(text)
    let vtt = try CaptionReaders.webVTT(SideFileTests.written(.vtt, of: timeline))
    #expect(vtt.notes == [line(text)])
    #expect(vtt.cues.map(\.text) == ["\(line(text))\n\(line(text))", line(text)])
    #expect(vtt.cues.first?.end == 2000)
    let srt = try CaptionReaders.subRip(SideFileTests.written(.srt, of: timeline))
    #expect(srt.last?.text == likeness(text, ["<": "‹", ">": "›", "{": "(", "}": ")"]))
    #expect(srt.count == 2)
    let lrc = try CaptionReaders.lyrics(SideFileTests.written(.lrc, of: timeline))
    let lyric = likeness(text, ["<": "‹", ">": "›", "[": "(", "]": ")"])
    #expect(lrc.lines.map(\.text) == ["\(lyric) · \(lyric)", lyric, ""])
    #expect(lrc.tags["ti"] == lyric)
  }

  @Test(arguments: texts)
  func `Labels, chapters and rows come back as they were`(text: String) throws {
    let timeline = timeline(text)
    let labels = try CaptionReaders.lines(SideFileTests.written(.labels, of: timeline))
    #expect(
      labels.map { $0.split(separator: "\t", omittingEmptySubsequences: false).last.map(String.init) }
        == Array(repeating: line(text), count: 4))
    let json = Data(try SideFileTests.written(.chapters, of: timeline).utf8)
    let object = try #require(JSONSerialization.jsonObject(with: json) as? [String: Any])
    #expect((object["chapters"] as? [[String: Any]])?.map { $0["title"] as? String } == [line(text)])
    let rows = try TableReader.rows(SideFileTests.written(.csv, of: timeline))
    let begins = line(text).unicodeScalars.first.map { "=+-@\u{FF1D}".unicodeScalars.contains($0) } ?? false
    let cell = (begins ? "'" : "") + line(text)
    #expect(rows.dropFirst().flatMap { $0[11...] }.filter { !$0.isEmpty } == [cell, cell, cell, cell])
  }

  @Test(arguments: texts)
  func `A picture is XML that says the same`(text: String) throws {
    let picture = try PictureReader(SideFileTests.written(.svg, of: timeline(text)))
    #expect(picture.title == line(text))
  }

  @Test func `An empty text is no caption`() throws {
    let timeline = timeline("\u{7}")
    #expect(try CaptionReaders.subRip(SideFileTests.written(.srt, of: timeline)).map(\.text) == ["breathe in (2s)"])
    #expect(try CaptionReaders.webVTT(SideFileTests.written(.vtt, of: timeline)).notes == [])
  }

  @Test(arguments: Sidecar.allCases)
  func `A track in which nothing happens has files, too`(kind: Sidecar) throws {
    var settings = Settings()
    settings.ending = .none
    let text = try SideFileTests.written(kind, of: Timeline(of: Pattern(settings: settings, steps: [])))
    switch kind {
    case .vtt: #expect(try CaptionReaders.webVTT(text).cues == [])
    case .srt, .labels: #expect(text == "")
    case .lrc: #expect(try CaptionReaders.lyrics(text).lines.isEmpty)
    case .video: #expect(text == "0:00 Adem\n")
    case .cue: #expect(text == "FILE \"track.wav\" WAVE\n  TRACK 01 AUDIO\n    TITLE \"Adem\"\n    INDEX 01 00:00:00\n")
    case .tsv: #expect(text == "onset\tduration\ttrial_type\tbreath\tside\ttext\n")
    case .csv: #expect(try TableReader.rows(text).count == 1)
    case .svg: #expect(try PictureReader(text).curve.isEmpty)
    case .json, .chapters: #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(text.utf8)) }
    }
  }
}
