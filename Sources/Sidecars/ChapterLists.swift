import LanguageWords
import Timing

/// Chapters as lines for the description of a video: the first at 0:00, in order, and none under ten seconds, or a
/// video site shows none of them.
struct VideoChapters: Sendable {
  /// The shortest chapter, in seconds.
  private static let shortest = 10

  private let timeline: Timeline

  init(of timeline: Timeline) { self.timeline = timeline }

  func write(to sink: (String) throws -> Void) throws {
    let end = Int(timeline.length / .seconds(1))
    let all = PodcastChapters(of: timeline).list.map { (start: Int($0.start / .seconds(1)), title: $0.title) }
    let ends = all.dropFirst().map(\.start) + [end]
    var shown = zip(all, ends).filter { $1 - $0.start >= Self.shortest }.map { $0.0 }
    if shown.isEmpty { shown = Array(all.prefix(1)) }
    // A part that is too short belongs to the chapter before, or at the beginning to the one after.
    if !shown.isEmpty { shown[0].start = 0 }
    for chapter in shown {
      try sink("\(Self.clock(chapter.start, isLong: end >= 3600)) \(chapter.title)\n")
    }
  }

  private static func clock(_ seconds: Int, isLong: Bool) -> String {
    let rest = "\((seconds % 60).padded(to: 2))"
    let minutes = seconds / 60
    return isLong ? "\(minutes / 60):\((minutes % 60).padded(to: 2)):\(rest)" : "\(minutes):\(rest)"
  }
}

/// Chapters as a cue sheet, with minutes, seconds and 75 frames a second. The format has no specification and no
/// escapes.
struct CueSheet: Sendable {
  /// Numbers of tracks have two digits.
  private static let mostTracks = 99

  private let timeline: Timeline
  private let track: String

  /// - Parameter track: the name of the sound file beside it.
  init(of timeline: Timeline, for track: String) {
    self.timeline = timeline
    self.track = track
  }

  func write(to sink: (String) throws -> Void) throws {
    let title = timeline.pattern.settings.title?.asLine ?? ""
    if !title.isEmpty { try sink("TITLE \(Self.quoted(title))\n") }
    let ending = track.split(separator: ".").last?.lowercased() ?? ""
    let kind = ["mp3": "MP3", "aiff": "AIFF", "aif": "AIFF"][ending] ?? "WAVE"
    try sink("FILE \(Self.quoted(track)) \(kind)\n")
    for (index, chapter) in PodcastChapters(of: timeline).list.prefix(Self.mostTracks).enumerated() {
      // A sheet has no time before its first track.
      let frames = index == 0 ? 0 : chapter.start.parts(ofSecond: 75)
      let time = [frames / 75 / 60, frames / 75 % 60, frames % 75].map { $0.padded(to: 2) }.joined(separator: ":")
      try sink("  TRACK \((index + 1).padded(to: 2)) AUDIO\n    TITLE \(Self.quoted(chapter.title))\n")
      try sink("    INDEX 01 \(time)\n")
    }
  }

  private static func quoted(_ text: String) -> String { "\"\(text.asLine.replacing(["\"": "'"]))\"" }
}
