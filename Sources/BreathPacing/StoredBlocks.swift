import Concurrency
import Synchronization
import Synthesis

/// Renders a sound to blocks in the sample format of a file, and checks each block.
///
/// Tracks repeat themselves: a segment that equals an earlier one is not rendered again. That includes its dither,
/// whose generator starts in each segment at a position derived from the segment's key. Rendering begins a few blocks
/// ahead, on helper threads if there are any.
struct StoredBlocks {
  /// A segment at its position in the track.
  private struct Segment {
    let sound: SoundSegment
    let task: Prefetcher<RenderedSegment>.Task
    /// Whether the block is cached for equal segments.
    let isKept: Bool
  }

  /// A rendered segment, shared by equal segments.
  private struct RenderedSegment: Sendable {
    let block: SampleBlock
    let peak: Float
    /// The largest magnitude between samples, or the ceiling if none exceeds it.
    let truePeak: Float
    /// The first and the last frames, for the peaks between two segments.
    let head: [Float]
    let tail: [Float]
    /// The samples before the conversion to the file's format; nil unless they are measured.
    let samples: [Float]?
  }

  /// Blocks that are written, whose memory is reused. Otherwise the system would release it and map it again page by
  /// page.
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
  /// The number of segments whose rendering begins before they are needed.
  private let depth: Int
  private var upcoming: [Segment] = []
  private let spare = SpareBlocks()
  /// The block that was returned last; nil if it is cached.
  private var latest: SampleBlock?
  private var requests = RepeatedRequests<SoundSegment.SegmentKey>()
  private var kept = LeastRecentlyUsed<SoundSegment.SegmentKey, Prefetcher<RenderedSegment>.Task>(budget: room)
  private var done = 0
  /// Whether peaks may not exceed `Levels.ceiling`. A track whose gain comes from a measurement may not exceed full scale.
  private let keepsCeiling: Bool
  /// The last frames of the previous segment.
  private var tail: [Float]

  private static let ceiling = Float(Levels.ceiling.gain)
  /// The size of the cache in bytes: 6 MiB, a breath of 20 s in stereo and 24 bits.
  private static let room = 6 << 20
  /// The size of a cached sample, which is kept in two forms while it is measured.
  private var bytesPerSample: Int { format.bytes + (meter == nil ? 0 : MemoryLayout<Float>.size) }
  /// The largest useful number of threads: with more, writing the file takes longer than rendering.
  private static let mostThreads = 4

  init(of sound: Sound, as format: SampleFormat, measuredBy meter: LoudnessMeter?, keepsCeiling: Bool) {
    self.sound = sound
    self.keepsCeiling = keepsCeiling
    tail = [Float](repeating: 0, count: TruePeak.reach * sound.channels)
    self.format = format
    self.meter = meter
    segments = sound.makeIterator()
    let threads = min(sound.threads, Self.mostThreads)
    ahead = Prefetcher(threads: threads)
    // Blocks over a bed are four times as long as others.
    depth = threads == 1 ? 1 : sound.mix.bed == nil ? 4 * threads : threads + 1
    lookAhead()
  }

  /// Begins the rendering of the next segments.
  private mutating func lookAhead() {
    while upcoming.count < depth, let segment = segments.nextSegment() {
      let (task, isKept) = task(for: segment)
      upcoming.append(Segment(sound: segment, task: task, isKept: isKept))
    }
  }

  /// The fraction of the sound that is rendered, from 0 to 1.
  var share: Double { Double(done) / Double(sound.frames) }

  /// Returns the next block; nil after the last one.
  ///
  /// - Throws: `PeakTooHigh` and `SoundFault`.
  mutating func next() throws -> SampleBlock? {
    if let done = latest.take() { spare.add(done) }
    guard !upcoming.isEmpty else { return nil }
    let segment = upcoming.removeFirst()
    let made = ahead.value(of: segment.task)
    guard made.peak.isFinite else { throw SoundFault(peak: made.peak, frame: segment.sound.start) }
    if keepsCeiling {
      let seam = TruePeak.largest(in: tail + made.head, channels: sound.channels)
      guard max(made.peak, made.truePeak, seam) <= Self.ceiling else { throw PeakTooHigh() }
      tail = (tail + made.tail).suffix(TruePeak.reach * sound.channels)
    } else {
      guard made.peak < 1 else { throw PeakTooHigh() }
    }
    if let samples = made.samples { meter?.measure(segment.sound) { samples } }
    done += segment.sound.frames
    if !segment.isKept { latest = made.block }
    lookAhead()
    return made.block
  }

  /// Returns the task of an equal segment if it is still cached, or begins a new one. Once the cache is full, a segment
  /// has to come twice before others make room for it.
  private mutating func task(for segment: SoundSegment) -> (task: Prefetcher<RenderedSegment>.Task, isKept: Bool) {
    guard let key = segment.segmentKey else { return (begin(segment, reusing: spare), false) }
    if let task = kept.value(for: key) { return (task, true) }
    let cost = segment.frames * sound.channels * bytesPerSample
    guard requests.repeats(key) || kept.hasRoom(for: cost) else { return (begin(segment, reusing: spare), false) }
    let task = begin(segment, reusing: nil)
    kept.insert(task, for: key, cost: cost)
    return (task, true)
  }

  private func begin(_ segment: SoundSegment, reusing spare: SpareBlocks?) -> Prefetcher<RenderedSegment>.Task {
    let place = segment.segmentKey.map { Int($0.seed) } ?? segment.start * sound.channels
    return ahead.begin {
      [mixer = segments.mixer, format, channels = sound.channels, keepsCeiling, isMeasured = meter != nil] in
      let samples = mixer.samples(of: segment)
      var quantizer = Quantizer(format)
      quantizer.position = place
      let block = quantizer.quantize(samples, reusing: spare?.take())
      let edge = TruePeak.reach * channels
      return RenderedSegment(
        block: block, peak: quantizer.peak,
        truePeak: keepsCeiling ? TruePeak.largest(in: samples, channels: channels, above: Self.ceiling) : 0,
        head: Array(samples.prefix(edge)), tail: Array(samples.suffix(edge)), samples: isMeasured ? samples : nil)
    }
  }
}

/// A peak of the sound exceeds `Levels.ceiling`.
struct PeakTooHigh: Error {}

/// A sample that no file should contain: an error of the synthesis, never of a pattern.
///
/// ```swift
/// do {
///   _ = try track.render(to: "evening.wav")
/// } catch let fault as SoundFault {
///   print(fault.frame, fault.peak)
/// }
/// ```
public struct SoundFault: Error, Sendable {
  /// The largest magnitude, with full scale at 1; NaN if a sample is NaN.
  public let peak: Float
  /// The start of the block with the sample, in frames.
  public let frame: Int
}
