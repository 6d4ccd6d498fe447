import Timing

/// Captions as browsers read them (W3C, *WebVTT: The Web Video Text Tracks Format*).
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

  /// With `>` written so, `-->` cannot stand in a text.
  private static let escapes: [Unicode.Scalar: String] = ["&": "&amp;", "<": "&lt;", ">": "&gt;"]

  /// Hours, minutes, seconds, and milliseconds behind the sign.
  static func time(_ instant: Duration, decimalSign: String = ".") -> String {
    let milliseconds = instant.parts(ofSecond: 1000)
    let seconds = milliseconds / 1000
    let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { $0.padded(to: 2) }.joined(separator: ":")
    return clock + decimalSign + (milliseconds % 1000).padded(to: 3)
  }
}
