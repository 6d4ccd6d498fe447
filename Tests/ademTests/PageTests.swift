import Foundation
import TestSupport
import Testing

@Suite struct `Pages with sound` {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func page(_ arguments: String...) throws -> Outcome {
    try AdemProcess(["page"] + arguments, in: folder).run()
  }

  /// The parts of a page.
  private struct Parts {
    let html: String
    let policy: String
    let source: String
    let track: [String: Any]

    init(_ html: String) throws {
      self.html = html
      policy = String(
        try #require(html.firstMatch(of: /Content-Security-Policy" content="([^"]*)"/)).output.1)
      source = String(try #require(html.firstMatch(of: /<audio controls preload="metadata" src="([^"]*)">/)).output.1)
      let json = try #require(html.firstMatch(of: /(?s)<script type="application\/json" id="track">(.*?)<\/script>/))
      track = try #require(
        JSONSerialization.jsonObject(with: Data(json.output.1.utf8)) as? [String: Any])
    }

    /// The bytes of the MP3 in the page.
    var sound: Data {
      get throws {
        let prefix = "data:audio/mpeg;base64,"
        try #require(source.hasPrefix(prefix))
        return try #require(Data(base64Encoded: String(source.dropFirst(prefix.count))))
      }
    }
  }

  private static let breath = """
    title "Adem </script> & rust"
    language nl
    ending none
    lead-in 2s
    say "Klaar?"
    section "Eerste" { inhale 4 "reik </script><b>"; exhale 6 left }
    section "Tweede" { hold 1.5; rest 3s "En los." }
    """

  @Test func `The script is told every phase, text and part, in milliseconds`() throws {
    try folder.write("a.breath", Self.breath)
    #expect(try page("a.breath", "-o", "a.html", "-q", "--voice", "none") == Outcome(0))
    let track = try Parts(folder.text(of: "a.html")).track
    // 2 s, 0.5 + 6 · 0.07 s of speech, 4 + 6, and 1.5 + 3 s.
    #expect(track["length"] as? Int == 17_420)
    #expect(track["breaths"] as? Int == 1)
    #expect(
      track["phases"] as? [[Int]] == [
        [0, 2000, 7, 0, 0, 0, 0, 0], [2920, 6920, 0, 0, 1000, 1, 4000, 0], [6920, 12_920, 1, 1000, 0, 1, 6000, 1],
        [12_920, 14_420, 3, 0, 0, 1, 1500, 0], [14_420, 17_420, 4, 0, 0, 0, 0, 0],
      ])
    #expect(track["texts"] as? [String] == ["Klaar?", "reik </script><b>", "En los."])
    #expect(track["captions"] as? [[Int]] == [[2000, 2920, 0], [2920, 6920, 1], [14_420, 17_420, 2]])
    let parts = (track["parts"] as? [[String: Any]])?.map { "\($0["start"] ?? "") \($0["name"] ?? "")" }
    #expect(parts == ["0 Adem </script> & rust", "2920 Eerste", "12920 Tweede"])
    #expect(
      track["words"] as? [String] == [
        "adem in", "adem uit", "houd vast", "wacht even", "rust even uit", "span aan", "laat los",
        "maak het je gemakkelijk",
      ])
  }

  @Test func `An instruction is shown until the rest without words after it is over`() throws {
    try folder.write("a.breath", "ending none\nsay \"Klaar?\"\nrest 3s\nrest 1s \"Los.\"\nrest 2s\n")
    #expect(try page("a.breath", "-o", "a.html", "-q", "--voice", "none") == Outcome(0))
    let track = try Parts(folder.text(of: "a.html")).track
    #expect(track["captions"] as? [[Int]] == [[0, 3920, 0], [3920, 4920, 1]])
  }

  @Test func `The sound is an MP3 of 64 kbit per second that holds its pattern`() throws {
    let breath = Self.breath.replacing(" left", with: "")
    try folder.write("a.breath", breath)
    let run = try page("a.breath", "-o", "a.html", "--voice", "none")
    #expect(run.status == 0 && run.errors.hasPrefix("a.html: 17.42s, ") && run.errors.hasSuffix(" with its sound\n"))
    let parts = try Parts(folder.text(of: "a.html"))
    let sound = try parts.sound
    // MPEG-1 layer III, 64 kbit/s (5), 48 kHz (1), mono (3).
    let start = 10 + sound[6..<10].reduce(0) { $0 << 7 | Int($1) }
    #expect(sound.prefix(3) == Data("ID3".utf8))
    #expect(sound[start] == 0xFF && sound[start + 1] & 0xFE == 0xFA)
    #expect(sound[start + 2] >> 2 == 5 << 2 | 1 && sound[start + 3] >> 6 == 3)
    // 8,000 bytes a second.
    #expect(abs(sound.count - start - 17_420 * 8) < 2000)
    // No header tells players to skip the encoder's delay, which the page knows: 576 + 529 + 1152 samples.
    #expect(sound[start..<start + 40].range(of: Data("Info".utf8)) == nil)
    #expect(parts.track["delay"] as? Int == 47)
    try folder.write("a.mp3", sound)
    let shown = try AdemProcess("show", "--text", "a.mp3", in: folder).run()
    #expect(shown.output.hasSuffix(breath))
  }

  @Test func `Only its own script and style run, and nothing is loaded`() throws {
    try folder.write("a.breath", Self.breath)
    #expect(try page("a.breath", "-o", "a.html", "-q", "--voice", "none") == Outcome(0))
    let parts = try Parts(folder.text(of: "a.html"))
    let html = parts.html
    let style = try #require(html.firstMatch(of: /(?s)<style>(.*?)<\/style>/)).output.1
    let script = try #require(html.firstMatch(of: /(?s)<script>(.*?)<\/script>/)).output.1
    let hashes = (try Hashing.sha256(String(script)), try Hashing.sha256(String(style)))
    #expect(
      parts.policy
        == "default-src 'none'; media-src data:; script-src 'sha256-\(hashes.0)'; style-src 'sha256-\(hashes.1)'; base-uri 'none'; form-action 'none'"
    )
    #expect(html.matches(of: /<\/script>/).count == 2, "no text ends a script")
    #expect(!html.contains("<b>reik") && !html.contains("style=\""))
    #expect(html.matches(of: /src=/).count == 1)
    for call in ["fetch(", "XMLHttpRequest", "AudioContext", "import ", "eval(", "innerHTML", "timeupdate"] {
      #expect(!script.contains(call), "\(call)")
    }
  }

  @Test func `Player, picture and texts are there without a script`() throws {
    try folder.write("a.breath", Self.breath)
    #expect(try page("a.breath", "-o", "a.html", "-q", "--voice", "none") == Outcome(0))
    let html = try folder.text(of: "a.html")
    #expect(html.contains("<section id=\"stage\" hidden aria-label=\"Adembeeld\">"))
    for part in ["<audio controls", "class=\"adem-breath\"", "<h2>Zo gaat het</h2>", "En los.", "Klaar?", "0:13 <span"]
    {
      #expect(html.contains(part), "\(part)")
    }
    #expect(html.contains("<html lang=\"nl\">"))
  }

  @Test func `A track with sides is in stereo`() throws {
    try folder.write("a.breath", "ending none\nbreaths 2 { inhale 4 left; exhale 6 right }\n")
    #expect(try page("a.breath", "-o", "a.html", "-q") == Outcome(0))
    let sound = try Parts(folder.text(of: "a.html")).sound
    let start = 10 + sound[6..<10].reduce(0) { $0 << 7 | Int($1) }
    #expect(sound[start + 3] >> 6 != 3)
  }

  @Test func `A long sound is put beside its page, and the command says so`() throws {
    try folder.write("a.breath", "ending none\nbreaths 16min { inhale 4; exhale 6 }\n")
    try folder.write("les #1.mp3", "mine")
    let taken = try page("a.breath", "-o", "les #1.html")
    #expect(taken.status == 73 && taken.errors.contains("'les #1.mp3'"))
    #expect(try folder.contents == ["a.breath", "les #1.mp3"])
    #expect(try folder.text(of: "les #1.mp3") == "mine")
    let run = try page("a.breath", "-o", "les #1.html", "--force")
    #expect(run.status == 0)
    #expect(run.errors.contains("its sound is beside it") && run.errors.contains("'les #1.mp3'"))
    let parts = try Parts(folder.text(of: "les #1.html"))
    #expect(parts.source == "./les%20%231.mp3")
    #expect(parts.policy.contains("media-src 'self' file:;"))
    #expect(try folder.bytes(of: "les #1.mp3").count > 7_500_000)
    #expect(try folder.contents == ["a.breath", "les #1.html", "les #1.mp3"])
  }

  @Test func `What is in the way of a page is said, and nothing is written`() throws {
    try folder.write("in/a.breath", "inhale 1; exhale 1\n")
    try folder.write("b.breath", SamplePattern.broken)
    try folder.write("c.breath", "voice command \"say\"\nsay \"x\"\ninhale 1\n")
    try folder.write("taken.html", "mine")
    let odd = try page("in/a.breath", "-o", "a.pdf")
    #expect(odd.status == 64)
    #expect(odd.errorLines[0] == "Error: '--output' ends in .html, unlike 'a.pdf'. Write '-o class.html'.")
    #expect(
      try page("b.breath", "-o", "x.html") == Outcome(65, errors: SamplePattern.complaint(about: "b.breath")))
    #expect(try page("no.breath", "-o", "x.html").status == 66)
    #expect(try page("c.breath", "-o", "x.html").status == 77)
    #expect(try page("in/a.breath", "-o", "taken.html").status == 73)
    let many = try page("in", "-o", "x.html")
    #expect(
      many
        == Outcome(
          64,
          errors:
            "error: 'in' is a folder, and a page has one pattern\n  = help: name one of its patterns, such as 'in/a.breath'\n"
        ))
    #expect(try folder.text(of: "taken.html") == "mine")
    #expect(try folder.contents == ["b.breath", "c.breath", "in/a.breath", "taken.html"])
  }
}
