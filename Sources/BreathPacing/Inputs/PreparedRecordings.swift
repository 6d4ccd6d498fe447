import FileStore
import SoundFiles
import Synchronization
import Synthesis

/// Recordings converted to the sample rate and channels of tracks. Each is converted once, block by block, for all
/// tracks that play it at the same time.
package final class PreparedRecordings: Sendable {
  private struct Key: Hashable {
    var path: String
    var signature: StatSignature?
    var rate: Int
    var channels: Int
  }

  /// A converted recording, and its exact length before the conversion to another rate.
  struct Prepared: Sendable {
    let recording: Recording
    let length: Duration
  }

  /// An entry of the cache. It is locked during the conversion, so that other threads wait for the result.
  private final class Entry: Sendable {
    let prepared = Mutex<Prepared?>(nil)
  }

  private struct State {
    var entries: [Key: Entry] = [:]
    /// The entries that are kept for later tracks, the latest last.
    var latest: [(key: Key, samples: Int)] = []
  }

  let store: SampleStore
  private let state = Mutex(State())

  /// The largest number of samples that are kept for later tracks: 4 GB.
  private static let mostKept = 1_000_000_000

  /// Creates an empty cache.
  ///
  /// - Parameter folder: the folder of the temporary file, unless `TMPDIR` names another one.
  package init(in folder: String) { store = SampleStore(in: folder) }

  /// Returns a recording at the sample rate of a track, mixed down to its channels, with frequencies below 25 Hz
  /// removed. Its level is unchanged.
  ///
  /// - Parameters:
  ///   - path: the path of the file.
  ///   - format: the format of the track.
  ///   - isCancelled: returns true once the conversion is to stop.
  ///   - open: opens the file, if it was not converted yet.
  func recording(
    at path: String, for format: SoundFormat, isCancelled: () -> Bool, open: () throws -> SampleReader
  ) throws -> Prepared {
    let key = Key(
      path: path, signature: StatSignature(following: path), rate: format.rate, channels: format.channels)
    let entry = state.withLock { state in
      if let entry = state.entries[key] { return entry }
      let entry = Entry()
      state.entries[key] = entry
      return entry
    }
    return try entry.prepared.withLock { known in
      if let known { return known }
      do {
        let prepared = try prepare(try open(), for: format, isCancelled)
        known = prepared
        remember(key, of: prepared.recording.frames * prepared.recording.channels)
        return prepared
      } catch {
        state.withLock { $0.entries[key] = nil }
        throw error
      }
    }
  }

  /// Drops the oldest entries. Tracks that play them still hold them.
  private func remember(_ key: Key, of samples: Int) {
    state.withLock { state in
      state.latest.append((key, samples))
      var kept = state.latest.reduce(0) { $0 + $1.samples }
      while kept > Self.mostKept {
        let oldest = state.latest.removeFirst()
        state.entries[oldest.key] = nil
        kept -= oldest.samples
      }
    }
  }

  private func prepare(
    _ reader: SampleReader, for format: SoundFormat, _ isCancelled: () -> Bool
  ) throws -> Prepared {
    let resampler =
      reader.rate == format.rate
      ? nil : Resampler(from: reader.rate, to: format.rate, channels: reader.channels)
    var subsonic = SubsonicFilter(rate: format.rate, channels: reader.channels)
    let spool = SampleSpool(to: store)
    func take(_ samples: [Float]) throws { try spool.append(subsonic.filtered(samples)) }
    while let block = try reader.next() {
      if isCancelled() { throw CancellationError() }
      try take(resampler?.convert(block) ?? block)
    }
    if let resampler { try take(resampler.convertEnd()) }
    let recording = Recording(rate: format.rate, channels: reader.channels, storage: try spool.finish())
      .downmixed(to: format.channels)
    return Prepared(recording: recording, length: SampleClock(rate: reader.rate).instant(of: reader.frames))
  }

  /// Moves the samples of a recording into the store: to its file, unless the recording is short.
  func keep(_ recording: Recording) throws -> Recording {
    let spool = SampleSpool(to: store)
    try spool.append(recording.samples)
    return Recording(rate: recording.rate, channels: recording.channels, storage: try spool.finish())
  }
}
