import Foundation
import TestSupport
import Testing

@Suite struct `The forms of check` {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("good.breath", "bed ocean\n" + SamplePattern.short)
    try folder.write("bad.breath", SamplePattern.broken)
  }

  @Test func `One JSON object tells of every input`() throws {
    let run = try AdemProcess("check", "--json", "good.breath", "bad.breath", "none.breath", in: folder).run()
    #expect(run.status == 1)
    #expect(run.errors == "")
    let object = try #require(JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    #expect(object["version"] as? Int == 1)
    let files = try #require(object["files"] as? [[String: Any]])
    #expect(files.map { $0["file"] as? String } == ["none.breath", "good.breath", "bad.breath"])
    #expect(files.map { $0["isValid"] as? Bool } == [false, true, false])
    #expect((files[0]["failure"] as? String)?.hasPrefix("error: 'none.breath' does not exist") == true)
    #expect(files[1]["duration"] as? Double == 2)
    #expect(files[1]["breaths"] as? Int == 1)
    let problem = try #require((files[2]["problems"] as? [[String: Any]])?.first)
    #expect(problem["code"] as? String == "missing-length")
    #expect(problem["line"] as? Int == 3)
    #expect([problem["column"] as? Int, problem["endColumn"] as? Int] == [1, 5])
    #expect(problem["message"] as? String == "'hold' needs a length")
  }

  @Test func `Every key is in the documented schema`() throws {
    let data = Data(try Repository.text(of: "Documentation/check.schema.json").utf8)
    let schema = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    let file = try #require(
      ((schema["properties"] as? [String: Any])?["files"] as? [String: Any])?["items"] as? [String: Any])
    let fileKeys = try #require(file["properties"] as? [String: Any])
    let problemKeys = try #require(
      ((fileKeys["problems"] as? [String: Any])?["items"] as? [String: Any])?["properties"] as? [String: Any])
    // Words that are not measured, because the command may not run, and that have too little time.
    try folder.write("words.breath", "voice command \"x\"\nsay \"a\"\nrest 100ms \"too long for that\"\n")
    let run = try AdemProcess(
      "check", "--json", "--for", "podcast", "good.breath", "bad.breath", "none.breath", "words.breath", in: folder
    ).run()
    let object = try #require(JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let objectionKeys = try #require(
      ((fileKeys["objections"] as? [String: Any])?["items"] as? [String: Any])?["properties"] as? [String: Any])
    var used = Set<String>()
    for file in try #require(object["files"] as? [[String: Any]]) {
      used.formUnion(file.keys)
      for problem in try #require(file["problems"] as? [[String: Any]]) {
        #expect(Set(problem.keys).isSubset(of: problemKeys.keys))
      }
      for objection in file["objections"] as? [[String: Any]] ?? [] {
        #expect(Set(objection.keys) == Set(objectionKeys.keys))
      }
    }
    #expect(used == Set(fileKeys.keys))
  }

  @Test func `GitHub marks the place`() throws {
    try folder.write("a,b.breath", "title \"100 %\"\nhold\n")
    let run = try AdemProcess("check", "--github", "a,b.breath", in: folder).run()
    let expected =
      "::error file=a%2Cb.breath,line=2,col=1,endLine=2,endColumn=5,title=missing-length::'hold' needs a length"
      + "%0Ahelp: write 'hold 7' for seven counts, or 'hold 7s' for seconds\n"
    #expect(run == Outcome(65, output: expected))
    #expect(try AdemProcess("check", "--github", "good.breath", in: folder).run() == Outcome(0))
  }
}
