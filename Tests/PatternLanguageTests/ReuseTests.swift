import PatternBuilding
import PatternLanguage
import Testing

@Suite struct ReuseTests {
  @Test(arguments: [
    ("for n in 4 5 { inhale n; exhale n + 2 }", "inhale 4; exhale 6; inhale 5; exhale 7"),
    ("for name in \"armen\" \"benen\" { say \"Span je {name}\" }", "say \"Span je armen\"; say \"Span je benen\""),
    ("for side in left right { inhale 4 side }", "inhale 4 left; inhale 4 right"),
    ("for t in 30s 1min { rest t }", "rest 30s; rest 60s"),
    ("parameter unit = 4\ninhale unit; hold 4 * unit; exhale 2 * (unit + 1)", "inhale 4; hold 16; exhale 10"),
    (
      "parameter rate = 8/min\nbreaths 5 at rate * 0.75 { inhale 4; exhale 6 }",
      "breaths 5 at 6/min { inhale 4; exhale 6 }"
    ),
    (
      "parameter own = 14\nbreaths 5 at 0.75 * own/min { inhale 4; exhale 6 }",
      "breaths 5 at 10.5/min { inhale 4; exhale 6 }"
    ),
    ("parameter whole = 2min\nrest whole / 4; rest whole - 30s", "rest 30s; rest 90s"),
    (
      "define round with side, other { inhale 4 side; exhale 6 other }\nuse round with side = left, other = right",
      "inhale 4 left; exhale 6 right"
    ),
    ("define a with n { use b with n = n + 1 }\ndefine b with n { inhale n }\nuse a with n = 3", "inhale 4"),
    ("for a in 1 2 { for b in 3 4 { inhale a * b } }", "inhale 3; inhale 4; inhale 6; inhale 8"),
    ("breaths 3 { inhale 4; exhale 6 to 6 }", "breaths 3 { inhale 4; exhale 6 }"),
  ])
  func `Names, lists and definitions amount to plain steps`(text: String, plain: String) throws {
    #expect(try Pattern(parsing: SourceText(text)).steps == Pattern(parsing: SourceText(plain)).steps)
  }

  @Test func `A text shows its values as they are written`() throws {
    let text = "parameter pace = 6.5\nparameter rest = 90s\nsection \"{pace} per minuut, {rest}\" { inhale 4 }"
    guard case .section(let section) = try Pattern(parsing: SourceText(text)).steps.first else {
      Issue.record("no section")
      return
    }
    #expect(section.name == "6.5 per minuut, 1min30s")
  }

  // MARK: Other patterns

  private static let library = PatternLibrary { path, user in
    let texts = [
      "child.breath":
        "title \"Kind\"\ncount 2s\nlead-in 9s\nparameter breaths = 5 in 1..20\nbreaths breaths { inhale 4; exhale 6 }",
      "broken.breath": "exhail 4", "a.breath": "use \"b.breath\"", "b.breath": "use \"a.breath\"",
    ]
    return texts[path].map { .success(SourceText($0, name: path)) } ?? .failure(.missing(suggestion: nil))
  }

  @Test func `A pattern that is used is a section with its own counts`() throws {
    let pattern = try Pattern(
      parsing: SourceText("rest 5s; use \"child.breath\" with breaths = 3"), library: Self.library)
    let breath = [Phase(.inhale, .counts(4)), Phase(.exhale, .counts(6))]
    let section = Section(name: "Kind", count: .seconds(2), steps: [.breaths(Breaths(.number(3), phases: breath))])
    #expect(pattern.steps == [.phase(Phase(.rest, .time(.seconds(5)))), .section(section)])
    #expect(pattern.metrics.length == .seconds(5 + 3 * 20))
    #expect(pattern.settings.leadIn == .zero)
  }

  @Test(arguments: [
    ("use \"child.breath\" with breaths = 30", "out-of-range", "main"),
    ("use \"child.breath\" with breahts = 3", "unknown-parameter", "main"),
    ("use \"child.breath\" with breaths = 3s", "wrong-value", "main"),
    ("use \"none.breath\"", "cannot-use", "main"),
    ("use \"broken.breath\"", "unknown-word", "broken.breath"),
    ("use \"a.breath\"", "uses-itself", "b.breath"),
  ])
  func `A slip is shown in the text that has it`(text: String, code: String, name: String) throws {
    let error = try #require(throws: InvalidPattern.self) {
      try Pattern(parsing: SourceText(text, name: "main"), library: Self.library)
    }
    #expect(error.diagnostics.map(\.code) == [code])
    #expect(error.diagnostics.map(\.source.name) == [name])
  }

  @Test(arguments: [
    ("main.breath", "b.breath", "a.wav"), ("main.breath", "in/b.breath", "in/a.wav"),
    ("x/main.breath", "x/in/b.breath", "in/a.wav"), ("x/main.breath", "y/b.breath", "../y/a.wav"),
    ("/t/main.breath", "/t/in/b.breath", "in/a.wav"), ("./main.breath", "in/b.breath", "in/a.wav"),
    ("x/../main.breath", "in/b.breath", "in/a.wav"), ("x//main.breath", "x/in/b.breath", "in/a.wav"),
    ("../main.breath", "../in/b.breath", "in/a.wav"), ("in/main.breath", "/in/b.breath", "/in/a.wav"),
  ])
  func `A recording of a pattern that is used is seen from the track`(main: String, used: String, path: String) throws {
    let library = PatternLibrary { _, _ in .success(SourceText("clip \"a.wav\" 3s", name: used)) }
    let pattern = try Pattern(parsing: SourceText("use \"it.breath\"", name: main), library: library)
    guard case .section(let section) = pattern.steps.first else {
      Issue.record("no section")
      return
    }
    #expect(section.steps == [.clip(Clip(file: path, slot: .seconds(3)))])
  }

  @Test func `A parameter can be set from outside, and is judged like the text`() throws {
    let source = SourceText("parameter unit = 4 in 2..8\ninhale unit")
    let set = { (text: String) throws in try Pattern(parsing: source, overriding: Overrides(parameters: [text])).steps }
    #expect(try set("unit=5") == [.phase(Phase(.inhale, .counts(5)))])
    for (text, code) in [
      ("unit=9", "out-of-range"), ("unti=5", "unknown-parameter"), ("unit", "missing-value"),
      ("unit=5s", "wrong-value"),
    ] {
      let error = try #require(throws: InvalidPattern.self) { try set(text) }
      #expect(error.diagnostics.map(\.code) == [code], "\(text)")
    }
  }

  @Test func `A parameter whose own value is wrong can still be set, and its problem is the only one`() throws {
    let source = SourceText("parameter unit = x\ninhale unit")
    let error = try #require(throws: InvalidPattern.self) {
      try Pattern(parsing: source, overriding: Overrides(parameters: ["unit=5"]))
    }
    #expect(error.diagnostics.map(\.code) == ["unknown-name"])
  }

  @Test func `Unrolling has a budget`() {
    let levels = (0..<12).map { "define d\($0) { \(String(repeating: "use d\($0 + 1); ", count: 10)) }" }
    let text = (levels + ["define d12 { inhale 4 }", "use d0"]).joined(separator: "\n")
    #expect(problems(of: text).map(\.code) == ["too-much-to-unroll"])
    #expect(problems(of: "repeat 1000000000 { hold 3 to 4 }").map(\.code) == ["too-much-to-unroll"])
  }
}
