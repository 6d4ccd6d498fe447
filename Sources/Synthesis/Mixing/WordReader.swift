import PatternLanguage
import Timing

/// Words of a track with their recording.
struct PlayedWords: Sendable {
  let words: SpokenWords
  let recording: Recording
  /// Frames of the track in which they are heard.
  let range: Range<Int>
}

/// Reads the words of a track in order, some time before they are heard, because other sounds draw back for them.
final class WordReader {
  private let mix: Mix
  private let clock: SampleClock
  private var schedule: SpeechSchedule.Iterator?
  /// Words that have been read and have not begun.
  private(set) var waiting: ArraySlice<PlayedWords> = []
  /// Frames of the words near the current position.
  private(set) var near: [Range<Int>] = []
  /// The next words, after those that have been read.
  private var upcoming: PlayedWords?

  init(_ sound: Sound) {
    mix = sound.mix
    clock = SampleClock(rate: sound.rate)
    schedule = sound.speech?.makeIterator()
    upcoming = next()
  }

  /// Reads the words that begin before a frame.
  func read(until frame: Int) {
    while let words = upcoming, words.range.lowerBound < frame {
      waiting.append(words)
      near.append(words.range)
      upcoming = next()
    }
  }

  /// Returns the next words that begin up to a frame; `nil` if there are none among those that have been read.
  func begin(through frame: Int) -> PlayedWords? {
    guard let first = waiting.first, first.range.lowerBound <= frame else { return nil }
    return waiting.popFirst()
  }

  /// Drops the words that have not begun, for a reader of their ranges only.
  func dropWaiting() { waiting = [] }

  /// Forgets the words that ended before a frame.
  func forget(before frame: Int) {
    near.removeAll { $0.upperBound < frame }
  }

  /// Returns the next words that the mix has a recording of.
  private func next() -> PlayedWords? {
    while let words = schedule?.next() {
      guard let recording = mix.recording(of: words) else { continue }
      let start = clock.frame(at: words.start)
      return PlayedWords(words: words, recording: recording, range: start..<start + recording.frames)
    }
    return nil
  }
}
