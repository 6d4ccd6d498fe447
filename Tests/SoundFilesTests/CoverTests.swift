import Foundation
import SoundFiles
import Synthesis
import TestSupport
import Testing

struct CoverTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  /// A picture of 3 × 2 pixels, by the specification of PNG; its pixels do not matter here.
  private static let png: [UInt8] =
    [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + "IHDR".utf8 + [
      0, 0, 0, 3, 0, 0, 0, 2, 8, 2, 0, 0, 0,
    ]
    + [0, 0, 0, 0, 0, 0, 0, 0] + "IEND".utf8 + [0xAE, 0x42, 0x60, 0x82]

  /// A JPEG of 5 × 4 pixels: a comment, a table, the frame header, and the end.
  private static let jpeg: [UInt8] =
    [0xFF, 0xD8, 0xFF, 0xFE, 0, 4, 1, 2, 0xFF, 0xC4, 0, 3, 0, 0xFF, 0xC0, 0, 11, 8, 0, 4, 0, 5, 1, 0, 0, 0, 0xFF, 0xD9]

  private func picture(_ bytes: [UInt8]) throws -> CoverPicture {
    try Data(bytes).write(to: URL(fileURLWithPath: folder["picture"]))
    return try CoverPicture(readingFrom: folder["picture"])
  }

  @Test func `The kind and the size are read from the bytes`() throws {
    let png = try picture(Self.png)
    #expect((png.kind, png.width, png.height) == (.png, 3, 2))
    let jpeg = try picture(Self.jpeg)
    #expect((jpeg.kind, jpeg.width, jpeg.height) == (.jpeg, 5, 4))
  }

  @Test(arguments: [
    (Array("GIF89a".utf8), CoverError.Problem.notAPicture), ([], .notAPicture), (Array(png.dropLast(9)), .damaged),
    (Array(jpeg.prefix(12)), .damaged), (png + [UInt8](repeating: 0, count: CoverPicture.largest), .tooLarge),
  ])
  func `What is no picture, breaks off or is too large is refused`(bytes: [UInt8], problem: CoverError.Problem) throws {
    let error = #expect(throws: CoverError.self) { try picture(bytes) }
    #expect(error?.problem == problem)
  }

  @Test(arguments: ["a.mp3", "a.flac", "a.ogg", "a.opus"])
  func `A track has the picture, its chapters and its pattern`(name: String) throws {
    let isLossy = try #require(Container(ofFileAt: name)).isLossy
    var track = ContainerTests.track(isLossy ? .float32 : .int16, rate: 8_000, frames: 40_000)
    var markers = Markers(atMost: 255)
    markers.add(Marker(.section, at: 0, label: "one"))
    markers.add(Marker(.section, at: 8_000, label: "two"))
    let recipe = Recipe(software: "adem 9", texts: ["inhale 4"])
    track.annotations = Annotations(tags: Tags(title: "T"), markers: markers, recipe: recipe)
    // Larger than a page of Ogg.
    let large = Self.jpeg.dropLast(2) + [UInt8](repeating: 7, count: 100_000) + [0xFF, 0xD9]
    track.annotations.cover = try picture(Array(large))
    let written = try track.write(to: folder[name], blocksOf: 1_000)
    #expect((written.markers, written.frames) == (2, 40_000))
    #expect(try Recipe(readingFrom: folder[name]) == recipe)
    let bytes = try folder.bytes(of: name)
    if name == "a.ogg" || name == "a.opus" {
      // Type, media type, no text, size, depth, colours, length: 42 bytes, then the picture.
      let packets = try OggFile(bytes, packets: name == "a.opus" ? 2 : 3).packets
      let comments = Comments.parse(packets[1].dropFirst(name == "a.opus" ? 8 : 7))
      let block = try #require(comments["METADATA_BLOCK_PICTURE"].flatMap { Data(base64Encoded: $0) })
      #expect(block.prefix(18) == Data([0, 0, 0, 3, 0, 0, 0, 10] + "image/jpeg".utf8))
      #expect(Array(block.dropFirst(42)) == Array(large))
      #expect(comments["CHAPTER002NAME"] == "two")
    } else {
      #expect(bytes.range(of: Data(large)) != nil)
      #expect(bytes.range(of: Data("image/jpeg".utf8)) != nil)
    }
  }

  @Test(arguments: ["a.wav", "a.aiff"])
  func `A kind without pictures refuses one`(name: String) throws {
    var track = ContainerTests.track(.int16)
    track.annotations.cover = try picture(Self.png)
    let error = #expect(throws: SoundFileError.self) { try track.write(to: folder[name]) }
    #expect(error?.problem == .unsupportedCover(in: name == "a.wav" ? .wav : .aiff))
  }
}
