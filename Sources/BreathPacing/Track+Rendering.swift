import FileStore
import SoundFiles
import Synthesis

extension Track {
  /// Renders the track to a file. The file gets its name only when it is complete and verified.
  ///
  /// A track with a `loudness` is rendered twice: once to measure it, once to write it. So is a track whose peaks
  /// exceed `Levels.ceiling` because many sounds coincide: its level is decreased as a whole, without a limiter.
  ///
  /// - Parameters:
  ///   - path: the path of the file. Its extension chooses the container.
  ///   - options: the format of the file.
  ///   - replacement: whether an existing file may be replaced.
  ///   - progress: receives the rendered fraction of the track, from 0 to 1; an error that it throws ends the
  ///     rendering.
  /// - Throws: `FileError`, `SoundFileError`, `PlaybackError`, `CommandRefusal`, `SpeechError`, `UnreachableLoudness`,
  ///   `SoundFault`, and the errors of `progress`.
  public func render(
    to path: String, as options: RenderOptions = RenderOptions(), replacing replacement: Replacement = .never,
    progress: (Double) throws -> Void = { _ in }
  ) throws -> RenderedTrack {
    try rendered(to: DirectoryEntry(path), as: options, replacing: replacement, progress: progress)
      .commit(replacing: replacement)
  }

  /// Renders the track to a complete, verified file that has no final name yet.
  ///
  /// - Parameter cache: the cache of rendered tracks, and the key of this one; nil for none.
  package func rendered(
    to entry: DirectoryEntry, as options: RenderOptions, replacing replacement: Replacement,
    cache: (tracks: TrackCache, key: String)? = nil, progress: (Double) throws -> Void
  ) throws -> FinishedTrack {
    let container = Container(ofFileAt: entry.path)
    let format = options.format(for: pattern, in: container)
    let description = TrackDescription(
      format: format, frames: Int64(Sound.frames(of: timeline, rate: format.rate)),
      annotations: annotations(for: format, in: container, storesRecipe: options.storesRecipe))
    if let cache, !options.measuresLevels, let kept = cache.tracks.track(for: cache.key),
      let file = try SoundFile(copying: kept, to: entry, as: description)
    {
      return FinishedTrack(file: file, levels: nil, master: Decibels(kept.master), cache: nil)
    }
    let prepared = sources.prepared ?? PreparedRecordings(in: entry.folderPath)
    let mix = try mix(for: format, from: prepared, threads: options.threads)
    var sound = Sound(of: timeline, rate: format.rate, channels: format.channels, mix: mix)
    sound.threads = options.threads
    func write() throws -> FinishedTrack {
      let meter = options.measuresLevels ? LoudnessMeter(rate: format.rate, channels: format.channels) : nil
      // Created first, so that helper threads begin while the file is prepared.
      var blocks = StoredBlocks(of: sound, as: format.samples, measuredBy: meter)
      let file = try SoundFile(creating: entry, as: description, replacing: replacement)
      try progress(blocks.share)
      while let block = try blocks.next() {
        try file.append(block)
        try progress(blocks.share)
      }
      try file.finish()
      return FinishedTrack(file: file, levels: meter?.levels, master: sound.mix.master, cache: cache)
    }
    if let wanted = pattern.settings.loudness {
      let levels = try measured(sound, progress)
      sound.mix.master = try levels.gain(toReach: LUFS(wanted.value))
      return try write()
    }
    do {
      return try write()
    } catch let fault as SoundFault {
      throw prepared.store.failure ?? fault
    } catch is PeakTooHigh {
      let levels = try measured(sound, progress)
      guard let peak = levels.truePeak else { throw SoundFault(peak: .nan, frame: 0) }
      sound.mix.master = Decibels(((Levels.ceiling.value - peak.value) * 10).rounded(.down) / 10)
      return try write()
    }
  }

  private func measured(_ sound: Sound, _ progress: (Double) throws -> Void) throws -> Levels {
    let meter = LoudnessMeter(rate: sound.rate, channels: sound.channels)
    for block in sound {
      try progress(0)
      guard block.allSatisfy(\.isFinite) else { throw SoundFault(peak: .nan, frame: 0) }
      meter.measure(block)
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
  let cache: (tracks: TrackCache, key: String)?

  /// Renames the file to its final name.
  package func commit(replacing replacement: Replacement) throws -> RenderedTrack {
    rendered(try file.commit(replacing: replacement))
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
