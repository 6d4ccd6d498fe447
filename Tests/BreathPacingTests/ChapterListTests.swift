import PatternLanguage
import Sidecars
import Testing
import Timing

/// The lists of chapters and events for other programs, as their readers take them.
struct ChapterListTests {
  private func written(_ kind: Sidecar, _ text: String, beside track: String = "calm.mp3") throws -> String {
    var written = ""
    try Timeline(of: Pattern(parsing: SourceText(text))).write(kind, beside: track) { written += $0 }
    return written
  }

  private static let text = """
    title "Les"
    ending none
    lead-in 12s
    section "Warm" { repeat 3 { inhale 4; exhale 6 } }
    section "Kort" { rest 5s }
    section "Kern \\"A\\"" { sides "links" "rechts" { inhale 10; exhale 20 } }
    """

  @Test func `A list for a video begins at 0, and has no chapter under ten seconds`() throws {
    #expect(
      try written(.video, Self.text) == "0:00 Les\n0:12 Warm\n0:47 Kern \"A\" · links\n1:17 Kern \"A\" · rechts\n")
    // A short beginning belongs to what follows.
    #expect(
      try written(.video, "ending none\nlead-in 5s\nsection \"A\" { rest 30s }\nsection \"B\" { rest 30s }")
        == "0:00 A\n0:35 B\n")
    #expect(try written(.video, "title \"T\"\nending none\nrest 3s") == "0:00 T\n")
  }

  @Test func `Beyond an hour all its times have hours`() throws {
    #expect(
      try written(.video, "ending none\nsection \"A\" { rest 90s }\nsection \"B\" { rest 2h }")
        == "0:00:00 A\n0:01:30 B\n")
  }

  @Test func `A cue sheet has the file and 75 frames a second`() throws {
    #expect(
      try written(.cue, "title \"T\"\nending none\nlead-in 1.5s\nsection \"A\" { rest 100min }")
        == """
        TITLE "T"
        FILE "calm.mp3" MP3
          TRACK 01 AUDIO
            TITLE "T"
            INDEX 01 00:00:00
          TRACK 02 AUDIO
            TITLE "A"
            INDEX 01 00:01:38

        """)
    #expect(try written(.cue, Self.text, beside: "x.flac").contains("FILE \"x.flac\" WAVE\n"))
    #expect(try written(.cue, Self.text).contains("TITLE \"Kern 'A' · links\"\n"))
    let many = (1...120).map { "section \"\($0)\" { rest 2s }" }.joined(separator: "\n")
    #expect(try written(.cue, many).components(separatedBy: "TRACK").count == 100)
  }

  @Test func `Events of a laboratory have an onset, a duration and a type, between tabs`() throws {
    #expect(
      try written(.tsv, "ending none\nvoice none\nbreaths 2 { inhale 4 left \"a  b\"; exhale 6.5s }") == """
        onset\tduration\ttrial_type\tbreath\tside\ttext
        0\t4\tinhale\t1\tleft\ta  b
        4\t6.5\texhale\t1\tn/a\tn/a
        10.5\t4\tinhale\t2\tleft\ta  b
        14.5\t6.5\texhale\t2\tn/a\tn/a

        """)
  }
}
