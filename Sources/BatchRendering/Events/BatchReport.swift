import FileStore

/// What the logs of a batch tell together: of all its shards, and of every try.
public struct BatchReport: Sendable {
  /// The last word about each track, in the order of their outputs.
  public private(set) var tracks: [BatchEvent.Track] = []
  /// Outputs that a manifest lists and no log tells of.
  public private(set) var missing: [String] = []
  /// Shards that no log tells of.
  public private(set) var absentShards: [Shard] = []
  /// Shards whose last try was not finished.
  public private(set) var unfinishedShards: [Shard] = []
  /// Those of them that a signal ended; the others were killed, or are still at work.
  public private(set) var interruptedShards: [Shard] = []
  /// How many shards there are; nil where no log begins.
  public private(set) var shards: Int?
  /// How many tracks there are to be; nil where no log begins.
  public private(set) var allTracks: Int?
  /// Of those that were rendered: what they play, and what their files take.
  public private(set) var seconds = 0.0
  public private(set) var bytes: Int64 = 0
  /// What making them took, all together.
  public private(set) var took = 0.0
  /// Lines that are no events: killed processes leave some.
  public private(set) var unreadableLines = 0

  /// Why logs do not belong together.
  public enum Contradiction: Error, Sendable, Equatable {
    case shards(Int, Int)
    /// Shards of different wholes: what one leaves to another may be nobody's.
    case tracks(Int, Int)
    case manifests
    case notTheManifest
  }

  /// - Parameters:
  ///   - logs: the texts of all logs, in any order.
  ///   - manifest: what was to be rendered, where it came from a manifest.
  /// - Throws: `Contradiction`.
  public init(of logs: [String], for manifest: Manifest? = nil) throws(Contradiction) {
    var last: [String: BatchEvent.Track] = [:]
    var digest: String?
    var isFinished: [Int: Bool] = [:]
    var interrupted: Set<Int> = []
    for log in logs.lazy.map(BatchLog.init) {
      unreadableLines += log.unreadableLines
      for (number, attempt) in log.attempts.sorted(by: { $0.key < $1.key }) {
        let begin = attempt.begin
        if let shards, shards != begin.shards { throw .shards(min(shards, begin.shards), max(shards, begin.shards)) }
        if let digest, let other = begin.comparableManifest, digest != other { throw .manifests }
        if let allTracks, allTracks != begin.allTracks {
          throw .tracks(min(allTracks, begin.allTracks), max(allTracks, begin.allTracks))
        }
        (shards, allTracks, digest) = (begin.shards, begin.allTracks, begin.comparableManifest ?? digest)
        isFinished[number] = isFinished[number] ?? false || attempt.isFinished
        if attempt.isInterrupted { interrupted.insert(number) }
      }
      for track in log.tracks.values { last.hear(of: track) }
    }
    if let manifest, let digest, manifest.digest != digest { throw .notTheManifest }
    tracks = last.values.sorted { $0.output < $1.output }
    missing = manifest?.outputs.filter { last[$0] == nil } ?? []
    let all = shards.map { count in (1...count).compactMap { Shard($0, of: count) } } ?? []
    absentShards = all.filter { isFinished[$0.number] == nil }
    unfinishedShards = all.filter { isFinished[$0.number] == false }
    interruptedShards = unfinishedShards.filter { interrupted.contains($0.number) }
    for track in tracks where track.outcome == .rendered {
      seconds += track.seconds ?? 0
      bytes = bytes.addingReportingOverflow(track.bytes ?? 0).partialValue
      took += track.took ?? 0
    }
  }

  public func count(of outcome: BatchEvent.Track.Outcome) -> Int { tracks.count { $0.outcome == outcome } }

  /// How many tracks nobody tells of; where no manifest says which, their number is known all the same.
  public var missingCount: Int { max(missing.count, (allTracks ?? 0) - tracks.count) }

  /// Whether everything that was to be done has been done.
  public var isComplete: Bool {
    allTracks != nil && missingCount == 0 && count(of: .failed) == 0 && absentShards.isEmpty
      && unfinishedShards.isEmpty
  }
}

extension BatchEvent.Begin {
  /// Nil also for a digest in the form of adem 0.1.0, 64 digits: it says nothing about manifests of today.
  fileprivate var comparableManifest: String? { manifest?.utf8.count == 2 * Digest.count ? manifest : nil }
}

extension Manifest {
  /// Of the lines that have one, in their order.
  fileprivate var outputs: [String] { lines.compactMap { $0.target?.value } }
}
