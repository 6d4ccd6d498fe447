import Foundation
import TestSupport
import Testing

/// Tracks of a large batch get their names in groups.
@Suite struct `Many short tracks share the waits for the disk` {
  private let folder: TemporaryFolder
  private static let count = 120
  private static let names = (0..<count).map { "t\($0).wav" }

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("a.breath", "ending none\nparameter n = 1 in 1..1000\ninhale n * 1ms + 200ms\nexhale 100ms\n")
    let lines = Self.names.enumerated().map {
      "{\"pattern\": \"a.breath\", \"output\": \"\($1)\", \"set\": {\"n\": \($0 + 1)}}\n"
    }
    try folder.write("many.jsonl", lines.joined())
  }

  private func render(_ options: String...) throws -> Outcome {
    let words = ["render", "--manifest", "many.jsonl", "--output-folder", "out", "--rate", "8000", "--beside", "srt"]
    return try AdemProcess(words + options, in: folder).run()
  }

  /// The states of the tracks by their outputs, from the events.
  private func states(_ output: String) throws -> [String: [String]] {
    let events = try output.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    let tracks = events.filter { $0["event"] as? String == "track" }
    return Dictionary(grouping: tracks) {
      ($0["output"] as? String ?? "").split(separator: "/").last.map(String.init) ?? ""
    }
    .mapValues { $0.compactMap { $0["outcome"] as? String } }
  }

  @Test func `Each is told once, and kept by the next batch`() throws {
    let first = try render("--json", "-q")
    #expect(first.status == 0 && first.errors == "")
    let told = try states(first.output)
    #expect(told.count == Self.count && told.values.allSatisfy { $0 == ["rendered"] }, "\(told)")
    #expect(Set(try folder.files(in: "out").keys).isSuperset(of: Self.names))
    #expect(try folder.unfinished == [])
    let second = try states(try render("--json", "-q").output)
    #expect(second.count == Self.count && second.values.allSatisfy { $0 == ["kept"] }, "\(second)")
  }

  @Test func `A track that cannot take its name stops no other`() throws {
    try folder.write("out/t40.wav", "not a track")
    let run = try render("--json", "-q")
    #expect(run.status == 1)
    let told = try states(run.output)
    #expect(told["t40.wav"] == ["failed"])
    #expect(told.values.filter { $0 == ["rendered"] }.count == Self.count - 1)
    #expect(try folder.unfinished == [])
  }

  @Test func `Two batches at once make each track once or twice, never a wrong one`() throws {
    let words = ["render", "--manifest", "many.jsonl", "--output-folder", "out", "--rate", "8000", "-q"]
    let other = try AdemProcess(words, in: folder).start()
    let first = try AdemProcess(words, in: folder).run()
    let second = try other.wait()
    #expect(first.status == 0, "\(first.errors)")
    #expect(second.status == 0, "\(second.errors)")
    let third = try states(try AdemProcess(words + ["--json"], in: folder).run().output)
    #expect(third.count == Self.count && third.values.allSatisfy { $0 == ["kept"] }, "\(third)")
  }
}
