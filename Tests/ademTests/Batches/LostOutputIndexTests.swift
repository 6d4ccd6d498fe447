import Foundation
import TestSupport
import Testing

/// The record of what a batch has made can be lost; with files beside the tracks, too, it is found again from them.
@Suite struct `An index that is lost` {
  private let folder: TemporaryFolder
  private let whole: [String: Data]

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("in/a.breath", "title \"A\"\n" + SamplePattern.short)
    try folder.write("in/sub/b.breath", SamplePattern.short)
    try #require(
      try AdemProcess(["render", "in", "-q", "--rate", "8000", "--beside", "all"], in: folder).run() == Outcome(0))
    whole = try folder.files(in: "output")
  }

  private func render(_ more: String...) throws -> Outcome {
    try AdemProcess(["render", "in", "-q", "--rate", "8000", "--beside", "all"] + more, in: folder).run()
  }

  enum Loss: CaseIterable {
    case removed, emptied, cutInTheHeading, cutInALine, ofAnotherVersion, flippedInTheHeading, flippedInEveryLine,
      garbage

    func apply(to bytes: Data) -> Data? {
      var bytes = bytes
      switch self {
      case .removed: return nil
      case .emptied: return Data()
      case .cutInTheHeading: return bytes.prefix(5)
      case .cutInALine: return bytes.prefix(200)
      case .ofAnotherVersion: return Data("adem ledger 99\nsomething new\n".utf8)
      case .flippedInTheHeading: bytes[3] ^= 4
      case .flippedInEveryLine:
        for (place, byte) in bytes.enumerated() where byte == UInt8(ascii: "{") { bytes[place] ^= 1 }
      case .garbage: return Data((0..<5000).map { UInt8(truncatingIfNeeded: $0 * 7919 >> 3) })
      }
      return bytes
    }
  }

  private func lose(_ loss: Loss) throws {
    let name = "output/.adem-ledger"
    let damaged = loss.apply(to: try folder.bytes(of: name))
    try FileManager.default.removeItem(atPath: folder[name])
    if let damaged { try folder.write(name, damaged) }
  }

  enum Missing: CaseIterable {
    case nothing, aTrack, bothTracks, oneBeside, allBeside, aTrackAndWhatIsBesideTheOther

    func isMissing(_ name: String) -> Bool {
      switch self {
      case .nothing: false
      case .aTrack: name == "a.wav"
      case .bothTracks: name.hasSuffix(".wav")
      case .oneBeside: name == "sub/b.vtt"
      case .allBeside: !name.hasSuffix(".wav")
      case .aTrackAndWhatIsBesideTheOther: name == "a.wav" || name.hasPrefix("sub/b") && name != "sub/b.wav"
      }
    }
  }

  @Test(arguments: Loss.allCases, Missing.allCases)
  func `Everything is known again by what it holds, and what is missing is made`(loss: Loss, missing: Missing) throws {
    try lose(loss)
    for name in whole.keys where missing.isMissing(name) {
      try FileManager.default.removeItem(atPath: folder["output/\(name)"])
    }
    let run = try render()
    #expect(run.status == 0, "\(run.errors)")
    #expect(try folder.files(in: "output") == whole)
    let again = try EventLines(render("--json").output)
    #expect(again.tracks.mapValues(\.outcome) == ["a.wav": "kept", "sub/b.wav": "kept"])
    // The batch now replaces its own tracks.
    try folder.write("in/a.breath", "ending none\ninhale 2\nexhale 1\n")
    #expect(try render() == Outcome(0))
    #expect(try WAVHeader(of: folder.bytes(of: "output/a.wav")).frames == 24_000)
  }

  @Test(arguments: ["a.vtt", "a.events.csv", "a.svg"], [Loss.removed, .garbage, .flippedInEveryLine])
  func `A file beside a track that somebody has edited stays, and is named`(edited: String, loss: Loss) throws {
    for isTrackThere in [true, false] {
      try lose(loss)
      try folder.write("output/\(edited)", "edited")
      if !isTrackThere { try? FileManager.default.removeItem(atPath: folder["output/a.wav"]) }
      let before = try folder.files(in: "output")
      let run = try render()
      let expected = """
        error: 'output/\(edited)' exists, and holds something else than would be written beside the track
          = help: move it away to keep it, or replace it with '--force'

        """
      #expect(run.status == 1)
      #expect(run.errors.hasSuffix(expected), "\(run.errors)")
      #expect(try folder.files(in: "output") == before, "the set stays together, and the other track is as it was")
    }
    #expect(try render("--force") == Outcome(0))
    #expect(try folder.files(in: "output") == whole)
  }

  @Test func `A track that is somebody else's stays, with what is beside it`() throws {
    try lose(.removed)
    try folder.write("output/a.wav", "mine")
    let before = try folder.files(in: "output")
    let expected = "error: 'output/a.wav' exists\n  = help: choose another name, or replace it with '--force'\n"
    #expect(try render() == Outcome(1, errors: expected))
    #expect(try folder.files(in: "output") == before)
  }

  @Test func `Both tracks have a file beside them that was edited: each is named`() throws {
    try lose(.removed)
    for name in ["a.vtt", "sub/b.csv", "sub/b.events.csv"] { try folder.write("output/\(name)", "edited") }
    let run = try render()
    #expect(run.status == 1)
    for name in ["a.vtt", "sub/b.events.csv"] {
      #expect(run.errors.contains("'output/\(name)' exists, and "), "\(run.errors)")
    }
    #expect(try folder.text(of: "output/sub/b.csv") == "edited")
  }
}
