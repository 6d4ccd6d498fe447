import Concurrency
import Synchronization
import Synthesis

/// The blocks of a sound as a file stores them, each looked at before it leaves.
///
/// A track repeats itself: a stretch that is like an earlier one is not made again. So is its dither, which starts anew in
/// every stretch, from a place that follows from what sounds in it. What has to be made is begun a few blocks ahead, on other threads where there are some.
struct StoredBlocks {
  /// A stretch in its place in the track.
  private struct Segment {
    let start: Int
    let frames: Int
    let task: Prefetcher<RenderedSegment>.Task
    /// Whether an equal stretch may ask for the same block.
    let isKept: Bool
  }

  /// A stretch that was made, for whoever comes.
  private struct RenderedSegment: Sendable {
    let block: SampleBlock
    let peak: Float
    /// Before they were made storable, where they are measured.
    let samples: [Float]?
  }

  /// Blocks that are in the file: later ones are made in their memory. The system would take it back, and give it out
  /// again page by page.
  private final class SpareBlocks: Sendable {
    private let blocks = Mutex<[SampleBlock]>([])

    func add(_ block: SampleBlock) { blocks.withLock { $0.append(block) } }
    func take() -> SampleBlock? { blocks.withLock { $0.popLast() } }
  }

  private let sound: Sound
  private let format: SampleFormat
  private let meter: LoudnessMeter?
  private var segments: SoundIterator
  private let ahead: Prefetcher<RenderedSegment>
  /// How many stretches are known before they are asked for.
  private let depth: Int
  private var upcoming: [Segment] = []
  private let spare = SpareBlocks()
  /// The block that was given out last; nil where an equal stretch may ask for it.
  private var latest: SampleBlock?
  private var kept = LeastRecentlyUsed<SoundSegment.SegmentKey, Prefetcher<RenderedSegment>.Task>(budget: room)
  private var done = 0

  private static let highestSample = Float(Levels.ceiling.gain)
  /// How many bytes are kept: 6 MiB, a breath of 20 s in stereo and 24 bits.
  private static let room = 6 << 20
  /// More do not help: then the file takes longer than the sound.
  private static let mostThreads = 4

  init(of sound: Sound, as format: SampleFormat, measuredBy meter: LoudnessMeter?) {
    self.sound = sound
    self.format = format
    self.meter = meter
    segments = sound.makeIterator()
    let threads = min(sound.threads, Self.mostThreads)
    ahead = Prefetcher(threads: threads)
    depth = threads > 1 ? 4 * threads : 1
    lookAhead()
  }

  /// Begins what comes.
  private mutating func lookAhead() {
    while upcoming.count < depth, let segment = segments.nextSegment() {
      let (task, isKept) = task(for: segment)
      upcoming.append(Segment(start: segment.start, frames: segment.frames, task: task, isKept: isKept))
    }
  }

  /// How much of the sound has been made, from 0 to 1.
  var share: Double { Double(done) / Double(sound.frames) }

  /// - Throws: `PeakTooHigh`, and `SoundFault`.
  mutating func next() throws -> SampleBlock? {
    if let done = latest.take() { spare.add(done) }
    guard !upcoming.isEmpty else { return nil }
    let stretch = upcoming.removeFirst()
    let made = ahead.value(of: stretch.task)
    guard made.peak.isFinite else { throw SoundFault(peak: made.peak, frame: stretch.start) }
    // A track that was given its level by measuring is as it was meant, up to what lies between samples.
    guard made.peak <= Self.highestSample || sound.mix.master.value != 0 && made.peak < 1 else { throw PeakTooHigh() }
    if let samples = made.samples { meter?.measure(samples) }
    done += stretch.frames
    if !stretch.isKept { latest = made.block }
    lookAhead()
    return made.block
  }

  /// That of an equal stretch, if there was one not long ago.
  private mutating func task(for segment: SoundSegment) -> (task: Prefetcher<RenderedSegment>.Task, isKept: Bool) {
    guard let key = segment.segmentKey, meter == nil else { return (begin(segment), false) }
    if let task = kept.value(for: key) { return (task, true) }
    let task = begin(segment)
    kept.insert(task, for: key, cost: segment.frames * sound.channels * format.bytes)
    return (task, true)
  }

  private func begin(_ segment: SoundSegment) -> Prefetcher<RenderedSegment>.Task {
    let place = segment.segmentKey.map { Int($0.seed) } ?? segment.start * sound.channels
    return ahead.begin { [mixer = segments.mixer, format, isMeasured = meter != nil, spare] in
      let samples = mixer.samples(of: segment)
      var quantizer = Quantizer(format)
      quantizer.position = place
      let block = quantizer.quantize(samples, reusing: spare.take())
      return RenderedSegment(block: block, peak: quantizer.peak, samples: isMeasured ? samples : nil)
    }
  }
}

/// The peaks of a sound would pass `Levels.ceiling`.
struct PeakTooHigh: Error {}

/// Samples that no file should hold: a mistake of the synthesis, never of a pattern.
public struct SoundFault: Error, Sendable {
  /// Full scale is 1; not a number if a sample was none.
  public let peak: Float
  /// Where the block with it begins.
  public let frame: Int
}
