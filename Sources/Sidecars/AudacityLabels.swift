import LanguageWords
import Timing

/// Label track of Audacity: a region for each block with its name, and regions for the captions.
struct AudacityLabels: Sendable {
  private let timeline: Timeline

  init(of timeline: Timeline) { self.timeline = timeline }

  func write(to sink: (String) throws -> Void) throws {
    let words = Phrases(of: timeline.pattern.settings.language)
    let captions = Captions(of: timeline).makeIterator()
    var caption = captions.next()
    for event in timeline {
      while let due = caption, due.onset < event.onset {
        try sink(Self.label(due))
        caption = captions.next()
      }
      let name: String
      switch event.kind {
      case .section(let text), .side(let text, _), .clip(let text): name = text.asLine
      case .round(let number, let rounds): name = words.round(number, of: rounds)
      case .leadIn, .phase, .count, .announcement, .instruction, .words, .bell: continue
      }
      try sink(Self.label(name, from: event.onset, to: event.end))
    }
    while let due = caption {
      try sink(Self.label(due))
      caption = captions.next()
    }
  }

  /// Formats a caption without its heading, because blocks have their own labels.
  private static func label(_ caption: Caption) -> String {
    label(caption.lines.last ?? "", from: caption.onset, to: caption.end)
  }

  /// Formats a label. Times have six decimals, as Audacity writes them.
  private static func label(_ text: String, from onset: Duration, to end: Duration) -> String {
    "\(onset.decimals(6, least: 6))\t\(end.decimals(6, least: 6))\t\(text)\n"
  }
}
