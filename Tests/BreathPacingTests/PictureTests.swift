import BreathPacing
import PatternLanguage
import Testing
import Timing

@Suite struct PictureTests {
  private func picture(_ text: String) throws -> PictureReader {
    try PictureReader(SideFileTests.written(.svg, of: Timeline(of: Pattern(parsing: SourceText(text)))))
  }

  @Test func `The curve rises with inhales, stays with holds and falls with exhales`() throws {
    let picture = try picture(
      "title \"x\"\nending none\nlanguage nl\ninhale 20; inhale 10; hold 10; exhale 40\nrest 20")
    // 100 s are 800 pixels, from 16 on.
    #expect(picture.width == 832)
    #expect(picture.stripes.map(\.band) == ["inhale", "fullHold", "exhale", "rest"])
    #expect(picture.stripes.map(\.left) == [16, 256, 336, 656])
    #expect(picture.stripes.last?.right == 816)
    func height(at x: Double) throws -> Double { try #require(picture.curve.last { $0.x <= x }).y }
    let (low, high) = (try #require(picture.curve.first).y, try height(at: 300))
    #expect(low > high, "up is a smaller number")
    // After 20 of 30 seconds of inhaling two thirds are in.
    #expect(abs(try height(at: 176) - (low + (high - low) * 2 / 3)) < 1)
    #expect(try height(at: 256) == high)
    #expect(try height(at: 335) == high)
    #expect(abs(try height(at: 496) - (low + high) / 2) < 1)
    #expect(picture.curve.last?.y == low)
    #expect(picture.curve.last?.x == 656, "a rest is not drawn")
    #expect(picture.texts.contains("adem in") && picture.texts.contains("rust even uit"))
  }

  @Test func `A day of breaths has no more points than a picture has room for`() throws {
    let track = try Track(parsing: SourceText("breaths 24h { inhale 1; exhale 1 }"))
    let text = try SideFileTests.written(.svg, of: track.timeline)
    #expect(text.utf8.count < 100_000)
    let picture = try PictureReader(text)
    #expect(picture.width == 1632)
    #expect((1600...6401).contains(picture.curve.count))
    #expect(picture.stripes.map(\.band) == ["breathing"])
  }
}
