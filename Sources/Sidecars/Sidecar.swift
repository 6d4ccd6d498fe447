import Timing

/// A text or picture that can stand beside a track, for people and programs that cannot read the track's own markers.
public enum Sidecar: String, Sendable, Hashable, CaseIterable {
  /// WebVTT: captions for browsers.
  case vtt
  /// SubRip: captions for video programs.
  case srt
  /// Lyrics with times, for players on phones.
  case lrc
  /// A label track for Audacity.
  case labels
  /// Chapters as the podcast namespace has them, in JSON.
  case chapters
  /// Every event, as `adem show --json` prints them.
  case json
  /// Every event as a row of a table.
  case csv
  /// The breath as a curve.
  case svg

  /// What stands behind the track's name in the place of its extension.
  public var nameEnding: String {
    switch self {
    case .vtt, .srt, .lrc, .svg: ".\(rawValue)"
    case .labels: ".labels.txt"
    case .chapters: ".chapters.json"
    case .json: ".events.json"
    case .csv: ".events.csv"
    }
  }

  /// Its path beside a track: `output/calm.labels.txt` beside `output/calm.wav`.
  package func path(beside track: String) -> String {
    let name = track.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    let folder = track.dropLast(name.count)
    let dot = name.dropFirst().lastIndex(of: ".") ?? name.endIndex
    return folder + name[..<dot] + nameEnding
  }
}

extension Timeline {
  /// Hands the text of a file beside the track on in pieces: a day's events are never held.
  public func write(_ kind: Sidecar, to sink: (String) throws -> Void) throws {
    switch kind {
    case .vtt: try WebVTT(of: self).write(to: sink)
    case .srt: try SubRip(of: self).write(to: sink)
    case .lrc: try TimedLyrics(of: self).write(to: sink)
    case .labels: try AudacityLabels(of: self).write(to: sink)
    case .chapters: try PodcastChapters(of: self).write(to: sink)
    case .json: try TimelineJSON(self).write(to: sink)
    case .csv: try EventTable(of: self).write(to: sink)
    case .svg: try BreathPicture(of: self).write(to: sink)
    }
  }
}
