import Foundation
import Synthesis
import Testing

@Suite struct ElementaryTests {
  @Test(arguments: [0.0, -3, -6, -12, -20, -60, -96, 3, 20])
  func `Decibels are the field's`(decibels: Double) {
    #expect(abs(Decibels(decibels).gain / pow(10, decibels / 20) - 1) < 1e-12)
  }

  @Test func `The sine is libm's to eleven digits`() {
    var worst = 0.0
    for index in -200_000...200_000 {
      let turns = Double(index) * 0.000_123_7
      worst = max(worst, abs(Elementary.sine(turns: turns) - sin(2 * .pi * turns)))
    }
    // libm's own argument has an error of 2⁻⁵³ · 2π · 25 turns here.
    #expect(worst < 2e-11)
  }

  @Test func `Powers of two are libm's to twelve digits`() {
    for index in -4000...400 {
      let x = Double(index) * 0.0731
      #expect(abs(Elementary.powerOfTwo(x) / exp2(x) - 1) < 1e-12)
    }
  }

  @Test(arguments: [
    (Duration.zero, 48000, 0), (.seconds(1), 44100, 44100), (.milliseconds(1), 44100, 44),
    (.microseconds(11_338), 44100, 500),
    (.seconds(86_400), 192_000, 16_588_800_000), (.init(attoseconds: 10_416_666_666_666), 48000, 0),
    (.init(attoseconds: 10_416_666_666_667), 48000, 1), (.seconds(10) + .nanoseconds(909_090_909), 48000, 523_636),
  ])
  func `An instant becomes the nearest frame`(instant: Duration, rate: Int, frame: Int) {
    #expect(SampleClock(rate: rate).frame(at: instant) == frame)
  }
}
