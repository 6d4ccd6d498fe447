import BatchRendering
import BreathPacing
import Foundation
import TestSupport
import Testing

@Suite struct BatchPlanTests {
  @Test func `Tracks keep the sub-folders of their patterns`() throws {
    let folder = try TemporaryFolder()
    try folder.write("patterns/sleep/a.breath", "inhale 4")
    try folder.write("b.breath", "inhale 4")
    let plan = BatchPlan(for: ["\(folder.path)/patterns", "\(folder.path)/b.breath"], to: .folder("out"))
    #expect(plan.jobs.map(\.output) == ["out/sleep/a.wav", "out/b.wav"])
    #expect(plan.planningErrors.isEmpty)
  }

  @Test(arguments: [("x", "x"), ("Calm", "calm")])
  func `Two patterns never become one track, also where case does not count`(first: String, second: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("one/\(first).breath", "inhale 4")
    try folder.write("two/\(second).breath", "inhale 4")
    let plan = BatchPlan(for: ["\(folder.path)/one", "\(folder.path)/two"], to: .folder("out"))
    #expect(plan.jobs.count == 1)
    guard case .sameOutput(let input, let other, _) = plan.planningErrors.first else {
      Issue.record("no obstacle")
      return
    }
    #expect(input.hasSuffix("two/\(second).breath") && other.hasSuffix("one/\(first).breath"))
  }

  @Test func `No input is taken for an output, however it is spelled`() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.breath", "inhale 4")
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder.path)/link.wav", withDestinationPath: "\(folder.path)/a.breath")
    for output in ["a.breath", "./a.breath", "link.wav"] {
      let plan = BatchPlan(for: ["\(folder.path)/a.breath"], to: .file("\(folder.path)/\(output)"))
      #expect(plan.jobs.isEmpty, "\(output)")
      guard case .outputIsInput = plan.planningErrors.first else {
        Issue.record("\(output) was taken")
        continue
      }
    }
  }
}
