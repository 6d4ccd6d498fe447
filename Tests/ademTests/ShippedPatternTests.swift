import Foundation
import TestSupport
import Testing

@Suite struct `The patterns that ship` {
  /// A pattern allows, with a reason, what its protocol requires, and has no other advice.
  @Test func `All are found by their folder, and each is in order`() throws {
    let run = try AdemProcess("check", "--json", Repository.root + "/patterns", in: TemporaryFolder()).run()
    #expect(run.status == 0)
    let report = try #require(JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let files = try #require(report["files"] as? [[String: Any]])
    let prefix = Repository.root + "/patterns/"
    let names = files.compactMap { ($0["file"] as? String)?.dropFirst(prefix.count).dropLast(".breath".count) }
    #expect(!names.isEmpty && names.map(String.init).sorted() == Repository.patterns)
    for file in files {
      let advice = try #require(file["advice"] as? [[String: Any]])
      #expect(advice.allSatisfy { $0["reason"] != nil }, "\(file)")
      #expect(file["isValid"] as? Bool == true && (file["problems"] as? [Any])?.isEmpty == true, "\(file)")
    }
  }

  /// The length by `check` and the frames in the file come by different ways from the same text.
  @Test func `Each becomes a whole track of the length that 'check' tells`() throws {
    let folder = try TemporaryFolder()
    let patterns = Repository.root + "/patterns"
    let process = AdemProcess("render", patterns, "--rate", "8000", "--output-folder", "out", "-q", in: folder)
    let run = try process.start().wait(atMost: .seconds(300))
    #expect(run == Outcome(0))
    #expect(
      try folder.contents == (["out/.adem-ledger"] + Repository.patterns.map { "out/\($0).wav" }).sorted())
    let shown = try AdemProcess("check", "--json", patterns, in: folder).run()
    let report = try #require(JSONSerialization.jsonObject(with: Data(shown.output.utf8)) as? [String: Any])
    let files = try #require(report["files"] as? [[String: Any]])
    for name in Repository.patterns {
      let file = files.first { $0["file"] as? String == "\(patterns)/\(name).breath" }
      let duration = try #require(file?["duration"] as? Double, "\(name)")
      let bytes = try folder.bytes(of: "out/\(name).wav")
      let header = try WAVHeader(of: bytes)
      #expect(header.rate == 8000 && header.bits == 16 && header.encoding == 1, "\(name)")
      // The end is an instant, and an instant is off by half a sample at most.
      #expect(abs(Double(header.frames) - duration * 8000) <= 0.5, "\(name)")
      #expect(bytes.dropFirst(44).contains { $0 > 3 && $0 < 252 }, "\(name) is silent")
    }
  }
}
