import CSystem
import DSPKernels

/// Measures loudness by EBU R 128 and ITU-R BS.1770-4, and peaks, block by block in constant memory.
///
/// Mono is measured as one channel, as it is in the file; a player that sends it to two loudspeakers makes it 3 LU
/// louder. The windows of 400 ms and 3 s advance by 10 ms, and the gate by 100 ms.
///
/// ```swift
/// let meter = LoudnessMeter(rate: 48_000, channels: 2)
/// for block in sound { meter.measure(block) }
/// let loudness = meter.levels.integrated
/// ```
public final class LoudnessMeter {
  private let channels: Int
  private let measuresTruePeak: Bool
  private let weighting: KWeighting
  private let kernel: WeightingFilter
  private var states: [ChannelState]
  private var energies: HopEnergies
  /// Bits of the largest magnitudes.
  private var samplePeak: Int32 = 0
  private var truePeak: Int32 = 0
  /// Earlier samples of a channel, followed by those that are measured.
  private var room: [Float] = []

  /// The levels of repeated segments.
  private var known = LeastRecentlyUsed<Neighbours, MeasuredSamples>(budget: 4 << 20)
  private var previous: SoundSegment.SegmentKey?
  /// The impulse response of the filter has fallen by 200 dB after 0.1 s, so earlier samples do not matter.
  private let memory: Int

  /// A segment and the one before, which together determine its measurement.
  private struct Neighbours: Hashable {
    let previous: SoundSegment.SegmentKey
    let segment: SoundSegment.SegmentKey
  }

  /// Creates a meter for interleaved samples.
  ///
  /// - Parameters:
  ///   - rate: frames per second.
  ///   - channels: 1 or 2.
  ///   - truePeak: whether to measure the true peak.
  ///   - everyHop: whether the gate has a block for every 10 ms, for short sounds, whose loudness would otherwise
  ///     depend on where the blocks begin; EBU R 128 has one for every 100 ms.
  /// - Precondition: `rate` is in ``SoundFormat/rates``, and `channels` is 1 or 2.
  public init(rate: Int, channels: Int, truePeak: Bool = true, everyHop: Bool = false) {
    precondition(SoundFormat.rates.contains(rate) && (1...2).contains(channels), "Mono or stereo at a usual rate.")
    self.channels = channels
    measuresTruePeak = truePeak
    weighting = KWeighting(rate: rate)
    kernel = weighting.kernel
    states = [ChannelState](repeating: ChannelState(), count: channels)
    energies = HopEnergies(hop: rate / 100, blockHops: everyHop ? 1 : 10)
    memory = rate / 10
  }

  // MARK: Measuring

  /// Measures the next samples: whole interleaved frames, with a full scale of 1.
  public func measure(_ samples: [Float]) {
    precondition(samples.count.isMultiple(of: channels), "Blocks are whole frames.")
    previous = nil
    add(measured(samples))
  }

  /// Measures the next segment. Its samples are asked for only if no equal segment has followed an equal one before.
  package func measure(_ segment: SoundSegment, samples: () throws -> [Float]) rethrows {
    defer { previous = segment.frames >= memory ? segment.segmentKey : nil }
    guard let key = segment.segmentKey, let previous else { return add(measured(try samples())) }
    let neighbours = Neighbours(previous: previous, segment: key)
    if let found = known.value(for: neighbours) { return add(found) }
    let found = measured(try samples())
    known.insert(found, for: neighbours, cost: found.energies.count * MemoryLayout<Float>.size + 256)
    add(found)
  }

  /// The state of the measurement of a channel between two blocks.
  private struct ChannelState {
    var filter = SIMD4<Double>.zero
    /// The last samples.
    var latest = [Float](repeating: 0, count: Int(kernelPeakTaps) - 1)
  }

  /// The measurements of a run of samples, and the filter states after it.
  private struct MeasuredSamples {
    let frames: Int
    /// Sums over the channels of the weighted squares of every `kernelBlockFrames` frames; the last block may be
    /// shorter.
    var energies: [Float]
    var samplePeak: Int32 = 0
    var truePeak: Int32 = 0
    var after: [ChannelState]
  }

  private func measured(_ samples: [Float]) -> MeasuredSamples {
    let (frames, block) = (samples.count / channels, Int(kernelBlockFrames))
    var result = MeasuredSamples(
      frames: frames, energies: [Float](repeating: 0, count: (frames + block - 1) / block), after: states)
    let lead = Int(kernelPeakTaps) - 1
    for channel in 0..<channels {
      var state = states[channel]
      if room.count != lead + frames { room = [Float](repeating: 0, count: lead + frames) }
      room.withUnsafeMutableBufferPointer { room in
        _ = room.update(fromContentsOf: state.latest)
        samples.withUnsafeBufferPointer { samples in
          for frame in 0..<frames { room[lead &+ frame] = samples[channels &* frame &+ channel] }
        }
      }
      room.withUnsafeBufferPointer { room in
        let start = room.baseAddress! + lead
        result.samplePeak = max(result.samplePeak, DSPLoops.best.peak(start, frames))
        if measuresTruePeak {
          result.truePeak = withUnsafePointer(to: PeakFilter.quarters) {
            DSPLoops.best.peakBetween(start, frames, $0, max(truePeak, result.truePeak))
          }
        }
        let whole = frames / block
        result.energies.withUnsafeMutableBufferPointer { energies in
          guard let energies = energies.baseAddress else { return }
          withUnsafePointer(to: kernel) { kernel in
            withUnsafeMutableBytes(of: &state.filter) { numbers in
              DSPLoops.best.weigh(
                energies, start, whole, kernel, numbers.assumingMemoryBound(to: Double.self).baseAddress!)
            }
          }
          var rest = 0.0
          for frame in whole * block..<frames {
            let weighted = weighting.step(Double(start[frame]), &state.filter)
            rest += weighted * weighted
          }
          if whole * block < frames { energies[whole] += Float(rest) }
        }
        state.latest = Array(room.suffix(lead))
      }
      result.after[channel] = state
    }
    return result
  }

  private func add(_ found: MeasuredSamples) {
    states = found.after
    samplePeak = max(samplePeak, found.samplePeak)
    truePeak = max(truePeak, found.truePeak)
    var left = found.frames
    for energy in found.energies {
      let frames = min(left, Int(kernelBlockFrames))
      energies.add(Double(energy), frames: frames)
      left -= frames
    }
  }

  // MARK: Results

  /// Whether all samples so far are finite numbers.
  package var isFinite: Bool { Float(bitPattern: UInt32(bitPattern: samplePeak)).isFinite }

  /// Levels of all samples so far.
  public var levels: Levels {
    Levels(
      integrated: loudness(energies.gated), momentary: loudness(energies.momentary.largestMean),
      shortTerm: loudness(energies.shortTerm.largestMean),
      truePeak: measuresTruePeak ? peak(max(samplePeak, truePeak)) : nil, samplePeak: peak(samplePeak))
  }

  private func loudness(_ energy: Double) -> LUFS? { isFinite && energy > 0 ? LUFS(energy: energy) : nil }

  private func peak(_ bits: Int32) -> Decibels? {
    let peak = Float(bitPattern: UInt32(bitPattern: bits))
    return isFinite && peak > 0 ? Decibels(20 * log10(Double(peak))) : nil
  }
}

/// The weighted energy of every 10 ms, and the loudness values computed from it.
private struct HopEnergies {
  /// Frames in 10 ms.
  private let hop: Int
  /// Hops from one block of the gate to the next.
  private let blockHops: Int
  private var energy = 0.0
  /// Frames of the current hop so far.
  private var filled = 0
  private var hops = 0
  private(set) var momentary = SlidingWindow(hops: 40)
  private(set) var shortTerm = SlidingWindow(hops: 300)
  private var gate = LoudnessGate()

  init(hop: Int, blockHops: Int) {
    self.hop = hop
    self.blockHops = blockHops
  }

  /// Adds the sum of squares of some frames, fewer than a hop has. At the end of a hop it is divided by the frames.
  mutating func add(_ sum: Double, frames: Int) {
    let missing = hop - filled
    guard frames >= missing else {
      energy += sum
      filled += frames
      return
    }
    let share = sum * Double(missing) / Double(frames)
    endHop((energy + share) / Double(hop))
    (energy, filled) = (sum - share, frames - missing)
  }

  private mutating func endHop(_ energy: Double) {
    hops += 1
    momentary.add(energy)
    shortTerm.add(energy)
    // Blocks of 400 ms, each usually 100 ms after the previous one.
    if hops >= 40, hops.isMultiple(of: blockHops) { gate.add(momentary.mean) }
  }

  /// Mean energy of the blocks that pass both gates; 0 if none do.
  var gated: Double { gate.energy }
}

extension LUFS {
  /// Offset of BS.1770 that gives a sine of 997 Hz at 0 dBFS in one channel −3.01 LUFS.
  private static let offset = -0.691

  init(energy: Double) { self.init(Self.offset + 10 * log10(energy)) }
}

/// Mean energy of the latest hops, and its largest value so far.
///
/// A running sum would carry the rounding of loud samples into quiet ones. The window is instead the end of one group
/// of hops and the beginning of the next. The sums from each hop to the end of the first group are stored.
struct SlidingWindow {
  private var energies: [Double]
  /// Sums from each hop to the end of the previous group.
  private var sums: [Double]
  private var sum = 0.0
  private var next = 0
  private var isFull = false
  private(set) var largestMean = 0.0

  init(hops: Int) {
    energies = [Double](repeating: 0, count: hops)
    sums = energies + [0]
  }

  mutating func add(_ energy: Double) {
    energies[next] = energy
    sum += energy
    next += 1
    if next == energies.count {
      isFull = true
      for hop in energies.indices.reversed() { sums[hop] = sums[hop + 1] + energies[hop] }
      (next, sum) = (0, 0)
    }
    if isFull { largestMean = max(largestMean, mean) }
  }

  /// Mean energy of the window.
  var mean: Double { (sums[next] + sum) / Double(energies.count) }
}
