import FileStore
import Foundation
import SoundFiles
import Synthesis
import TestSupport
import Testing

/// A cache entry is compared with the requested track, even if its checksum is right.
struct TrackCacheTests {
  let folder: TemporaryFolder
  let cache: TrackCache
  init() throws {
    folder = try TemporaryFolder()
    cache = TrackCache(folder: folder["cache"])
  }

  private static let wanted = Track(.int16, rate: 8000, frames: 4000)

  /// The result of reading the entry of a key.
  private func take(to name: String = "b.wav") throws -> WrittenFile? {
    guard let kept = cache.track(for: "0123") else { return nil }
    return try SoundFile(copying: kept, to: DirectoryEntry(folder[name]), as: Self.wanted.description)?.commit()
  }

  @Test(arguments: [
    Track(.int16, rate: 8000, frames: 3999), Track(.int16, rate: 8000, frames: 4001),
    Track(.int16, rate: 8000, frames: 0),
    Track(.int16, rate: 8000, frames: 2_000_000), Track(.int16, rate: 16_000, frames: 4000),
    Track(.int16, channels: 2, rate: 8000, frames: 2000), Track(.int16, channels: 2, rate: 8000, frames: 4000),
    Track(.int24, rate: 8000, frames: 4000), Track(.float32, rate: 8000, frames: 2000),
  ])
  func `Another track under the key counts as absent`(other: Track) throws {
    cache.keep(try other.write(to: folder["a.wav"], blocksOf: 4096), for: "0123", master: 0)
    #expect(cache.track(for: "0123") != nil)
    #expect(try take() == nil)
    #expect(try folder.names == ["a.wav", "cache"])
  }

  @Test(arguments: ["aiff", "caf", "flac"])
  func `Another kind of file under the key counts as absent`(ending: String) throws {
    cache.keep(try Self.wanted.write(to: folder["a.\(ending)"]), for: "0123", master: 0)
    #expect(try take() == nil)
    #expect(try take(to: "b.\(ending)") != nil)
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity, 1e300])
  func `A level that nobody can have been raised by counts as damage`(master: Double) throws {
    cache.keep(try Self.wanted.write(to: folder["a.wav"]), for: "0123", master: master)
    #expect(cache.track(for: "0123") == nil)
  }

  @Test func `The track itself is taken`() throws {
    cache.keep(try Self.wanted.write(to: folder["a.wav"]), for: "0123", master: -3.5)
    #expect(cache.track(for: "0123")?.master == -3.5)
    #expect(try take()?.frames == 4000)
    #expect(try folder.bytes(of: "b.wav") == folder.bytes(of: "a.wav"))
  }

  /// The cache copies a mebibyte at a time.
  @Test(arguments: [0, 1, 524_266, 524_267, 1_500_000])
  func `A track that is kept, and a copy of that, have the same bytes`(frames: Int) throws {
    var track = Track(.int16)
    track.samples = .int16((0..<frames).map { $0 % 5_000 < 2_500 ? Int16($0 % 251) : 0 })
    let written = try track.write(to: folder["a.wav"])
    cache.keep(written, for: "0123", master: -3.5)
    let kept = try #require(cache.track(for: "0123"))
    #expect(kept.master == -3.5)
    let copy = try SoundFile(copying: kept, to: DirectoryEntry(folder["b.wav"]), as: track.description)?.commit()
    #expect(copy?.bytes == written.bytes)
    #expect(try folder.bytes(of: "b.wav") == folder.bytes(of: "a.wav"))
    #expect(cache.track(for: "0124") == nil)
  }
}
