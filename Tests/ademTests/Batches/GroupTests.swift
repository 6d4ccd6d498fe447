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

  private func process(_ options: [String], to output: String = "out") -> AdemProcess {
    let words = ["render", "--manifest", "many.jsonl", "--output-folder", output, "--rate", "8000", "--beside", "srt"]
    return AdemProcess(words + options, in: folder)
  }

  private func render(_ options: String...) throws -> Outcome { try process(options).run() }

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

  #if os(Linux)
    @Test func `Where the file system cannot be synced as a whole, each file is`() throws {
      for goesOn in [false, true] {
        let calls = FailingCalls(point: "adem/sync-file-system", number: 2, goesOn: goesOn)
        let run = try calls.loaded(into: process(["--json", "-q", "--force"])).run()
        #expect(run.status == 0, "\(run.errors)")
        let told = try states(run.output)
        #expect(told.count == Self.count && told.values.allSatisfy { $0 == ["rendered"] }, "\(told)")
      }
    }

    /// A file system that is synced as a whole has more than one file to tell of.
    @Test func `A file that did not reach the disk gets no name, and stops no other`() throws {
      // Other file systems have each file synced.
      guard try FailingCalls.count(of: "adem/sync-file-system", in: process(["-q"], to: "counted")) > 0 else { return }
      let run = try FailingCalls(point: "adem/finish-writing", number: 1).loaded(into: process(["--json", "-q"])).run()
      #expect(run.status == 1)
      let told = try states(run.output)
      let failed = told.filter { $0.value == ["failed"] }.keys
      #expect(failed.count == 1 && told.count == Self.count, "\(told)")
      #expect(run.errors.contains("Input/output error"), "\(run.errors)")
      #expect(try folder.files(in: "out").keys.filter { failed.contains($0) } == [])
      #expect(try folder.unfinished == [])
    }

    @Test(arguments: ["adem/sync-file-system", "adem/finish-writing", "posix/io/sync/fsync", "adem/name/*"])
    func `Killed in the middle of a group, a name shows a whole track or nothing`(point: String) throws {
      #expect(try process(["-q"], to: "whole").run() == Outcome(0))
      let whole = try folder.files(in: "whole")
      for number in [1, 2, 3, 30, 90] {
        try? FileManager.default.removeItem(atPath: folder["out"])
        let run = try FailingCalls(point: point, number: number, error: 0).loaded(into: process(["-q"])).run()
        #expect(run.status == -SIGKILL || run.status == 0, "\(number): \(run)")
        let standing = try folder.files(in: "out")
        #expect(standing.allSatisfy { $0.value == whole[$0.key] }, "before call \(number)")
        #expect(try process(["-q"]).run() == Outcome(0))
        #expect(try folder.files(in: "out") == whole, "before call \(number)")
        #expect(try folder.unfinished == [], "before call \(number)")
      }
    }
  #endif
}
