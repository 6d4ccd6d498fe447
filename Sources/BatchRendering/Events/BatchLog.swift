/// The content of one log after all its attempts.
///
/// A log that was continued with another manifest, or another number of shards, counts from the later batch on.
struct BatchLog {
  /// The last attempt at a shard.
  struct Attempt {
    let begin: BatchEvent.Begin
    var isFinished = false
    /// Whether a signal ended the attempt.
    var isInterrupted = false
  }

  /// The final event of each track, by its output.
  private(set) var tracks: [String: BatchEvent.Track] = [:]
  /// The last attempt at each shard, by its number.
  private(set) var attempts: [Int: Attempt] = [:]
  /// The number of lines that are not events or have implausible values.
  private(set) var unreadableLines = 0

  init(_ text: String) {
    var current: Int?
    for line in text.utf8.split(separator: UInt8(ascii: "\n")) {
      guard let event = BatchEvent(line: Substring(line)), event.isPlausible else {
        unreadableLines += 1
        continue
      }
      switch event {
      case .begin(let begin):
        if let earlier = attempts.values.first?.begin,
          (earlier.shards, earlier.manifest) != (begin.shards, begin.manifest)
        {
          (tracks, attempts) = ([:], [:])
        }
        attempts[begin.shard] = Attempt(begin: begin)
        current = begin.shard
      case .track(let track): tracks.hear(of: track)
      case .end(let end):
        // An interrupted attempt ends with an event, too, but leaves tracks unrendered.
        guard let current else { break }
        let isInterrupted = end.interrupted ?? (end.status >= 128)
        attempts[current]?.isInterrupted = isInterrupted
        attempts[current]?.isFinished = !isInterrupted
      }
    }
  }
}

extension [String: BatchEvent.Track] {
  /// Records a track. A result is final: a failure of a later attempt does not replace it, and `kept` does not replace
  /// `rendered`.
  mutating func hear(of track: BatchEvent.Track) {
    let known = self[track.output]?.outcome
    if track.outcome == .failed, let known, known != .failed { return }
    if track.outcome == .kept, known == .rendered { return }
    self[track.output] = track
  }
}

extension BatchEvent {
  /// Upper limits, far beyond any real duration in seconds and size in bytes.
  private static let longest = 1e9
  private static let largest: Int64 = 1 << 40

  /// Whether the values are plausible. The report adds up the numbers of a log, which any program may have written.
  fileprivate var isPlausible: Bool {
    switch self {
    case .begin(let begin):
      Shard(begin.shard, of: begin.shards) != nil && begin.tracks >= 0 && begin.tracks <= begin.allTracks
    case .track(let track):
      (0...Self.longest).contains(track.seconds ?? 0) && (0...Self.longest).contains(track.took ?? 0)
        && (0...Self.largest).contains(track.bytes ?? 0)
    case .end: true
    }
  }
}
