import FileStore

/// The combined result of the logs of a batch: of all shards and all attempts.
///
/// ```swift
/// let report = try BatchReport(of: LogFiles.texts(at: "logs"))
/// print(report.isComplete, report.count(of: .failed))
/// ```
public struct BatchReport: Sendable {
  /// The final event of each track, sorted by output.
  public private(set) var tracks: [BatchEvent.Track] = []
  /// The outputs that the manifest lists and no log mentions.
  public private(set) var missing: [String] = []
  /// The shards that no log mentions.
  public private(set) var absentShards: [Shard] = []
  /// The shards whose last attempt has not finished.
  public private(set) var unfinishedShards: [Shard] = []
  /// The unfinished shards that a signal ended. The others were killed or are still running.
  public private(set) var interruptedShards: [Shard] = []
  /// The number of shards; nil if no log has a `begin` event.
  public private(set) var shards: Int?
  /// The number of tracks in the batch; nil if no log has a `begin` event.
  public private(set) var allTracks: Int?
  /// The duration of the rendered tracks in seconds.
  public private(set) var seconds = 0.0
  /// The size of the rendered tracks in bytes.
  public private(set) var bytes: Int64 = 0
  /// The total time of rendering in seconds.
  public private(set) var took = 0.0
  /// The number of lines that are not valid events; killed processes leave some.
  public private(set) var unreadableLines = 0

  /// The reason why logs do not belong to one batch.
  public enum Contradiction: Error, Sendable, Equatable {
    /// The numbers of shards differ.
    case shards(Int, Int)
    /// The numbers of tracks differ: the shards divide different batches, so that no shard may have rendered some of
    /// the tracks.
    case tracks(Int, Int)
    /// The manifests differ.
    case manifests
    /// The logs belong to another manifest than the given one.
    case notTheManifest
  }

  /// Combines logs.
  ///
  /// - Parameters:
  ///   - logs: the texts of all logs, in any order.
  ///   - manifest: the manifest of the batch, if it has one.
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

  /// Returns the number of tracks with this result.
  public func count(of outcome: BatchEvent.Track.Outcome) -> Int { tracks.count { $0.outcome == outcome } }

  /// The number of tracks that no log mentions. It is known even without a manifest.
  public var missingCount: Int { max(missing.count, (allTracks ?? 0) - tracks.count) }

  /// Whether all tracks were rendered or kept, and all shards have finished.
  public var isComplete: Bool {
    allTracks != nil && missingCount == 0 && count(of: .failed) == 0 && absentShards.isEmpty
      && unfinishedShards.isEmpty
  }
}

extension BatchEvent.Begin {
  /// The hash of the manifest; nil also for one in the form of adem 0.1.0, which has 64 digits and cannot be compared.
  fileprivate var comparableManifest: String? { manifest?.utf8.count == 2 * Digest.count ? manifest : nil }
}
