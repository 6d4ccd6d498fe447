import Foundation
import PatternLanguage
import Speech
import Synthesis
import TemporaryFolders
import Testing

@Suite struct CacheTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("tone.wav", WaveBytes().bytes(WaveBytes.tone()))
    try folder.program("say", "cat > /dev/null; echo again >> runs; exec cat tone.wav")
  }

  private func speaker(_ command: String = "./say", cache: String = "cache/adem") throws -> SpeechSynthesizer {
    var speaker = try SpeechTests.speaker(.command(command), in: folder)
    speaker.cache = SpeechCache(folder: folder[cache])
    return speaker
  }

  private var runs: Int {
    get throws { try folder.text(of: "runs").split(separator: "\n").count }
  }

  private var kept: [String] {
    get throws { try folder.contents.filter { $0.hasPrefix("cache/") } }
  }

  @Test func `A text is made once, also by another speaker, and each text by itself`() throws {
    let first = try speaker().recording(of: "adem in")
    #expect(try speaker().recording(of: "adem in") == first)
    #expect(try runs == 1)
    _ = try speaker().recording(of: "adem uit")
    _ = try speaker("./say twee").recording(of: "adem in")
    #expect(try runs == 3)
    #expect(try kept.count == 3)
  }

  @Test(arguments: ["say", "tone.wav"])
  func `Another program, or another file that the command names, speaks anew`(name: String) throws {
    _ = try speaker("./say --model=tone.wav").recording(of: "adem in")
    try folder.program("prepare", "printf '\\n#' >> \(name)")
    _ = try SpeechTests.speaker(.command("sh -c './prepare; cat tone.wav'"), in: folder).recording(of: "x")
    _ = try speaker("./say --model=tone.wav").recording(of: "adem in")
    #expect(try runs == 2)
  }

  @Test(
    arguments: [
      { (bytes: inout Data) in bytes.removeLast() }, { $0.removeAll() }, { $0[$0.count / 2] ^= 1 }, { $0[0] ^= 1 },
      { $0[20] ^= 0x80 }, { $0.append(0) }, { $0 = Data("RIFF, but somebody else's".utf8) },
    ] as [@Sendable (inout Data) -> Void])
  func `A damaged file is made again`(damage: @Sendable (inout Data) -> Void) throws {
    let first = try speaker().recording(of: "adem in")
    let name = try #require(kept.first)
    let whole = try folder.bytes(of: name)
    var bytes = whole
    damage(&bytes)
    try folder.write(name, bytes)
    #expect(try speaker().recording(of: "adem in") == first)
    #expect(try runs == 2)
    #expect(try folder.bytes(of: name) == whole)
  }

  @Test func `The file of another text is not believed`() throws {
    _ = try speaker().recording(of: "adem in")
    let first = try #require(kept.first)
    let bytes = try folder.bytes(of: first)
    _ = try speaker().recording(of: "adem uit")
    let second = try #require(kept.first { $0 != first })
    try folder.write(second, bytes)
    _ = try speaker().recording(of: "adem uit")
    #expect(try runs == 3)
  }

  @Test(arguments: [
    "rm -rf cache; ln -s /nowhere/at/all cache", "rm -rf cache; touch cache",
    "mkdir -p cache/adem; chmod 500 cache/adem",
  ])
  func `A cache that cannot be used does not hinder`(script: String) throws {
    try folder.program("prepare", script)
    _ = try SpeechTests.speaker(.command("sh -c './prepare; cat tone.wav'"), in: folder).recording(of: "x")
    #expect(try speaker().recording(of: "adem in") == speaker().recording(of: "adem in"))
  }

  @Test func `A folder, a link or a pipe in the place of a file does not hinder`() throws {
    let first = try speaker().recording(of: "adem in")
    let name = try #require(kept.first)
    for replace in ["mkdir", "ln -s tone.wav", "mkfifo"] {
      let target = replace.hasPrefix("ln") ? "'\(folder["tone.wav"])' " : ""
      try folder.program("prepare", "rm -rf '\(name)'; \(replace.prefix { $0 != "t" }) \(target)'\(name)'")
      _ = try SpeechTests.speaker(.command("sh -c './prepare; cat tone.wav'"), in: folder).recording(of: "x")
      #expect(try speaker().recording(of: "adem in") == first)
    }
  }

  @Test func `What was not heard is not kept`() throws {
    try folder.write("tone.wav", Data("no sound".utf8))
    _ = problem(of: try speaker())
    #expect(try kept.filter { $0.hasSuffix(".speech") } == [])
  }

  @Test func `The oldest files go when there is no room`() throws {
    try folder.makeFolder("cache/adem")
    for number in 0..<10 {
      try folder.write("cache/adem/\(number).speech", Data(count: 10_000))
      var times = [timespec(tv_sec: 1_000_000 + number, tv_nsec: 0), timespec(tv_sec: 1_000_000 + number, tv_nsec: 0)]
      utimensat(AT_FDCWD, folder["cache/adem/\(number).speech"], &times, 0)
    }
    try folder.write("cache/adem/readme.txt", "not ours")
    var speaker = try speaker()
    speaker.cache = SpeechCache(folder: folder["cache/adem"], room: 45_000)
    _ = try speaker.recording(of: "adem in")
    let names = try kept.map { $0.replacing("cache/adem/", with: "") }.filter { $0.count < 20 }
    #expect(names == ["6.speech", "7.speech", "8.speech", "9.speech", "readme.txt"])
  }

  @Test func `Speech of espeak-ng is kept by its version`() throws {
    let path = folder.path
    for version in ["1.51", "1.51", "1.52"] {
      try folder.program(
        "espeak-ng",
        "[ \"$1\" = --version ] && { echo \(version); exit; }; echo again >> '\(path)/runs'; cat '\(path)/tone.wav'")
      var speaker = try SpeechTests.speaker(.named("nl"), in: folder, searchPath: "\(path):/usr/bin:/bin")
      speaker.cache = SpeechCache(folder: folder["cache"])
      _ = try speaker.recording(of: "adem in")
      _ = try speaker.recording(of: "adem in")
    }
    #expect(try runs == 2)
  }

  @Test func `Two that keep the same text at once both have it`() async throws {
    let speaker = try speaker()
    let all = await withTaskGroup(of: Recording?.self) { group in
      for _ in 0..<16 { group.addTask { try? speaker.recording(of: "adem in") } }
      return await group.reduce(into: Set<Recording?>()) { $0.insert($1) }
    }
    #expect(all.count == 1 && !all.contains(nil))
    #expect(try kept.count == 1)
  }
}
