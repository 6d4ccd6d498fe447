import BreathPacing
import FileStore
import Platform

/// A line of what a batch tells programs, and of its log: one JSON object, of which `Documentation/batch.schema.json` tells.
public enum BatchEvent: Sendable, Equatable {
  case begin(Begin)
  case track(Track)
  case end(End)

  /// The first: who renders which part of what.
  public struct Begin: Sendable, Equatable, Codable {
    /// The program with its version.
    public var program: String
    public var shard: Int
    public var shards: Int
    /// Of this shard.
    public var tracks: Int
    /// Of all shards together.
    public var allTracks: Int
    /// The 128-bit XXH3 hash of the manifest; nil where there is none.
    public var manifest: String?

    public init(shard: Shard?, tracks: Int, of allTracks: Int, manifest: String?) {
      program = AdemVersion.software
      self.shard = shard?.number ?? 1
      shards = shard?.count ?? 1
      self.tracks = tracks
      self.allTracks = allTracks
      self.manifest = manifest
    }
  }

  /// What became of a track.
  public struct Track: Sendable, Equatable, Codable {
    public enum Outcome: String, Sendable, Codable { case rendered, kept, failed }

    public var outcome: Outcome
    /// By which a manifest calls it.
    public var id: String?
    public var input: String
    /// The path from the output folder, or that of a single file.
    public var output: String
    /// Why it was rendered: `new`, `missing`, `forced`, `unrecorded`, or what has changed.
    public var why: [String]?
    /// How long it plays.
    public var seconds: Double?
    public var frames: Int64?
    /// Of the whole file.
    public var bytes: Int64?
    /// The 128-bit XXH3 hash of the file, as `xxh128sum` prints it.
    public var xxh128: String?
    /// How long making it took, in seconds.
    public var took: Double?
    /// The exit status that the failure has by itself, and its words.
    public var status: Int32?
    public var message: String?

    /// The event of a track that was rendered or kept.
    public init(_ result: Batch.Outcome, of job: BatchJob, took: Duration) {
      switch result {
      case .rendered(let rendered):
        self.init(.rendered, job)
        let file = rendered.result.file
        why = rendered.reason.codes
        seconds = rendered.track.timeline.length.nearestSeconds
        (frames, bytes, xxh128) = (file.frames, file.bytes, rendered.content)
        self.took = took / .seconds(1)
      case .kept(let assessment):
        self.init(.kept, job)
        seconds = assessment.length.nearestSeconds
        (frames, xxh128) = (assessment.frames, assessment.content)
      }
    }

    /// The event of a track that failed.
    ///
    /// - Parameters:
    ///   - status: the exit status that the failure has by itself.
    ///   - message: the failure in words.
    public init(failed job: BatchJob, status: Int32, message: String) {
      self.init(.failed, job)
      (self.status, self.message) = (status, message)
    }

    init(_ outcome: Outcome, _ job: BatchJob) {
      self.outcome = outcome
      id = job.id
      input = job.input.name
      output = job.ledgerName ?? job.output
    }
  }

  /// The last one. Where it is missing, the batch was killed.
  public struct End: Sendable, Equatable, Codable {
    public var rendered: Int
    public var kept: Int
    public var failed: Int
    /// The exit status.
    public var status: Int32
    public var took: Double
    /// True where a signal ended the batch, and else nil. Tracks that it stopped are in none of the numbers.
    public var interrupted: Bool?
    /// The tracks that '--prune' has removed; nil where it was not given.
    public var removed: [String]?

    public init(
      rendered: Int, kept: Int, failed: Int, status: Int32, took: Double, isInterrupted: Bool = false
    ) {
      (self.rendered, self.kept, self.failed, self.status, self.took) = (rendered, kept, failed, status, took)
      interrupted = isInterrupted ? true : nil
    }
  }
}

extension BatchEvent: Codable {
  private enum Kind: String, Codable { case begin, track, end }
  private enum Key: String, CodingKey { case event }

  public init(from decoder: any Decoder) throws {
    self =
      switch try decoder.container(keyedBy: Key.self).decode(Kind.self, forKey: .event) {
      case .begin: .begin(try Begin(from: decoder))
      case .track: .track(try Track(from: decoder))
      case .end: .end(try End(from: decoder))
      }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    switch self {
    case .begin(let begin):
      try container.encode(Kind.begin, forKey: .event)
      try begin.encode(to: encoder)
    case .track(let track):
      try container.encode(Kind.track, forKey: .event)
      try track.encode(to: encoder)
    case .end(let end):
      try container.encode(Kind.end, forKey: .event)
      try end.encode(to: encoder)
    }
  }

  /// What a line tells; nil for one that is no event.
  init?(line: Substring) {
    guard let event = try? JSON.decode(BatchEvent.self, from: line.utf8) else { return nil }
    self = event
  }

  /// The object and the end of the line.
  public var line: String {
    guard let json = try? JSON.text(of: self) else {
      preconditionFailure("Words and finite numbers are always JSON.")
    }
    return json + "\n"
  }
}
