import Foundation
import TestSupport
import Testing

@Suite struct `Memory does not grow with a track` {
  private let folder: TemporaryFolder
  /// What a track may cost, in bytes; less than the first figure would mean that nothing was measured.
  private let allowed = 1_000_000..<40_000_000

  init() throws { folder = try TemporaryFolder() }

  private func run(_ process: AdemProcess) throws -> RunningProcess {
    let running = try process.start()
    #expect(try running.wait() == Outcome(0))
    return running
  }

  @Test func `A track of 115 MB is rendered below 40 MB`() throws {
    try folder.write("a.breath", "ending none\nbreaths 2h { inhale 4; exhale 6 }\n")
    let running = try run(AdemProcess("render", "a.breath", "-o", "a.wav", "-q", "--rate", "8000", in: folder))
    #expect(allowed.contains(running.largestMemory))
    // The sound, the header, and at most 100 kB for 720 markers and the pattern.
    let sound = 2 * 3600 * 8000 * 2 + 44
    let size = try FileManager.default.attributesOfItem(atPath: folder["a.wav"])[.size] as? Int
    #expect((sound..<sound + 100_000).contains(size ?? 0))
  }

  @Test func `An hour of sleep with the sea is rendered below 40 MB`() throws {
    try folder.write("a.breath", "profile sleep\nbed ocean -38dB following\nbreaths 1h { inhale 4; exhale 6 }\n")
    let running = try run(
      AdemProcess("render", "a.breath", "-o", "a.wav", "-q", "--rate", "8000", "--channels", "1", in: folder))
    #expect(allowed.contains(running.largestMemory))
  }

  @Test(arguments: [[], ["--json"]])
  func `A day's events are shown below 40 MB`(options: [String]) throws {
    try folder.write("a.breath", "breaths 24h { inhale 1; exhale 1 }\n")
    var process = AdemProcess(["show", "a.breath"] + options, in: folder)
    process.output = .file("/dev/null")
    #expect(allowed.contains(try run(process).largestMemory))
  }
}
