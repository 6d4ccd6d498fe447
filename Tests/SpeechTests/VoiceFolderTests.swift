import Foundation
import PatternLanguage
import Speech
import Synthesis
import TestSupport
import Testing

@Suite struct VoiceFolderTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func speaker(_ path: String = "stem/", language: String = "nl") throws -> SpeechSynthesizer {
    try #require(SpeechSynthesizer(.folder(path), language: language, root: folder["patterns"]))
  }

  /// A tone of 400 ms, and 50 ms more for each: so a recording is known again.
  private func write(_ path: String, number: Int) throws {
    try folder.write(path, WaveBytes().bytes(WaveBytes.tone(lasting: 0.4 + 0.05 * Double(number))))
  }

  private func number(_ recording: Recording) -> Int {
    Int(((Double(recording.frames) / 22_050 - 0.408) * 20).rounded())
  }

  /// The names of one kind hold sound of another: its content decides.
  private func write(_ names: String...) throws {
    for (index, name) in names.enumerated() { try write("patterns/stem/\(name)", number: index + 1) }
  }

  @Test(arguments: [
    ("20", 1), ("adem in", 2), ("Adem in!", 2), ("één", 3), ("Reik naar voren, en adem uit", 4), ("laat los", 5),
  ])
  func `A text is found by its slug`(text: String, expected: Int) throws {
    try write("20.wav", "Adem in.FLAC", "een.ogg", "reik-naar-voren-en-adem-uit.aiff", "laat-los.wav", "laat-los.flac")
    #expect(try number(speaker().recording(of: text)) == expected)
  }

  @Test func `A cue is found by its own name, and else by its words`() throws {
    try write("inhale.wav", "adem-in.wav", "adem-uit.wav", "hold.wav", "empty-hold.wav")
    #expect(try number(speaker().recording(of: .inhale)) == 1)
    #expect(try number(speaker().recording(of: .exhale)) == 3)
    #expect(try number(speaker().recording(of: .fullHold)) == 4)
    #expect(try number(speaker().recording(of: .emptyHold)) == 5)
    // No words are needed where there is a recording.
    #expect(try number(speaker(language: "fy").recording(of: .inhale)) == 1)
  }

  @Test(arguments: [
    (["full-hold.wav", "full-hold-short.wav"], 1, 2), (["hold.wav", "hold-short.wav"], 1, 2),
    (["houd-vast.wav", "vast.wav"], 1, 2), (["hold.wav"], 1, 1), (["vast.wav"], 1, 1), (["hold-short.wav"], 1, 1),
    (["hold.wav", "houd-vast.wav", "vast.wav"], 1, 3),
  ])
  func `The word of a phase is found by the name of the cue or by its words, and one form is enough`(
    files: [String], usual: Int, short: Int
  ) throws {
    for (index, name) in files.enumerated() { try write("patterns/stem/\(name)", number: index + 1) }
    for (isShort, expected) in [(false, usual), (true, short)] {
      let length = try speaker().length(of: .word("full-hold", isShort: isShort)) / .seconds(1)
      #expect(Int(((length - 0.408) * 20).rounded()) == expected)
    }
  }

  @Test func `A number is found by its digits`() throws {
    try write("19.wav", "20.wav")
    #expect(try number(speaker().recording(of: 20)) == 2)
    #expect(throws: SpeechError.self) { try speaker().recording(of: 21) }
  }

  @Test func `A missing recording names what was looked for, and what is near`() throws {
    try write("adem-inn.wav", "adem-uit.wav", "twintig.wav", ".adem-in.wav", "adem-in.txt")
    #expect(
      problem(of: try speaker())
        == .recordingMissing(
          folder: "stem/", names: ["adem-in"], nearest: ["adem-inn.wav", "adem-uit.wav"]))
  }

  @Test(arguments: [
    ("none/", SpeechError.Problem.folderMissing("none/")), ("../outside", .folderOutsideRoot("../outside")),
    ("way-out", .folderOutsideRoot("way-out")), ("/etc", .folderOutsideRoot("/etc")),
    ("stem/../../outside", .folderOutsideRoot("stem/../../outside")),
  ])
  func `The folder stays inside the pattern's`(path: String, expected: SpeechError.Problem) throws {
    try write("20.wav")
    try write("outside/20.wav", number: 7)
    try folder.link("patterns/way-out", to: "../outside")
    #expect(problem(of: try speaker(path), saying: "20") == expected)
  }

  @Test func `So does each recording`() throws {
    try write("20.wav")
    try write("outside/19.wav", number: 7)
    try folder.link("patterns/stem/19.wav", to: "../../outside/19.wav")
    #expect(problem(of: try speaker(), saying: "19") == .folderOutsideRoot("stem/19.wav"))
    try folder.link("patterns/stem/18.wav", to: "20.wav")
    #expect(try number(speaker().recording(of: "18")) == 1)
  }

  @Test func `A recording that cannot be read says why`() throws {
    try folder.write("patterns/stem/20.wav", "")
    #expect(
      problem(of: try speaker("stem"), saying: "20") == .unusableRecording("stem/20.wav", .empty))
  }

  @Test(arguments: [
    ("Adem in", "adem-in"), ("  één, twee & drie!  ", "een-twee-drie"), ("20", "20"), ("1,5 L", "1-5-l"),
    ("e\u{301}e\u{301}n", "een"), ("Straße Ærø Łódź œuvre", "strasse-aero-lodz-oeuvre"),
    ("naar ’s morgens", "naar-s-morgens"),
    ("../../etc/passwd", "etc-passwd"), ("吸氣", "吸氣"), ("Дышите", "дышите"), ("…", ""), ("", ""), ("ÇĞİŞÖÜ", "cgisou"),
    ("हिन्दी", "हिन्दी"), ("a\u{200B}b", "ab"),
  ])
  func `A slug is small letters, digits and hyphens`(text: String, slug: String) {
    #expect(Slug(text).name == slug)
  }
}
