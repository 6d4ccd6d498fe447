import Timing

/// A text or picture file next to a track, for people and programs that cannot read the markers in the track.
///
/// ```swift
/// try Timeline(of: pattern).write(.vtt) { text in subtitles += text }
/// ```
public enum Sidecar: String, Sendable, Hashable, CaseIterable {
  /// WebVTT captions for browsers.
  case vtt
  /// SubRip captions for video players.
  case srt
  /// Lyrics with times (LRC), for players on phones.
  case lrc
  /// Label track for Audacity.
  case labels
  /// Chapters of the podcast namespace, in JSON.
  case chapters
  /// Chapters as lines of text for the description of a video.
  case video
  /// Chapters as a cue sheet.
  case cue
  /// All events in JSON, in the format of `adem show --json`.
  case json
  /// All events as a table (CSV).
  case csv
  /// All events as a table with tabs, for laboratories (BIDS).
  case tsv
  /// The breath as a curve (SVG).
  case svg

  /// Suffix that replaces the extension of the track, such as `.labels.txt`.
  public var nameEnding: String {
    switch self {
    case .vtt, .srt, .lrc, .cue, .svg: ".\(rawValue)"
    case .labels: ".labels.txt"
    case .chapters: ".chapters.json"
    case .json: ".events.json"
    case .csv: ".events.csv"
    case .video: ".chapters.txt"
    // The name that BIDS asks for.
    case .tsv: "_events.tsv"
    }
  }

  /// Returns the path of the sidecar of a track: `output/calm.labels.txt` for `output/calm.wav`.
  package func path(beside track: String) -> String {
    let name = track.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    let folder = track.dropLast(name.count)
    let dot = name.dropFirst().lastIndex(of: ".") ?? name.endIndex
    return folder + name[..<dot] + nameEnding
  }
}

extension Timeline {
  /// Writes a sidecar in parts, so that memory does not grow with the track.
  ///
  /// - Parameters:
  ///   - kind: format of the sidecar.
  ///   - track: name of the sound file, for a kind that refers to it.
  ///   - sink: receives the parts of the text in order.
  /// - Throws: errors of `sink`.
  public func write(_ kind: Sidecar, beside track: String = "track.wav", to sink: (String) throws -> Void) throws {
    switch kind {
    case .vtt: try WebVTT(of: self).write(to: sink)
    case .srt: try SubRip(of: self).write(to: sink)
    case .lrc: try TimedLyrics(of: self).write(to: sink)
    case .labels: try AudacityLabels(of: self).write(to: sink)
    case .chapters: try PodcastChapters(of: self).write(to: sink)
    case .video: try VideoChapters(of: self).write(to: sink)
    case .cue: try CueSheet(of: self, for: track).write(to: sink)
    case .json: try TimelineJSON(self).write(to: sink)
    case .csv: try EventTable(of: self).write(to: sink)
    case .tsv: try TrialTable(of: self).write(to: sink)
    case .svg: try sink(picture)
    }
  }
}
