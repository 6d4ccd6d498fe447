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
    // 14 seconds of 64 kbit/s, and the tags.
    #expect((112_000..<120_000).contains(try folder.bytes(of: "a.mp3").count))
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
