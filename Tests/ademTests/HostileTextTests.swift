import Foundation
import TestSupport
import Testing

@Suite struct `Texts that are no patterns` {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A name for the rows, and how the bytes are made.
  struct HostileText: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let bytes: Data
    let answer: String
    let place: String

    init(_ name: String, _ bytes: Data, _ answer: String, at place: String = "1:1") {
      testDescription = name
      self.bytes = bytes
      self.answer = answer
      self.place = place
    }

    init(_ name: String, _ text: String, _ answer: String, at place: String = "1:1") {
      self.init(name, Data(text.utf8), answer, at: place)
    }
  }

  static let texts = [
    HostileText(
      "one byte over 1 MiB", String(repeating: "#", count: 1_048_577),
      "error[text-too-large]: the text is longer than 1 MiB, the most a pattern may have"),
    HostileText("NUL", "inhale 1\0\n", "error[nul-byte]: the file holds a NUL byte, so it is not a text", at: "1:9"),
    HostileText(
      "invalid UTF-8", Data([0x23, 0x20, 0xC3, 0x28, 0x0A]), "error[not-utf-8]: the text is not UTF-8 from here on",
      at: "1:3"),
    HostileText(
      "a character cut in two", Data("inhale 1 # ".utf8) + [0xF0, 0x9F, 0x98],
      "error[not-utf-8]: the text is not UTF-8 from here on", at: "1:12"),
    HostileText(
      "UTF-16", Data([0xFF, 0xFE, 0x69, 0, 0x6E, 0]), "error[utf-16]: the text is stored as UTF-16"),
    HostileText(
      "UTF-16 the other way round", Data([0xFE, 0xFF, 0, 0x69, 0, 0x6E]),
      "error[utf-16]: the text is stored as UTF-16"),
    HostileText(
      "100,000 opening braces", String(repeating: "{", count: 100_000),
      "error[block-without-owner]: these braces do not say what they are for"),
    HostileText(
      "100,000 closing braces", String(repeating: "}", count: 100_000),
      "error[stray-brace]: this brace closes nothing"),
    HostileText(
      "65 nested repeats", String(repeating: "repeat 1 {", count: 65) + "inhale 1" + String(repeating: "}", count: 65),
      "error[too-deep]: blocks are nested deeper than 64", at: "1:650"),
    HostileText(
      "50,000 nested repeats",
      String(repeating: "repeat 2 {", count: 50_000) + "inhale 1" + String(repeating: "}", count: 50_000),
      "error[too-deep]: blocks are nested deeper than 64", at: "1:650"),
    HostileText(
      "64 times a billion",
      String(repeating: "repeat 1000000000 {", count: 64) + "inhale 1" + String(repeating: "}", count: 64),
      "error[track-too-long]: the steps would last longer than can be counted; a track has steps of at most 24h"),
    HostileText(
      "a number of 100,000 digits", "inhale " + String(repeating: "9", count: 100_000),
      "error[number-too-long]: the number is too long", at: "1:8"),
    HostileText(
      "a rhythm of 100,000 numbers", Array(repeating: "4", count: 100_000).joined(separator: "-") + " times 4",
      "error[rhythm-parts]: a rhythm has two to four numbers, not 100000"),
    HostileText("nothing", "", "error[empty-pattern]: the pattern has no steps, so it would be silent"),
    HostileText(
      "a command for the terminal", "inhale 1 \"\u{1B}[31m\"\n",
      "error[unexpected-character]: the character U+001B has no meaning here", at: "1:11"),
  ]

  @Test(arguments: texts)
  func `A hostile text is answered clearly and soon`(text: HostileText) throws {
    try folder.write("a.breath", text.bytes)
    let start = ContinuousClock.now
    let run = try AdemProcess("check", "a.breath", in: folder).run()
    #expect(ContinuousClock.now - start < .seconds(5))
    #expect(run.status == 65)
    #expect(run.output == "")
    #expect(run.errorLines[0] == text.answer)
    #expect(run.errorLines[1].hasSuffix("┌ a.breath:\(text.place)"))
    // Fifty problems at most, each of a few short lines, and no line that would command a terminal.
    #expect(run.errors.utf8.count < 50_000)
    #expect(!run.errors.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" && $0 != "\t" })
  }

  @Test(arguments: texts)
  func `A hostile text leaves no track`(text: HostileText) throws {
    try folder.write("a.breath", text.bytes)
    #expect(try AdemProcess("render", "a.breath", "-o", "a.wav", "--rate", "8000", in: folder).run().status == 65)
    #expect(try folder.contents == ["a.breath"])
  }

  @Test func `A text of exactly 1 MiB is read`() throws {
    try folder.write(
      "a.breath", SamplePattern.short + String(repeating: "#", count: 1_048_576 - SamplePattern.short.utf8.count))
    let run = try AdemProcess("check", "a.breath", in: folder).run()
    #expect(run == Outcome(0, output: "a.breath: \(SamplePattern.shortSummary)\n"))
  }

  @Test(arguments: ["\u{FEFF}ending none\ninhale 1\nexhale 1\n", "ending none\r\ninhale 1\r\nexhale 1\r\n"])
  func `What editors add is read over`(text: String) throws {
    try folder.write("a.breath", text)
    let run = try AdemProcess("check", "a.breath", in: folder).run()
    #expect(run == Outcome(0, output: "a.breath: \(SamplePattern.shortSummary)\n"))
  }

  @Test func `A much larger text is not given a length that it does not have`() throws {
    try folder.write("a.breath", String(repeating: "#", count: 5_000_000))
    let run = try AdemProcess("check", "a.breath", in: folder).run()
    #expect(run.status == 65)
    let numbers = run.errorLines[0].matches(of: /\d+/).map { $0.output }
    #expect(Set(numbers).isSubset(of: ["5000000", "1048576", "1"]), "\(run.errorLines[0])")
  }

  @Test func `An endless input ends`() throws {
    var process = AdemProcess("check", "-", in: folder)
    process.input = .file("/dev/zero")
    let run = try process.run()
    #expect(run.status == 65)
    #expect(run.errorLines[0].hasPrefix("error[text-too-large]: "))
  }
}
