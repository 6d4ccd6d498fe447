import Foundation
import TestSupport
import Testing

@Suite struct `The patterns that ship` {
  @Test(arguments: Repository.patterns)
  func `A pattern is in order`(name: String) throws {
    let run = try AdemProcess("check", Repository.root + "/patterns/\(name).breath", in: TemporaryFolder()).run()
    #expect(run.status == 0)
    // What its protocol asks for is allowed with a reason; nothing else is advised.
    #expect(run.errorLines.dropLast().allSatisfy { $0.hasPrefix("allowed[") }, "\(run.errors)")
  }

  @Test func `All are found by their folder`() throws {
    let run = try AdemProcess("check", Repository.root + "/patterns", in: TemporaryFolder()).run()
    let prefix = Repository.root + "/patterns/"
    let names = run.output.split(separator: "\n").map { line in
      String(line.dropFirst(prefix.count).prefix { $0 != ":" })
    }
    #expect(run.status == 0)
    #expect(!Repository.patterns.isEmpty)
    #expect(names.sorted() == Repository.patterns.map { $0 + ".breath" }.sorted())
  }

  /// The length by `show` and the frames in the file come by different ways from the same text.
  @Test func `Each becomes a whole track of the length that 'show' tells`() throws {
    let folder = try TemporaryFolder()
    let patterns = Repository.root + "/patterns"
    let process = AdemProcess("render", patterns, "--rate", "8000", "--output-folder", "out", "-q", in: folder)
    let run = try process.start().wait(atMost: .seconds(300))
    #expect(run == Outcome(0))
    #expect(
      try folder.contents == (["out/.adem-ledger"] + Repository.patterns.map { "out/\($0).wav" }).sorted())
    for name in Repository.patterns {
      let shown = try AdemProcess("show", "--json", "\(patterns)/\(name).breath", in: folder).run()
      let object = try JSONSerialization.jsonObject(with: Data(shown.output.utf8)) as? [String: Any]
      let duration = try #require(object?["duration"] as? Double, "\(name)")
      let bytes = try folder.bytes(of: "out/\(name).wav")
      let header = try WAVHeader(of: bytes)
      #expect(header.rate == 8000 && header.bits == 16 && header.encoding == 1, "\(name)")
      // The end is an instant, and an instant is off by half a sample at most.
      #expect(abs(Double(header.frames) - duration * 8000) <= 0.5, "\(name)")
      #expect(bytes.dropFirst(44).contains { $0 > 3 && $0 < 252 }, "\(name) is silent")
    }
  }
}
