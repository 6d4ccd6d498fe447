import TestSupport
import Testing

/// Mistyped command lines, and the help that they get.
@Suite struct `Slips at a terminal` {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("brug.breath", SamplePattern.short)
    try folder.write("mijn patroon.breath", SamplePattern.short)
    try folder.write("brug.txt", SamplePattern.short)
    try folder.write("Brug.BREATH", SamplePattern.short)
    try folder.write("text.rtf", "{\\rtf1 inhale 4}")
    try folder.write("tracks.csv", "id,pattern\nx,brug.breath")
    try folder.makeFolder("patterns")
  }

  /// Blanks separate words; `_` is a blank within a word.
  private func words(_ line: String) -> [String] {
    line.split(separator: " ").map { String($0).replacing("_", with: " ") }
  }

  @Test(arguments: [
    // Commands
    ("brug.breath", "write 'adem render brug.breath'"),
    ("brug.breath brug.mp3", "write 'adem render brug.breath -o brug.mp3'"),
    ("4-7-8_times_4", "write 'adem breathe \"4-7-8 times 4\" -o calm.wav'"),
    ("4-7-8 times 4 -o a.wav", "write 'adem breathe \"4-7-8 times 4\" -o a.wav'"),
    ("rendr brug.breath", "write 'adem render brug.breath'"), ("RENDER brug.breath", "write 'adem render brug.breath'"),
    ("convert brug.breath a.mp3", "write 'adem render brug.breath -o a.mp3'"),
    ("validate brug.breath", "write 'adem check brug.breath'"),
    ("info brug.breath", "write 'adem show brug.breath'"), ("fmt brug.breath", "write 'adem format brug.breath'"),
    ("play", "write 'adem play 4-7-8'; 'adem list' shows the patterns that ship"),
    ("play brug.breath 4-7-8", "write 'adem play 4-7-8' by itself"),
    ("new mijn eerste adem", "write 'adem new --title 'mijn eerste adem'' for a title of several words"),
    ("play brug.breath -o a.mp3", "'adem play' has none; 'adem render' has '--output'"),
    ("listen brug.breath", "write 'adem play brug.breath'"), ("lijst slapen", "write 'adem list slapen'"),
    ("plya brug.breath", "write 'adem play brug.breath'"), ("init brug.breath", "write 'adem new brug.breath'"),
    ("avond", "write 'adem play avond' to hear the pattern, or 'adem render avond' for a file"),
    ("avond -o a.mp3", "write 'adem render avond -o a.mp3'"),
    ("version", "write 'adem --version'"), ("-V", "write 'adem --version'"), ("--hlep", "write 'adem --help'"),
    ("help rendr", "write 'adem help render'"), ("brug.breath render", "write 'adem render brug.breath'"),
    ("--force render brug.breath", "write 'adem render --force brug.breath'"),
    ("handout a.breath -o a.pdf", "write 'adem sheet a.breath -o a.pdf'"),
    ("website a.breath -o a.html", "write 'adem page a.breath -o a.html'"),
    (
      "bogus",
      "the commands are list, play, render, check, show, new, sheet, page, breathe, sounds, format, report; see 'adem --help'"
    ),
    // Options
    ("render brug.breath --mp3", "write '-o brug.mp3', or '--format mp3' for a folder"),
    ("render brug.breath -f mp3", "write '--format mp3'"), ("render brug.breath --vtt", "write '--beside vtt'"),
    ("show brug.breath --csv", "write '--as csv'"), ("render brug.breath --out a.wav", "write '-o a.wav'"),
    ("render brug.breath -d tracks", "write '--output-folder tracks'"),
    ("render brug.breath --stereo", "write '--channels 2'"),
    ("render brug.breath --mono", "write '--channels 1'"), ("render brug.breath --overwrite", "write '--force'"),
    ("render brug.breath -j4", "write '--jobs 4'"), ("render brug.breath --lang nl", "write '--language nl'"),
    ("render brug.breath --dryrun", "write '--dry-run'"), ("render brug.breath --no-voice", "write '--voice none'"),
    ("render brug.breath --bed ocean", "it is a setting of the pattern: write 'bed ocean -38dB' at its top"),
    ("render brug.breath --formt mp3", "write '--format'"),
    (
      "render brug.breath --unit=5",
      "write '--set unit=5' for a parameter of the pattern; 'adem render --help' lists the options"
    ),
    ("render --bogus", "'adem render --help' lists the options"),
    ("show brug.breath -o a.txt", "write 'adem show brug.breath > a.txt'"),
    // Values
    ("render brug.breath -o", "write '-o brug.wav'"), ("render brug.breath --rate 44.1kHz", "write '--rate 44100'"),
    ("render brug.breath --rate 44,1", "write '--rate 44100'"),
    ("render brug.breath --bits 24bit", "write '--bits 24'"),
    ("render brug.breath --channels stereo", "write '--channels 2'"),
    ("render brug.breath --set unit 5", "write '--set unit=5'"),
    ("render brug.breath --set unit = 5", "write '--set unit=5'"),
    ("render brug.breath unit=5", "write '--set unit=5'"),
    (
      "render brug.breath -o a.wav -o b.mp3",
      "write 'adem render brug.breath -o a.wav', then 'adem render a.wav -o b.mp3'"
    ),
    ("render brug.breath --beside vtt srt", "write '--beside vtt,srt'"),
    // Inputs and outputs
    ("render brug.breath a.wav", "write 'adem render brug.breath -o a.wav' to make it"),
    ("render mijn patroon.breath", "write 'mijn patroon.breath', with its quotes"),
    ("render brug.breath -o a.mp33", "write 'a.mp3'"),
    ("render brug.breath -o patterns", "write '--output-folder patterns' for a folder"),
    ("render brug.txt", "give it a name that ends in '.breath', with: mv brug.txt brug.breath"),
    ("render Brug.BREATH", "give it a name that ends in '.breath', with: mv Brug.BREATH Brug.breath"),
    ("render text.rtf", "open it, save its words as plain text (UTF-8) under the name 'text.breath', and name that"),
    ("render tracks.csv", "write '--manifest tracks.csv' for a list of tracks"),
    ("breathe 4-7-8 times 4 -o a.wav", "write 'adem breathe \"4-7-8 times 4\" -o a.wav'"),
    ("breathe 4-7-8_times_4", "write 'adem breathe \"4-7-8 times 4\" -o calm.wav'"),
    ("breathe brug.breath -o a.wav", "write 'adem render brug.breath -o a.wav'"),
    ("show", "write 'adem show evening.breath'"), ("show brug.breath b.breath", "write 'adem show b.breath' by itself"),
    ("sounds bowls a.wav", "write 'adem sounds bowls -o a.wav'"), ("sounds zee", "write 'adem sounds ocean'"),
    // Signs that word processors put in
    ("render brug.breath —output a.wav", "write '--output'"), ("render brug.breath –o a.wav", "write '-o'"),
    ("render “brug.breath”", "write 'adem render \"brug.breath\"'"), ("render /?", "write '--help'"),
  ])
  func `A slip is answered with what to type, and nothing is made`(line: String, help: String) throws {
    let before = try folder.contents
    let run = try AdemProcess(words(line), in: folder).run()
    #expect(run.status == 64)
    #expect(run.output == "")
    #expect(run.errorLines.dropFirst() == ["  = help: \(help)", ""])
    #expect(try folder.contents == before)
  }

  @Test(arguments: [
    ("render brug.breath --format MP3", "--format mp3"), ("render brug.breath --format .mp3", "--format mp3"),
    ("render brug.breath --beside VTT", "--beside vtt"), ("render brug.breath --beside vtt,_srt", "--beside vtt,srt"),
    ("render brug.breath --beside captions", "--beside vtt"), ("show brug.breath --as CSV", "--as csv"),
    ("render --shard 1-3", "--shard 1/3"), ("render brug.breath --set a=1,b=2", "--set a=1 --set b=2"),
  ])
  func `A value in another spelling is answered with the right one`(line: String, value: String) throws {
    let run = try AdemProcess(words(line), in: folder).run()
    #expect(run.status == 64)
    #expect(run.errorLines[0].hasSuffix("Write '\(value)'."))
  }

  @Test(arguments: [("brug", "brug.breath"), ("burg.breath", "brug.breath"), ("BRUG.breath", "brug.breath")])
  func `A name that is misspelt is answered with the nearest`(name: String, meant: String) throws {
    let expected = "error: '\(name)' does not exist\n  = help: write '\(meant)'\n"
    #expect(try AdemProcess("check", name, in: folder).run() == Outcome(66, errors: expected))
  }

  @Test func `Texts in another language than the pattern are noted`() throws {
    try folder.write(
      "dutch.breath", "ending none\nsay \"Ga liggen en adem rustig door je neus\"\nbreaths 2 { inhale 4; exhale 6 }\n")
    let run = try AdemProcess("check", "dutch.breath", in: folder).run()
    #expect(run.errors.contains("note[other-language]: the texts look Dutch, and the language is 'en'"))
    #expect(run.errors.contains("write 'language nl' at the top"))
    try folder.write(
      "dutch.breath",
      "language nl\nending none\nsay \"Ga liggen en adem rustig door je neus\"\nbreaths 2 { inhale 4; exhale 6 }\n")
    #expect(!(try AdemProcess("check", "dutch.breath", in: folder).run().errors.contains("other-language")))
  }
}
