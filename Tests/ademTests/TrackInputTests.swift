import Foundation
import SoundFiles
import TestSupport
import Testing

@Suite struct `A track holds its pattern` {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let endings = ["wav", "aiff", "aif", "caf", "flac", "ogg", "opus", "mp3"]

  private func run(_ arguments: String...) throws -> Outcome { try AdemProcess(arguments, in: folder).run() }

  @Test(arguments: endings)
  func `It is made again byte for byte, from nothing but itself`(ending: String) throws {
    try folder.write("in/parts/part.breath", "parameter n = 1\nending none\ninhale n\nexhale 1 right\n")
    try folder.write(
      "in/a.breath",
      "title \"Ik – é\"\nending none\nparameter unit = 1\nuse \"parts/part.breath\" with n = unit\nhold unit\n")
    let made = try AdemProcess(
      "render", "in/a.breath", "-q", "-o", "a.\(ending)", "--rate", "8000", "--set", "unit=2", in: folder
    ).run()
    guard made.status == 0 else {
      Issue.record("\(made.errors)")
      return
    }
    let elsewhere = try TemporaryFolder()
    try elsewhere.write("x.\(ending)", folder.bytes(of: "a.\(ending)"))
    #expect(
      try AdemProcess("render", "x.\(ending)", "-q", "-o", "again.\(ending)", in: elsewhere).run() == Outcome(0))
    #expect(try elsewhere.bytes(of: "again.\(ending)") == folder.bytes(of: "a.\(ending)"))
  }

  @Test func `It is made again with the recordings that used patterns and sets have in folders of their own`() throws {
    try folder.write("a.breath", "ending none\ninhale 100ms\nexhale 100ms\n")
    #expect(try run("render", "a.breath", "-q", "-o", "gong.wav", "--rate", "8000") == Outcome(0))
    try folder.makeFolder("parts/sound")
    try folder.write("parts/sound/gong.wav", folder.bytes(of: "gong.wav"))
    try folder.write("parts/part.breath", "clip \"sound/gong.wav\" 1s\ninhale 1\nexhale 1\n")
    try folder.write("parts/set.sounds", "sounds bowls { inhale clip \"sound/gong.wav\" }\n")
    try folder.write("b.breath", "ending none\nsounds \"parts/set.sounds\"\nuse \"parts/part.breath\"\n")
    for (input, output) in [("./b.breath", "b.wav"), ("b.wav", "again.wav")] {
      #expect(try run("render", input, "-q", "-o", output, "--rate", "8000") == Outcome(0))
    }
    #expect(try folder.bytes(of: "again.wav") == folder.bytes(of: "b.wav"))
    let elsewhere = try TemporaryFolder()
    try elsewhere.write("b.wav", folder.bytes(of: "b.wav"))
    #expect(
      try AdemProcess("render", "b.wav", "-o", "again.wav", in: elsewhere).run()
        == Outcome(
          66,
          errors: """
            error: 'b.wav' plays 'parts/sound/gong.wav', which is not there
              = help: a track holds no recordings: go to the folder of its pattern, or copy them here

            """))
    #expect(try elsewhere.contents == ["b.wav"])
  }

  @Test func `Options go before what it says`() throws {
    try folder.write("a.breath", "ending none\nparameter n = 1\ninhale n\nexhale 1\n")
    #expect(
      try run("render", "a.breath", "-q", "-o", "a.wav", "--rate", "8000", "--bits", "24", "--set", "n=2")
        == Outcome(0))
    #expect(try run("render", "a.wav", "-q", "-o", "b.wav", "--bits", "16", "--set", "n=4") == Outcome(0))
    #expect(try run("render", "a.breath", "-q", "-o", "c.wav", "--rate", "8000", "--set", "n=4") == Outcome(0))
    #expect(try folder.bytes(of: "b.wav") == folder.bytes(of: "c.wav"))
    #expect(try run("render", "a.wav", "-q", "-o", "a.mp3") == Outcome(0))
  }

  @Test func `It may take its own place, with '--force'`() throws {
    try folder.write("a.breath", SamplePattern.short)
    #expect(try run("render", "a.breath", "-q", "-o", "a.wav", "--rate", "8000") == Outcome(0))
    let first = try folder.bytes(of: "a.wav")
    #expect(
      try run("render", "a.wav", "-o", "a.wav")
        == Outcome(
          73, errors: "error: 'a.wav' exists\n  = help: choose another name, or replace it with '--force'\n"))
    #expect(try run("render", "a.wav", "-q", "-o", "a.wav", "--force") == Outcome(0))
    #expect(try folder.bytes(of: "a.wav") == first)
  }

  @Test func `Showing it prints how it was made and what happens in it`() throws {
    try folder.write("a.breath", "ending none\r\n\ninhale 1 # in\nexhale 1")
    #expect(try run("render", "a.breath", "-q", "-o", "a.wav", "--rate", "8000", "--channels", "2") == Outcome(0))
    let expected = """
      Made by adem 0.1.0: 8000 frames a second, 16 bits, stereo

      The pattern:

        ending none

        inhale 1 # in
        exhale 1


      """
    let table = try run("show", "a.breath").output
    #expect(try run("show", "a.wav") == Outcome(0, output: expected + table))
    #expect(try run("show", "--text", "a.wav") == Outcome(0, output: "ending none\r\n\ninhale 1 # in\nexhale 1"))
    #expect(try run("show", "--json", "a.wav") == run("show", "--json", "a.breath"))
  }

  @Test func `What holds no pattern is told in words`() throws {
    try folder.write("a.wav", "RIFF....WAVE1234")
    try folder.write("b.flac", "breaths 4 { inhale 4; exhale 6 }\n")
    for command in [["show"], ["render", "-o", "c.wav"]] {
      #expect(
        try AdemProcess(command + ["a.wav"], in: folder).run()
          == Outcome(
            65,
            errors: """
              error: 'a.wav' holds no pattern
                = help: adem did not make it, or made it with '--no-recipe', or another program has dropped the pattern

              """))
      #expect(
        try AdemProcess(command + ["b.flac"], in: folder).run()
          == Outcome(
            65,
            errors:
              "error: 'b.flac' is not a sound file that adem knows\n  = help: patterns end in '.breath'; an output is named with '-o'\n"
          ))
      #expect(
        try AdemProcess(command + ["none.wav"], in: folder).run()
          == Outcome(
            66,
            errors: "error: 'none.wav' does not exist\n  = help: check the spelling; an output is named with '-o'\n"))
    }
  }

  @Test func `A folder of tracks has the kind that is asked for`() throws {
    try folder.write("in/a.breath", SamplePattern.short)
    #expect(
      try run("render", "in", "--format", "flac", "--rate", "8000")
        == Outcome(0, errors: "output/a.flac: \(SamplePattern.shortSummary)\n"))
    #expect(try run("render", "output/a.flac", "-q", "--output-folder", "two") == Outcome(0))
    #expect(try folder.bytes(of: "two/a.flac") == folder.bytes(of: "output/a.flac"))
    #expect(try run("render", "in", "--format", "voc").status == 64)
    #expect(try run("render", "in", "--format", "flac", "-o", "a.flac").status == 64)
  }

  @Test(arguments: [
    (
      ["-o", "a.m4b"],
      "error: tracks of the kind '.m4b' cannot be written\n  = help: write 'a.m4a', which is AAC\n"
    ),
    (
      ["-o", "a.opus", "--rate", "44100"],
      "error: 'a.opus' cannot have 44100 frames a second\n  = help: give '--rate' one of 8000, 12000, 16000, 24000, 48000\n"
    ),
    (
      ["-o", "a.flac", "--bits", "32"],
      "error: 'a.flac' cannot have floating-point samples\n  = help: give '--bits' one of 16, 24\n"
    ),
    (
      ["-o", "a.mp3", "--bits", "24"],
      "error: 'a.mp3' cannot have 24 bits a sample\n  = help: leave '--bits' out: this kind of file rounds by itself\n"
    ),
  ])
  func `What a kind of file cannot hold is refused with the way out`(options: [String], complaint: String) throws {
    try folder.write("a.breath", SamplePattern.short)
    #expect(try AdemProcess(["render", "a.breath"] + options, in: folder).run() == Outcome(64, errors: complaint))
    #expect(try folder.contents == ["a.breath"])
  }

  @Test func `Markers that do not fit are counted`() throws {
    try folder.write("a.breath", "ending none\nbreaths 2600 { inhale 0.1s; exhale 0.1s }\n")
    let run = try run("render", "a.breath", "-o", "a.wav", "--rate", "8000", "--markers", "breaths")
    #expect(run.status == 0)
    #expect(run.errors.contains("note: 'a.wav' has no markers: 2600 do not fit into this kind of file\n"))
  }
}
