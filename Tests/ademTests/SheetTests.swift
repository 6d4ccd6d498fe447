import Foundation
import TestSupport
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct `Class sheets` {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func sheet(_ arguments: String...) throws -> Outcome {
    try AdemProcess(["sheet"] + arguments, in: folder).run()
  }

  private static let breath = """
    title "Adem & rust"
    about "Rustig ademen. Van ons: de tellen."
    source "Boek, blz. 3"
    source "Artikel"
    language nl
    allow long-hold "in de les, onder toezicht"
    lead-in 5s
    bell every 1min
    say "Ga liggen."
    rest 8s
    repeat 2 resting 30s "Laat los." {
      inhale 4 "reik naar voren"
      exhale 6.5
      breaths 4 countdown { inhale 4; exhale 6 to 9 }
    }
    sides "rechts" "links" { inhale 4 "til {side} op"; hold 16; exhale 6 }
    rest 15s "Blijf liggen."
    """

  /// All texts of an SVG or HTML file, which must be well-formed.
  private func texts(of name: String) throws -> [String] {
    final class Reader: NSObject, XMLParserDelegate {
      var texts = [""]
      func parser(
        _: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
      ) {
        if name != "tspan" { texts.append("") }
      }
      func parser(_: XMLParser, foundCharacters characters: String) { texts[texts.count - 1] += characters }
    }
    let parser = XMLParser(data: try folder.bytes(of: name))
    let reader = Reader()
    parser.delegate = reader
    try #require(parser.parse(), "\(String(describing: parser.parserError))")
    return reader.texts.map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }.filter { !$0.isEmpty }
  }

  @Test func `A page has the facts, the steps, the cautions, the sources and empty cells`() throws {
    try folder.write("a.breath", Self.breath)
    #expect(try sheet("a.breath", "-o", "a.svg") == Outcome(0, errors: "a.svg: 1 page\n"))
    let texts = try texts(of: "a.svg")
    for line in [
      "Adem & rust", "Zo gaat het", "Ga liggen. (8 s)", "2 ×", "in 4 reik naar voren", "uit 6,5",
      "4 × · in 4, uit 6 → 9 getallen 4 … 1", "ertussen rust 30 s Laat los.", "rechts, dan links",
      "in 4 til rechts op / til links op", "vast 16, uit 6", "rust 15 s Blijf liggen.", "Goed om te weten",
      "Rustig ademen. Van ons: de tellen.", "in de les, onder toezicht", "Bron", "Boek, blz. 3", "Artikel", "Datum",
      "Notities",
    ] {
      #expect(texts.contains(line), "'\(line)' in \(texts)")
    }
    // 5 + (0.5 + 10 · 0.07 + 8) + 2 · (10.5 + 46) + 30 + 52 + 15 + 6 s; the third breath begins in each round.
    let facts = try #require(texts.first { $0.hasPrefix("Duur:") })
    #expect(facts == "Duur: 3 min 50 s · Ademhalingen: 12 · Per minuut: 4,4 · Bellen: 1:05, 2:05, 3:05")
  }

  @Test func `No letter is smaller than 12 points, and nothing but the breath has a colour`() throws {
    try folder.write("a.breath", Self.breath)
    #expect(try sheet("a.breath", "-o", "a.svg", "-q") == Outcome(0))
    let svg = try folder.text(of: "a.svg")
    let sizes = svg.matches(of: /font-size="([0-9.]+)"/).compactMap { Double($0.output.1) }
    #expect(!sizes.isEmpty && sizes.allSatisfy { $0 >= 12 })
    #expect(svg.contains("width=\"210mm\" height=\"297mm\" viewBox=\"0 0 595.276 841.89\""))
    for text in svg.matches(of: /<text[^>]*>/) { #expect(!text.output.contains("fill")) }
  }

  @Test(arguments: [
    ("nl", ["Duur:", "Zo gaat het", "Bron", "Datum"]), ("en", ["Length:", "What to do", "Source", "Date"]),
    ("de", ["Dauer:", "So geht es", "Quelle", "Datum"]), ("fr", ["Durée:", "Déroulement", "Source", "Date"]),
    ("es", ["Duración:", "Cómo se hace", "Fuente", "Fecha"]), ("nl-BE", ["Duur:", "Zo gaat het", "Bron", "Datum"]),
    ("fi", ["Length:", "What to do", "Source", "Date"]),
  ])
  func `Its words are those of the pattern's language`(language: String, words: [String]) throws {
    try folder.write("a.breath", "language \(language)\nsource \"x\"\nbreaths 3 { inhale 4; exhale 6 }\n")
    for kind in ["svg", "html"] {
      #expect(try sheet("a.breath", "-o", "a.\(kind)", "-q") == Outcome(0))
      let text = try folder.text(of: "a.\(kind)")
      for word in words { #expect(text.contains(word), "\(kind): \(word)") }
    }
    #expect(try folder.text(of: "a.html").contains("<html lang=\"\(language)\">"))
  }

  @Test func `A programme has a cover with the order and times, and a page for each of its exercises`() throws {
    let parts = ["kat", "koe", "hond"]
    for (index, part) in parts.enumerated() {
      try folder.write(
        "ex/\(part).breath",
        "title \"De \(part)\"\nabout \"Let op bij de \(part).\"\nsource \"blz. \(index)\"\nlanguage nl\nbreaths \(index + 2) { inhale 4; exhale 6 }\n"
      )
    }
    try folder.write(
      "les.breath",
      """
      title "De les"
      about "Voor donderdag."
      language nl
      lead-in 10s
      use "ex/kat.breath"
      rest 20s
      use "ex/koe.breath"
      use "ex/kat.breath"
      use "ex/hond.breath"
      """)
    #expect(try sheet("les.breath", "-o", "les.html") == Outcome(0, errors: "les.html: 4 pages\n"))
    let html = try folder.text(of: "les.html")
    #expect(html.matches(of: /<article/).count == 4)
    let rows = html.matches(
      of: /<tr><td>(\d)<\/td><td[^>]*><a href="#(s1-\d)">([^<]*)<\/a><\/td><td>([^<]*)<\/td><td>([^<]*)</)
    #expect(
      rows.map { "\($0.output.1) \($0.output.3) \($0.output.4) \($0.output.5)" } == [
        "1 De kat 0:10 20 s", "2 De koe 0:50 30 s", "1 De kat 1:20 20 s", "3 De hond 1:40 40 s",
      ])
    for row in rows { #expect(html.contains("<article id=\"\(row.output.2)\"")) }
    for part in parts { #expect(html.contains("Let op bij de \(part).")) }
    #expect(html.contains("blz. 0") && html.contains("blz. 2"))
    #expect(try sheet("les.breath", "-o", "les.svg") == Outcome(0, errors: "les.svg: 4 pages\n"))
    #expect(try texts(of: "les.svg").filter { $0.hasPrefix("Duur:") }.count == 4)
  }

  @Test func `Sections that differ only in their beginnings are told once, under their names`() throws {
    let sections = ["Arm", "Been", "Buik"].map { name in
      "section \"\(name)\" { say \"Kijk naar je \(name.lowercased()).\"; rest 2s; tense 7; release 40 \"en los\" }\n"
    }
    try folder.write("a.breath", "language nl\n" + sections.joined() + "section \"Uit\" { tense 7; release 9 }\n")
    for kind in ["svg", "html"] {
      #expect(try sheet("a.breath", "-o", "a.\(kind)", "-q") == Outcome(0))
      let text = try folder.text(of: "a.\(kind)").replacing(/<[^>]*>/, with: "")
      for line in ["Arm Kijk naar je arm. (2 s)", "Been Kijk naar je been. (2 s)", "Buik Kijk naar je buik. (2 s)"] {
        #expect(text.contains(line), "\(kind): \(text)")
      }
      #expect(text.contains("3 × · Arm … Buik"), "the picture draws them once")
      #expect(text.contains("telkens") && text.matches(of: /laat los 40/).count == 1)
    }
    // Two tracks are explained one after the other.
    try folder.write("b.breath", "language nl\n" + sections.prefix(2).joined())
    #expect(try sheet("b.breath", "-o", "b.html", "-q") == Outcome(0))
    #expect(try !folder.text(of: "b.html").contains("telkens"))
  }

  @Test func `Spoken texts have lines of their own where there is room, and steps two columns where there is little`()
    throws
  {
    let steps = { (count: Int) in
      (1...count).map { "inhale \($0 % 9 + 1) \"stap \($0)\"\nexhale 4 \"uit \($0)\"\n" }.joined()
    }
    let says = "say \"Ga liggen.\"\nrest 8s\nsay \"Adem rustig.\"\n"
    try folder.write("short.breath", "language nl\n" + says + steps(2))
    #expect(try sheet("short.breath", "-o", "short.svg", "-q") == Outcome(0))
    let short = try texts(of: "short.svg")
    #expect(short.contains("Ga liggen. (8 s)") && short.contains("Adem rustig."))
    try folder.write("long.breath", "language nl\n" + says + steps(25))
    #expect(try sheet("long.breath", "-o", "long.svg") == Outcome(0, errors: "long.svg: 1 page\n"))
    #expect(try texts(of: "long.svg").contains("Ga liggen. (8 s) Adem rustig."))
    let places = try folder.text(of: "long.svg").matches(
      of: /<text x="([0-9.]+)"[^>]*><tspan font-weight="bold">in [0-9]/)
    #expect(Set(places.map(\.output.1)).count == 2, "two columns of steps")
  }

  @Test func `Several patterns become one sheet, in their order`() throws {
    for name in ["b", "a"] { try folder.write("in/\(name).breath", "title \"\(name)\"\ninhale 1; exhale 1\n") }
    try folder.write("c.breath", "inhale 1; exhale 1\n")
    #expect(try sheet("c.breath", "in", "-o", "x.html") == Outcome(0, errors: "x.html: 3 pages\n"))
    let titles = try folder.text(of: "x.html").matches(of: /<h1[^>]*>([^<]*)</).map { String($0.output.1) }
    #expect(titles == ["c", "a", "b"])
  }

  @Test(arguments: [
    "<script>alert(1)</script>", "\"onload=\"x", "a & b <i>", String(repeating: "w", count: 250),
    String(repeating: "lang woord ", count: 18), "שלום עולם", "😀👩‍👩‍👧 adem", "]]>",
    "日本語の呼吸",
  ])
  func `Odd texts are shown and do nothing`(text: String) throws {
    let quoted = text.replacingOccurrences(of: "\"", with: "\\\"")
    try folder.write(
      "a.breath",
      "title \"\(quoted)\"\nabout \"\(quoted)\"\nsource \"\(quoted)\"\nsay \"\(quoted)\"\ninhale 100 \"\(quoted)\"; exhale 100\n"
    )
    #expect(try sheet("a.breath", "-o", "a.svg", "-q") == Outcome(0))
    #expect(try !texts(of: "a.svg").isEmpty)
    // No text but the name of the file runs out of the page: each is broken in lines.
    #expect(try texts(of: "a.svg").dropFirst().allSatisfy { $0.count <= 110 || !$0.contains(" ") && $0.count <= 250 })
    #expect(try sheet("a.breath", "-o", "a.html", "-q") == Outcome(0))
    let html = try folder.text(of: "a.html")
    #expect(!html.contains("<script") && !html.contains("<i>") && !html.contains("\"onload"))
    #expect(html.contains("default-src 'none'"))
  }

  @Test func `A page of HTML allows its own style and nothing else`() throws {
    try folder.write("a.breath", "inhale 1; exhale 1\n")
    #expect(try sheet("a.breath", "-o", "a.html", "-q") == Outcome(0))
    let html = try folder.text(of: "a.html")
    let style = try #require(html.firstMatch(of: /(?s)<style>(.*?)<\/style>/)).output.1
    let policy = try #require(html.firstMatch(of: /Content-Security-Policy" content="([^"]*)"/)).output.1
    let hash = try Hashing.sha256(String(style))
    #expect(policy == "default-src 'none'; style-src 'sha256-\(hash)'; base-uri 'none'; form-action 'none'")
    #expect(!html.contains("style=\"") && !html.contains("src="))
  }

  @Test func `What is in the way of a sheet is said, and nothing is written`() throws {
    try folder.write("a.breath", "inhale 1; exhale 1\n")
    try folder.write("b.breath", SamplePattern.broken)
    try folder.write("taken.html", "mine")
    let odd = try sheet("a.breath", "-o", "a.docx")
    #expect(odd.status == 64)
    #expect(
      odd.errorLines[0] == "Error: '--output' ends in .pdf, .svg or .html, unlike 'a.docx'. Write '-o class.pdf'.")
    let broken = try sheet("a.breath", "b.breath", "-o", "x.html")
    #expect(broken == Outcome(1, errors: SamplePattern.complaint(about: "b.breath")))
    #expect(try sheet("c.breath", "-o", "x.html").status == 66)
    let taken = try sheet("a.breath", "-o", "taken.html")
    #expect(taken.status == 73 && taken.errors.contains("'taken.html'"))
    #expect(try folder.text(of: "taken.html") == "mine")
    #expect(try sheet("a.breath", "-o", "no/x.html").status == 73)
    #expect(try folder.contents == ["a.breath", "b.breath", "taken.html"])
    #expect(try sheet("a.breath", "-o", "taken.html", "--force", "-q") == Outcome(0))
    #expect(try folder.text(of: "taken.html").hasPrefix("<!DOCTYPE html>"))
  }

  @Test(arguments: [("-o a.pdf", "adem sheet"), ("-o a.html", "adem page")])
  func `A sheet that is asked of 'render' is shown the command`(options: String, command: String) throws {
    try folder.write("a.breath", "inhale 1; exhale 1\n")
    let run = try AdemProcess(["render", "a.breath"] + options.split(separator: " ").map(String.init), in: folder).run()
    #expect(run.status == 64)
    #expect(run.errors.contains("= help: write '\(command)' in place of 'adem render'"))
  }

  #if os(Linux)
    @Test func `A PDF has pages of A4 whose text can be selected`() throws {
      try folder.write("a.breath", Self.breath)
      #expect(try sheet("a.breath", "-o", "a.pdf") == Outcome(0, errors: "a.pdf: 1 page\n"))
      let info = try Poppler.run("pdfinfo", folder["a.pdf"])
      #expect(info.contains(/Pages: +1\n/) && info.contains("(A4)"))
      #expect(info.contains(/Title: +Adem & rust\n/))
      let text = try Poppler.run("pdftotext", folder["a.pdf"], "-")
      for words in ["Zo gaat het", "reik naar voren", "Laat los.", "in de les, onder toezicht", "Notities"] {
        #expect(text.contains(words))
      }
    }

    @Test func `Every exercise that is shipped fits on one page`() throws {
      let root = "\(Repository.root)/patterns"
      let paths = try FileManager.default.subpathsOfDirectory(atPath: root)
        .filter { $0.hasSuffix(".breath") && $0.contains("/") }
      try #require(paths.count > 80)
      let run = try AdemProcess(["sheet"] + paths.map { "\(root)/\($0)" } + ["-o", "all.pdf"], in: folder).run()
      #expect(run == Outcome(0, errors: "all.pdf: \(paths.count) pages\n"))
    }

    @Test func `What is too long for one page goes on under a title with the number of the page`() throws {
      let steps = (1...120).map { "inhale \($0 % 9 + 1) \"stap nummer \($0)\"\nexhale 4\n" }.joined()
      try folder.write("a.breath", "title \"Lang\"\nlanguage nl\n" + steps)
      #expect(try sheet("a.breath", "-o", "a.pdf") == Outcome(0, errors: "a.pdf: 3 pages\n"))
      let pages = try Poppler.run("pdftotext", folder["a.pdf"], "-").split(separator: "\u{C}")
      #expect(
        pages.prefix(3).map { $0.split(separator: "\n").first } == ["Lang", "Bladzijde 2 · Lang", "Bladzijde 3 · Lang"])
    }
  #endif
}

/// SHA-256 by a program of the system.
enum Hashing {
  static func sha256(_ text: String) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "{ sha256sum 2>/dev/null || shasum -a 256; } | cut -c 1-64"]
    let (input, output) = (Foundation.Pipe(), Foundation.Pipe())
    (process.standardInput, process.standardOutput) = (input, output)
    try process.run()
    input.fileHandleForWriting.write(Data(text.utf8))
    try input.fileHandleForWriting.close()
    let digits = Array(String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self).prefix(64))
    process.waitUntilExit()
    let bytes = stride(from: 0, to: digits.count, by: 2).compactMap { UInt8(String(digits[$0...$0 + 1]), radix: 16) }
    return Data(bytes).base64EncodedString()
  }
}

/// The programs that read PDF, which `Tools/set-up --tests` installs.
enum Poppler {
  static func run(_ program: String, _ arguments: String...) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/\(program)")
    process.arguments = arguments
    let output = Foundation.Pipe()
    process.standardOutput = output
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return String(decoding: bytes, as: UTF8.self)
  }
}
