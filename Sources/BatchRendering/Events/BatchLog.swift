/// What one log tells, after all its tries.
///
/// A log that is continued with another manifest, or with other shards, tells of the later batch alone: whoever renders
/// anew finds there what came of it.
struct BatchLog {
  /// A shard's last try.
  struct Attempt {
    let begin: BatchEvent.Begin
    var isFinished = false
    /// Whether a signal ended it.
    var isInterrupted = false
  }

  /// The last word about each track, by its output.
  private(set) var tracks: [String: BatchEvent.Track] = [:]
  /// By the number of the shard.
  private(set) var attempts: [Int: Attempt] = [:]
  /// Lines that are no events, or that cannot be true.
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
        // An interrupted try ends in order, too, and leaves the rest.
        guard let current else { break }
        let isInterrupted = end.interrupted ?? (end.status >= 128)
        attempts[current]?.isInterrupted = isInterrupted
        attempts[current]?.isFinished = !isInterrupted
      }
    }
  }
}

extension [String: BatchEvent.Track] {
  /// What was done once stays done, whatever a later try says of another matter.
  mutating func hear(of track: BatchEvent.Track) {
    let known = self[track.output]?.outcome
    if track.outcome == .failed, let known, known != .failed { return }
    if track.outcome == .kept, known == .rendered { return }
    self[track.output] = track
  }
}

extension BatchEvent {
  /// Far beyond what a track plays, takes on a disk, or takes to make.
  private static let longest = 1e9
  private static let largest: Int64 = 1 << 40

  /// Whether it can be true. Sums are made of what a log says, whoever wrote it.
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
