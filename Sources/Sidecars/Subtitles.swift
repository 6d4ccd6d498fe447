import Timing

/// Captions in WebVTT (W3C, *WebVTT: The Web Video Text Tracks Format*).
struct WebVTT: Sendable {
  private let timeline: Timeline

  init(of timeline: Timeline) { self.timeline = timeline }

  func write(to sink: (String) throws -> Void) throws {
    let settings = timeline.pattern.settings
    try sink("WEBVTT\nKind: captions\nLanguage: \(settings.language.asLine.replacing(Self.escapes))\n")
    if let title = settings.title?.asLine, !title.isEmpty { try sink("\nNOTE \(title.replacing(Self.escapes))\n") }
    for (index, caption) in Captions(of: timeline).enumerated() {
      let lines = caption.lines.map { $0.replacing(Self.escapes) + "\n" }.joined()
      try sink("\n\(index + 1)\n\(Self.time(caption.onset)) --> \(Self.time(caption.end))\n\(lines)")
    }
  }

  /// Escapes of the format. As `>` is escaped, a text cannot contain `-->`.
  private static let escapes: [Unicode.Scalar: String] = ["&": "&amp;", "<": "&lt;", ">": "&gt;"]

  /// Formats hours, minutes, seconds and milliseconds.
  static func time(_ instant: Duration, decimalSign: String = ".") -> String {
    ClockText.full(milliseconds: Int64(instant.parts(ofSecond: 1000)), decimalSign: decimalSign)
  }
}

/// Captions in the format of SubRip, which most video players read. It has no specification and no escapes.
struct SubRip: Sendable {
  private let timeline: Timeline

  init(of timeline: Timeline) { self.timeline = timeline }

  func write(to sink: (String) throws -> Void) throws {
    for (index, caption) in Captions(of: timeline).enumerated() {
      let times = [caption.onset, caption.end].map { WebVTT.time($0, decimalSign: ",") }.joined(separator: " --> ")
      let lines = caption.lines.map { $0.replacing(Self.lookalikes) + "\n" }.joined()
      try sink("\(index == 0 ? "" : "\n")\(index + 1)\n\(times)\n\(lines)")
    }
  }

  /// Similar characters, because players read `<i>` and `{\an8}` as formatting, and `-->` as a time.
  private static let lookalikes: [Unicode.Scalar: String] = ["<": "‹", ">": "›", "{": "(", "}": ")"]
}

/// Captions as lyrics (LRC) with a time before each line. The format has no specification and no escapes.
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
      // A line is shown until the next one: an empty line removes it.
      if let end, end < caption.onset { try sink("[\(Self.time(end))]\n") }
      let line = caption.lines.joined(separator: " · ").replacing(Self.lookalikes)
      try sink("[\(Self.time(caption.onset))]\(line)\n")
      end = caption.end
    }
    if let end { try sink("[\(Self.time(end))]\n") }
  }

  /// Similar characters, because brackets would be tags, and `<00:01.00>` the time of a word.
  private static let lookalikes: [Unicode.Scalar: String] = ["[": "(", "]": ")", "<": "‹", ">": "›"]

  /// Formats minutes, which may exceed 99, seconds and hundredths.
  private static func time(_ instant: Duration) -> String {
    let hundredths = instant.parts(ofSecond: 100)
    let seconds = hundredths / 100
    return "\((seconds / 60).padded(to: 2)):\((seconds % 60).padded(to: 2)).\((hundredths % 100).padded(to: 2))"
  }
}
