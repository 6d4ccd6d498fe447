import PatternLanguage
import Testing

@Suite struct ValueTests {
  @Test(arguments: [
    (Duration.zero, "0s"), (.milliseconds(500), "500ms"), (.seconds(1), "1s"), (.milliseconds(6500), "6.5s"),
    (.seconds(60), "1min"), (.seconds(190), "3min10s"), (.seconds(3600), "1h"), (.seconds(5430), "1h30min30s"),
    (.seconds(86_400), "24h"), (.milliseconds(10_909), "10.909s"), (.microseconds(999_600), "1s"),
  ])
  func `A duration is spelled as the language writes it`(duration: Duration, spelling: String) {
    #expect(duration.spelled == spelling)
  }

  @Test(arguments: [
    (Rational(5), "5"), (Rational(11, over: 2), "5.5"), (Rational(1, over: 8), "0.125"),
    (Rational(-3, over: 2), "-1.5"),
    (Rational(6, over: 3), "2"), (Rational(1, over: 1_000_000), "0.000001"),
  ])
  func `A fraction is spelled as a decimal`(fraction: Rational, spelling: String) {
    #expect(fraction.description == spelling)
  }

  @Test(arguments: [
    (Duration.seconds(60), Int128(10), Int128(55), Int128(10_909_090_909_090_909_091)),
    (.seconds(1), 1, 3, 333_333_333_333_333_333), (.seconds(2), 1, 3, 666_666_666_666_666_667),
    (.init(attoseconds: 1), 1, 2, 1), (.zero, 5, 7, 0),
    (.seconds(1_000_000), 1_000_000_000_000, 1_000_000_000_000, 1_000_000_000_000_000_000_000_000),
  ])
  func `Scaling rounds once, to the nearest attosecond`(
    duration: Duration, numerator: Int128, denominator: Int128, attoseconds: Int128
  ) {
    #expect(duration.scaled(by: numerator, over: denominator) == Duration(attoseconds: attoseconds))
  }

  @Test func `Scaling beyond every duration gives nothing`() {
    #expect(Duration(attoseconds: .max).scaled(by: 2, over: 1) == nil)
    #expect(Duration(attoseconds: .max).scaled(by: 2, over: 2) == Duration(attoseconds: .max))
  }

  private static let wideNumbers: [(number: Int128, nearest: Double)] = [
    (0, 0), (1, 1), (-3, -3), (1_000_000_000_000_000_000, 1e18), (.max, 0x1p127), (.min, -0x1p127),
    // Halfway between two goes to the even one.
    (0x20_0000_0000_0001, 0x1p53), (0x20_0000_0000_0003, 0x1.0000000000002p53),
    (0x1_0000_0000_0000_0800, 0x1p64), (0x1_0000_0000_0000_1800, 0x1.0000000000002p64),
    (0x10_0000_0000_0000_8000_0000_0000, 0x1p100),
    // The last bit makes it more than halfway.
    (0x1_0000_0000_0000_0801, 0x1.0000000000001p64),
    (0x10_0000_0000_0000_8000_0000_0001, 0x1.0000000000001p100),
    (-0x10_0000_0000_0000_8000_0000_0001, -0x1.0000000000001p100),
  ]

  @Test(arguments: wideNumbers)
  func `A wide number becomes the nearest binary one`(number: Int128, nearest: Double) {
    #expect(Double(nearestTo: number) == nearest)
  }

  @Test func `Fractions compare by value`() {
    #expect(Rational(1, over: 3) < Rational(34, over: 100))
    #expect(Rational(2, over: 4) == Rational(1, over: 2))
  }

  @Test(arguments: [
    (1, "one"), (4, "one one one one"), (5, "five"), (17, "ten five one one"), (20, "ten ten"),
    (49, "ten ten ten ten five one one one one"), (1000, "thousand"), (656, "five-hundred hundred fifty five one"),
  ])
  func `Bells announce numbers as additive Roman numerals`(number: Int, strokes: String) {
    #expect(BellFigure(of: number).strokes.map(\.rawValue).joined(separator: " ") == strokes)
  }

  @Test(arguments: [
    ("a\nb", 2, 2, 1), ("a\r\nb", 3, 2, 1), ("a\rb", 2, 2, 1), ("één x", 6, 1, 5), ("a\n", 2, 2, 1), ("", 0, 1, 1),
    ("\n\n\nx", 3, 4, 1),
  ])
  func `A place is counted as editors count`(text: String, offset: Int, line: Int, column: Int) {
    let position = SourceText(text).position(of: offset)
    #expect(position.line == line)
    #expect(position.column == column)
  }
}
