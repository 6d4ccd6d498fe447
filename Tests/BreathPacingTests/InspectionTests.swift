import BreathPacing
import PatternLanguage
import SoundFiles
import Speech
import Synthesis
import TestSupport
import Testing

/// A long pattern is inspected in parts, on as many threads as there are cores, and each part counts.
@Suite struct InspectionTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    let format = SoundFormat(rate: 8_000, channels: 1, samples: .int16)
    var blocks: [SampleBlock] = [.int16(Array(repeating: 1000, count: 16_000))]
    _ = try SoundFile.write(
      to: "\(folder.path)/two-seconds.wav", as: TrackDescription(format: format, frames: 16_000), replacing: .always
    ) { blocks.popLast() }
    try folder.write("voice/.keep", "")
  }

  /// Inspects rests with other lines between them.
  private func inspection(_ settings: String, _ lines: [Int: String]) throws -> Inspection {
    let steps = (0..<3000).map { lines[$0] ?? "rest 1s" }.joined(separator: "\n")
    let source = SourceText("ending none\n\(settings)\n\(steps)", name: "\(folder.path)/long.breath")
    return try Track(parsing: source, in: folder.path).inspection()
  }

  @Test(arguments: [0, 1499, 1500, 2999])
  func `A recording that is missing is found wherever it is played`(place: Int) throws {
    let error = #expect(throws: PlaybackError.self) {
      try inspection("voice none", [place: "clip \"nowhere.wav\" 1s"])
    }
    #expect(error?.file == "nowhere.wav")
  }

  @Test(arguments: [(0, 2999), (2999, 0), (10, 20)])
  func `A recording that is longer than its slot is told by how much, wherever it is played`(short: Int, long: Int)
    throws
  {
    let lines = [long: "clip \"two-seconds.wav\" 3s", short: "clip \"two-seconds.wav\" 1s"]
    #expect(
      try inspection("voice none", lines).advice.map(\.message)
        == ["a text takes 1000ms longer to say than it has time"])
    #expect(try inspection("voice none", lines.mapValues { $0.replacing(" 1s", with: " 2s") }).advice.isEmpty)
  }

  @Test func `Many files that are missing cost one look into their folder`() throws {
    for number in 0..<3000 { try folder.write("p\(number).breath", "") }
    let text = (0..<40_000).map { "use \"missing\($0).breath\"\n" }.joined()
    let source = SourceText(text, name: "\(folder.path)/a.breath")
    let start = ContinuousClock.now
    do throws(InvalidPattern) {
      _ = try Track(parsing: source, in: folder.path)
      Issue.record("the files are not there")
    } catch {
      #expect(ContinuousClock.now - start < .seconds(5))
      #expect(error.diagnostics.map(\.code) == Array(repeating: "cannot-use", count: Limits.reportedProblems))
    }
  }

  @Test(arguments: [0, 2999])
  func `A text that nobody has spoken is found wherever it is said`(place: Int) throws {
    let error = #expect(throws: SpeechError.self) {
      try inspection("language nl\nvoice folder \"voice\"", [place: "say \"Ga liggen\""])
    }
    guard case .recordingMissing(_, let names, _) = error?.problem else {
      Issue.record("\(String(describing: error)) is about something else")
      return
    }
    #expect(names.contains("ga-liggen"))
  }
}
