import DSPKernels
import Foundation
import Testing

/// All versions of each kernel give the same bits.
struct SampleLoopsTests {
  private static let needsWide = ConditionTrait.enabled(
    if: wideKernels() != nil, "This processor does not take eight samples at once.")
  /// Those for any processor, and all wider ones that this one has.
  private let versions = [plainKernels] + [wideKernels(), widestKernels()].compactMap { $0?.pointee }

  /// Also what a sound never holds, around every edge of what can be stored.
  private static let samples: [Float] =
    [0, -0.0, 1, -1, 1.5, -1.5, .infinity, -.infinity, .nan, .leastNonzeroMagnitude, 0.999_984_7, 0.999_999_9]
    + (0..<989).map { Float($0 * 7919 % 1999 - 999) / 1001 }
  private static let words = (1...1001).map { UInt32(truncatingIfNeeded: $0 &* 0x9E37_79B1) }

  /// The results of all versions for the same samples, as bits, because NaN has many forms.
  private func expectSame(
    _ work: (KernelTable, UnsafeMutablePointer<Float>) -> Void, _ location: SourceLocation = #_sourceLocation
  ) {
    let results = versions.map { loops in
      var room = Self.samples + Self.samples
      room.withUnsafeMutableBufferPointer { work(loops, $0.baseAddress!) }
      return room.map { $0.isNaN ? nil : $0.bitPattern }
    }
    #expect(results.allSatisfy { $0 == results[0] }, sourceLocation: location)
    #expect(results[0] != (Self.samples + Self.samples).map(\.bitPattern), "nothing was done", sourceLocation: location)
  }

  @Test(needsWide, arguments: 0..<40)
  func `Runs are the same, eight samples at once or fewer`(turn: Int) {
    let start = Float(turn) / 37 - 0.5
    let slope = Float(turn + 1) * 0.003
    expectSame { $0.addGlide($1 + turn, 20, Double(turn) * 5000, glide(partials: 3, change: 0, sway: 0)) }
    expectSame { $0.addGlide($1 + turn, 20, Double(turn) * 5000, glide(partials: 3, change: -1e-6, sway: 0)) }
    expectSame { $0.addGlide($1 + turn, 20, Double(turn) * 5000, glide(partials: 6, change: -1e-6, sway: 0.1)) }
    expectSame { $0.addDecayingSine($1 + turn, start, slope, [1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3], 0.7 + slope) }
    expectSame { $0.shape($1 + turn, start, slope, turn.isMultiple(of: 2) ? 0 : 0.69) }
  }

  /// Phases are computed for many blocks at once; a block has its own start all the same.
  @Test(arguments: [0, 95_000, 100_000, 101_000])
  func `A glide is the same in one call and in a call for each block`(first: Int) {
    let blocks = 75
    for loops in versions {
      for glide in [glide(partials: 3, change: 0, sway: 0), glide(partials: 6, change: -1e-6, sway: 0.1)] {
        var together = [Float](repeating: 0.25, count: blocks * Int(kernelBlockFrames))
        var apart = together
        loops.addGlide(&together, blocks, Double(first), glide)
        apart.withUnsafeMutableBufferPointer { room in
          for start in stride(from: 0, to: room.count, by: Int(kernelBlockFrames)) {
            loops.addGlide(room.baseAddress! + start, 1, Double(first + start), glide)
          }
        }
        #expect(together == apart)
        #expect(together.contains { $0 != 0.25 })
      }
    }
  }

  /// The phase is the integral of the pitch, which rises evenly in octaves until the landing and then stays. The kernel's
  /// sine and single precision err by 10⁻⁶ each.
  @Test(arguments: [(0, 0.6), (50_016, 0.6), (99_328, 0.6), (50_016, -3.2), (0, 0), (99_328, 4)])
  func `A glide is the sine of the integral of its pitch`(first: Int, octaves: Double) {
    let count = 2048
    var glide = glide(partials: 3, change: 0, sway: 0)
    glide.octaves = octaves
    glide.levels = (1, 0, 0, 0, 0, 0)
    let growth = octaves * log(2) / glide.landing
    func turns(at frame: Double) -> Double {
      let gliding = min(frame, glide.landing)
      let integral = growth == 0 ? gliding : (exp(growth * gliding) - 1) / growth
      return glide.first * (integral + (frame - gliding) * exp(growth * gliding))
    }
    for loops in versions {
      var samples = [Float](repeating: 0, count: count)
      loops.addGlide(&samples, count / Int(kernelBlockFrames), Double(first), glide)
      let error = samples.indices.map { abs(Double(samples[$0]) - sin(2 * .pi * turns(at: Double(first + $0)))) }.max()!
      #expect(error < 4e-6)
    }
  }

  /// It lands within the blocks of one of the cases.
  private func glide(partials: Int32, change: Float, sway: Double) -> GlideParameters {
    GlideParameters(
      first: 220.0 / 48_000, octaves: 0.6, landing: 100_333, swayRate: 5.0 / 48_000, sway: sway, partials: partials,
      levels: (0.5, 0.2, 0.1, 0.1, 0.06, 0.04), changes: (change, change, change, change, change, change))
  }

  @Test(needsWide, arguments: [1, 7, 8, 31, 64, 100, 989])
  func `What is mixed, measured and stored is the same`(count: Int) {
    expectSame { $0.mix($1, Self.samples, count, 0.3) }
    expectSame { $0.pan($1, Self.samples, count, 0.3, -0.7) }
    for start in 0..<12 {
      let some = Array(Self.samples[start..<start + count])
      #expect(Set(versions.map { $0.peak(some, count) }).count == 1)
      let stored = versions.map { loops in
        [Int16](unsafeUninitializedCapacity: count) { room, size in
          size = count
          loops.dither(room.baseAddress!, some, Self.words, count)
        }
      }
      #expect(stored.allSatisfy { $0 == stored[0] })
    }
  }

  private static func streams() -> NoiseStreams {
    var streams = NoiseStreams()
    withUnsafeMutableBytes(of: &streams) {
      $0.copyBytes(from: words.prefix(80).flatMap { withUnsafeBytes(of: $0 & 0x3FFF_FFFF, Array.init) })
    }
    return streams
  }

  @Test(needsWide) func `Noise is the same`() {
    let sections = (0..<6).map { NoiseSection(pole: 0.99 - Float($0) * 0.1, feed: 0.01 + Float($0) * 0.02) }
    var bands = NoiseBands()
    var levels = BandLevels()
    withUnsafeMutableBytes(of: &bands) { bytes in
      for index in 0..<16 {
        bytes.storeBytes(of: index < 8 ? 0.9 : 0.1 as Float, toByteOffset: 4 * index, as: Float.self)
      }
    }
    withUnsafeMutableBytes(of: &levels) { bytes in
      for index in 0..<48 { bytes.storeBytes(of: Float(index) / 99, toByteOffset: 4 * index, as: Float.self) }
    }
    expectSame { loops, room in
      var streams = Self.streams()
      loops.whiteNoise(room, 50, &streams, 0.3)
      loops.pinkNoise(room + 400, 50, &streams, sections, 0.2)
      loops.brownNoise(room + 800, 50, &streams, BrownFilter(pace: 0.01, keep: 0.98, zero: 0.14), 0.1)
      loops.bandNoise(room + 1200, 50, &streams, &bands, &levels)
    }
    for channels in [1, 2] { expectSame { $0.spread($1 + 1, Self.samples, 16, 32, channels) } }
    expectSame { $0.ramp($1 + 3, 77, 5, 1, 0.5, -0.01) }
  }

  @Test func `Two spans are dithered like each by itself`() {
    let steps = 20
    let some = Array(Self.samples[20..<340])
    for loops in versions {
      var (stored, expected) = ([Int16](repeating: 0, count: 320), [Int16](repeating: 0, count: 320))
      loops.ditherSpans(&stored, some, steps, Self.words)
      for span in 0..<2 {
        var words = [UInt32](repeating: 0, count: 160)
        loops.fillRandom(&words, steps, Array(Self.words[(16 * span)...]), Array(Self.words[(16 * span + 8)...]))
        expected.withUnsafeMutableBufferPointer {
          loops.dither($0.baseAddress! + 160 * span, Array(some[(160 * span)...]), words, 160)
        }
      }
      #expect(stored == expected)
    }
  }

  @Test(needsWide, arguments: 1...5)
  func `What is found in a sound is the same`(runs: Int) {
    let samples = (0..<300).map { Float($0 * 7919 % 1999 - 999) / 1001 }
    var filter = WeightingFilter()
    withUnsafeMutableBytes(of: &filter) { bytes in
      let numbers = bytes.bindMemory(to: Double.self)
      for index in numbers.indices { numbers[index] = Double(index * 31 % 17 - 8) / 90 }
    }
    let found = versions.map { loops in
      var (energies, state) = ([Float](repeating: 0.5, count: runs), [0.1, -0.2, 0.3, 0.4])
      loops.weigh(&energies, samples, runs, &filter, &state)
      return (energies, state)
    }
    #expect(found.allSatisfy { $0 == found[0] } && found[0].0.allSatisfy { $0 > 0.5 })
    var peaks = PeakFilter()
    withUnsafeMutableBytes(of: &peaks.taps) { bytes in
      let taps = bytes.bindMemory(to: Float.self)
      for index in taps.indices { taps[index] = Float(index * 13 % 7 - 3) / 4 }
    }
    peaks.gain = 9
    for count in [1, 15, 16, 100, 280] {
      let results = versions.map { loops in
        samples.withUnsafeBufferPointer { loops.peakBetween($0.baseAddress! + 11, count, &peaks, 0) }
      }
      #expect(Set(results).count == 1 && results[0] > 0)
    }
  }

  /// G. Marsaglia's shift register, one stream at a time.
  @Test func `Words of noise are those of eight shift registers`() {
    let steps = 300
    var expected = [UInt32](repeating: 0, count: 8 * steps)
    for stream in 0..<8 {
      var (earlier, latest) = (Self.words[stream], Self.words[stream + 8])
      for step in 0..<steps {
        let shifted = earlier ^ (earlier << 10)
        (earlier, latest) = (latest, (latest ^ (latest >> 10)) ^ (shifted ^ (shifted >> 13)))
        expected[stream / 4 * 4 * steps + 4 * step + stream % 4] = latest
      }
    }
    for loops in versions {
      var words = [UInt32](repeating: 0, count: 8 * steps)
      loops.fillRandom(&words, steps, Self.words, Array(Self.words[8..<16]))
      #expect(words == expected)
    }
  }
}
