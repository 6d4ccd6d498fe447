import BreathPacing
import Foundation
import PatternBuilding
import PatternLanguage
import TestSupport
import Testing

/// The code of the article "From three lines to a track", and whether it does what the article says.
@Suite struct ArticleTests {
  private static let evening =
    """
    title "Before sleep"
    about "Twenty breaths, each a little longer than the last."
    profile sleep
    lead-in 10s

    breaths 20 countdown { inhale 4; exhale 6 to 9 }

    """

  @Test func `Three lines become a track`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/evening.wav"
    func print(_ values: Any...) { printed.append(values.map { "\($0)" }.joined(separator: " ")) }
    var printed: [String] = []

    let calm = try Pattern("4-7-8") {
      Rhythm(4, 7, 8, times: 4)
    }

    print(calm.metrics.length, calm.metrics.breaths)  // 76.0 seconds 4

    let evening = try Pattern("Before sleep", for: .sleep) {
      Breaths(20) {
        Inhale(4)
        Exhale(6, to: 9)
      }
      .countdown()
    } with: {
      $0.about = "Twenty breaths, each a little longer than the last."
      $0.leadIn = .seconds(10)
    }

    @StepBuilder func halfRound(_ side: Side, unit: Int) -> [Step] {
      Inhale(unit, side: side)
      Exhale(2 * unit, side: side.other)
    }

    let nostrils = try Pattern("Alternate nostril") {
      Say("Sit upright")
      for unit in [3, 4] {
        Section("Unit of \(unit)") {
          Repeat(5, resting: .seconds(10)) {
            halfRound(.left, unit: unit)
            halfRound(.right, unit: unit)
          }
        }
      }
    }

    let session = try Pattern("Evening session") {
      nostrils
      Rest(.seconds(30))
      evening
    }

    do {
      _ = try Pattern("Too quick") {
        Breaths(5) {
          Inhale(4)
          Exhale(0)
        }
      }
    } catch {
      print(error)  // pattern:3:30: out-of-range: the length of 'exhale' is 0s; it must be between 100ms and 24h
    }

    print(evening.text)

    let track = Track(of: evening)
    let rendered = try track.render(to: path)
    print(track.timeline.length, rendered.file.frames)  // 240.0 seconds 11520000

    let announced = try Self.source(#filePath).split(separator: "\n")
      .compactMap { $0.split(separator: ")  // ", maxSplits: 1).dropFirst().first.map(String.init) }
    #expect(printed == [announced[0], announced[1], Self.evening, announced[2]])
    #expect(nostrils.metrics.breaths == 20)
    #expect(session.metrics.length == nostrils.metrics.length + evening.metrics.length + .seconds(30))
  }

  @Test func `The article shows the code that this test runs`() throws {
    let article = try Repository.text(of: "Sources/PatternLanguage/PatternLanguage.docc/FromThreeLinesToATrack.md")
    let blocks = article.components(separatedBy: "```swift\n").dropFirst().map { $0.components(separatedBy: "```")[0] }
    #expect(blocks.count == 8)
    let code = try Self.flush(Self.source(#filePath))
    for block in blocks { #expect(code.contains(Self.flush(block)), "\(block)") }
    #expect(article.contains(Self.evening))
  }

  private static func source(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

  /// The lines without their indentation.
  private static func flush(_ code: String) -> String {
    code.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.trimmingCharacters(in: .whitespaces) }.joined(separator: "\n")
  }
}
