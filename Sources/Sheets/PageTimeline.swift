import LanguageWords
import PatternLanguage
import Platform
import Sidecars
import Timing

/// What a page with sound shows, and when, as JSON for its script. Times are milliseconds.
struct PageTimeline: Encodable {
  /// The length of the track.
  var length: Int
  /// The silence that the encoder adds before the sound.
  var delay: Int
  /// The number of breaths.
  var breaths: Int
  /// Phases in order: start, end, kind, lung volumes at start and end in thousandths, breath, counts in thousandths or
  /// 0 for a time, and side (1 left, 2 right, 0 neither). Kinds are the indices of `words`.
  var phases: [[Int]] = []
  /// Texts by their index in `captions`.
  var texts: [String] = []
  /// Captions in order: start, end, and the index of the text.
  var captions: [[Int]] = []
  /// Parts to jump to: start and name.
  var parts: [Part] = []
  /// Words for `kinds`.
  var words: [String]
  var left: String
  var right: String
  /// Words of `breath 3 of 20`.
  var breath: String
  var of: String
  var timeLeft: String
  var play: String
  var pause: String

  struct Part: Encodable {
    var start: Int
    var name: String
  }

  private static let mostParts = 200
  private static let kinds = Phrase.phases + [.leadIn]

  init(of timeline: Timeline, words sheetWords: SheetWords, delay: Duration) {
    self.delay = delay.milliseconds
    let phrases = Phrases(of: sheetWords.language)
    length = timeline.length.milliseconds
    breaths = timeline.breaths
    words = Self.kinds.map { phrases[$0] ?? $0.rawValue }
    (left, right) = (phrases[.left], phrases[.right])
    (breath, of) = (phrases[.breath], phrases[.of])
    (timeLeft, play, pause) = (phrases[.timeLeft], phrases[.play], phrases[.pause])
    read(timeline)
    PodcastChapters(of: timeline).eachChapter { chapter in
      if parts.count < Self.mostParts { parts.append(Part(start: chapter.start.milliseconds, name: chapter.title)) }
    }
    if parts.count < 2 { parts = [] }
  }

  private mutating func read(_ timeline: Timeline) {
    var volumes = LungVolume(of: timeline)
    var indices: [String: Int] = [:]
    func add(_ text: String, from start: Duration, to end: Duration) {
      let line = text.asLine
      guard !line.isEmpty, end > start else { return }
      let index = indices[line] ?? texts.count
      if index == texts.count {
        texts.append(line)
        indices[line] = index
      }
      captions.append([start.milliseconds, end.milliseconds, index])
    }
    /// The end of the last instruction, with the rests after it; `nil` after anything else.
    var instructionEnd: Duration?
    for event in timeline {
      switch event.kind {
      case .phase(let phase):
        let change = volumes.next()
        phases.append([
          event.onset.milliseconds, event.end.milliseconds, Self.kind(phase.cueName),
          Int(((change?.from ?? 0) * 1000).rounded()), Int(((change?.to ?? 0) * 1000).rounded()), phase.breath ?? 0,
          phase.counts.map { Int(min($0.value * 1000, 1e9).rounded()) } ?? 0,
          event.side.map { $0 == .left ? 1 : 2 } ?? 0,
        ])
        if phase.isTimeToFollow, instructionEnd == event.onset, !captions.isEmpty {
          captions[captions.count - 1][1] = event.end.milliseconds
          instructionEnd = event.end
        } else {
          instructionEnd = nil
        }
        if let text = phase.text { add(text, from: event.onset, to: event.end) }
      case .instruction(let text):
        add(text, from: event.onset, to: event.end)
        instructionEnd = text.asLine.isEmpty ? nil : event.end
      case .words(let text):
        add(text, from: event.onset, to: event.end)
        instructionEnd = nil
      case .leadIn:
        phases.append([
          event.onset.milliseconds, event.end.milliseconds, Self.kind(Phrase.leadIn.rawValue), 0, 0, 0, 0, 0,
        ])
      case .section, .side, .round, .count, .announcement, .clip, .bell: continue
      }
    }
  }

  /// Returns the index of an event of the cues in `kinds`.
  private static func kind(_ event: String) -> Int { kinds.firstIndex { $0.rawValue == event } ?? 0 }

  /// The JSON in a form that may be inside a `script` element.
  var json: String {
    get throws { try JSON.text(of: self).replacing(["<": "\\u003C", ">": "\\u003E", "&": "\\u0026"]) }
  }
}

extension Duration {
  fileprivate var milliseconds: Int { parts(ofSecond: 1000) }
}
