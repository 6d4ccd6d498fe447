import Foundation
import Testing

@Suite struct `Many tracks` {
  /// `ADEM_TRACKS=10000 make test` makes as many as a library has.
  private static let count = ProcessInfo.processInfo.environment["ADEM_TRACKS"].flatMap { Int($0) } ?? 1_000

  @Test func `They are rendered, kept, and one that changed is rendered again`() throws {
    let folder = try TemporaryFolder()
    // Ten different lengths, in folders of a hundred.
    for number in 0..<Self.count {
      try folder.write(
        "in/\(number / 100)/\(number).breath", "ending none\ninhale \(number % 10 + 1)00ms\nexhale 100ms\n")
    }
    func render() throws -> EventLines {
      let process = AdemProcess("render", "in", "-q", "--json", "--rate", "8000", in: folder)
      let run = try process.start().wait(atMost: .seconds(600))
      #expect(run.status == 0 && run.errors == "", "\(run.errors)")
      return try EventLines(run.output)
    }
    #expect(try render().rendered.count == Self.count)
    for number in stride(from: 0, to: Self.count, by: 97) {
      let header = try WAVHeader(of: folder.bytes(of: "output/\(number / 100)/\(number).wav"))
      #expect(header == WAVHeader(channels: 1, rate: 8000, frames: (number % 10 + 2) * 800))
    }
    let changed = Self.count / 2
    try folder.write("in/\(changed / 100)/\(changed).breath", "ending none\ninhale 3\nexhale 1\n")
    let second = try render()
    #expect(second.rendered == ["\(changed / 100)/\(changed).wav": ["text"]])
    #expect(second.tracks.values.count { $0.outcome == "kept" } == Self.count - 1)
    #expect(try folder.unfinished == [])
  }
}
