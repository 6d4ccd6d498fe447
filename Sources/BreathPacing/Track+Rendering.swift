import FileStore
import SoundFiles
public import Synthesis

extension Track {
  /// Returns the sound of the track with its gain. It is computed once to measure it, if it is to have a loudness.
  ///
  /// - Returns: the sound, and the loudness that was asked for if the sound is softer.
  func sound(
    for format: SoundFormat, _ options: RenderOptions, from recordings: PreparedRecordings,
    _ progress: (Double) throws -> Void
  ) throws -> (sound: Sound, missed: MissedLoudness?) {
    var sound = Sound(
      of: timeline, rate: format.rate, channels: format.channels,
      mix: try mix(for: format, from: recordings, threads: options.threads))
    if let pitch = sound.mix.pitchBeyond(rate: format.rate) { throw pitch }
    sound.threads = options.threads
    var missed: MissedLoudness?
    if let wanted = options.loudness.map({ LUFS($0) }) {
      (sound.mix.master, missed) = try measured(sound, progress).gain(nearTo: wanted)
    } else if let wanted = pattern.settings.loudness {
      sound.mix.master = try measured(sound, progress).gain(toReach: LUFS(wanted.value))
    }
    return (sound, missed)
  }

  /// Writes a sound to a file. Its level is decreased as a whole if peaks would exceed `Levels.ceiling`, also between
  /// samples.
  func write(
    _ sound: Sound, to entry: DirectoryEntry, as description: TrackDescription, measuring: Bool, digesting: Bool,
    replacing replacement: Replacement, progress: (Double) throws -> Void
  ) throws -> FinishedTrack {
    func write(_ sound: Sound, isMeasured: Bool) throws -> FinishedTrack {
      let meter = measuring ? LoudnessMeter(rate: sound.rate, channels: sound.channels) : nil
      // Created first, so that helper threads begin while the file is prepared.
      var blocks = StoredBlocks(of: sound, as: description.format.samples, measuredBy: meter, keepsCeiling: !isMeasured)
      let file = try SoundFile(creating: entry, as: description, replacing: replacement, digesting: digesting)
      try progress(blocks.share)
      while let block = try blocks.next() {
        try file.append(block)
        try progress(blocks.share)
      }
      try file.finish()
      return FinishedTrack(
        file: file, levels: meter?.levels, master: sound.mix.master, loneChannels: sound.mix.loneChannels)
    }
    do {
      return try write(sound, isMeasured: sound.mix.master.value != 0)
    } catch is PeakTooHigh where sound.mix.master.value == 0 {
      guard let peak = try measured(sound, progress).truePeak else { throw SoundFault(peak: .nan, frame: 0) }
      var softer = sound
      let highest = Levels.ceiling.value - Levels.noiseMargin.value
      softer.mix.master = Decibels(min(0, ((highest - peak.value) * 10).rounded(.down) / 10))
      return try write(softer, isMeasured: true)
    }
  }

  /// Computes a sound once, to measure it.
  func measured(_ sound: Sound, _ progress: (Double) throws -> Void) throws -> Levels {
    let meter = LoudnessMeter(rate: sound.rate, channels: sound.channels)
    let segments = sound.makeIterator()
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
  let loneChannels: [LoneChannel]
  /// The cache to store the file in; nil if there is none or the file came from it.
  var cache: (tracks: TrackCache, key: String)?

  /// The loudness that was asked for, where the track is softer.
  var missedLoudness: MissedLoudness?

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
    return RenderedTrack(
      file: file, levels: levels, master: master, loneChannels: loneChannels, missedLoudness: missedLoudness)
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
  /// Stereo recordings whose channels cancel, so that the mono track plays only one of them.
  public let loneChannels: [LoneChannel]
  /// The loudness of ``RenderOptions/loudness``, where the track is softer than that; nil otherwise.
  public let missedLoudness: MissedLoudness?
}

/// A loudness that a track could not have, since its peaks would have passed `Levels.ceiling`.
///
/// ```swift
/// if let missed = result.missedLoudness { print(missed.wanted, missed.reached) }
/// ```
public struct MissedLoudness: Sendable, Hashable {
  /// The integrated loudness that was asked for.
  public let wanted: LUFS
  /// The integrated loudness of the track.
  public let reached: LUFS
}

extension Levels {
  /// Returns the gain that gives the sound an integrated loudness, or comes as near to it as its peaks allow.
  ///
  /// - Throws: `UnreachableLoudness.silence`.
  func gain(nearTo wanted: LUFS) throws(UnreachableLoudness) -> (Decibels, MissedLoudness?) {
    do throws(UnreachableLoudness) {
      return (try gain(toReach: wanted), nil)
    } catch .tooLoud(let wanted, let reachable, _) {
      return (try gain(toReach: reachable), MissedLoudness(wanted: wanted, reached: reachable))
    } catch {
      throw error
    }
  }
}
