import FileStore
import Foundation
import SoundFiles
import Synthesis
import TestSupport
import Testing

/// XXH3 takes another way for each of these lengths. The digits are those of the xxHash project's own tool, `xxh128sum`
/// 0.8.1.
struct DigestTests {
  @Test(
    arguments: [
      (0, "99aa06d3014798d86001c324468d497f"),
      (1, "a6cd5e9392000f6ac44bdff4074eecdb"),
      (3, "e3b55f57945a17cf5f4299fc161c9cbb"),
      (16, "72950631827607e2842812cc870dcae2"),
      (17, "685bc458b37d057fc06e233df7729217"),
      (129, "dd5e74ac6b45f54ebc30b63382b09a3b"),
      (241, "1da1cb61bcb8a2a102e8cd95421c6d02"),
      (1_025, "2882ebca04ec915ce95c42288f28186e"),
      (70_000, "b9ee647138722296c30ebc4be7b94cbb"),
      (300_000, "b65af738c61b5fc15d12941f4cf541c5"),
    ])
  func `A digest is the one that xxh128sum prints, of bytes and of a file`(count: Int, digits: String) throws {
    let bytes = (0..<count).map { UInt8($0 % 251) }
    #expect(Digest(of: bytes).hexadecimal == digits)
    #expect(Digest(of: bytes.lazy.map(\.self)).hexadecimal == digits)
    let folder = try TemporaryFolder()
    try folder.write("bytes", Data(bytes))
    #expect(try #require(Digest(ofFileAt: folder["bytes"])).hexadecimal == digits)
  }

  /// Rows of a kind of file and a track. A file is read where its padding or its head is written twice: an odd number
  /// of bytes of sound, and floating point in AIFF.
  @Test(
    arguments: ["wav", "aiff", "caf"].flatMap { ending in
      [100, 1_001, 70_001].flatMap { frames in
        [SampleFormat.int16, .int24, .float32].map {
          (ending, Track($0, channels: frames == 1_001 ? 2 : 1, frames: frames))
        }
      }
    }, [false, true])
  func `The digest of a file is known when it is written`(
    row: (ending: String, track: Track), isTagged: Bool
  ) throws {
    let folder = try TemporaryFolder()
    var track = row.track
    if isTagged { track.annotations.tags = Tags(title: "Odd") }
    let path = folder["a.\(row.ending)"]
    let file = try SoundFile(
      creating: DirectoryEntry(path), as: track.description, replacing: .never, digesting: true)
    for block in track.blocks(of: 999) { try file.append(block) }
    try file.finish()
    let digest = file.digest
    let print = try file.fingerprint()
    _ = try file.commit()
    let isOdd = Int(track.frames) * track.format.channels * track.format.samples.bytes % 2 == 1
    let isRead = row.ending != "wav" && (isOdd || track.format.samples == .float32)
    #expect(digest != nil || isRead)
    #expect(print.content == Digest(ofFileAt: path)?.hexadecimal)
    #expect(print.signature == (try StatSignature(of: path)))
  }

  @Test(arguments: ["flac", "ogg", "mp3"])
  func `The fingerprint of a compressed file is that of its bytes`(ending: String) throws {
    let folder = try TemporaryFolder()
    let path = folder["a.\(ending)"]
    var track = Track(.int16, frames: 5_000)
    if ending != "flac" {
      track.format.samples = .float32
      track.samples = .float32([Float](repeating: 0.25, count: 5_000))
    }
    let file = try SoundFile(
      creating: DirectoryEntry(path), as: track.description, replacing: .never, digesting: true)
    for block in track.blocks(of: 999) { try file.append(block) }
    try file.finish()
    let print = try file.fingerprint()
    _ = try file.commit()
    #expect(print.content == Digest(ofFileAt: path)?.hexadecimal)
  }

  @Test func `Texts cannot run into one another`() {
    let digests = [["ab", "c"], ["a", "bc"], ["abc"], ["", "abc"], ["abc", ""], []].map { Digest(ofTexts: $0) }
    #expect(Set(digests).count == 6)
  }

  @Test func `A short digest is the beginning of the whole one`() {
    let digest = Digest(of: "adem".utf8)
    #expect(digest.short.utf8.count == 16 && digest.hexadecimal.hasPrefix(digest.short))
  }
}
