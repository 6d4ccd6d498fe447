import Advice
import Foundation
import PatternLanguage
import TestSupport
import Testing

@Suite struct `Advice on the command line` {
  private let folder: TemporaryFolder

  /// Twenty seconds of fast breathing, and a hold.
  private static let dangerous = "ending none\nlead-in 1s\nbreaths 10 { inhale 1; exhale 1 }\nhold 6\n"
  private static let message = """
    a hold of 6s follows within a minute on 10 or more breaths of less than 4s each; seated or lying, never in or near \
    water, never driving
    """

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("risk.breath", Self.dangerous)
    try folder.write("answered.breath", "allow hold-after-fast-breathing \"with a teacher\"\n" + Self.dangerous)
    try folder.write("noted.breath", "ending none\n4-7-8 times 5\n")
    try folder.write("good.breath", SamplePattern.short)
  }

  private func adem(_ arguments: String...) throws -> Outcome { try AdemProcess(arguments, in: folder).run() }

  @Test func `Advice stands behind the summary, with its place and what can be typed`() throws {
    let expected = """
      advice[hold-after-fast-breathing]: \(Self.message)
        ┌ risk.breath:4:1
      4 │ hold 6
        │ ^^^^^^
        = at: 0:21.000
        = help: breathe slowly for more than a minute before the hold, or write 'allow hold-after-fast-breathing "…"' \
      with the reason, above the first step

      """
    #expect(
      try adem("check", "risk.breath")
        == Outcome(1, output: "risk.breath: 27s, 10 breaths, 23.08 a minute\n", errors: expected))
  }

  @Test func `A reason in the pattern answers it`() throws {
    let run = try adem("check", "answered.breath")
    #expect(run.status == 0)
    #expect(run.errors == "allowed[hold-after-fast-breathing]: answered.breath: with a teacher\n")
  }

  @Test func `A note is told and asks for nothing`() throws {
    let run = try adem("check", "noted.breath")
    #expect(run.status == 0)
    #expect(run.errorLines[0].hasPrefix("note[many-4-7-8]: the track has 5 breaths of 4-7-8; "))
    #expect(run.errorLines[4] == "  = at: 0:00.000, 5 times")
  }

  @Test func `A quiet check tells only what asks for an answer`() throws {
    #expect(try adem("check", "-q", "answered.breath", "noted.breath", "good.breath") == Outcome(0))
    let run = try adem("check", "-q", "risk.breath")
    #expect(run.status == 1)
    #expect(run.errorLines[0] == "advice[hold-after-fast-breathing]: \(Self.message)")
  }

  @Test func `A problem weighs more than advice`() throws {
    try folder.write("bad.breath", SamplePattern.broken)
    #expect(try adem("check", "bad.breath").status == 65)
    #expect(try adem("check", "risk.breath", "good.breath").status == 1)
  }

  @Test func `Rendering goes on, and tells in one line what needs an answer`() throws {
    let line = "advice[hold-after-fast-breathing]: risk.breath: \(Self.message)\n"
    let run = try adem("render", "risk.breath", "--rate", "8000", "-o", "a.wav")
    #expect(run == Outcome(0, errors: "a.wav: 27s, 10 breaths, 23.08 a minute\n" + line))
    #expect(try folder.contents.contains("a.wav"))
    for name in ["answered.breath", "noted.breath"] {
      let run = try adem("render", name, "--rate", "8000", "-o", name + ".wav")
      #expect(run.status == 0)
      #expect(run.errorLines.count == 2, "\(run.errors)")
    }
  }

  @Test func `A rule is explained with its number and its source`() throws {
    let run = try adem("check", "--explain", "hold-after-fast-breathing")
    #expect(run.status == 0)
    #expect(run.errors == "")
    for part in ["hold-after-fast-breathing: ", "10 or more breaths", "MMWR 64(19):518-521", "not a measurement"] {
      #expect(run.output.contains(part), "\(part)")
    }
  }

  @Test func `An unknown rule is answered with the rules there are`() throws {
    let run = try adem("check", "--explain", "bogus")
    #expect(run.status == 64)
    #expect(run.output == "")
    #expect(run.errorLines[0] == "error: 'bogus' is not a rule of advice")
    #expect(run.errorLines[1].hasPrefix("  = help: there are long-hold, hold-for-profile, "))
  }

  @Test func `Advice is in the JSON object as its schema says`() throws {
    let run = try adem("check", "--json", "risk.breath", "answered.breath", "noted.breath", "good.breath")
    #expect(run.status == 1)
    #expect(run.errors == "")
    let object = try #require(JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let files = try #require(object["files"] as? [[String: Any]])
    let advice = files.map { $0["advice"] as? [[String: Any]] ?? [] }
    #expect(advice.map(\.count) == [1, 1, 1, 0])
    #expect(advice[0][0]["rule"] as? String == "hold-after-fast-breathing")
    #expect(advice[0][0]["severity"] as? String == "needs-allow")
    #expect(advice[0][0]["onset"] as? Double == 21)
    #expect(advice[0][0]["reason"] == nil)
    #expect(advice[1][0]["reason"] as? String == "with a teacher")
    #expect(advice[2][0]["times"] as? Int == 5)
    let data = Data(try Repository.text(of: "Documentation/check.schema.json").utf8)
    let schema = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    let file = ((schema["properties"] as? [String: Any])?["files"] as? [String: Any])?["items"] as? [String: Any]
    let record = ((file?["properties"] as? [String: Any])?["advice"] as? [String: Any])?["items"] as? [String: Any]
    let keys = try #require(record?["properties"] as? [String: Any]).keys
    #expect(Set(advice.joined().flatMap(\.keys)) == Set(keys))
  }

  @Test func `GitHub is told of advice that has no answer`() throws {
    let run = try adem("check", "--github", "risk.breath", "answered.breath", "noted.breath")
    #expect(run.status == 1)
    let lines = run.output.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(
      lines[0].hasPrefix("::warning file=risk.breath,line=4,col=1,title=hold-after-fast-breathing::a hold of 6s "))
    #expect(lines[1].hasPrefix("::notice file=noted.breath,line=2,col=1,title=many-4-7-8::the track has 5 breaths"))
  }
}
