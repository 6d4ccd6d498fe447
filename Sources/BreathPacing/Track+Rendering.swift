import FileStore
import SoundFiles
import Synthesis

extension Track {
  /// Writes a sound to a file. Its level is decreased as a whole if peaks would exceed `Levels.ceiling`.
  func write(
    _ sound: Sound, to entry: DirectoryEntry, as description: TrackDescription, measuring: Bool,
    replacing replacement: Replacement, progress: (Double) throws -> Void
  ) throws -> FinishedTrack {
    func write(_ sound: Sound) throws -> FinishedTrack {
      let meter = measuring ? LoudnessMeter(rate: sound.rate, channels: sound.channels) : nil
      // Created first, so that helper threads begin while the file is prepared.
      var blocks = StoredBlocks(of: sound, as: description.format.samples, measuredBy: meter)
      let file = try SoundFile(creating: entry, as: description, replacing: replacement)
      try progress(blocks.share)
      while let block = try blocks.next() {
        try file.append(block)
        try progress(blocks.share)
      }
      try file.finish()
      return FinishedTrack(file: file, levels: meter?.levels, master: sound.mix.master)
    }
    do {
      return try write(sound)
    } catch is PeakTooHigh where sound.mix.master.value == 0 {
      guard let peak = try measured(sound, progress).truePeak else { throw SoundFault(peak: .nan, frame: 0) }
      var softer = sound
      softer.mix.master = Decibels(((Levels.ceiling.value - peak.value) * 10).rounded(.down) / 10)
      return try write(softer)
    }
  }

  /// Computes a sound once, to measure it.
  func measured(_ sound: Sound, _ progress: (Double) throws -> Void) throws -> Levels {
    let meter = LoudnessMeter(rate: sound.rate, channels: sound.channels)
    var segments = sound.makeIterator()
    while let segment = segments.nextSegment() {
      try progress(0)
      meter.measure(segment) { segments.mixer.samples(of: segment) }
      guard meter.isFinite else { throw SoundFault(peak: .nan, frame: segment.start) }
    }
    return meter.levels
  }
}

/// A rendered track whose file is complete and verified, and has no final name yet.
package struct FinishedTrack {
  package let file: SoundFile
  let levels: Levels?
  let master: Decibels
  /// The cache to store the file in; nil if there is none or the file came from it.
  var cache: (tracks: TrackCache, key: String)?

  /// Renames the file to its final name.
  ///
  /// - Parameter syncsFolder: whether to sync the folder, which a caller can also do once for several files.
  package func commit(replacing replacement: Replacement, syncingFolder syncsFolder: Bool = true) throws
    -> RenderedTrack
  {
    rendered(try file.commit(replacing: replacement, syncingFolder: syncsFolder))
  }

  /// Keeps an existing file with the same bytes.
  package func leave(_ standing: StatSignature) -> RenderedTrack { rendered(file.leave(standing)) }

  private func rendered(_ file: WrittenFile) -> RenderedTrack {
    if let cache { cache.tracks.keep(file, for: cache.key, master: master.value) }
    return RenderedTrack(file: file, levels: levels, master: master)
  }
}

/// A track that was written, and its level.
///
/// ```swift
/// let result = try track.render(to: "evening.wav")
/// print(result.file.frames, result.master)
/// ```
public struct RenderedTrack: Sendable {
  /// The file that was written.
  public let file: WrittenFile
  /// The loudness and peak; nil unless they were requested.
  public let levels: Levels?
  /// The gain of the whole track in dB, to reach its `loudness` or to keep its peaks below full scale.
  public let master: Decibels
}
