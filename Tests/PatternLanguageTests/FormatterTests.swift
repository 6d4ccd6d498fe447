import Foundation
import PatternLanguage
import TestSupport
import Testing

@Suite struct FormatterTests {
  @Test(arguments: [
    ("inhale   4;exhale 6", "inhale 4\nexhale 6\n"),
    ("breaths 5{inhale 5;exhale 7 ;hold 3}", "breaths 5 { inhale 5; exhale 7; hold 3 }\n"),
    ("breaths 5 {\n\n  inhale 5\n\n exhale 7\n}", "breaths 5 { inhale 5; exhale 7 }\n"),
    ("title    \"x\"\ninhale 4", "title \"x\"\n\ninhale 4\n"),
    ("title \"x\"\n\n\n\n# why\ninhale 4", "title \"x\"\n\n# why\ninhale 4\n"),
    ("inhale 4 # in\r\nexhale 6#out\r\n", "inhale 4  # in\nexhale 6  #out\n"),
    ("repeat 2 { # twice\ninhale 4\n# end\n}", "repeat 2 {  # twice\n  inhale 4\n  # end\n}\n"),
    ("repeat 2 { breaths 5 { inhale 4; exhale 6 } }", "repeat 2 {\n  breaths 5 { inhale 4; exhale 6 }\n}\n"),
    ("breaths 5 { inhale 4 # in\nexhale 6 }", "breaths 5 {\n  inhale 4  # in\n  exhale 6\n}\n"),
    (
      "breaths 5 on exhale countdown at 6 /min { inhale 4; exhale 6 }",
      "breaths 5 at 6/min countdown on exhale { inhale 4; exhale 6 }\n"
    ),
    (
      "bell  every 5min \"stil\"\nbell at half;bell before  end 1min\nrest 1h",
      "bell every 5min \"stil\"\nbell at half\nbell before end 1min\n\nrest 1h\n"
    ),
    (
      "section \"a\" {count 900ms;sounds bowls{count none};inhale 4}",
      "section \"a\" {\n  count 900ms\n  sounds bowls {\n    count none\n  }\n\n  inhale 4\n}\n"
    ),
    ("section \"a\" { sounds { count none } }", "section \"a\" {\n  sounds {\n    count none\n  }\n}\n"),
    ("exhale 6   other  side", "exhale 6 other side\n"),
    ("hold 15 left \"vast\"  countdown 2+1", "hold 15 left countdown 2 + 1 \"vast\"\n"),
    ("breaths 5 \"diep\" countdown{inhale 4}", "breaths 5 countdown \"diep\" { inhale 4 }\n"),
    (
      "repeat 2 resting 30s \"los\" countdown 3{inhale 4}", "repeat 2 resting 30s countdown 3 \"los\" { inhale 4 }\n"
    ),
    (
      "sides \"a\" \"b\"  resting 10s \"{other-side}\"{say \"{side}\"}",
      "sides \"a\" \"b\" resting 10s \"{other-side}\" { say \"{side}\" }\n"
    ),
    ("inhale 4*(2+1) - 3/2", "inhale 4 * (2 + 1) - 3 / 2\n"),
    ("inhale ((4))", "inhale 4\n"), ("inhale 8 - (4 - 2)", "inhale 8 - (4 - 2)\n"),
    ("inhale (8 - 4) - 2", "inhale 8 - 4 - 2\n"),
    ("breaths 5 at (2 + 4)/min { inhale 4; exhale 6 }", "breaths 5 at (2 + 4)/min { inhale 4; exhale 6 }\n"),
    ("parameter n=4 in 2 .. 8 \"x\"\ninhale n", "parameter n = 4 in 2..8 \"x\"\n\ninhale n\n"),
    (
      "define w with a,b{inhale a;exhale b}\nuse w with a=3,b = 4",
      "define w with a, b { inhale a; exhale b }\n\nuse w with a = 3, b = 4\n"
    ),
    ("sounds  bowls   with words\ninhale 4", "sounds bowls with words\n\ninhale 4\n"),
    (
      "sounds with  words{count none}\ninhale 4",
      "sounds with words {\n  count none\n}\n\ninhale 4\n"
    ),
    (
      "sounds bowls{ # mine\ninhale glide A3 to E4 -12dB;count none }\ninhale 4",
      "sounds bowls {  # mine\n  inhale glide A3 to E4 -12dB\n  count none\n}\n\ninhale 4\n"
    ),
    (
      "language \"nl\"\nending bell 10s\nbed ocean -38dB following\ninhale 4",
      "language nl\nending bell 10s\nbed ocean -38dB following\n\ninhale 4\n"
    ),
    ("section \"a\" {\n  4-6 times 5\n}", "section \"a\" { 4-6 times 5 }\n"),
    ("allow \"two words\" \"x\"\nvoice \"nl\"\ninhale 4", "allow \"two words\" \"x\"\nvoice nl\n\ninhale 4\n"),
    ("sounds { inhale glide C#5 to A#3#up\n}\ninhale 4", "sounds {\n  inhale glide C#5 to A#3  #up\n}\n\ninhale 4\n"),
    ("for x in 4 5 { inhale x }", "for x in 4 5 { inhale x }\n"),
    ("", ""), ("# only this", "# only this\n"),
  ])
  func `A text has one spelling`(text: String, spelling: String) throws {
    #expect(try SourceText(text).formatted() == spelling)
  }

  @Test func `A block whose line would be too long stands on several`() throws {
    let phases = (1...12).map { "inhale \($0)" }.joined(separator: "; ")
    let formatted = try SourceText("repeat 2 { \(phases) }").formatted()
    #expect(formatted.split(separator: "\n").count == 14)
    #expect(formatted.split(separator: "\n").allSatisfy { $0.count <= 100 })
  }

  @Test func `A text with a slip is not touched`() {
    #expect(throws: InvalidPattern.self) { try SourceText("exhail 4").formatted() }
    #expect(throws: InvalidPattern.self) { try SourceText("repeat 2 { inhale 4").formatted() }
  }

  @Test(arguments: try Self.shipped())
  func `Formatting twice changes nothing, and nothing is lost`(name: String, text: String) throws {
    let once = try SourceText(text).formatted()
    #expect(try SourceText(once).formatted() == once, "\(name)")
    if !name.hasPrefix("example") { #expect(once == text, "\(name) is in its one spelling") }
    #expect(Self.comments(once) == Self.comments(text), "\(name)")
    if !text.contains("use \""), !text.contains("sounds \"") {
      #expect(try Pattern(parsing: SourceText(once)) == Pattern(parsing: SourceText(text)), "\(name)")
    }
  }

  /// Every shipped pattern, and every example of the grammar.
  private static func shipped() throws -> [(String, String)] {
    let patterns = try Repository.patterns.map { ($0, try Repository.text(of: "patterns/\($0).breath")) }
    let grammar = try Repository.text(of: "GRAMMAR.md")
    let examples = grammar.components(separatedBy: "```breath\n").dropFirst().map {
      $0.components(separatedBy: "```")[0]
    }
    return patterns + examples.enumerated().map { ("example \($0.offset)", $0.element) }
  }

  /// The text after each `#` that is not part of a quoted text.
  private static func comments(_ text: String) -> [String] {
    text.split(whereSeparator: \.isNewline).compactMap { line in
      var isInside = false
      for index in line.indices {
        if line[index] == "\"", index == line.startIndex || line[line.index(before: index)] != "\\" {
          isInside.toggle()
        }
        if line[index] == "#", !isInside { return line[index...].trimmingCharacters(in: .whitespaces) }
      }
      return nil
    }
  }
}
