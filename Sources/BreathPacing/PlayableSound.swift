import FileStore
import SoundFiles
import Synthesis

/// The samples of a track in order, from any frame on, for playing them.
///
/// ```swift
/// var sound = try PlayableSound(of: track, rate: 48_000, channels: 2)
/// while let samples = sound.next() { output.write(samples) }
/// ```
///
/// They are those that a file gets before they are quantized, but for a track whose level a file reduces as a whole
/// because its peaks are too high: here single peaks are cut off.
package struct PlayableSound {
  private let sound: Sound
  private var segments: SoundIterator
  /// Keeps the file with converted recordings.
  private let recordings: PreparedRecordings

  /// Finds and converts the recordings and the speech of a track. A track with a `loudness` is computed once to measure
  /// it.
  ///
  /// - Parameters:
  ///   - rate: frames per second.
  ///   - channels: 1 or 2.
  ///   - progress: called regularly; an error that it throws ends the preparation.
  /// - Throws: what `Track.render` throws about recordings, speech and loudness, and the errors of `progress`.
  package init(of track: Track, rate: Int, channels: Int, progress: () throws -> Void = {}) throws {
    recordings = PreparedRecordings(in: "/tmp")
    let format = SoundFormat(rate: rate, channels: channels, samples: .float32)
    var sound = Sound(
      of: track.timeline, rate: rate, channels: channels,
      mix: try track.mix(for: format, from: recordings, threads: 1))
    if let wanted = track.pattern.settings.loudness {
      sound.mix.master = try track.measured(sound) { _ in try progress() }.gain(toReach: LUFS(wanted.value))
    }
    self.sound = sound
    segments = sound.makeIterator()
  }

  /// Length of the track in frames.
  package var frames: Int { sound.frames }

  /// Computes the next samples, interleaved, with a full scale of 1; nil after the end.
  package mutating func next() -> [Float]? { segments.next() }

  /// Continues at a frame.
  package mutating func seek(to frame: Int) -> [Float]? {
    segments = sound.makeIterator()
    while let segment = segments.nextSegment() {
      guard segment.start + segment.frames > frame else { continue }
      return Array(segments.mixer.samples(of: segment).dropFirst((frame - segment.start) * sound.channels))
    }
    return nil
  }
}
