/// The gain of cues while words are said: it falls before them and recovers after them.
///
/// The gain of a frame depends only on the distance to the words, so that equal parts of a track have equal samples.
struct Ducking: Sendable {
  /// Gain during words.
  static let level = Decibels(-7)
  private static let fall = Duration.milliseconds(200)
  private static let rise = Duration.milliseconds(600)

  private let gain: Float
  /// Gain at each frame before words, the last one just before them, and after them.
  private let (before, after): ([Float], [Float])

  init(rate: Int) {
    let clock = SampleClock(rate: rate)
    let lowest = Self.level.gain
    let line = { (length: Duration) in
      let frames = clock.frame(at: length)
      return (0..<frames).map { Float(1 - (1 - lowest) * Elementary.raisedCosine(1 - Double($0) / Double(frames))) }
    }
    gain = Float(lowest)
    before = line(Self.fall).reversed()
    after = line(Self.rise)
  }

  /// Frames by which words must be known in advance.
  var foresight: Int { before.count }

  /// Frames after words in which cues are still softer.
  var memory: Int { after.count }

  /// Returns the parts of words, relative to a segment, that change its cues; empty if none do.
  func ranges(of words: [Range<Int>], from start: Int, frames: Int) -> [Range<Int>] {
    let window = -after.count..<frames + before.count
    return words.compactMap { range in
      let relative = (range.lowerBound - start..<range.upperBound - start).clamped(to: window)
      return relative.isEmpty ? nil : relative
    }
  }

  /// Multiplies the samples of a segment by their gains.
  ///
  /// - Parameter words: ranges of words relative to the segment.
  func apply(to samples: UnsafeMutableBufferPointer<Float>, channels: Int, words: [Range<Int>]) {
    let frames = samples.count / channels
    var gains = [Float](repeating: 1, count: frames)
    gains.withUnsafeMutableBufferPointer { gains in
      for range in words {
        let (first, last) = (range.lowerBound - before.count, range.upperBound)
        for frame in range.clamped(to: 0..<frames) { gains[frame] = gain }
        for frame in (first..<range.lowerBound).clamped(to: 0..<frames) {
          gains[frame] = min(gains[frame], before[frame - first])
        }
        for frame in (last..<last + after.count).clamped(to: 0..<frames) {
          gains[frame] = min(gains[frame], after[frame - last])
        }
      }
      for frame in 0..<frames {
        for channel in 0..<channels { samples[frame &* channels &+ channel] *= gains[frame] }
      }
    }
  }
}
