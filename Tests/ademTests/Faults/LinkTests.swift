import Foundation
import TestSupport
import Testing

/// Nothing is written outside the output folder, whatever it contains.
@Suite struct `Links below the output folder` {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("in/a.breath", SamplePattern.short)
    try folder.write("in/sub/deep/b.breath", SamplePattern.short)
    let lines = [("in/a.breath", "a.wav"), ("in/sub/deep/b.breath", "sub/deep/b.wav")]
    try folder.write(
      "tracks.jsonl", lines.map { "{\"pattern\": \"\($0.0)\", \"output\": \"\($0.1)\"}\n" }.joined())
    try folder.write("elsewhere/.b.wav.1-1.adem-part", "mine")
    try folder.write("elsewhere/deep/.b.wav.1-1.adem-part", "mine")
    try folder.write("elsewhere/deep/b.vtt", "mine")
  }

  private func render(_ input: [String], _ more: [String] = [], to output: String = "out") throws -> Outcome {
    try AdemProcess(
      ["render"] + input + ["-q", "--rate", "8000", "--beside", "vtt", "--output-folder", output] + more, in: folder
    ).run()
  }

  private static let modes = [["in"], ["--manifest", "tracks.jsonl"]]

  @Test(
    arguments: modes,
    [
      ("out/sub", "../elsewhere"), ("out/sub", "../nowhere"), ("out/sub", "other"),
      ("out/sub/deep", "../../elsewhere/deep"),
    ]
  )
  func `A sub-folder that is a link is not written through, not even by force`(
    mode: [String], link: (name: String, target: String)
  ) throws {
    try folder.write("out/other/deep/mine.txt", "mine")
    try folder.link(link.name, to: link.target)
    let before = try folder.files(in: "elsewhere", hidden: true)
    for more in [[], ["--force"]] {
      let run = try render(mode, more)
      // A manifest with a path out of the folder is refused as a whole, before anything is rendered.
      let isTold = mode.count == 2 && link.target != "other" && link.target != "../nowhere"
      #expect(run.status == (isTold ? 65 : 1), "\(run.errors)")
      if !isTold {
        let expected = """
          error: 'out/sub/deep/b.wav' is not written: '\(link.name)' is a link, and no link is followed below the output folder
            = help: put a folder in the place of the link, or name the folder that it leads to with '--output-folder'

          """
        #expect(run.errors == expected)
        #expect(try folder.contents.contains("out/a.wav"))
      }
      #expect(try folder.files(in: "elsewhere", hidden: true) == before)
      let below = try folder.contents.filter { $0.hasPrefix("nowhere") || $0.hasPrefix("out/other/") }
      #expect(below == ["out/other/deep/mine.txt"])
    }
  }

  @Test func `A single track of a batch has the exit status of an output that cannot be made`() throws {
    try folder.link("out/sub", to: "../elsewhere")
    try FileManager.default.removeItem(atPath: folder["in/a.breath"])
    #expect(try render(["in"]).status == 73)
    #expect(try render(["in"], ["--dry-run"]).status == 73)
  }

  @Test(arguments: modes) func `A link that comes between two batches is seen, and the tracks come back`(
    mode: [String]
  ) throws {
    #expect(try render(mode) == Outcome(0))
    let whole = try folder.files(in: "out")
    try FileManager.default.moveItem(atPath: folder["out/sub"], toPath: folder["moved"])
    try folder.link("out/sub", to: "../moved")
    let moved = try folder.files(in: "moved", hidden: true)
    try folder.write("in/sub/deep/b.breath", "ending none\ninhale 2\nexhale 1\n")
    #expect([1, 65].contains(try render(mode).status))
    #expect(try folder.files(in: "moved", hidden: true) == moved)
    try FileManager.default.removeItem(atPath: folder["out/sub"])
    try folder.write("in/sub/deep/b.breath", SamplePattern.short)
    #expect(try render(mode) == Outcome(0))
    #expect(try folder.files(in: "out") == whole)
  }

  @Test func `The output folder itself, and a single file, may be reached through links`() throws {
    try folder.makeFolder("real")
    try folder.link("out", to: "real")
    #expect(try render(["in"]) == Outcome(0))
    #expect(try folder.files(in: "real").keys.sorted() == ["a.vtt", "a.wav", "sub/deep/b.vtt", "sub/deep/b.wav"])
    #expect(
      try AdemProcess("render", "in/a.breath", "-o", "out/x.wav", "-q", "--rate", "8000", in: folder).run()
        == Outcome(0))
    #expect(try folder.contents.contains("real/x.wav"))
  }

  @Test func `A sub-folder that is a file, or a pipe, is told`() throws {
    try folder.write("out/sub", "mine")
    let told = "error: 'out/sub' is a file, not a folder\n  = help: choose another folder\n"
    #expect(try render(["in"]) == Outcome(1, errors: told))
    #expect(try folder.text(of: "out/sub") == "mine")
  }

  /// Another process keeps replacing the folder by a link, and back, while a batch runs.
  @Test(arguments: modes) func `A link that comes and goes while a batch runs is never written through`(
    mode: [String]
  ) throws {
    let lines = try (0..<60).map { number in
      try folder.write("in/sub/deep/\(number).breath", "ending none\nbreaths \(number + 20) { inhale 1; exhale 1 }\n")
      return "{\"pattern\": \"in/sub/deep/\(number).breath\", \"output\": \"sub/deep/\(number).wav\"}\n"
    }
    try folder.write("tracks.jsonl", lines.joined())
    let before = try folder.files(in: "elsewhere", hidden: true)
    try folder.makeFolder("out/sub/deep")
    let process = AdemProcess(
      ["render"] + mode + ["-q", "--rate", "8000", "--beside", "vtt,csv", "--output-folder", "out"], in: folder)
    let running = try process.start()
    var swaps = 0
    _ = running.waits {
      guard rename(folder["out/sub"], folder["aside"]) == 0 else { return false }
      if symlink("../elsewhere", folder["out/sub"]) == 0 {
        swaps += 1
        unlink(folder["out/sub"])
      }
      // The batch may have made a folder just now: then that stays.
      if rename(folder["aside"], folder["out/sub"]) != 0 {
        try? FileManager.default.removeItem(atPath: folder["aside"])
      }
      return false
    }
    let run = try running.wait()
    #expect(swaps > 0)
    #expect([0, 1, 65].contains(run.status) && !run.showsInternals, "\(run)")
    #expect(try folder.files(in: "elsewhere", hidden: true) == before)
    let last = try render(mode)
    #expect(last.status == 0, "\(last.errors)")
    #expect(try folder.files(in: "out").keys.count { $0.hasSuffix(".wav") } >= 60)
  }
}

extension TemporaryFolder {
  /// As `files(in:)`, with hidden files.
  fileprivate func files(in name: String, hidden: Bool) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for path in try contents where path.hasPrefix(name + "/") { files[path] = try bytes(of: path) }
    return files
  }
}
