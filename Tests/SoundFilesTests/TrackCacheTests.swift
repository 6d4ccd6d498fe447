import SoundFiles
import Synthesis
import TemporaryFolders
import Testing

struct TrackCacheTests {
  /// The cache copies a mebibyte at a time.
  @Test(arguments: [0, 1, 524_266, 524_267, 1_500_000])
  func `A track that is kept, and a copy of that, have the same bytes`(frames: Int) throws {
    let folder = try TemporaryFolder()
    var track = Track(.int16)
    track.samples = .int16((0..<frames).map { $0 % 5_000 < 2_500 ? Int16($0 % 251) : 0 })
    let written = try track.write(to: folder["a.wav"])
    let cache = TrackCache(folder: folder["cache"])
    cache.keep(written, for: "0123", master: -3.5)
    let kept = try #require(cache.track(for: "0123"))
    #expect(kept.master == -3.5)
    let copy = try SoundFile.write(kept, to: folder["b.wav"], as: track.description) { _ in .takesName(.never) }
    #expect(copy?.bytes == written.bytes)
    #expect(try folder.bytes(of: "b.wav") == folder.bytes(of: "a.wav"))
    #expect(cache.track(for: "0124") == nil)
  }
}
