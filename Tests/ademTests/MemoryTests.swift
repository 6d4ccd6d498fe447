import Foundation
import TestSupport
import Testing

@Suite struct `Memory does not grow with a track` {
  private let folder: TemporaryFolder
  /// The memory that a track may take, in bytes; less than the lower bound would mean that nothing was measured.
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

  /// As floating-point numbers they have 77 MB.
  @Test(arguments: [
    "bed clip \"long.wav\"\nbreaths 21min { inhale 4; exhale 6 }", "clip \"long.wav\" 20min\ninhale 4\nexhale 6",
  ])
  func `A long recording in stereo is played below 60 MB`(text: String) throws {
    try folder.writeTone("long.wav", rate: 8_000, seconds: 1200)
    try folder.write("a.breath", "voice none\nending none\n\(text)\n")
    for channels in ["1", "2"] {
      let running = try run(
        AdemProcess(
          "render", "a.breath", "-o", "\(channels).wav", "-q", "--rate", "8000", "--channels", channels, in: folder))
      #expect((1_000_000..<60_000_000).contains(running.largestMemory))
    }
    var check = AdemProcess("check", "a.breath", in: folder)
    check.output = .file("/dev/null")
    #expect((1_000_000..<60_000_000).contains(try run(check).largestMemory))
  }

  /// Eight times 8 MB before they are brought to another rate, by two tracks at once.
  @Test func `Eight recordings in each of two tracks are played below 60 MB`() throws {
    let names = (1...8).map { "\($0).wav" }
    for name in names { try folder.writeTone("in/\(name)", rate: 8_000, seconds: 120) }
    let steps = names.map { "clip \"\($0)\" 2min" }.joined(separator: "\n")
    for track in ["a", "b"] { try folder.write("in/\(track).breath", "voice none\nending none\n\(steps)\n") }
    try folder.write("in/c.breath", "voice none\nending none\nbed clip \"1.wav\"\nbreaths 5 { inhale 4; exhale 4 }\n")
    let running = try run(
      AdemProcess(
        "render", "in", "--output-folder", "out", "-q", "--rate", "8000", "--channels", "1", "--jobs", "2", in: folder))
    #expect((1_000_000..<60_000_000).contains(running.largestMemory))
  }

  /// The track has 160 kB, and the recording 19 MB.
  @Test func `A recording that finds no room is told, and nothing is left`() throws {
    try folder.writeTone("sea.wav", rate: 8_000, seconds: 300)
    try folder.write("a.breath", "voice none\nending none\nbed clip \"sea.wav\"\nbreaths 1 { inhale 5; exhale 5 }\n")
    var process = AdemProcess(
      "render", "a.breath", "-o", "a.wav", "-q", "--rate", "8000", "--channels", "2", in: folder)
    process.preparation = "ulimit -f 20000"
    let outcome = try process.run()
    #expect(outcome.status == 74)
    #expect(
      outcome.errors.hasPrefix("error: no file may be longer in '.' than the 10 MB of recordings that a track plays\n"))
    #expect(outcome.errors.contains("TMPDIR"))
    #expect(try folder.contents == ["a.breath", "sea.wav"])
  }

  @Test func `A folder for temporary files that is not there does no harm`() throws {
    try folder.writeTone("sea.wav", rate: 8_000, seconds: 300)
    try folder.write("a.breath", "voice none\nending none\nbed clip \"sea.wav\"\nbreaths 1 { inhale 5; exhale 5 }\n")
    var process = AdemProcess("render", "a.breath", "-o", "a.wav", "-q", "--rate", "8000", in: folder)
    process.environment["TMPDIR"] = folder["missing"]
    #expect(try process.run() == Outcome(0))
  }

  @Test(arguments: [[], ["--json"]])
  func `A day's events are shown below 40 MB`(options: [String]) throws {
    try folder.write("a.breath", "breaths 24h { inhale 1; exhale 1 }\n")
    var process = AdemProcess(["show", "a.breath"] + options, in: folder)
    process.output = .file("/dev/null")
    #expect(allowed.contains(try run(process).largestMemory))
  }
}
