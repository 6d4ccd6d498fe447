import FileStore
import SoundFiles
import Synchronization
import Synthesis

/// Recordings as tracks play them: at their rate and in their channels. Each is prepared once for all tracks that play it at
/// the same time, block by block, however long it is.
package final class PreparedRecordings: Sendable {
  private struct Key: Hashable {
    var path: String
    var stamp: StatSignature?
    var rate: Int
    var channels: Int
  }

  /// A recording for tracks, and how long it lasts in its file, which no rate has rounded.
  struct Prepared: Sendable {
    let recording: Recording
    let length: Duration
  }

  /// Locked while it is prepared: others wait for it.
  private final class Entry: Sendable {
    let prepared = Mutex<Prepared?>(nil)
  }

  private struct State {
    var entries: [Key: Entry] = [:]
    /// Those that are kept for the next track, the latest last.
    var latest: [(key: Key, samples: Int)] = []
  }

  let store: SampleStore
  private let state = Mutex(State())

  /// Samples that are kept for tracks to come: 4 GB.
  private static let mostKept = 1_000_000_000

  /// - Parameter folder: where the temporary file is made, unless `TMPDIR` names another.
  package init(in folder: String) { store = SampleStore(in: folder) }

  /// A recording at the rate of a track, and folded for its channels; it is as loud as it came.
  ///
  /// - Parameter open: begins to read the file at the path, where that has not been done.
  func recording(
    at path: String, for format: SoundFormat, isCancelled: () -> Bool, open: () throws -> SampleReader
  ) throws -> Prepared {
    let key = Key(
      path: path, stamp: StatSignature(following: path), rate: format.rate, channels: format.channels)
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

  /// Forgets what was prepared the longest ago. Tracks that play it still have it.
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
    let isFolded = reader.channels > format.channels
    let spool = SampleSpool(to: store)
    func take(_ samples: [Float]) throws { try spool.append(isFolded ? Recording.folded(samples) : samples) }
    while let block = try reader.next() {
      if isCancelled() { throw CancellationError() }
      try take(resampler?.convert(block) ?? block)
    }
    if let resampler { try take(resampler.convertEnd()) }
    let recording = Recording(
      rate: format.rate, channels: min(reader.channels, format.channels), storage: try spool.finish())
    return Prepared(recording: recording, length: SampleClock(rate: reader.rate).instant(of: reader.frames))
  }

  /// The same recording, kept here and no longer in memory, unless it is short.
  func keep(_ recording: Recording) throws -> Recording {
    let spool = SampleSpool(to: store)
    try spool.append(recording.samples)
    return Recording(rate: recording.rate, channels: recording.channels, storage: try spool.finish())
  }
}
