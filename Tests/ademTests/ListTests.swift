import Foundation
import TestSupport
import Testing

/// `adem list`, and patterns that are given by name.
@Suite struct `Patterns by name` {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("own/calm.breath", "title \"Calm\"\nending none\nlead-in 0s\ninhale 1\nexhale 1\n")
    try folder.write(
      "own/sleep/één-nacht.breath", "title \"Nacht\"\nlanguage nl\nprofile sleep\nbreaths 20 { inhale 4; exhale 6 }\n")
    try folder.write("own/one/twin.breath", SamplePattern.short)
    try folder.write("own/two/twin.breath", SamplePattern.short)
  }

  private func run(_ words: String..., patterns: String = "own") throws -> Outcome {
    var process = AdemProcess(words, in: folder)
    process.environment["ADEM_PATTERNS"] = folder[patterns]
    process.environment["XDG_CACHE_HOME"] = folder["kept"]
    return try process.run()
  }

  // MARK: The list

  @Test func `It names every pattern that ships, with what 'show' says of it`() throws {
    // The list does not measure words; 'show' has done so here.
    let shownNames = ["avond", "4-7-8"]
    for name in shownNames { #expect(try AdemProcess("show", name, in: folder).run().status == 0) }
    let run = try AdemProcess("list", "--json", in: folder).run()
    let list = try #require(JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let patterns = try #require(list["patterns"] as? [[String: Any]])
    let names = patterns.map { entry in
      [entry["folder"], entry["name"]].compactMap { $0 as? String }.filter { !$0.isEmpty }.joined(separator: "/")
    }
    #expect(names.sorted() == Repository.patterns)
    for entry in patterns.filter({ shownNames.contains($0["name"] as? String ?? "") }) {
      #expect(entry["isEstimated"] as? Bool == false)
      let path = try #require(entry["path"] as? String)
      let output = try AdemProcess("show", "--json", path, in: folder).run().output
      let shown = try #require(JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
      for key in ["title", "about", "language"] { #expect(entry[key] as? String == shown[key] as? String) }
      for key in ["duration", "breaths", "breathsPerMinute"] {
        #expect(entry[key] as? Double == shown[key] as? Double, "\(key)")
      }
    }
    let schema = try JSONSchema(Repository.text(of: "Documentation/list.schema.json"))
    #expect(try schema.faults(in: list) == [])
  }

  @Test(arguments: [
    (["calm"], ["calm"]), (["NACHT"], ["één-nacht"]), (["een", "nl"], ["één-nacht"]), (["sleep"], ["één-nacht"]),
    (["twin", "two"], ["twin"]), (["nl"], ["één-nacht"]),
  ])
  func `Words choose patterns by name, title, folder and language`(words: [String], names: [String]) throws {
    var process = AdemProcess(["list"] + words, in: folder)
    process.environment["ADEM_PATTERNS"] = folder["own"]
    let output = try process.run().output
    // Patterns that ship may have the words, too.
    let shown = output.split(separator: "\n").filter { $0.hasPrefix("  ") }.map { $0.split(separator: " ")[0] }
    for name in names { #expect(shown.contains(Substring(name))) }
    #expect(!shown.contains("calm") || names.contains("calm"))
  }

  @Test func `A line has the name, the length, the breaths a minute, the language and the title`() throws {
    let output = try run("list", "nacht").output
    #expect(output.contains("sleep\n  één-nacht"))
    #expect(output.contains(/één-nacht +\d\S* +6\/min  nl  Nacht\n/))
  }

  @Test func `Words that nobody has measured make a length an estimate`() throws {
    try folder.write("own/said.breath", "language en\nvoice en\nending none\nlead-in 0s\nsay \"adem\"\nrest 3s\n")
    #expect(try run("list", "said").output.contains(/said +~4s\b/))
    #expect(try run("list", "said", "--json").output.contains("\"isEstimated\":true"))
    _ = try run("show", "said")
    #expect(try run("list", "said").output.contains(/said +4s\b/))
  }

  @Test func `No pattern with the words is a status of its own`() throws {
    #expect(try run("list", "qqqq") == Outcome(66, errors: "no pattern has 'qqqq'\n"))
  }

  @Test func `A pattern with a problem is reported, and the others are listed`() throws {
    try folder.write("own/bad.breath", SamplePattern.broken)
    let run = try run("list")
    #expect(run.status == 1)
    #expect(run.output.contains("  calm "))
    #expect(run.errors.contains("error[missing-length]"))
  }

  // MARK: Names

  @Test(arguments: [
    "calm", "calm.breath", "Calm", "één-nacht", "Een nacht", "sleep/een-nacht", "one/twin", "4-7-8", "protocols/4-7-8",
    "Ademhaling in brughouding",
  ])
  func `A name is taken wherever a pattern is`(name: String) throws {
    for words in [["check", "-q"], ["show", "--as", "csv"], ["render", "--dry-run"], ["sheet", "-o", "sheet.svg"]] {
      var process = AdemProcess(words + [name], in: folder)
      process.environment["ADEM_PATTERNS"] = folder["own"]
      #expect(try process.run().status == 0, "\(words) \(name)")
    }
  }

  @Test func `A track gets the name of the pattern`() throws {
    #expect(try run("render", "calm", "-q", "--rate", "8000").status == 0)
    #expect(try folder.contents.contains("output/calm.wav"))
    #expect(try run("render", "4-7-8", "-q", "--rate", "8000", "-o", "a.wav").status == 0)
    #expect(try folder.contents.contains("a.wav"))
  }

  @Test func `A file of that name in the folder is taken first`() throws {
    try folder.write("4-7-8", "not a pattern")
    #expect(try run("show", "4-7-8").errors.contains("4-7-8"))
    try folder.write("calm.breath", "title \"Mine\"\ninhale 2\nexhale 2\n")
    #expect(try run("show", "calm.breath").output.hasPrefix("Mine\n"))
  }

  @Test func `A folder of one's own is searched before the patterns that ship`() throws {
    try folder.write("own/4-7-8.breath", "title \"Mine\"\ninhale 2\nexhale 2\n")
    #expect(try run("show", "4-7-8").output.hasPrefix("Mine\n"))
  }

  @Test func `A name of several patterns is answered with all of them`() throws {
    let expected = """
      error: 'twin' is the name of 2 patterns: one/twin, two/twin
        = help: write 'one/twin'

      """
    for command in ["check", "show", "render"] { #expect(try run(command, "twin") == Outcome(64, errors: expected)) }
  }

  @Test(arguments: [
    ("clam", "write 'calm'"), ("ademhaling-in-brughuoding", "write 'ademhaling-in-brughouding'"),
    ("brugouding", "ademhaling-in-brughouding"), ("alternate", "as 'alternate-nostril-1-1'; 'adem list' shows all"),
  ])
  func `A name that is near is suggested`(name: String, help: String) throws {
    let run = try run("check", name)
    #expect(run.status == 66)
    #expect(run.errorLines[0] == "error: '\(name)' does not exist")
    #expect(run.errorLines[1].contains(help))
  }

  @Test func `Paths, options and texts are never taken for names`() throws {
    for name in ["./calm", "/calm", "../calm", "~/calm", "~calm", "calm.wav", "", "*"] {
      #expect(try run("check", name).status != 0, "\(name)")
    }
  }

  // MARK: Where the patterns are

  /// Copies the program in a process of its own: one that another test starts meanwhile would hold the file open.
  private func copyProgram(to path: String) throws {
    var process = AdemProcess(AdemProcess.built, path, in: folder)
    process.executable = "/bin/cp"
    try #require(try process.run() == Outcome(0))
  }

  @Test func `An installed program finds the patterns beside it`() throws {
    try folder.makeFolder("usr/bin")
    try copyProgram(to: "usr/bin/adem")
    try folder.write("usr/share/adem/patterns/deep/installed.breath", SamplePattern.short)
    try folder.link("link/adem", to: folder["usr/bin/adem"])
    for program in ["usr/bin/adem", "link/adem"] {
      var process = AdemProcess("check", "installed", in: folder)
      process.executable = folder[program]
      #expect(try process.run().status == 0)
    }
  }

  @Test func `A program without patterns says how to name some`() throws {
    try copyProgram(to: "adem")
    var process = AdemProcess("list", in: folder)
    process.executable = folder["adem"]
    let run = try process.run()
    #expect(run.status == 64)
    #expect(run.errorLines[0] == "error: no patterns are installed with this program")
    #expect(run.errorLines[1].contains("ADEM_PATTERNS"))
  }
}
