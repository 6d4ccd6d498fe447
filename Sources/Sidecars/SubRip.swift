import Timing

/// Captions as SubRip wrote them, which is what most video programs read. It has no specification and no escapes.
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

  /// Players take `<i>` and `{\an8}` for orders, and `-->` for times.
  private static let lookalikes: [Unicode.Scalar: String] = ["<": "‹", ">": "›", "{": "(", "}": ")"]
}
