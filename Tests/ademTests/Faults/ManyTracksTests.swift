import Foundation
import TestSupport
import Testing

@Suite struct `Many tracks` {
  /// As many as a library has.
  private static let count = 10_000

  @Test func `They are rendered, kept, and one that changed is rendered again`() throws {
    // A disk takes a minute or two: each track is brought there before it gets its name.
    let memory = "/dev/shm"
    let room = try? FileManager.default.attributesOfFileSystem(forPath: memory)[.systemFreeSize] as? Int
    let folder = try TemporaryFolder(in: room ?? 0 > 500 << 20 ? memory : FileManager.default.temporaryDirectory.path)
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
