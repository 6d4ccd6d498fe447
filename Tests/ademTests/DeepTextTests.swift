import TestSupport
import Testing

/// One text that is too deep, or as deep as any may be, never ends the program, however small its stack is.
@Suite struct `Texts that are deep` {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func run(_ arguments: String...) throws -> Outcome {
    var process = AdemProcess(arguments, in: folder)
    process.preparation = "ulimit -s 512"
    return try process.run()
  }

  private static func nested(_ head: String, _ count: Int, around steps: String) -> String {
    String(repeating: head + " { ", count: count) + steps + String(repeating: " }", count: count)
  }

  private static let tooDeep = [
    (0..<11).map { number in
      let inner = number == 0 ? "inhale 1" : "use d\(number - 1)"
      return "define d\(number) { \(nested("repeat 1", 62, around: inner)) }"
    }.joined(separator: "\n") + "\nuse d10\n",
    "define d0 { inhale 1 }\n" + (1..<4000).map { "define d\($0) { use d\($0 - 1) }\n" }.joined() + "use d3999\n",
    (0..<1500).map { "define d\($0) { section \"a\" { use d\($0 + 1) } }\n" }.joined()
      + "define d1500 { inhale 1 }\nuse d0\n",
  ]

  @Test(arguments: tooDeep)
  func `A text that is too deep is refused by every command`(text: String) throws {
    try folder.write("a.breath", text)
    for arguments in [
      ["check", "a.breath"], ["show", "a.breath"], ["render", "a.breath", "-o", "a.wav"],
      ["breathe", text, "-o", "b.wav"],
    ] {
      var process = AdemProcess(arguments, in: folder)
      process.preparation = "ulimit -s 512"
      let run = try process.run()
      #expect(run.status == 65, "\(arguments[0])")
      #expect(
        run.errorLines.first?.hasPrefix("error[too-deep]: this is nested deeper than 64") == true, "\(arguments[0])")
    }
    #expect(try run("format", "--check", "a.breath").status <= 1)
    #expect(try !folder.contents.contains { $0.hasSuffix(".wav") })
  }

  @Test func `A text that is too deep does not end its batch`() throws {
    try folder.write("in/a.breath", Self.tooDeep[1])
    try folder.write("in/b.breath", SamplePattern.short)
    #expect(try run("check", "in").status == 1)
    let rendered = try run("render", "in", "--output-folder", "out", "--rate", "8000")
    #expect(rendered.status == 1)
    #expect(try folder.contents.contains("out/b.wav"))
  }

  @Test(arguments: [
    nested("repeat 1", 63, around: "breaths 1 { inhale 1; exhale 1 }"),
    nested("section \"a\"", 64, around: "inhale 1; exhale 1"),
    nested("repeat 1", 64, around: "inhale 1 to 2; exhale 1"),
    nested("sides \"l\" \"r\"", 10, around: nested("section \"a\"", 54, around: "inhale 100ms; exhale 100ms")),
    "define d { \(nested("repeat 1", 31, around: "inhale 1; exhale 1")) }\n" + nested("repeat 1", 32, around: "use d"),
    "inhale " + String(repeating: "(", count: 32) + "1" + String(repeating: " + 0) * 1", count: 32) + "\nexhale 1",
  ])
  func `A text as deep as any may be is checked, shown, laid out and rendered`(text: String) throws {
    try folder.write("a.breath", "ending none\nvoice none\n" + text + "\n")
    #expect(try run("check", "a.breath").status <= 1)
    #expect(try run("show", "a.breath").status == 0)
    #expect(try run("show", "--json", "a.breath").status == 0)
    #expect(try run("format", "a.breath").status == 0)
    #expect(try run("render", "a.breath", "-o", "a.wav", "--rate", "8000").status == 0)
    #expect(try run("show", "a.wav").status == 0)
    #expect(try run("render", "a.wav", "-o", "b.wav").status == 0)
  }

  @Test func `Patterns that use one another as deep as they may are rendered`() throws {
    for number in 0..<15 {
      let inner = number == 14 ? "inhale 1; exhale 1" : "use \"f\(number + 1).breath\""
      try folder.write("f\(number).breath", "count 2s\n" + Self.nested("repeat 1", 3, around: inner))
    }
    try folder.write("a.breath", "ending none\nuse \"f0.breath\"\n")
    #expect(try run("check", "a.breath").status <= 1)
    #expect(try run("render", "a.breath", "-o", "a.wav", "--rate", "8000").status == 0)
  }
}
