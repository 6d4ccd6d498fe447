import PatternLanguage
import Testing
import Timing

/// The volume of the lungs, phase by phase, for the picture, the bed and the page.
@Suite struct `Lung volume` {
  struct Row: Sendable, CustomTestStringConvertible {
    let steps: String
    /// The volumes at the start of the first phase and at the end of each.
    let volumes: [Double]
    var testDescription: String { steps }

    init(_ steps: String, _ volumes: [Double]) { (self.steps, self.volumes) = (steps, volumes) }
  }

  private func changes(_ steps: String) throws -> [LungVolume.Change] {
    Array(LungVolume(of: Timeline(of: try Pattern(parsing: SourceText(steps, name: "a.breath")))))
  }

  @Test(arguments: [
    Row("inhale 4; exhale 6", [0, 1, 0]),
    Row("inhale 10; inhale 10; exhale 6", [0, 0.5, 1, 0]),
    Row("inhale 1; inhale 3; exhale 4", [0, 0.25, 1, 0]),
    Row("inhale 3; hold 5; inhale 1; exhale 4", [0, 0.75, 0.75, 1, 0]),
    Row("inhale 4; hold 7; exhale 8; hold 4", [0, 1, 1, 0, 0]),
    Row("inhale 4; exhale 1; exhale 3; inhale 2", [0, 1, 0.75, 0, 1]),
    Row("exhale 4; inhale 4", [1, 0, 1]),
    Row("hold 4; inhale 4; exhale 4", [0, 0, 1, 0]),
    Row("inhale 4; rest 10; inhale 4; exhale 4", [0, 1, 0, 1, 0]),
    Row("inhale 4; exhale 4; rest 10; exhale 4", [0, 1, 0, 1, 0]),
    Row("inhale 4; exhale 4; tense 5; release 10; inhale 3", [0, 1, 0, 0, 0, 1]),
    Row("rest 5", [0, 0]),
  ])
  func `Inhales fill the lungs together, each by its share, and exhales empty them`(row: Row) throws {
    let changes = try changes(row.steps)
    #expect(changes.map(\.from).prefix(1) + changes.map(\.to) == row.volumes[...])
  }

  @Test(arguments: [
    "repeat 3 { inhale 4; hold 2; inhale 2; exhale 6; hold 1; rest 3 }", "breaths 5 { inhale 4 to 6; exhale 6 }",
    "exhale 3; rest 2; inhale 1; inhale 2; inhale 3; exhale 1",
  ])
  func `The volume never jumps, and stays between 0 and 1`(steps: String) throws {
    let changes = try changes(steps)
    for (one, next) in zip(changes, changes.dropFirst()) {
      #expect(one.to == next.from)
      #expect(one.end <= next.start)
    }
    #expect(changes.allSatisfy { (0...1).contains($0.from) && (0...1).contains($0.to) })
  }
}
