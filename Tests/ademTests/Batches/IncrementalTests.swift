import Foundation
import TestSupport
import Testing

@Suite struct `What has not changed is kept` {
  private let folder: TemporaryFolder
  private static let all = ["clip.wav", "plain.wav", "set.wav", "spoken.wav", "uses.wav"]

  /// Creates a track for each kind of input, and renders all of them.
  init() throws {
    folder = try TemporaryFolder()
    try folder.write("gong.breath", "ending none\ninhale 100ms\nexhale 100ms\n")
    for output in ["in/gong.wav", "in/voice/in.wav", "in/voice/out.wav"] {
      try folder.makeFolder("in/voice")
      let run = AdemProcess("render", "gong.breath", "-q", "-o", output, "--rate", "8000", in: folder)
      try #require(try run.run() == Outcome(0))
    }
    try folder.write("in/plain.breath", "ending none\nparameter n = 1\ninhale n\nexhale 1\n")
    try folder.write("parts/part.breath", "inhale 1\nexhale 1\n")
    try folder.write("in/parts/part.breath", "inhale 1\nexhale 1\n")
    try folder.write("in/uses.breath", "ending none\nuse \"parts/part.breath\"\n")
    try folder.write("in/parts/mine.sounds", "sounds bowls { inhale tone 330Hz -12dB }\n")
    try folder.write("in/set.breath", "ending none\nsounds \"parts/mine.sounds\"\ninhale 1\nexhale 1\n")
    try folder.write("in/clip.breath", "ending none\nclip \"gong.wav\" 1s\ninhale 1\nexhale 1\n")
    try folder.write(
      "in/spoken.breath", "ending none\nvoice folder \"voice\"\nsay \"in\"\nsay \"out\"\ninhale 1\nexhale 1\n")
    #expect(try render().count == 5)
  }

  private let patterns = ["clip", "plain", "set", "spoken", "uses"].map { "in/\($0).breath" }

  private func run(_ options: [String], by program: String? = nil) throws -> Outcome {
    var process = AdemProcess(
      ["render"] + patterns + ["-q", "--rate", "8000", "--output-folder", "out"] + options, in: folder)
    guard let program else { return try process.run() }
    // The shell writes the program: a file that this process has open for writing cannot be started.
    process.executable = folder[program]
    process.preparation = "cp \(program).bytes \(program) && chmod +x \(program)"
    return try process.run()
  }

  /// The outputs that were rendered, each with why.
  private func render(_ options: String...) throws -> [String: [String]] {
    let run = try run(options + ["--json"])
    #expect(run.status == 0 && run.errors == "", "\(run.errors)")
    return try EventLines(run.output).rendered
  }

  /// A change between two batches.
  enum Change: Sendable {
    case text(String, String)
    /// Another recording, of the same length.
    case recording(String)
    case options([String])
    case gone(String)
  }

  private func apply(_ change: Change) throws -> [String] {
    switch change {
    case .text(let name, let text): try folder.write(name, text)
    case .recording(let name):
      var bytes = try folder.bytes(of: name)
      bytes[200] ^= 1
      try folder.write(name, bytes)
    case .gone(let name): try FileManager.default.removeItem(atPath: folder[name])
    case .options(let options): return options
    }
    return []
  }

  @Test(arguments: [
    (Change.text("in/plain.breath", "ending none\ninhale 2\nexhale 1\n"), ["plain.wav": ["text"]]),
    (.text("in/parts/part.breath", "inhale 2\nexhale 1\n"), ["uses.wav": ["uses"]]),
    (.text("in/parts/mine.sounds", "sounds bowls { inhale tone 440Hz -12dB }\n"), ["set.wav": ["uses"]]),
    (.recording("in/gong.wav"), ["clip.wav": ["recordings"]]),
    (.recording("in/voice/out.wav"), ["spoken.wav": ["speech"]]),
    (.gone("out/plain.wav"), ["plain.wav": ["missing"]]),
    (.options(["--set", "n=2"]), ["plain.wav": ["settings"]]),
    (.options(["--rate", "16000"]), Dictionary(uniqueKeysWithValues: all.map { ($0, ["settings"]) })),
    (.options(["--bits", "24"]), Dictionary(uniqueKeysWithValues: all.map { ($0, ["settings"]) })),
    (.options(["--channels", "2"]), Dictionary(uniqueKeysWithValues: all.map { ($0, ["settings"]) })),
    (.options(["--profile", "sleep"]), Dictionary(uniqueKeysWithValues: all.map { ($0, ["settings"]) })),
    (.options(["--beside", "vtt"]), Dictionary(uniqueKeysWithValues: all.map { ($0, ["beside"]) })),
    (.options(["--force"]), Dictionary(uniqueKeysWithValues: all.map { ($0, ["forced"]) })),
  ])
  func `A track is made again when one of its inputs changes, and no other`(
    change: Change, rendered: [String: [String]]
  ) throws {
    let options = try apply(change) + ["--json"]
    #expect(try EventLines(run(options).output).rendered == rendered)
    let third = try EventLines(run(options).output).rendered
    #expect(third == (options.contains("--force") ? rendered : [:]))
  }

  #if os(Linux)
    /// The linker stores a hash of all that it linked in the note `.note.gnu.build-id`: the sizes of the name and of
    /// the hash, the type 3, the name `GNU`, and the hash. Another program is a copy of this one with another hash.
    @Test func `Another program renders all tracks again, and a copy of this one renders none`() throws {
      var program = try Data(contentsOf: URL(fileURLWithPath: AdemProcess.built))
      let note = try #require(
        program.prefix(1 << 16).firstRange(of: Data([4, 0, 0, 0, 20, 0, 0, 0, 3, 0, 0, 0]) + Data("GNU\0".utf8)))
      for (name, flip, reasons) in [("copy", UInt8(0), nil), ("other", 1, ["program"])] as [(String, UInt8, [String]?)]
      {
        program[note.upperBound] ^= flip
        try program.write(to: URL(fileURLWithPath: folder["\(name).bytes"]))
        let expected = reasons.map { reasons in Dictionary(uniqueKeysWithValues: Self.all.map { ($0, reasons) }) }
        let run = try run(["--json"], by: name)
        #expect(run.status == 0, "\(run.errors)")
        #expect(try EventLines(run.output).rendered == expected ?? [:])
      }
      #expect(try render().keys.sorted() == Self.all)
    }
  #endif

  @Test func `What is kept is what would be made`() throws {
    try folder.write("in/plain.breath", "ending none\ninhale 2\nexhale 1\n")
    try folder.write("in/parts/part.breath", "inhale 2\nexhale 1\n")
    #expect(try render().keys.sorted() == ["plain.wav", "uses.wav"])
    let kept = try folder.files(in: "out")
    #expect(try render("--force").count == 5)
    #expect(try folder.files(in: "out") == kept)
  }

  @Test func `Times, copies and other names for the same content change nothing`() throws {
    let before = try folder.files(in: "out")
    for name in try folder.contents {
      let bytes = try folder.bytes(of: name)
      try FileManager.default.removeItem(atPath: folder[name])
      try folder.write(name, bytes)
      let time = Date(timeIntervalSince1970: Double(name.utf8.count) * 1e7)
      try FileManager.default.setAttributes([.modificationDate: time], ofItemAtPath: folder[name])
    }
    #expect(try render() == [:])
    #expect(try folder.files(in: "out") == before)
    try FileManager.default.moveItem(atPath: folder["out"], toPath: folder["moved"])
    try FileManager.default.copyItem(atPath: folder["moved"], toPath: folder["out"])
    #expect(try render() == [:])
  }

  /// A change that leaves the size and the time as they are shows that a file is not read.
  @Test(arguments: ["plain.wav", "plain.vtt"])
  func `A file that was touched is read once`(name: String) throws {
    #expect(try render("--beside", "vtt").count == 5)
    let path = folder["out/\(name)"]
    func touch() throws {
      let time = Date(timeIntervalSince1970: 1e9)
      try FileManager.default.setAttributes([.modificationDate: time], ofItemAtPath: path)
    }
    func change() throws {
      let file = try #require(FileHandle(forUpdatingAtPath: path))
      try file.seek(toOffset: 50)
      try file.write(contentsOf: [1])
      try file.close()
    }
    try touch()
    #expect(try render("--beside", "vtt") == [:])
    try change()
    try touch()
    #expect(try render("--beside", "vtt") == [:])
    try change()
    #expect(try run(["--beside", "vtt"]).status == 1)
  }

  @Test func `A text that is changed back is made again, and then kept`() throws {
    let text = try folder.text(of: "in/plain.breath")
    let first = try folder.bytes(of: "out/plain.wav")
    for _ in 1...2 {
      try folder.write("in/plain.breath", text + "hold 1\n")
      #expect(try render() == ["plain.wav": ["text"]])
      #expect(try folder.bytes(of: "out/plain.wav") != first)
      try folder.write("in/plain.breath", text)
      #expect(try render() == ["plain.wav": ["text"]])
      #expect(try folder.bytes(of: "out/plain.wav") == first)
    }
    #expect(try render() == [:])
  }

  @Test func `A comment is another text, once: also when it goes again`() throws {
    let text = try folder.text(of: "in/plain.breath")
    for changed in [text + "# softly\n", text, text + "# softly\n"] {
      try folder.write("in/plain.breath", changed)
      #expect(try render() == ["plain.wav": ["text"]])
      #expect(try render() == [:])
    }
  }

  /// An index can be lost. The recipe of a track lists its inputs, and its bytes are compared.
  @Test func `Tracks without a index are made again and found to be the same`() throws {
    let before = try folder.files(in: "out")
    let signatures = try Self.all.map { try folder.inode(of: "out/\($0)") }
    try FileManager.default.removeItem(atPath: folder["out/.adem-ledger"])
    #expect(try render() == Dictionary(uniqueKeysWithValues: Self.all.map { ($0, ["unrecorded"]) }))
    #expect(try folder.files(in: "out") == before)
    #expect(try Self.all.map { try folder.inode(of: "out/\($0)") } == signatures)
    #expect(try render() == [:])
  }

  /// An index of adem 0.1.0 has a SHA-256 of each file, with 64 digits. The stat signature still identifies the batch's
  /// own files.
  @Test(arguments: [false, true])
  func `Tracks in a index of adem 0.1.0 are made again, and edited ones stay`(isCopied: Bool) throws {
    let index = try folder.text(of: "out/.adem-ledger").split(separator: "\n")
    let lines = index.dropFirst().map { line in
      // The digests of files and of all inputs, and the short ones of each.
      let json = line.dropFirst(9)
        .replacing(/:"[0-9a-f]{32}"/) { _ in ":\"\(String(repeating: "0123456789abcdef", count: 4))\"" }
        .replacing(/:"[0-9a-f]{16}"/) { _ in ":\"0123456789abcdef\"" }
      #expect(json.utf8.count == line.utf8.count - 9 + 2 * 32)
      return "\(checksum(of: json)) \(json)"
    }
    try folder.write("out/.adem-ledger", ([String(index[0])] + lines).joined(separator: "\n") + "\n")
    if isCopied {
      try FileManager.default.moveItem(atPath: folder["out"], toPath: folder["old"])
      try FileManager.default.copyItem(atPath: folder["old"], toPath: folder["out"])
    }
    let before = try folder.files(in: "out")
    var edited = try folder.bytes(of: "out/plain.wav")
    edited[100] ^= 1
    try folder.write("out/plain.wav", edited)
    let run = try run(["--json"])
    #expect(run.status == 1)
    #expect(run.errors.contains("'out/plain.wav' was rendered earlier and has been changed since"), "\(run.errors)")
    let rendered = try EventLines(run.output).rendered
    #expect(rendered.keys.sorted() == Self.all.filter { $0 != "plain.wav" })
    #expect(rendered.values.allSatisfy { isCopied ? $0 == ["unrecorded"] : $0.contains("program") })
    #expect(try folder.bytes(of: "out/plain.wav") == edited)
    try FileManager.default.removeItem(atPath: folder["out/plain.wav"])
    #expect(try render() == ["plain.wav": ["missing"]])
    #expect(try folder.files(in: "out") == before)
    #expect(try render() == [:])
  }

  /// CRC-32 with the polynomial 0x04C11DB7, nothing reflected, nothing added, in eight digits.
  private func checksum(of text: some StringProtocol) -> String {
    let crc = text.utf8.reduce(into: UInt32(0)) { crc, byte in
      crc ^= UInt32(byte) << 24
      for _ in 0..<8 { crc = crc >> 31 == 1 ? crc << 1 ^ 0x04C1_1DB7 : crc << 1 }
    }
    let digits = String(crc, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }

  @Test func `A track is made again where what stands beside it has gone or was changed`() throws {
    #expect(try render("--beside", "vtt,srt").count == 5)
    try FileManager.default.removeItem(atPath: folder["out/plain.srt"])
    #expect(try render("--beside", "vtt,srt") == ["plain.wav": ["missing"]])
    #expect(try folder.contents.contains("out/plain.srt"))
    #expect(try render("--beside", "vtt,srt") == [:])
  }

  /// It is reported as one failed track of the batch; the others are kept.
  @Test func `A track that somebody has edited stays as it is`() throws {
    var bytes = try folder.bytes(of: "out/plain.wav")
    bytes[100] ^= 1
    try folder.write("out/plain.wav", bytes)
    let expected = """
      error: 'out/plain.wav' was rendered earlier and has been changed since
        = help: move it away to keep it, or replace it with '--force'

      """
    #expect(try run([]) == Outcome(1, errors: expected))
    #expect(try folder.bytes(of: "out/plain.wav") == bytes)
  }

  @Test func `It says what it kept, and why it made the rest`() throws {
    try folder.write("in/plain.breath", "ending none\ninhale 1\nexhale 1\nhold 1\n")
    let run = try AdemProcess(
      "render", "in/plain.breath", "in/uses.breath", "--rate", "8000", "--output-folder", "out", "--jobs", "1",
      in: folder
    ).run()
    let expected = """
      out/plain.wav: 3s, 1 breath, 20 a minute; its pattern has changed
      out/uses.wav: kept, nothing has changed
      all 2 tracks are there: 1 rendered, 1 kept

      """
    #expect(run == Outcome(0, errors: expected))
  }
}

extension TemporaryFolder {
  func inode(of name: String) throws -> Int {
    try #require(FileManager.default.attributesOfItem(atPath: self[name])[.systemFileNumber] as? Int)
  }
}
