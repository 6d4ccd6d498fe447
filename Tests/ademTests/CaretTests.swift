import Foundation
import TestSupport
import Testing

/// Carets are below the marked text on a terminal. The columns are counted by hand.
@Suite struct `Marks under a line` {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test(arguments: [
    ("say \"diep\" oops", 11, 4),
    // Three wide characters and a narrow one.
    ("say \"深呼吸…\" oops", 14, 4),
    ("say \"깊은 숨\" oops", 14, 4),
    ("say \"한\" oops", 9, 4),
    ("say \"ﾌｶﾞ\" oops", 10, 4),
    ("say \"Ｆ\" oops", 9, 4),
    ("say \"e\u{301}n\" oops", 9, 4),
    ("say \"\u{939}\u{93F}\" oops", 9, 4),
    ("say \"🧘🏽‍♀️\" oops", 9, 4),
    ("say \"🇳🇱\" oops", 9, 4),
    ("say \"❤️\" oops", 9, 4),
    ("say \"❤\" oops", 8, 4),
    ("say \"1\" oops", 8, 4),
    // '\u{200B}' is eight columns long.
    ("say \"a\u{200B}\" oops", 16, 4),
    ("深呼吸 4", 0, 6),
    ("inhale 4 深", 9, 2),
  ])
  func `They count columns`(line: String, indent: Int, marks: Int) throws {
    try folder.write("a.breath", line + "\n")
    let run = try AdemProcess("check", "a.breath", in: folder).run()
    #expect(run.status == 65)
    let drawn = "  │ " + String(repeating: " ", count: indent) + String(repeating: "^", count: marks)
    #expect(run.errorLines.count > 3 && run.errorLines[3] == drawn, "\(run.errors)")
  }

  @Test(arguments: [
    ("\toops 4", "\t", 4), ("say\t\"深\" oops", "   \t     ", 4),
    // Starts at column 4, after the line number and the bar, and continues at the next tab stop.
    ("\"a\tb\"", "", 6),
  ])
  func `A tab before the marks is a tab, and beneath the marks as wide as it is drawn`(
    line: String, indent: String, marks: Int
  ) throws {
    try folder.write("a.breath", line + "\n")
    let run = try AdemProcess("check", "a.breath", in: folder).run()
    #expect(run.errorLines.count > 3, "\(run.errors)")
    #expect(run.errorLines[3] == "  │ \(indent)" + String(repeating: "^", count: marks), "\(run.errors)")
  }

  @Test func `A bar never wraps, however wide its name is`() throws {
    let name = String(repeating: "深呼吸", count: 12)
    try folder.write("\(name).breath", SamplePattern.short)
    let terminal = try PseudoTerminal()
    var process = AdemProcess("render", "\(name).breath", "--rate", "8000", in: folder)
    process.errors = .descriptor(terminal.descriptor)
    let running = try process.start()
    // A terminal that does not say its width has 80 columns. The bar takes 27 of them, 25 wide characters 50.
    #expect(terminal.text().contains("░ " + name.prefix(25) + "…\r"))
    #expect(try running.wait().status == 0)
  }
}
