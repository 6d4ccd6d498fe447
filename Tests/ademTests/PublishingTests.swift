import Foundation
import TestSupport
import Testing

/// Bit rates, covers, M4A and places on the command line.
struct PublishingTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(
      "a.breath", "title \"Calm\"\nvoice none\nlead-in 2s\nsection \"One\" { breaths 2 { inhale 2; exhale 3 } }\n")
  }

  private func run(_ arguments: String..., path: String? = nil) throws -> Outcome {
    var process = AdemProcess(arguments, in: folder)
    if let path { process.environment["PATH"] = path }
    return try process.run()
  }

  @Test(arguments: [
    (
      ["-o", "a.mp3", "--bitrate", "100"],
      "error: 'a.mp3' cannot have 100 kbit/s at 48000 frames a second in mono\n  = help: give '--bitrate' one of 32, 40,"
    ),
    (
      ["-o", "a.flac", "--bitrate", "64"],
      "error: 'a.flac' cannot have 64 kbit/s\n  = help: leave '--bitrate' out, or name a file that ends in .opus, .mp3 or .m4a\n"
    ),
    (
      ["-o", "a.mp3", "--bitrate", "64000"],
      "Error: '--bitrate' is a number of kbit/s from 6 to 640, not '64000'. Write '--bitrate 64'."
    ),
    (
      ["-o", "a.mp3", "--markers", "breath"],
      "Error: '--markers' is one of sections, sides, breaths, all, none, not 'breath'. Write '--markers breaths'."
    ),
    (
      ["-o", "a.mp3", "--loudness", "3"],
      "Error: '--loudness' lies between -60LUFS and -10LUFS, not '3'. Write '--loudness -16LUFS'."
    ),
    (
      ["-o", "a.mp3", "--for", "alexa"],
      "Error: '--for' is one of phone, podcast, insight-timer, smart-speaker, editor, lab, not 'alexa'. Write '--for smart-speaker'."
    ),
    (["-o", "a.mp3", "--cover", "a.breath"], "error: 'a.breath' is neither a JPEG nor a PNG by its bytes\n"),
    (["-o", "a.mp3", "--cover", "none.jpg"], "error: the picture 'none.jpg' does not exist\n"),
  ])
  func `What cannot be is refused with what can`(options: [String], complaint: String) throws {
    let outcome = try AdemProcess(["render", "a.breath"] + options, in: folder).run()
    #expect(outcome.status != 0)
    #expect(outcome.errors.hasPrefix(complaint), "\(outcome.errors)")
    #expect(try folder.contents == ["a.breath"])
  }

  @Test func `The bit rate, the markers and the loudness come back when a track is made again`() throws {
    #expect(
      try run(
        "render", "a.breath", "-o", "a.mp3", "-q", "--bitrate", "64k", "--markers", "breaths", "--loudness", "-30LUFS"
      )
      .status == 0)
    #expect(try run("render", "a.mp3", "-o", "b.mp3", "-q").status == 0)
    #expect(try folder.bytes(of: "a.mp3") == folder.bytes(of: "b.mp3"))
    #expect(try run("render", "a.breath", "-o", "c.mp3", "-q", "--bitrate", "128k").status == 0)
    #expect(try folder.bytes(of: "a.mp3").count * 5 < folder.bytes(of: "c.mp3").count * 3)
  }

  @Test func `A place says what it sets, and any option goes before it`() throws {
    let podcast = try run("render", "a.breath", "--for", "podcast", "-o", "p.mp3")
    #expect(
      podcast.errors.hasPrefix(
        "for podcast: --rate 48000 --channels 2 --bitrate 128 --loudness -16LUFS --markers sides --beside chapters\n"))
    #expect(podcast.status == 0)
    #expect(try folder.contents == ["a.breath", "p.chapters.json", "p.mp3"])
    let lab = try run("render", "a.breath", "--for", "lab", "-o", "l.wav", "--rate", "8000", "--beside", "tsv")
    #expect(lab.errors.hasPrefix("for lab: --bits 24 --markers breaths\n"), "\(lab.errors)")
    let wav = try folder.bytes(of: "l.wav")
    // 24 bits and 8,000 frames a second, by the WAVE specification.
    #expect((wav[34], wav[24], wav[25]) == (24, 0x40, 0x1F))
    let folderRun = try run("render", "a.breath", "--for", "phone", "--output-folder", "out")
    #expect(folderRun.errors.hasPrefix("for phone: --format mp3 --rate 48000 --bitrate 64 (128 in stereo)"))
    #expect(try folder.contents.contains("out/a.mp3"))
  }

  @Test func `A long track becomes small enough for a smart speaker`() throws {
    try folder.write("long.breath", "voice none\nending none\nbreaths 40min { inhale 4; exhale 6 }\n")
    #expect(try run("render", "long.breath", "--for", "smart-speaker", "-o", "l.mp3", "-q").status == 0)
    let bytes = try folder.bytes(of: "l.mp3").count
    // 32 kbit/s for 2,400 seconds; the next step, 40, would be 12 MB.
    #expect((9_600_000..<10_000_000).contains(bytes))
  }

  @Test(arguments: [
    ("insight-timer", "title \"T\"\nending none\nbreaths 2 { inhale 4; exhale 6 }", "asks for a bell at the end"),
    ("podcast", "breaths 2 { inhale 4; exhale 6 }", "needs a title"),
    ("smart-speaker", "breaths 3h { inhale 4; exhale 6 }", "takes 10 MB"),
    ("smart-speaker", "breaths 2 { inhale 4 left; exhale 6 right }", "plays one channel"),
  ])
  func `What a place would refuse is told by check`(place: String, text: String, complaint: String) throws {
    try folder.write("b.breath", "voice none\n" + text + "\n")
    let outcome = try run("check", "b.breath", "--for", place)
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains(complaint), "\(outcome.errors)")
    try folder.write("b.breath", "title \"T\"\nvoice none\nbreaths 2 { inhale 4; exhale 6 }\n")
    #expect(try run("check", "b.breath", "--for", place).status == 0)
  }

  @Test(arguments: [
    // A wooden tick each 40 seconds has high peaks and little loudness; waves have the contrary.
    ("sounds { inhale wood; exhale none }", "podcast", true), ("bed ocean -20dB", "podcast", false),
    ("sounds { inhale wood; exhale none }", "phone", false),
  ])
  func `A track whose peaks keep it too soft is told by check`(sound: String, place: String, isTooSoft: Bool) throws {
    try folder.write(
      "b.breath", "title \"T\"\n\(sound)\nending none\nlead-in 0s\nbreaths 3 { inhale 20; exhale 20 }\n")
    let outcome = try run("check", "b.breath", "--for", place)
    #expect(outcome.status == (isTooSoft ? 1 : 0))
    #expect(outcome.errors.contains("podcast asks for -16LUFS") == isTooSoft, "\(outcome.errors)")
    // Words that cannot be spoken have no known loudness.
    try folder.write("b.breath", "title \"T\"\nvoice piper \"none\"\n\(sound)\nsay \"a\"\ninhale 20\n")
    #expect(try !run("check", "b.breath", "--for", place, path: folder.path).errors.contains("asks for"))
  }

  @Test func `JSON and annotations of check have what a place would refuse`() throws {
    try folder.write("b.breath", "voice none\nending none\nbreaths 2 { inhale 4; exhale 6 }\n")
    let json = try run("check", "b.breath", "--for", "insight-timer", "--json")
    #expect(json.status == 1)
    let object = try #require(JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    let file = try #require((object["files"] as? [[String: Any]])?.first)
    let objections = try #require(file["objections"] as? [[String: String]])
    #expect(objections.map { $0["reason"] } == ["no-title", "no-ending-bell"])
    #expect(objections.allSatisfy { $0["place"] == "insight-timer" })
    let marks = try run("check", "b.breath", "--for", "insight-timer", "--github")
    #expect(marks.status == 1)
    #expect(
      marks.output.hasPrefix("::warning file=b.breath,title=for insight-timer::insight-timer needs a title%0Ahelp:"))
  }

  @Test func `A manifest names a place and a picture for each track`() throws {
    // A signature, and a header of 13 bytes for one pixel (PNG, 11.2.2).
    let png =
      Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13]) + Data("IHDR".utf8)
      + Data([0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
      + Data("IEND".utf8) + Data([0xAE, 0x42, 0x60, 0x82])
    try folder.write("c.png", png)
    try folder.write(
      "m.jsonl",
      """
      {"id": "pod", "pattern": "a.breath", "for": "podcast", "cover": "c.png"}
      {"id": "lab", "pattern": "a.breath", "for": "lab", "rate": 8000, "beside": ["tsv"]}
      {"id": "own", "pattern": "a.breath"}
      """)
    let outcome = try run("render", "--manifest", "m.jsonl", "--output-folder", "out", "-q")
    #expect(outcome == Outcome(0))
    #expect(
      try folder.contents.filter { $0.hasPrefix("out/") && !$0.contains("/.") } == [
        "out/lab.wav", "out/lab_events.tsv", "out/own.wav", "out/pod.chapters.json", "out/pod.mp3",
      ])
    #expect(try folder.bytes(of: "out/pod.mp3").range(of: png) != nil)
    let wav = try folder.bytes(of: "out/lab.wav")
    // 24 bits and 8,000 frames a second, by the WAVE specification.
    #expect((wav[34], wav[24], wav[25]) == (24, 0x40, 0x1F))
  }

  @Test(arguments: [
    (#"{"id": "x", "pattern": "a.breath", "for": "podcats"}"#, "'for' knows no 'podcats'\n", "write 'podcast'"),
    (#"{"id": "x", "pattern": "a.breath", "cover": "n.jpg"}"#, "the picture 'n.jpg' does not exist\n", "spelling"),
    (#"{"id": "x", "pattern": "a.breath", "cover": "../n.jpg"}"#, "leads out of its folder\n", "manifest"),
    (#"{"id": "x", "pattern": "a.breath", "cover": "a.breath"}"#, "neither a JPEG nor a PNG by its bytes\n", "ffmpeg"),
  ])
  func `A slip about a place or a picture in a manifest is shown`(line: String, message: String, help: String) throws {
    try folder.write("m.jsonl", line)
    let outcome = try run("render", "--manifest", "m.jsonl", "--output-folder", "out")
    #expect(outcome.status == 65)
    #expect(outcome.errors.contains(message) && outcome.errors.contains("= help: "), "\(outcome.errors)")
    #expect(outcome.errors.contains(help))
  }

  @Test func `A bit rate in a table is a number`() throws {
    try folder.write("t.csv", "id;pattern;output;bitrate\nx;a.breath;x.mp3;96\n")
    #expect(try run("render", "--manifest", "t.csv", "--output-folder", "out", "-q") == Outcome(0))
  }

  @Test func `Without ffmpeg an M4A is refused before anything is rendered`() throws {
    let outcome = try run("render", "a.breath", "-o", "a.m4a", path: folder.path)
    #expect(outcome.status == 69)
    #expect(
      outcome.errors == """
        error: 'a.m4a' is encoded by another program: ffmpeg is not installed
          = help: install it with 'apt-get install ffmpeg' or 'brew install ffmpeg', or name a file that ends in .mp3

        """)
    #expect(try folder.contents == ["a.breath"])
  }

  @Test(arguments: [
    ("cat > /dev/null; echo hello world", "'ffmpeg' wrote something else than it was asked for"),
    ("cat > /dev/null", "was not what had been written"),
    ("echo broken >&2; exit 3", "'ffmpeg' failed with status 3: broken"),
    ("kill -9 $$", "'ffmpeg' was killed by signal 9"),
  ])
  func `An ffmpeg that fails leaves no file`(script: String, complaint: String) throws {
    try folder.write("bin/ffmpeg", "#!/bin/sh\nPATH=/usr/bin:/bin\n\(script)\n")
    try #require(chmod(folder["bin/ffmpeg"], 0o755) == 0)
    let outcome = try run("render", "a.breath", "-o", "a.m4a", path: "\(folder.path)/bin")
    #expect(outcome.status != 0)
    #expect(outcome.errors.contains(complaint), "\(outcome.errors)")
    #expect(try folder.contents == ["a.breath", "bin/ffmpeg"])
  }
}
