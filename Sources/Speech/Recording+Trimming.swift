import Synthesis

extension Recording {
  /// Returns the audible part in one channel, from 2 ms before the onset to 6 ms after the end, with an attack of 4 ms
  /// and a release of 6 ms; `nil` if nothing is audible. The silence around words is then as long as it is written,
  /// within 10 ms.
  ///
  /// A frame is audible if the 5 ms around it have at least 10⁻⁴ (−40 dB) of the power of the loudest 5 ms, and the
  /// frame itself does so too. This threshold detects an *h* of espeak-ng, and is above the noise of a quiet room.
  func trimmedToSound() -> Recording? {
    let samples = inOneChannel
    guard let sounding = Self.soundingFrames(of: samples, window: max(1, rate / 200)) else { return nil }
    let start = max(0, sounding.lowerBound - rate * 2 / 1000)
    let end = min(samples.count, sounding.upperBound + rate * 6 / 1000)
    let edges = Envelope(rise: rate * 4 / 1000, fall: rate * 6 / 1000, total: end - start)
    let trimmed = (start..<end).map { Float(Double(samples[$0]) * edges.level(at: $0 - start)) }
    return Recording(rate: rate, channels: 1, samples: trimmed)
  }

  /// Mean of the channels, without a DC offset, which would be a step at both ends.
  private var inOneChannel: [Float] {
    // With types, which the compiler would need a second to find.
    var mono = samples
    if channels == 2 {
      mono = stride(from: 0, to: samples.count, by: 2).map { left -> Float in (samples[left] + samples[left + 1]) / 2 }
    }
    let sum: Double = mono.reduce(0) { $0 + Double($1) }
    let mean = sum / Double(max(1, mono.count))
    return mono.map { Float(Double($0) - mean) }
  }

  /// Mean power of the faintest audible sound, −60 dB relative to full scale.
  private static let faintest = 1e-6
  /// Threshold relative to the loudest window: −40 dB.
  private static let share = 1e-4

  /// Range from the first audible frame to the last.
  private static func soundingFrames(of samples: [Float], window: Int) -> Range<Int>? {
    guard samples.count >= window else { return nil }
    var windows = PowerWindow(of: window) { samples[$0] }
    var loudest = windows.sum
    while windows.end < samples.count {
      windows.advance()
      loudest = max(loudest, windows.sum)
    }
    guard loudest >= faintest * Double(window) else { return nil }
    var forwards = PowerWindow(of: window) { samples[$0] }
    var backwards = PowerWindow(of: window) { samples[samples.count - 1 - $0] }
    guard let first = forwards.firstFrame(above: loudest * share, of: samples.count),
      let last = backwards.firstFrame(above: loudest * share, of: samples.count)
    else { return nil }
    return first..<samples.count - last
  }
}

/// Sum of the power in a sliding window of frames.
private struct PowerWindow {
  private let sample: (Int) -> Float
  private let width: Int
  private(set) var end: Int
  private(set) var sum = 0.0

  init(of width: Int, sample: @escaping (Int) -> Float) {
    self.sample = sample
    self.width = width
    end = width
    for frame in 0..<width { sum += power(of: frame) }
  }

  mutating func advance() {
    sum += power(of: end) - power(of: end - width)
    end += 1
  }

  /// Returns the first frame that reaches its share of the threshold, in the first window that reaches the threshold.
  mutating func firstFrame(above threshold: Double, of count: Int) -> Int? {
    while sum < threshold, end < count { advance() }
    return (end - width..<end).first { power(of: $0) * Double(width) >= threshold }
  }

  private func power(of frame: Int) -> Double { Double(sample(frame)) * Double(sample(frame)) }
}
