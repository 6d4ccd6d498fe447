import Synthesis

extension Recording {
  /// What there is to hear, in one channel: from 3 ms before the onset to 20 ms behind the end, with shaped edges of
  /// 5 ms and 20 ms, so that the onset lies within the first 5 ms. Nil if nothing can be heard.
  ///
  /// A frame is heard where 5 ms around it carry at least a ten-thousandth (−40 dB) of the power of the loudest 5 ms, and
  /// it does so itself. That finds an *h* as espeak-ng says it, and is above the noise of a quiet room.
  func trimmedToSound() -> Recording? {
    let samples = inOneChannel
    guard let sounding = Self.soundingFrames(of: samples, window: max(1, rate / 200)) else { return nil }
    let start = max(0, sounding.lowerBound - rate * 3 / 1000)
    let end = min(samples.count, sounding.upperBound + rate / 50)
    let edges = Edges(rise: rate / 200, fall: rate / 50, total: end - start)
    let trimmed = (start..<end).map { Float(Double(samples[$0]) * edges.level(at: $0 - start)) }
    return Recording(rate: rate, channels: 1, samples: trimmed)
  }

  /// The mean of its channels, without an offset that would be a step at both ends.
  private var inOneChannel: [Float] {
    let mono =
      channels == 1
      ? samples : stride(from: 0, to: samples.count, by: 2).map { (samples[$0] + samples[$0 + 1]) / 2 }
    let mean = mono.reduce(0.0) { $0 + Double($1) } / Double(max(1, mono.count))
    return mono.map { Float(Double($0) - mean) }
  }

  /// −60 dB below full scale: nobody hears less.
  private static let faintest = 1e-6
  /// −40 dB below the loudest.
  private static let share = 1e-4

  private static func soundingFrames(of samples: [Float], window: Int) -> Range<Int>? {
    let powers = samples.map { Double($0) * Double($0) }
    guard powers.count >= window else { return nil }
    var sum = powers[..<window].reduce(0, +)
    var loudest = sum
    for frame in window..<powers.count {
      sum += powers[frame] - powers[frame - window]
      loudest = max(loudest, sum)
    }
    guard loudest >= faintest * Double(window) else { return nil }
    guard let first = firstSounding(in: powers, window: window, loudest: loudest),
      let last = firstSounding(in: powers.reversed(), window: window, loudest: loudest)
    else { return nil }
    return first..<powers.count - last
  }

  /// The first frame that passes the threshold by itself in the first window that does.
  private static func firstSounding(in powers: some RandomAccessCollection<Double>, window: Int, loudest: Double)
    -> Int?
  {
    let powers = Array(powers)
    let threshold = loudest * share
    var sum = powers[..<window].reduce(0, +)
    var start = 0
    while sum < threshold, start + window < powers.count {
      sum += powers[start + window] - powers[start]
      start += 1
    }
    return powers[start..<start + window].firstIndex { $0 * Double(window) >= threshold }
  }
}
