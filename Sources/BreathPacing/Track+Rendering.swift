import FileStore
import SoundFiles
import Synthesis

extension Track {
  /// Renders the track to a file, which appears under its name only when it is whole and has been read back.
  ///
  /// A track that asks for a loudness is made twice: once to measure it, once to write it. So is one whose peaks would
  /// pass `Levels.ceiling`, where many sounds meet: it is written softer as a whole, and no limiter touches it.
  ///
  /// - Parameters:
  ///   - replacement: whether a file that has this name may be replaced.
  ///   - progress: told now and then what share of the track is done, from 0 to 1; what it throws ends the rendering.
  /// - Throws: `SoundFileError`, `PlaybackError`, `CommandRefusal`, `SpeechError`, `UnreachableLoudness`, `SoundFault`,
  ///   and what `progress` throws.
  public func render(
    to path: String, as options: RenderOptions = RenderOptions(), replacing replacement: Replacement = .never,
    progress: (Double) throws -> Void = { _ in }
  ) throws -> RenderedTrack {
    try render(RenderOrder(entry: DirectoryEntry(path), options: options, replacement: replacement), progress: progress)
  }

  package func render(_ order: RenderOrder, progress: (Double) throws -> Void) throws -> RenderedTrack {
    let container = Container(ofFileAt: order.entry.path)
    let options = order.options
    let format = options.format(for: pattern, in: container)
    if let kept = try cached(for: order, in: format, container) { return kept }
    let prepared = sources.prepared ?? PreparedRecordings(in: order.entry.folderPath)
    let mix = try mix(for: format, from: prepared, threads: options.threads)
    var sound = Sound(of: timeline, rate: format.rate, channels: format.channels, mix: mix)
    sound.threads = options.threads
    func write() throws -> RenderedTrack {
      let meter = options.measuresLevels ? LoudnessMeter(rate: format.rate, channels: format.channels) : nil
      // First, since other threads begin with it while the rest is prepared.
      var blocks = StoredBlocks(of: sound, as: format.samples, measuredBy: meter)
      let description = TrackDescription(
        format: format, frames: Int64(sound.frames),
        annotations: annotations(for: format, in: container, storesRecipe: options.storesRecipe))
      let file = try SoundFile.write(
        to: order.entry, as: description, replacing: order.replacement, beforePublishing: order.beforePublishing
      ) {
        try progress(blocks.share)
        return try blocks.next()
      }
      if let (cache, key) = order.cache { cache.keep(file, for: key, master: sound.mix.master.value) }
      return RenderedTrack(file: file, levels: meter?.levels, master: sound.mix.master)
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

  /// The track as another batch has made it; nil where it has to be made. Levels are not kept.
  private func cached(
    for order: RenderOrder, in format: SoundFormat, _ container: Container?
  ) throws -> RenderedTrack? {
    guard !order.options.measuresLevels, let (cache, key) = order.cache, let found = cache.track(for: key) else {
      return nil
    }
    let frames = Int64(Sound.frames(of: timeline, rate: format.rate))
    let description = TrackDescription(
      format: format, frames: frames,
      annotations: annotations(for: format, in: container, storesRecipe: order.options.storesRecipe))
    let file = try SoundFile.write(found, to: order.entry, as: description) { file in
      try order.beforePublishing?(file) ?? .takesName(order.replacement)
    }
    return file.map { RenderedTrack(file: $0, levels: nil, master: Decibels(found.master)) }
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

/// Where a track goes, and what has to be seen to on its way there.
package struct RenderOrder {
  var entry: DirectoryEntry
  package var options = RenderOptions()
  /// Whether a file that has this name may be replaced.
  package var replacement = Replacement.never
  /// Called when the track is whole, right before it gets its name.
  package var beforePublishing: ((UncommittedFile) throws -> Publication)?
  /// Where the sound may be found, and is kept, under which key.
  package var cache: (cache: TrackCache, key: String)?

  package init(entry: DirectoryEntry, options: RenderOptions = RenderOptions(), replacement: Replacement = .never) {
    self.entry = entry
    self.options = options
    self.replacement = replacement
  }
}

/// A track that was written, and how loud it became.
public struct RenderedTrack: Sendable {
  public let file: WrittenFile
  /// Where they were asked for.
  public let levels: Levels?
  /// What the whole was raised by, for its `loudness` or to keep its peaks below full scale.
  public let master: Decibels
}
