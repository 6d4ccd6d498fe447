import SoundMeasurement
import Synthesis
import Testing

@Suite struct QuantizerTests {
  @Test(arguments: SampleFormat.allCases)
  func `Silence stays silent`(format: SampleFormat) {
    var quantizer = Quantizer(format)
    let silence = [Float](repeating: 0, count: 1000)
    switch quantizer.quantize(silence) {
    case .int16(let samples): #expect(samples == [Int16](repeating: 0, count: 1000))
    case .int24(let samples): #expect(samples.bytes == [UInt8](repeating: 0, count: 3000))
    case .float32(let samples): #expect(samples == silence)
    }
  }

  @Test(arguments: [0.5 as Float, -0.25, 0.30001, 1e-5, -3e-5])
  func `Dither keeps the mean and adds triangular noise`(level: Float) throws {
    var quantizer = Quantizer(.int16)
    guard case .int16(let samples) = quantizer.quantize([Float](repeating: level, count: 200_000)) else {
      Issue.record("not 16 bits")
      return
    }
    let errors = samples.map { Double($0) - Double(level) * 32768 }
    let mean = errors.reduce(0, +) / Double(errors.count)
    let variance = errors.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(errors.count)
    // The mean of 200,000 errors with a deviation of half a step strays by about 0.001; five times that is a fault.
    #expect(abs(mean) < 0.0056)
    // Triangular noise of ±1 step has a variance of 1/6, rounding adds 1/12: together 1/4, at any level.
    #expect(abs(variance - 0.25) < 0.005)
    #expect(errors.allSatisfy { abs($0) <= 1.5 })
  }

  @Test func `The split into blocks never changes a sample`() {
    let samples = (0..<10_000).map { Float($0 % 997) / 1500 - 0.3 }
    var whole = Quantizer(.int16)
    guard case .int16(let expected) = whole.quantize(samples) else {
      Issue.record("not 16 bits")
      return
    }
    var parts = Quantizer(.int16)
    var found: [Int16] = []
    var start = 0
    for length in [1, 999, 4000, 5000] {
      guard case .int16(let part) = parts.quantize(Array(samples[start..<(start + length)])) else {
        Issue.record("not 16 bits")
        return
      }
      found += part
      start += length
    }
    #expect(found == expected)
  }

  @Test(arguments: SampleFormat.allCases, SampleFormat.allCases)
  func `A block is the same in the memory of another, which whoever has it keeps`(
    format: SampleFormat, spareFormat: SampleFormat
  ) {
    let samples = (0..<1_000).map { Float($0 % 97) / 150 - 0.3 }
    var fresh = Quantizer(format)
    let expected = fresh.quantize(samples)
    for count in [1_000, 999, 0, 2_500] {
      var other = Quantizer(spareFormat)
      let spare = other.quantize([Float](repeating: 0, count: count))
      var quantizer = Quantizer(format)
      #expect(quantizer.quantize(samples, reusing: spare) == expected)
      other = Quantizer(spareFormat)
      #expect(spare == other.quantize([Float](repeating: 0, count: count)))
      #expect(fresh.peak == quantizer.peak)
    }
  }

  @Test func `Nothing is left of a longer or shorter block in whose memory another is made`() {
    var quantizer = Quantizer(.int24)
    var block: SampleBlock? = quantizer.quantize([Float](repeating: 0.5, count: 3_000))
    for (count, step) in [(7, 1), (2_999, -2), (3_000, 3), (4_000, 4)] {
      let samples = [Float](repeating: Float(step) * 0x1p-23, count: count)
      block = quantizer.quantize(samples, reusing: block.take())
      #expect(block == .int24(PackedSamples([Int32](repeating: Int32(step), count: count))))
    }
  }

  /// Samples are measured in parts of 8,192, less at the beginning and at the end.
  @Test(arguments: [0, 4_095, 4_096, 9_000, 12_287, 12_288, 19_999])
  func `The peak is found wherever it is`(place: Int) {
    var samples = [Float](repeating: 0.25, count: 20_000)
    samples[place] = -0.75
    for position in [0, 100] {
      var quantizer = Quantizer(.int16)
      quantizer.position = position
      _ = quantizer.quantize(samples)
      #expect(quantizer.peak == 0.75)
    }
  }

  @Test func `24 bits are rounded to the nearest step`() {
    var quantizer = Quantizer(.int24)
    let step: Float = 0x1p-23
    let block = quantizer.quantize([0.5, -0.5, step, 1.4 * step, 1.6 * step, -1.6 * step, 1, -1, 2, -2])
    #expect(
      block == .int24([4_194_304, -4_194_304, 1, 1, 2, -2, 8_388_607, -8_388_608, 8_388_607, -8_388_608]))
  }

  @Test func `Full scale is clamped, never wrapped, and the peak tells`() {
    var quantizer = Quantizer(.int16)
    guard case .int16(let samples) = quantizer.quantize([1.2, -1.2, 0.9999999]) else {
      Issue.record("not 16 bits")
      return
    }
    #expect(samples[0] == 32767)
    #expect(samples[1] == -32768)
    #expect(samples[2] >= 32766)
    #expect(quantizer.peak == 1.2)
  }

  @Test func `A sample that is no number is told, and never becomes loud`() {
    for poison in [Float.nan, .infinity] {
      var quantizer = Quantizer(.int16)
      _ = quantizer.quantize([0.1, poison, 0.2])
      #expect(!quantizer.peak.isFinite)
    }
    var quantizer = Quantizer(.int24)
    #expect(quantizer.quantize([.nan]) == .int24([0]))
  }
}
