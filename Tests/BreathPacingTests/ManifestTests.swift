import BatchRendering
import BreathPacing
import Foundation
import PatternLanguage
import Sidecars
import TestSupport
import Testing

/// A manifest in a folder with the files that its lines name; « and » enclose the range of the expected problem.
private struct MarkedManifest {
  let folder: TemporaryFolder
  private let bytes: Data
  /// The start of an unmarked text, where problems of the whole text are shown.
  let marked: SourceRange

  init(_ text: String) throws { try self.init(Array(text.utf8)) }

  init(_ text: [UInt8]) throws {
    folder = try TemporaryFolder()
    try folder.write("a.breath", "parameter unit = 4 in 1..9\nending none\ninhale unit\n")
    try folder.write("notes.txt", "notes")
    try folder.write("folder.breath/inner.breath", "inhale 4")
    try folder.link("circle.breath", to: "circle.breath")
    try folder.link("out.breath", to: "/etc/passwd")
    try folder.link("tracks/out", to: "/tmp")
    let (open, close) = (Array("«".utf8), Array("»".utf8))
    let first = text.firstRange(of: open)
    let last = first.flatMap { text[$0.upperBound...].firstRange(of: close) }
    var text = text
    if let first, let last {
      marked = SourceRange(first.lowerBound, last.lowerBound - open.count)
      text.removeSubrange(last)
      text.removeSubrange(first)
    } else {
      marked = SourceRange(0, 0)
    }
    bytes = Data(text)
  }

  /// Its jobs, or what is wrong with it.
  func plan(as request: TrackRequest = TrackRequest()) throws -> Result<BatchPlan, InvalidManifest> {
    try bytes.write(to: URL(filePath: "\(folder.path)/tracks.jsonl"))
    let manifest = try Manifest(readingFrom: "\(folder.path)/tracks.jsonl")
    do throws(InvalidManifest) {
      return .success(try BatchPlan(for: manifest, in: "\(folder.path)/tracks", as: request))
    } catch {
      return .failure(error)
    }
  }

  /// Expects one problem, at the marked place.
  func expect(
    _ problem: ManifestProblem, as request: TrackRequest = TrackRequest(),
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    guard case .failure(let error) = try plan(as: request) else {
      Issue.record("it is in order", sourceLocation: sourceLocation)
      return
    }
    #expect(error.findings.map(\.problem) == [problem], sourceLocation: sourceLocation)
    #expect(error.findings.first?.range == marked, sourceLocation: sourceLocation)
  }
}

@Suite struct ManifestTests {
  private static let names = [
    "id", "pattern", "output", "set", "profile", "voice", "language", "rate", "bits", "channels",
    "bitrate", "markers", "beside", "for", "cover",
  ]
  private static let long = String(repeating: "n", count: 256)

  // MARK: JSON

  @Test(
    arguments: [
      (#"{"pattern": «,» "id": "x"}"#, .missingValue),
      (#"{"pattern": «}»"#, .missingValue),
      (#"{"id": «nul»}"#, .missingValue),
      (#"{"id": «NaN»}"#, .missingValue),
      (#"{"id": «'x'»}"#, .missingValue),
      (#"{"id": "x", «}»"#, .missingName),
      (#"{«i»d: "x"}"#, .missingName),
      (#"{"id"« »}"#.replacing(" ", with: "x"), .missingColon),
      (#"{"id" «"»x"}"#, .missingColon),
      (#"{"id": "x" «"»pattern": "a.breath"}"#, .missingComma),
      (#"{"beside": ["vtt" «"»srt"]}"#, .missingComma),
      (#"{"id": «"»x}"#, .unclosedText),
      (#"{"beside": «[»"vtt""#, .unclosedList),
      (#"«{»"id": "x""#, .unclosedObject),
      (#"«{»"id": "x","#, .unclosedObject),
      (#"«{»"#, .unclosedObject),
      ("{\"id\": \"x«\t»y\"}", .controlCharacter),
      ("{\"id\": \"x«\0»y\"}", .controlCharacter),
      (#"{"id": "«\q»"}"#, .unknownEscape),
      (#"{"id": "«\u»12"}"#, .unknownEscape),
      (#"{"id": "«\u»12G4"}"#, .unknownEscape),
      (#"{"id": "«\uD83D»"}"#, .unknownEscape),
      (#"{"id": "«\uD83D\u0041»"}"#, .unknownEscape),
      (#"{"id": "«\uDE00»"}"#, .unknownEscape),
      (#"{"rate": «08000»}"#, .notANumber),
      (#"{"rate": «+8000»}"#, .notANumber),
      (#"{"rate": «.5»}"#, .notANumber),
      (#"{"rate": «5.»}"#, .notANumber),
      (#"{"rate": «1e»}"#, .notANumber),
      (#"{"rate": «0x1F40»}"#, .notANumber),
      (#"{"rate": «-»}"#, .notANumber),
      (#"{"id": "x"} «{"id": "y"}»"#, .textAfterValue),
      (#"{"id": "x"}«,»"#, .commaAfterObject),
      (#"[{"id": "x"}, «]»"#, .missingValue),
      (#"[{"id": "x"} «{»"id": "y"}]"#, .missingComma),
      (#"«[»{"id": "x"}"#, .unclosedList),
      ("{\"id\": " + String(repeating: "[", count: 15) + "«[»" + String(repeating: "]", count: 16) + "}", .tooDeep),
    ] as [(String, ManifestProblem.Mistake)])
  func `A slip in JSON is shown at its place`(line: String, mistake: ManifestProblem.Mistake) throws {
    try MarkedManifest(line).expect(.notJSON(mistake))
  }

  @Test(arguments: ["nonsense", "a.breath,a.wav", "id: a", "title \"x\"", "<tracks>", "# tracks"])
  func `A text that is no manifest is one problem`(text: String) throws {
    try MarkedManifest("«\(text)»\nmore\nand more").expect(.noManifest(found: text))
  }

  @Test func `What follows an object that is not closed belongs to it`() throws {
    let text = "«{»\n\"id\": \"x\",\n\"pattern\": \"a.breath\"\n}\n{\"id\": \"y\", \"pattern\": \"a.breath\"}"
    try MarkedManifest(text).expect(.notJSON(.unclosedObject))
  }

  // MARK: Lists and tables

  @Test(arguments: [
    #"[{"id": "x", "pattern": "a.breath"}, {"id": "y", "pattern": "a.breath"}]"#,
    "[\n  {\n    \"id\": \"x\",\n    \"pattern\": \"a.breath\"\n  },\n  {\"id\": \"y\", \"pattern\": \"a.breath\"}\n]\n",
    "id,pattern\nx,a.breath\ny,a.breath\n",
    "\u{FEFF}id;pattern\r\nx;a.breath\r\n\r\ny;a.breath\r\n",
    "id\tpattern\nx\ta.breath\ny\ta.breath",
    "ID, Pattern ,output\nx, a.breath ,\n\"y\",\"a.breath\"",
  ])
  func `A list in brackets and a table are manifests`(text: String) throws {
    let jobs = try MarkedManifest(text).plan().get().jobs
    #expect(jobs.map(\.id) == ["x", "y"])
    #expect(jobs.map(\.indexName) == ["x.wav", "y.wav"])
  }

  @Test(arguments: [
    ("pattern,output,unit,rate,voice\na.breath,x.flac,5.5,44100,\"command \"\"say -a, b\"\"\"", ["unit=5.5"]),
    ("pattern;output;unit;rate;voice\na.breath;x.flac;5,5;44100;\"command \"\"say -a, b\"\"\"", ["unit=5.5"]),
    ("pattern;output;unit;rate;voice\na.breath;x.flac;;44100;\"command \"\"say -a, b\"\"\"", []),
    ("pattern\toutput\tunit\trate\tvoice\na.breath\tx.flac\t2 + 3\t44100\tcommand \"say -a, b\"", ["unit=2 + 3"]),
  ])
  func `A column that is no field is a parameter`(text: String, values: [String]) throws {
    let job = try #require(MarkedManifest(text).plan().get().jobs.first)
    #expect(job.request.overrides.parameters.map(\.text) == values)
    #expect(job.request.options.rate == 44_100)
    #expect(job.request.overrides.voice?.text == "command \"say -a, b\"")
    #expect(job.indexName == "x.flac")
  }

  @Test(arguments: ["vtt srt", "\"vtt,srt\"", "srt;vtt", "vtt+srt"])
  func `A table names the files beside a track in one value`(value: String) throws {
    let jobs = try MarkedManifest("id,pattern,beside\nx,a.breath,\(value)").plan().get().jobs
    #expect(jobs.map(\.request.beside) == [[.vtt, .srt]])
  }

  @Test(
    arguments: [
      ("id,«patern»\nx,a.breath", .unknownName("patern", known: names, suggestion: "pattern")),
      ("«id»,unit\nx,4", .missingColumn("pattern")),
      ("«pattern»,unit\na.breath,4", .missingColumn("output")),
      ("id,pattern,«id»\nx,a.breath,y", .nameTwice("id")),
      ("id,pattern\nx,a.breath,«more»", .cellWithoutName("more", columns: 2)),
      ("id,pattern,\nx,a.breath,«more»", .cellWithoutName("more", columns: 3)),
      ("id,pattern\nx,«\"»a.breath", .notJSON(.unclosedText)),
      ("id,pattern\n\"x\"«y»,a.breath", .notJSON(.quoteInCell)),
      (
        "id,pattern,rate\nx,a.breath,«fast»",
        .wrongValue(name: "rate", wants: .sampleRate(8000...192_000), found: .string)
      ),
      ("id,pattern\nx,«b.breath»", .missingPattern("b.breath")),
      ("id,pattern\n«x,»", .missing("pattern")),
      (
        "id,pattern,beside\nx,a.breath,«vvt»",
        .notInList("vvt", name: "beside", known: Sidecar.allCases.map(\.rawValue), suggestion: "vtt")
      ),
    ] as [(String, ManifestProblem)])
  func `A slip in a table is shown at its place`(text: String, problem: ManifestProblem) throws {
    try MarkedManifest(text).expect(problem)
  }

  @Test func `A value of a table that is not UTF-8 is shown`() throws {
    let text = Array("id,pattern\n«caf".utf8) + [0xE9] + Array("»,a.breath".utf8)
    try MarkedManifest(text).expect(.notJSON(.notUTF8))
  }

  @Test func `A text that is not UTF-8 is shown`() throws {
    let line = Array(#"{"id": «"x"#.utf8) + [0xFF] + Array(#""»}"#.utf8)
    try MarkedManifest(line).expect(.notJSON(.notUTF8))
  }

  @Test func `A hundred thousand brackets are a slip like another`() throws {
    let line = "{\"id\": " + String(repeating: "[", count: 100_000)
    guard case .failure(let error) = try MarkedManifest(line).plan() else {
      Issue.record("it is in order")
      return
    }
    #expect(error.findings.map(\.problem) == [.notJSON(.tooDeep)])
  }

  @Test(arguments: [
    (#"\u0041\t\n\r\b\f\/\\\""#, "A\t\n\r\u{8}\u{C}/\\\""),
    (#"\uD83D\uDE00\u00e9"#, "😀é"),
    ("😀é\u{2028}\u{7F}", "😀é\u{2028}\u{7F}"),
  ])
  func `Texts say what JSON says they do`(written: String, id: String) throws {
    let line = #"{"id": "\#(written)", "pattern": "a.breath", "output": "x.wav"}"#
    #expect(try MarkedManifest(line).plan().get().jobs.map(\.id) == [id])
  }

  @Test(arguments: ["\n", "\r\n", "\n\n \t\n", "\r\n\r\n"])
  func `Lines end as they like, and empty ones are passed over`(end: String) throws {
    let lines = [#"{"id": "x", "pattern": "a.breath"}"#, #"{"id": "y", "pattern": "a.breath"}"#]
    for text in [lines.joined(separator: end), lines.joined(separator: end) + end, end + lines.joined(separator: end)] {
      #expect(try MarkedManifest(text).plan().get().jobs.map(\.id) == ["x", "y"])
    }
  }

  @Test func `A byte order mark is passed over, and does not move a place`() throws {
    let line = #"{"id": "x", "pattern": "a.breath"}"#
    #expect(try MarkedManifest("\u{FEFF}" + line).plan().get().jobs.count == 1)
    guard case .failure(let error) = try MarkedManifest("\u{FEFF}7").plan() else {
      Issue.record("it is in order")
      return
    }
    #expect(error.findings.map(\.range) == [SourceRange(0, 1)])
  }

  @Test func `Blanks may stand wherever JSON lets them`() throws {
    let line = "\t { \"id\" : \"x\" ,\t\"pattern\":\"a.breath\" , \"beside\" : [ ] , \"set\" : { } } \t"
    #expect(try MarkedManifest(line).plan().get().jobs.map(\.id) == ["x"])
  }

  // MARK: Lines

  @Test(
    arguments: [
      // The text
      ("", .noTracks),
      ("\n \r\n", .noTracks),
      ("«[]»", .notAnObject(found: .array)),
      ("«\"a.breath\"»", .notAnObject(found: .string)),
      ("«null»", .notAnObject(found: .null)),
      // Names and values
      (
        #"{«"patern"»: "a.breath", "output": "x.wav"}"#,
        .unknownName("patern", known: names, suggestion: "pattern")
      ),
      (
        #"{"pattern": "a.breath", "output": "x.wav", «"zzz"»: 1}"#,
        .unknownName("zzz", known: names, suggestion: nil)
      ),
      (#"{"id": "x", "pattern": "a.breath", «"id"»: "y"}"#, .nameTwice("id")),
      (#"{"id": "x", "pattern": "a.breath", "set": {"unit": 4, «"unit"»: 5}}"#, .nameTwice("unit")),
      (#"«{"output": "x.wav"}»"#, .missing("pattern")),
      (#"«{"pattern": "a.breath"}»"#, .missing("output")),
      (
        #"{"id": «5», "pattern": "a.breath"}"#,
        .wrongValue(name: "id", wants: .text, found: .number)
      ),
      (
        #"{"id": «""», "pattern": "a.breath"}"#,
        .wrongValue(name: "id", wants: .text, found: .string)
      ),
      (
        #"{"id": "x", "pattern": «["a.breath"]»}"#,
        .wrongValue(name: "pattern", wants: .text, found: .array)
      ),
      (
        #"{"id": "x", "pattern": "a.breath", "voice": «true»}"#,
        .wrongValue(name: "voice", wants: .text, found: .boolean)
      ),
      (
        #"{"id": "x", "pattern": "a.breath", "rate": «7999»}"#,
        .wrongValue(name: "rate", wants: .sampleRate(8000...192_000), found: .number)
      ),
      (
        #"{"id": "x", "pattern": "a.breath", "rate": «"8000"»}"#,
        .wrongValue(name: "rate", wants: .sampleRate(8000...192_000), found: .string)
      ),
      (
        #"{"id": "x", "pattern": "a.breath", "rate": «99999999999999999999»}"#,
        .wrongValue(name: "rate", wants: .sampleRate(8000...192_000), found: .number)
      ),
      (
        #"{"id": "x", "pattern": "a.breath", "bits": «20»}"#,
        .wrongValue(name: "bits", wants: .oneOf([16, 24, 32]), found: .number)
      ),
      (
        #"{"id": "x", "pattern": "a.breath", "channels": «2.5»}"#,
        .wrongValue(name: "channels", wants: .oneOf([1, 2]), found: .number)
      ),
      (
        #"{"id": "x", "pattern": "a.breath", "set": «[4]»}"#,
        .wrongValue(name: "set", wants: .parameters, found: .array)
      ),
      (
        #"{"id": "x", "pattern": "a.breath", "set": {"unit": «null»}}"#,
        .wrongValue(name: "unit", wants: .textOrNumber, found: .null)
      ),
      (
        #"{"id": "x", "pattern": "a.breath", "beside": «"vtt"»}"#,
        .wrongValue(name: "beside", wants: .sidecars, found: .string)
      ),
      (
        #"{"id": "x", "pattern": "a.breath", "beside": [«7»]}"#,
        .wrongValue(name: "beside", wants: .sidecar, found: .number)
      ),
      (
        #"{"id": "x", "pattern": "a.breath", "beside": ["vtt", «"vvt"»]}"#,
        .notInList("vvt", name: "beside", known: Sidecar.allCases.map(\.rawValue), suggestion: "vtt")
      ),
      // Patterns
      (#"{"id": "x", "pattern": «"b.breath"»}"#, .missingPattern("b.breath")),
      (#"{"id": "x", "pattern": «"a\u0000.breath"»}"#, .missingPattern("a\0.breath")),
      (#"{"id": "x", "pattern": «"folder.breath"»}"#, .unreadablePattern("folder.breath", .folder)),
      (#"{"id": "x", "pattern": «"notes.txt"»}"#, .unreadablePattern("notes.txt", .notAPattern)),
      (#"{"id": "x", "pattern": «"circle.breath"»}"#, .unreadablePattern("circle.breath", .symbolicLinkLoop)),
      (#"{"id": "x", "pattern": «"/etc/passwd"»}"#, .leavesFolder("/etc/passwd")),
      (#"{"id": "x", "pattern": «"../a.breath"»}"#, .leavesFolder("../a.breath")),
      (#"{"id": "x", "pattern": «"out.breath"»}"#, .leavesFolder("out.breath")),
      // Outputs
      (#"{"pattern": "a.breath", "output": «"../x.wav"»}"#, .leavesFolder("../x.wav")),
      (#"{"pattern": "a.breath", "output": «"a/../x.wav"»}"#, .leavesFolder("a/../x.wav")),
      (#"{"pattern": "a.breath", "output": «"/tmp/x.wav"»}"#, .leavesFolder("/tmp/x.wav")),
      (#"{"pattern": "a.breath", "output": «"out/x.wav"»}"#, .leavesFolder("out/x.wav")),
      (#"{"pattern": "a.breath", "output": «"out/more/x.wav"»}"#, .leavesFolder("out/more/x.wav")),
      (#"{"id": «"../x"», "pattern": "a.breath"}"#, .leavesFolder("../x.wav")),
      (#"{"pattern": "a.breath", "output": «"a//x.wav"»}"#, .unusablePath("a//x.wav")),
      (#"{"pattern": "a.breath", "output": «"./x.wav"»}"#, .unusablePath("./x.wav")),
      (#"{"pattern": "a.breath", "output": «"x\u0000.wav"»}"#, .unusablePath("x\0.wav")),
      (#"{"pattern": "a.breath", "output": «"\#(long).wav"»}"#, .unusablePath("\(long).wav")),
      (#"{"pattern": "a.breath", "output": «"x.txt"»}"#, .unknownKind("x.txt")),
      (#"{"pattern": "a.breath", "output": «"x"»}"#, .unknownKind("x")),
      (
        #"{"pattern": "a.breath", "output": "x.opus", "rate": «44100»}"#,
        .unfitting(name: "rate", value: "44100", kind: "opus", wants: [8000, 12_000, 16_000, 24_000, 48_000])
      ),
      (
        #"{"pattern": "a.breath", "output": "x.mp3", "bits": «24»}"#,
        .unfitting(name: "bits", value: "24", kind: "mp3", wants: [])
      ),
      (
        #"{"pattern": "a.breath", "output": "x.flac", "bits": «32»}"#,
        .unfitting(name: "bits", value: "32", kind: "flac", wants: [16, 24])
      ),
    ] as [(String, ManifestProblem)])
  func `A problem of a line is shown at its place`(line: String, problem: ManifestProblem) throws {
    try MarkedManifest(line).expect(problem)
  }

  @Test(
    arguments: [
      // The same in two lines; the second one is shown.
      (#"{"id": "x", "pattern": "a.breath"}"#, #"{"id": «"x"», "pattern": "a.breath"}"#, .sameID("x")),
      (
        #"{"id": "x", "pattern": "a.breath", "output": "1.wav"}"#,
        #"{"id": «"x"», "pattern": "a.breath", "output": "2.wav"}"#, .sameID("x")
      ),
      (
        #"{"id": "1.wav", "pattern": "a.breath", "output": "2.wav"}"#,
        #"{"pattern": "a.breath", "output": «"1.wav"»}"#, .sameID("1.wav")
      ),
      (
        #"{"pattern": "a.breath", "output": "x.wav"}"#,
        #"{"pattern": "a.breath", "output": «"x.wav"»}"#, .sameOutput("x.wav")
      ),
      (
        #"{"pattern": "a.breath", "output": "X.wav"}"#,
        #"{"pattern": "a.breath", "output": «"x.WAV"»}"#, .sameOutput("x.WAV")
      ),
      (
        #"{"pattern": "a.breath", "output": "e\u0301.wav"}"#,
        #"{"pattern": "a.breath", "output": «"\u00e9.wav"»}"#, .sameOutput("é.wav")
      ),
      (
        #"{"id": "x", "pattern": "a.breath", "output": "1.wav"}"#,
        #"{"id": «"1"», "pattern": "a.breath"}"#, .sameOutput("1.wav")
      ),
      (
        #"{"pattern": "a.breath", "output": "x.wav", "beside": ["vtt"]}"#,
        #"{"pattern": "a.breath", "output": «"x.flac"», "beside": ["vtt"]}"#, .sameOutput("x.vtt")
      ),
      (
        #"{"pattern": "a.breath", "output": "x.wav"}"#,
        #"{"pattern": "a.breath", "output": «"X.wav/y.wav"»}"#, .outputInOutput("X.wav/y.wav", file: "X.wav")
      ),
      // A folder that is no link, and a link that differs from it by case alone.
      (
        #"{"pattern": "a.breath", "output": "OUT/x.wav"}"#,
        #"{"pattern": "a.breath", "output": «"out/y.wav"»}"#, .leavesFolder("out/y.wav")
      ),
      (
        #"{"pattern": "a.breath", "output": "x.wav/y.wav"}"#,
        #"{"pattern": "a.breath", "output": «"x.wav"»}"#, .outputInOutput("x.wav", file: "x.wav")
      ),
    ] as [(String, String, ManifestProblem)])
  func `Two lines that do not go together are one problem`(
    first: String, second: String, problem: ManifestProblem
  ) throws {
    try MarkedManifest("\(first)\n\(second)\n").expect(problem)
  }

  @Test func `All problems are told in the order of the text, and of many the first hundred`() throws {
    let lines = (0..<150).map { #"{"id": "x\#($0)", "pattern": "none-\#($0).breath"}"# }
    guard case .failure(let error) = try MarkedManifest(lines.joined(separator: "\n")).plan() else {
      Issue.record("it is in order")
      return
    }
    #expect(error.findings.map(\.problem) == (0..<100).map { .missingPattern("none-\($0).breath") })
    #expect(error.unreported == 50)
  }

  @Test func `A manifest has at most 64 MiB`() throws {
    let line = Array("{\"id\": \"x\", \"pattern\": \"a.breath\"}".utf8)
    let blanks = [UInt8](repeating: 0x20, count: 64 << 20)
    #expect(try MarkedManifest(line + blanks.dropFirst(line.count)).plan().get().jobs.count == 1)
    try MarkedManifest(line + blanks.dropFirst(line.count - 1)).expect(.tooLarge(limit: 64 << 20))
  }

  // MARK: What a line asks for

  @Test func `A line says how its track is to be made`() throws {
    let line = """
      {"id": "x", "pattern": "a.breath", "output": "deep/x.flac", "set": {"unit": 4.50, "word": "\\"in\\""}, \
      "profile": "sleep", "voice": "none", "language": "nl", "rate": 44100, "bits": 24, "channels": 2, \
      "beside": ["json", "vtt", "json"]}
      """
    let manifest = try MarkedManifest(line)
    let job = try #require(try manifest.plan().get().jobs.first)
    #expect(job.id == "x")
    #expect(job.input == .file("\(manifest.folder.path)/a.breath"))
    #expect((job.output, job.indexName) == ("\(manifest.folder.path)/tracks/deep/x.flac", "deep/x.flac"))
    var overrides = Overrides(
      parameters: ["unit=4.50", "word=\"in\""], profile: "sleep", voice: "none", language: "nl")
    overrides.voiceOrigin = .manifest
    #expect(job.request.overrides == overrides)
    #expect(job.request.options == RenderOptions(rate: 44_100, samples: .int24, channels: 2))
    #expect(job.request.beside == [.vtt, .json])
  }

  /// As Python, JavaScript and others write fractions that they have computed.
  @Test(arguments: [
    ("1.0131000000000001", "1.0131"), ("3.3000000000000003", "3.3"), ("0.30000000000000004", "0.3"),
    ("4.999999999999999", "5"), ("-0.30000000000000004", "-0.3"), ("1e-05", "0.00001"), ("1.5E+2", "150"),
    ("5.000000000", "5"), ("999999999.9999999", "1000000000"),
    // Numbers that the language accepts, or that have only one possible meaning.
    ("4.50", "4.50"), ("0.000001", "0.000001"), ("0.3333333333333333", "0.3333333333333333"),
    ("1.0000001", "1.0000001"), ("1e-7", "1e-7"), ("1e300", "1e300"), ("2e999", "2e999"),
  ])
  func `A number means what a program that computes in binary meant`(written: String, meant: String) throws {
    let line = #"{"id": "x", "pattern": "a.breath", "rate": 8000.0, "set": {"unit": \#(written)}}"#
    let job = try #require(try MarkedManifest(line).plan().get().jobs.first)
    #expect(job.request.overrides == Overrides(parameters: ["unit=\(meant)"]))
    #expect(job.request.options.rate == 8000)
  }

  @Test func `What a line does not say holds as it does for all`() throws {
    let all = TrackRequest(
      overriding: Overrides(parameters: ["unit=3", "other=1"], profile: "class", language: "fr"),
      as: RenderOptions(rate: 8000, channels: 1), beside: [.srt])
    let line = #"{"id": "x", "pattern": "a.breath", "set": {"unit": 5}, "language": "nl", "channels": 2, "beside": []}"#
    let job = try #require(try MarkedManifest(line).plan(as: all).get().jobs.first)
    #expect(
      job.request.overrides == Overrides(parameters: ["other=1", "unit=5"], profile: "class", language: "nl"))
    #expect(job.request.options == RenderOptions(rate: 8000, channels: 2))
    #expect(job.request.beside == [])
  }

  @Test func `What holds for all is told at the line that it does not fit`() throws {
    let line = #"{"pattern": "a.breath", "output": «"x.opus"»}"#
    try MarkedManifest(line).expect(
      .unfitting(name: "rate", value: "44100", kind: "opus", wants: [8000, 12_000, 16_000, 24_000, 48_000]),
      as: TrackRequest(as: RenderOptions(rate: 44_100)))
  }

  @Test(arguments: [
    (#"{"id": "x", "pattern": "a.breath", "set": {"unit": «"long"»}}"#, "wrong-value"),
    (#"{"id": "x", "pattern": "a.breath", "set": {"unit": «10»}}"#, "out-of-range"),
    (#"{"id": "x", "pattern": "a.breath", "set": {"unit": «1e2»}}"#, "out-of-range"),
    (#"{"id": "x", "pattern": "a.breath", "set": {"unit": «"4; inhale 2"»}}"#, "missing-value"),
    (#"{"id": "x", "pattern": "a.breath", "set": {"unti": «4»}}"#, "unknown-parameter"),
    (#"{"id": "x", "pattern": "a.breath", "set": {"a=b": «4»}}"#, "unknown-parameter"),
    (#"{"id": "x", "pattern": "a.breath", "profile": «"loud"»}"#, "not-in-list"),
    (#"{"id": "x", "pattern": "a.breath", "language": «"Dutch"»}"#, "not-a-language"),
  ])
  func `What a pattern thinks of a value is told where the manifest says it`(line: String, code: String) throws {
    let marked = try MarkedManifest(line)
    let plan = try marked.plan().get()
    let batch = try Batch(in: nil)
    let failures = plan.jobs.compactMap { job -> (job: BatchJob, error: any Error)? in
      do { _ = try batch.assess(job) } catch { return (job, error) }
      return nil
    }
    let manifest = try #require(plan.manifest)
    let error = try #require(InvalidManifest(manifest, failures))
    let found = try #require(error.findings.first)
    #expect(error.findings.count == 1)
    #expect(found.range == marked.marked)
    guard case .pattern(let foundCode, _, _) = found.problem else {
      Issue.record("\(found.problem)")
      return
    }
    #expect(foundCode == code)
  }
}
