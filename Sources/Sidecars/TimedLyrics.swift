import Timing

/// Captions as a song's lyrics (LRC): a time in front of each line. It has no specification and no escapes.
struct TimedLyrics: Sendable {
  private let timeline: Timeline

  init(of timeline: Timeline) { self.timeline = timeline }

  func write(to sink: (String) throws -> Void) throws {
    let settings = timeline.pattern.settings
    if let title = settings.title?.asLine, !title.isEmpty { try sink("[ti:\(title.replacing(Self.lookalikes))]\n") }
    try sink("[la:\(settings.language.asLine.replacing(Self.lookalikes))]\n")
    try sink("[length:\(Self.time(timeline.length))]\n")
    var end: Duration?
    for caption in Captions(of: timeline) {
      // A line stays until the next one: an empty line takes it away.
      if let end, end < caption.onset { try sink("[\(Self.time(end))]\n") }
      let line = caption.lines.joined(separator: " · ").replacing(Self.lookalikes)
      try sink("[\(Self.time(caption.onset))]\(line)\n")
      end = caption.end
    }
    if let end { try sink("[\(Self.time(end))]\n") }
  }

  /// Brackets would be tags, and `<00:01.00>` the time of a word.
  private static let lookalikes: [Unicode.Scalar: String] = ["[": "(", "]": ")", "<": "‹", ">": "›"]

  /// Minutes, of which there may be more than 99, seconds and hundredths.
  private static func time(_ instant: Duration) -> String {
    let hundredths = instant.parts(ofSecond: 100)
    let seconds = hundredths / 100
    return "\((seconds / 60).padded(to: 2)):\((seconds % 60).padded(to: 2)).\((hundredths % 100).padded(to: 2))"
  }
}
