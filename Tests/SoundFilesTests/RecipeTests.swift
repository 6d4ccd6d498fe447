import Foundation
import SoundFiles
import Synthesis
import TestSupport
import Testing

struct RecipeTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  static let names = ["a.wav", "a.aiff", "a.caf", "a.flac", "a.ogg", "a.opus", "a.mp3"]

  static let recipe: Recipe = {
    var recipe = Recipe(
      software: "adem 9.9.9", texts: ["title \"é\"\r\nuse \"x.breath\"\n", "inhale 4 \"🌬️\"\\\0"],
      uses: [Recipe.Use(user: 0, path: "x.breath", text: 1)], values: ["unit=5"])
    recipe.rate = 8_000
    recipe.channels = 2
    return recipe
  }()

  private func write(_ recipe: Recipe?, to name: String, frames: Int = 600) throws {
    let isLossy = Container(ofFileAt: name)?.isLossy ?? false
    var track = ContainerTests.track(isLossy ? .float32 : .int16, rate: 8_000, frames: frames)
    track.annotations = Annotations(tags: Tags(title: "é"), recipe: recipe)
    try track.write(to: folder[name], replacing: .always, blocksOf: 1_000)
  }

  private func problem(_ name: String) -> RecipeProblem? {
    #expect(throws: RecipeError.self) { try Recipe(readingFrom: folder[name]) }?.problem
  }

  @Test(arguments: names, [601, 20_000])
  func `A track tells how it was made`(name: String, frames: Int) throws {
    try write(Self.recipe, to: name, frames: frames)
    #expect(try Recipe(readingFrom: folder[name]) == Self.recipe)
  }

  @Test(arguments: ["a.wav", "a.aiff", "a.caf", "a.flac"], [1, 2, 3, 5, 1_001])
  func `It does so behind sound of an odd number of bytes`(name: String, frames: Int) throws {
    var track = Track(.int24, rate: 8_000, frames: frames)
    track.annotations = Annotations(tags: Tags(title: "é"), recipe: Self.recipe)
    try track.write(to: folder[name])
    #expect(try Recipe(readingFrom: folder[name]) == Self.recipe)
    if name == "a.wav" { #expect(try RIFFFile(folder.bytes(of: name)).body("data").count == frames * 3) }
    if name == "a.aiff" { #expect(try AIFFFile(folder.bytes(of: name)).body("SSND").count == frames * 3 + 8) }
  }

  @Test(arguments: names)
  func `A text of many pages comes back`(name: String) throws {
    var recipe = Self.recipe
    recipe.texts = (0..<4).map { _ in String(repeating: "inhale 4 # é\n", count: 70_000) }
    try write(recipe, to: name)
    #expect(try Recipe(readingFrom: folder[name]) == recipe)
  }

  @Test(arguments: names)
  func `A track without a recipe says so`(name: String) throws {
    try write(nil, to: name)
    #expect(problem(name) == .missing)
  }

  @Test func `A recipe beyond all limits is left out, and told`() throws {
    var track = Track(.int16)
    var recipe = Self.recipe
    recipe.texts = (0..<13).map { _ in String(repeating: "x", count: 1 << 20) }
    track.annotations.recipe = recipe
    #expect(try !track.write(to: folder["a.wav"]).hasRecipe)
    #expect(problem("a.wav") == .missing)
  }

  @Test func `A long track is not read to find its recipe`() throws {
    try write(Self.recipe, to: "a.wav")
    // The same file with 8 GB of sound, as RF64 says it: `ds64` first, then the sound, which the disk need not hold.
    let plain = try RIFFFile(folder.bytes(of: "a.wav"))
    let dataSize = 8 << 30
    func number(_ value: Int, _ count: Int) -> Data { Data((0..<count).map { UInt8(value >> ($0 * 8) & 0xFF) }) }
    var tail = Data("adem".utf8)
    let sealed = try plain.body("adem")
    tail += number(sealed.count, 4) + sealed
    var head = Data("RF64".utf8) + number(0xFFFF_FFFF, 4) + Data("WAVEds64".utf8) + number(28, 4)
    head += number(80 - 8 + dataSize + tail.count, 8) + number(dataSize, 8) + number(dataSize / 2, 8) + number(0, 4)
    head += Data("fmt ".utf8) + number(16, 4) + (try plain.body("fmt ")) + Data("data".utf8) + number(0xFFFF_FFFF, 4)
    let file = try #require(FileHandle(forWritingAtPath: folder["a.wav"]))
    try file.truncate(atOffset: 0)
    try file.write(contentsOf: head)
    try file.seek(toOffset: UInt64(head.count + dataSize))
    try file.write(contentsOf: tail)
    try file.close()
    let start = ContinuousClock.now
    #expect(try Recipe(readingFrom: folder["a.wav"]) == Self.recipe)
    #expect(ContinuousClock.now - start < .seconds(2))
  }

  /// The same recipe or an error, for every byte of the file and for every length of it.
  @Test(arguments: names)
  func `A damaged track never tells another recipe`(name: String) throws {
    var recipe = Self.recipe
    recipe.texts = ["inhale 4"]
    recipe.uses = []
    try write(recipe, to: name, frames: 200)
    let bytes = try folder.bytes(of: name)
    // The file is changed in place: file systems wait for the disk if a file is truncated and written again.
    let file = try #require(FileHandle(forUpdatingAtPath: folder[name]))
    func put(_ byte: UInt8, at place: Int) throws {
      try file.seek(toOffset: UInt64(place))
      try file.write(contentsOf: Data([byte]))
    }
    func expectNoOther(_ place: Int) {
      if let found = try? Recipe(readingFrom: folder[name]) { #expect(found == recipe, "at \(place)") }
    }
    // The tables of Vorbis in the middle are many, and all alike.
    let places = bytes.indices.filter { $0 < 1_500 || $0 % 7 == 0 || $0 > bytes.count - 1_500 }
    for place in places {
      try put(bytes[place] ^ [0x01, 0x80, 0xFF][place % 3], at: place)
      expectNoOther(place)
      try put(bytes[place], at: place)
    }
    #expect(try folder.bytes(of: name) == bytes)
    for place in places.reversed() {
      try file.truncate(atOffset: UInt64(place))
      expectNoOther(place)
    }
  }

  @Test func `A later form, a foreign file and nothing at all are told apart`() throws {
    try write(Self.recipe, to: "a.wav")
    var bytes = try folder.bytes(of: "a.wav")
    let place = try #require(bytes.range(of: Data("adem".utf8))).upperBound + 4
    #expect(bytes[place] == UInt8(ascii: "1"))
    bytes[place] = UInt8(ascii: "7")
    try bytes.write(to: URL(fileURLWithPath: folder["a.wav"]))
    #expect(problem("a.wav") == .newerForm(7))
    for (text, expected) in [("", RecipeProblem.notASoundFile), ("breaths 4 { inhale 4; exhale 6 }", .notASoundFile)] {
      try folder.write("b.wav", text)
      #expect(problem("b.wav") == expected)
    }
    try FileManager.default.createDirectory(atPath: folder["c.wav"], withIntermediateDirectories: false)
    #expect(problem("c.wav") == .notARegularFile(.folder))
    #expect(mkfifo(folder["d.wav"], 0o600) == 0)
    #expect(problem("d.wav") == .notARegularFile(.fifo))
    guard case .systemFailed(let failure)? = problem("none.wav") else { throw Malformed(reason: "not missing") }
    #expect(failure.isMissingFile)
  }

  @Test func `A kind of sound file that is not written is not looked into`() throws {
    for (text, expected) in [
      ("RIFX\0\0\0\u{10}WAVEadem\0\0\0\u{4}1 00", RecipeProblem.notASoundFile), ("riff", .notASoundFile),
      (".snd", .notASoundFile), ("FORM\0\0\0\u{10}8SVX", .notASoundFile), ("RF64\0\0\0\0AVI ", .notASoundFile),
      ("RIFF\u{10}\0\0\0WAVEjunk", .missing), ("FORM\0\0\0\u{10}AIFC", .missing), ("caff", .missing),
    ] {
      try folder.write("a.wav", text + String(repeating: "\0", count: 28 - text.utf8.count))
      #expect(problem("a.wav") == expected, "\(text)")
    }
  }

  @Test func `Chunks without end and sizes without sense hold nobody up`() throws {
    var bytes = Data("RIFF\0\0\0\0WAVE".utf8)
    for _ in 0..<200_000 { bytes += Data("junk\0\0\0\0".utf8) }
    try bytes.write(to: URL(fileURLWithPath: folder["a.wav"]))
    #expect(problem("a.wav") == .damaged)
    for size: [UInt8] in [[0xFF, 0xFF, 0xFF, 0x7F], [0xFF, 0xFF, 0xFF, 0xFF]] {
      let huge = Data("RIFF\0\0\0\0WAVEadem".utf8) + size + Data("1 00000000 {}".utf8)
      try huge.write(to: URL(fileURLWithPath: folder["a.wav"]))
      #expect(problem("a.wav") == .damaged)
    }
    // A size of 64 bits that no file has.
    let wide = Data("caff".utf8) + Data(count: 4) + Data("data".utf8) + Data(repeating: 0xFF, count: 8)
    try wide.write(to: URL(fileURLWithPath: folder["a.caf"]))
    #expect(problem("a.caf") == .damaged)
  }
}
