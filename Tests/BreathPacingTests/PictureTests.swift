import BreathPacing
import Foundation
import PatternLanguage
import Testing
import Timing

@Suite struct PictureTests {
  private func text(_ pattern: String) throws -> String {
    try SideFileTests.written(.svg, of: Timeline(of: Pattern(parsing: SourceText(pattern))))
  }

  private func picture(_ pattern: String) throws -> PictureReader { try PictureReader(text(pattern)) }

  @Test(arguments: [
    ("breaths 20 { inhale 4; exhale 6 }", ["4", "6"], ["20 ×"]),
    ("breaths 20 { inhale 4; exhale 6 to 9 }", ["4", "6 → 9"], ["20 ×"]),
    ("breaths 10min at 5/min { inhale 5; exhale 7 }", ["5", "7"], ["50 ×"]),
    ("4-7-8 times 4", ["4", "7", "8"], ["4 ×"]),
    // Written out, and with other words each time.
    (
      "inhale 4 \"a\"; exhale 6 \"b\"\ninhale 4 \"c\"; exhale 6\ninhale 4; exhale 6", ["4", "6"], ["3 ×"]
    ),
    ("inhale 4 \"a\"; exhale 6\nbreaths 4 { inhale 4; exhale 6 }", ["4", "6"], ["5 ×"]),
    (
      "repeat 2 resting 30s { exhale 7; breaths 4 { inhale 5; exhale 7; hold 3 } }", ["7", "5", "7", "3"],
      ["2 × · between rounds rest 30 s", "4 ×"]
    ),
    ("sides \"right\" \"left\" { inhale 4; exhale 6 }", ["4", "6"], ["right, then left"]),
    ("for unit in 3 4 5 { breaths 2 { inhale unit; exhale unit } }", ["3", "3", "4", "4", "5", "5"], ["2 ×"]),
    ("inhale 2.5; exhale 1500ms; rest 90s", ["2.5", "1.5 s", "1 min 30 s"], []),
    ("say \"Lie down on your back, with your knees bent.\"\nrest 8s\ninhale 1; exhale 1", ["12 s", "1", "1"], []),
    ("repeat 3 { say \"Up.\"; inhale 4; exhale 6 }", ["4", "6"], ["3 ×"]),
    ("breaths 24h { inhale 1; exhale 1 }", ["1", "1"], ["43200 ×"]),
    (
      "section \"A\" { tense 5; release 9 }\nsection \"B\" { say \"x\"; tense 5; release 9 }\nsection \"C\" { tense 5; release 9 }",
      ["5", "9"], ["3 × · A … C"]
    ),
    (
      "section \"\(String(repeating: "long ", count: 30))\" { inhale 4; exhale 6 }\nbreaths 3 { inhale 5 }",
      ["4", "6", "5"],
      ["3 ×"]
    ),
    ("inhale 3", ["3"], []),
  ])
  func `What repeats is drawn once, with its counts and its number of times`(
    pattern: String, amounts: [String], brackets: [String]
  ) throws {
    let picture = try picture("ending none\n\(pattern)")
    #expect(picture.amounts == amounts)
    for bracket in brackets { #expect(picture.texts.contains(bracket), "\(picture.texts)") }
  }

  @Test func `The curve rises with inhales, stays with holds and falls with exhales, and is level between them`() throws
  {
    let picture = try picture("ending none\ninhale 20; inhale 10; hold 10; exhale 40\nrest 20")
    #expect(picture.areas.map(\.style) == ["inhale", "inhale", "fullHold", "exhale"])
    let curve = picture.curve
    try #require(curve.count == 5, "four phases, and the line of the rest")
    // Up is a smaller number.
    let (low, high) = (curve[0].from.y, curve[2].from.y)
    #expect(low - high > 20)
    #expect(abs(curve[0].to.y - (low + (high - low) * 2 / 3)) < 0.2, "after 20 of 30 seconds two thirds are in")
    #expect(curve[1].to.y == high && curve[2].to.y == high && curve[3].to.y == low)
    for (part, next) in zip(curve, curve.dropFirst().dropLast()) { #expect(part.to == next.from) }
    for part in curve { #expect(part.handles == (part.from.y, part.to.y)) }
  }

  @Test func `Words and the description are in the language of the pattern`() throws {
    let picture = try picture(
      "title \"x\"\nlanguage nl\ninhale 4 left; hold 2; exhale 6\nhold 3\ntense 5; release 15; rest 20")
    #expect(picture.texts == ["x", "in", "links", "vast", "uit", "leeg", "span aan", "laat los", "rust"])
    #expect(picture.label == "x: in 4 links, vast 2, uit 6, leeg 3, span aan 5, laat los 15, rust 20 s")
    #expect(picture.language == "nl")
  }

  @Test func `Several pictures in one page cannot clash`() throws {
    let (one, other) = (try picture("title \"a\"\ninhale 4; exhale 6"), try picture("title \"b\"\ntense 5; hold 9"))
    #expect(one.ids.isEmpty && other.ids.isEmpty)
    #expect(one.label != other.label)
    #expect(one.styleSheet == other.styleSheet, "rules that meet are the same")
    for line in one.styleSheet.split(separator: "\n") where line.contains("{") && !line.hasPrefix("@") {
      for selector in line.prefix(while: { $0 != "{" }).split(separator: ",") {
        #expect(selector.trimmingCharacters(in: .whitespaces).hasPrefix(".adem-breath"))
      }
    }
  }

  @Test func `Inhales and exhales differ in lightness by three to one, in both styles`() throws {
    let picture = try picture("inhale 4; exhale 6")
    let light = picture.areas.map(\.colour)
    let dark = try ["inhale", "exhale"].map { style in
      let rule = try #require(picture.styleSheet.firstMatch(of: try Regex("\\.\(style) \\{ fill: (#[0-9a-f]+);")))
      return String(try #require(rule.output[1].substring))
    }
    for colours in [light, dark] {
      let luminances = try colours.map(luminance).sorted()
      #expect((luminances[1] + 0.05) / (luminances[0] + 0.05) >= 3, "\(colours)")
    }
  }

  /// Relative luminance, as WCAG 2 defines it.
  private func luminance(_ colour: String) throws -> Double {
    let number = try #require(Int(colour.dropFirst(), radix: 16))
    let parts = [16, 8, 0].map { shift -> Double in
      let value = Double(number >> shift & 255) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }

  @Test(arguments: [
    "breaths 24h { inhale 1; exhale 1 }",
    (1...300).map { "inhale \($0 % 7 + 1); exhale \($0 % 11 + 1)" }.joined(separator: "\n"),
    "repeat 2 { repeat 3 { repeat 4 { repeat 5 { inhale 1; exhale 1; hold 2 }; hold 1 }; hold 2 }; hold 3 }",
    "section \"\(String(repeating: "long ", count: 50))\" { inhale 1; exhale 1 }",
  ])
  func `A picture has its width and a limited size, however long the track is`(pattern: String) throws {
    let text = try text(pattern)
    #expect(text.utf8.count < 500_000)
    let picture = try PictureReader(text)
    #expect(picture.width == 672)
    #expect(picture.rightmost <= 672)
  }

  @Test func `A track without a breath has its title alone`() throws {
    let picture = try picture("title \"Luister\"\nrest 10\nsay \"klaar\"")
    #expect(picture.title == "Luister")
    #expect(picture.texts == ["Luister"])
    #expect(picture.areas.isEmpty)
  }
}
