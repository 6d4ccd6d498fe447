import Synthesis
import Testing

@Suite struct RecordingTests {
  @Test(arguments: [
    (44_100, 1, 44_100, Duration.seconds(1)), (48_000, 2, 24_000, .milliseconds(250)), (8_000, 1, 0, .zero),
  ])
  func `A recording lasts as long as its frames`(rate: Int, channels: Int, samples: Int, length: Duration) {
    let recording = Recording(rate: rate, channels: channels, samples: [Float](repeating: 0, count: samples))
    #expect(recording.length == length)
  }
}
