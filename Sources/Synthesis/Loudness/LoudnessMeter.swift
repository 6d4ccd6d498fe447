import CEbur128
import CSystem

/// Measures loudness and peaks block by block, in constant memory.
///
/// libebur128 computes the weighting, the true peak and the energy of every 10 ms; the windows of 400 ms and 3 s and
/// the gating are sums of these energies. Mono is measured as one channel, as it is in the file; a player that sends it
/// to two loudspeakers makes it 3 LU louder.
///
/// ```swift
/// let meter = LoudnessMeter(rate: 48_000, channels: 2)
/// for block in sound { meter.measure(block) }
/// let loudness = meter.levels.integrated
/// ```
public final class LoudnessMeter {
  private let state: UnsafeMutablePointer<ebur128_state>
  private let channels: Int
  private let measuresTruePeak: Bool
  /// Frames in 10 ms.
  private let hop: Int
  /// Hops from one block of the gate to the next.
  private let blockHops: Int
  /// Frames of the current hop so far.
  private var filled = 0
  private var momentary = SlidingWindow(hops: 40)
  private var shortTerm = SlidingWindow(hops: 300)
  private var hops = 0
  private var gate = LoudnessGate()
  private var isFinite = true

  /// Creates a meter for interleaved samples.
  ///
  /// - Parameters:
  ///   - truePeak: whether to measure the true peak, which takes longer than everything else.
  ///   - everyHop: whether the gate has a block for every 10 ms, for short sounds, whose loudness would otherwise depend
  ///     on where the blocks begin; EBU R 128 has one for every 100 ms.
  /// - Precondition: `rate` is in ``SoundFormat/rates``, and `channels` is 1 or 2.
  public init(rate: Int, channels: Int, truePeak: Bool = true, everyHop: Bool = false) {
    blockHops = everyHop ? 1 : 10
    precondition(SoundFormat.rates.contains(rate) && (1...2).contains(channels), "Mono or stereo at a usual rate.")
    let peaks = truePeak ? EBUR128_MODE_TRUE_PEAK : EBUR128_MODE_SAMPLE_PEAK
    guard let state = ebur128_init(UInt32(channels), UInt(rate), Int32(peaks.rawValue)) else {
      fatalError("There is no memory for a loudness meter.")
    }
    self.state = state
    self.channels = channels
    measuresTruePeak = truePeak
    hop = rate / 100
  }

  deinit {
    var state: UnsafeMutablePointer<ebur128_state>? = state
    ebur128_destroy(&state)
  }

  /// Measures the next samples: whole interleaved frames, with a full scale of 1.
  public func measure(_ samples: [Float]) {
    precondition(samples.count.isMultiple(of: channels), "Blocks are whole frames.")
    samples.withUnsafeBufferPointer { buffer in
      guard var place = buffer.baseAddress else { return }
      var left = buffer.count / channels
      while left > 0 {
        let frames = min(hop - filled, left)
        ebur128_add_frames_float(state, place, frames)
        place += frames * channels
        left -= frames
        filled += frames
        if filled == hop { endHop() }
      }
    }
  }

  private func endHop() {
    filled = 0
    hops += 1
    var loudness = -Double.infinity
    ebur128_loudness_window(state, 10, &loudness)
    if loudness.isNaN || loudness == .infinity { isFinite = false }
    let energy = LUFS(loudness).energy
    momentary.add(energy)
    shortTerm.add(energy)
    // Blocks of 400 ms, each usually 100 ms after the previous one.
    if hops >= 40, hops.isMultiple(of: blockHops) { gate.add(momentary.mean) }
  }

  /// Levels of all samples so far.
  public var levels: Levels {
    Levels(
      integrated: loudness(gate.energy), momentary: loudness(momentary.largestMean),
      shortTerm: loudness(shortTerm.largestMean),
      truePeak: measuresTruePeak ? peak(ebur128_true_peak) : nil, samplePeak: peak(ebur128_sample_peak))
  }

  private func loudness(_ energy: Double) -> LUFS? {
    isFinite && energy > 0 ? LUFS(energy: energy) : nil
  }

  private func peak(
    _ ask: (UnsafeMutablePointer<ebur128_state>?, UInt32, UnsafeMutablePointer<Double>?) -> Int32
  ) -> Decibels? {
    var largest = 0.0
    for channel in 0..<channels {
      var peak = 0.0
      _ = ask(state, UInt32(channel), &peak)
      largest = max(largest, peak)
    }
    return isFinite && largest > 0 ? Decibels(20 * log10(largest)) : nil
  }
}

extension LUFS {
  /// Offset of BS.1770 that gives a sine of 997 Hz at 0 dBFS in one channel −3.01 LUFS.
  private static let offset = -0.691

  init(energy: Double) { self.init(Self.offset + 10 * log10(energy)) }

  /// Weighted mean square, summed over the channels.
  var energy: Double { pow(10, (value - Self.offset) / 10) }
}

/// Mean energy of the latest hops, and its largest value so far.
struct SlidingWindow {
  private var energies: [Double]
  private var next = 0
  private var count = 0
  private(set) var largestMean = 0.0

  init(hops: Int) { energies = [Double](repeating: 0, count: hops) }

  mutating func add(_ energy: Double) {
    energies[next] = energy
    next = (next + 1) % energies.count
    count += 1
    if count >= energies.count { largestMean = max(largestMean, mean) }
  }

  /// Mean energy of the window. It is summed anew each time, because a running sum would carry the rounding of loud
  /// samples into quiet ones.
  var mean: Double { energies.reduce(0, +) / Double(energies.count) }
}
