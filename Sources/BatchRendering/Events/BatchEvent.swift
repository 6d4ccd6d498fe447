import BreathPacing
import FileStore
import Platform
public import Sidecars

/// An event of a batch: one line of its log, and of its output for programs. It is a JSON object, described in
/// `Documentation/batch.schema.json`.
///
/// ```swift
/// let event = BatchEvent.begin(.init(shard: nil, tracks: 3, of: 3, manifest: nil))
/// print(event.line, terminator: "")
/// ```
public enum BatchEvent: Sendable, Equatable {
  /// The start of the batch.
  case begin(Begin)
  /// The result of one track.
  case track(Track)
  /// The end of the batch.
  case end(End)

  /// The first event: the program, the shard, and the size of the batch.
  public struct Begin: Sendable, Equatable, Codable {
    /// The name and version of the program.
    public var program: String
    /// The number of this shard, from 1.
    public var shard: Int
    /// The number of shards; 1 if the batch is not split.
    public var shards: Int
    /// The number of tracks in this shard.
    public var tracks: Int
    /// The number of tracks in all shards.
    public var allTracks: Int
    /// The 128-bit XXH3 hash of the manifest, as 32 hexadecimal digits; nil without one.
    public var manifest: String?

    /// The event for a shard of a batch, by this version of the program.
    ///
    /// - Parameters:
    ///   - shard: the part that is rendered; nil for the whole batch.
    ///   - tracks: the number of tracks in it.
    ///   - allTracks: the number of tracks in all shards.
    ///   - manifest: the hash of the manifest; nil without one.
    public init(shard: Shard?, tracks: Int, of allTracks: Int, manifest: String?) {
      program = AdemVersion.software
      self.shard = shard?.number ?? 1
      shards = shard?.count ?? 1
      self.tracks = tracks
      self.allTracks = allTracks
      self.manifest = manifest
    }
  }

  /// The result of one track.
  public struct Track: Sendable, Equatable, Codable {
    /// The kind of result.
    public enum Outcome: String, Sendable, Codable { case rendered, kept, failed }

    /// Whether the track was rendered, was up to date, or failed.
    public var outcome: Outcome
    /// The identifier in the manifest; nil without one.
    public var id: String?
    /// The name of the input.
    public var input: String
    /// The path from the output folder, or that of a single file.
    public var output: String
    /// The reason for rendering: `new`, `missing`, `forced`, `unrecorded`, or the kinds of the changed inputs.
    public var why: [String]?
    /// The duration of the track in seconds.
    public var seconds: Double?
    /// The length of the track in frames.
    public var frames: Int64?
    /// The size of the file in bytes.
    public var bytes: Int64?
    /// The 128-bit XXH3 hash of the file, as `xxh128sum` prints it.
    public var xxh128: String?
    /// The words that begin or end late; nil if there are none.
    public var speech: SpeechRecord?
    /// The time that rendering took, in seconds.
    public var took: Double?
    /// The exit status that belongs to the failure.
    public var status: Int32?
    /// The wording of the failure.
    public var message: String?

    /// The event of a track that was rendered or up to date.
    public init(_ result: Batch.Outcome, of job: BatchJob, took: Duration) {
      switch result {
      case .rendered(let rendered):
        self.init(.rendered, job)
        let file = rendered.result.file
        why = rendered.reason.codes
        seconds = rendered.track.timeline.length.nearestSeconds
        (frames, bytes, xxh128) = (file.frames, file.bytes, rendered.content)
        speech = SpeechRecord(rendered.track.timeline)
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
    ///   - job: the job of the track.
    ///   - status: the exit status that belongs to the failure.
    ///   - message: the wording of the failure.
    public init(failed job: BatchJob, status: Int32, message: String) {
      self.init(.failed, job)
      (self.status, self.message) = (status, message)
    }

    init(_ outcome: Outcome, _ job: BatchJob) {
      self.outcome = outcome
      id = job.id
      input = job.input.name
      output = job.indexName ?? job.output
    }
  }

  /// The last event. A batch without one was killed or is still running.
  public struct End: Sendable, Equatable, Codable {
    /// The number of rendered tracks.
    public var rendered: Int
    /// The number of tracks that were up to date.
    public var kept: Int
    /// The number of failed tracks.
    public var failed: Int
    /// The exit status of the program.
    public var status: Int32
    /// The duration of the batch in seconds.
    public var took: Double
    /// True if a signal ended the batch, otherwise nil. The tracks that it stopped are not counted.
    public var interrupted: Bool?
    /// The tracks that `--prune` has removed; nil without that option.
    public var removed: [String]?

    /// The event with these counts.
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

  /// Decodes an event by the name in its `event` property.
  public init(from decoder: any Decoder) throws {
    self =
      switch try decoder.container(keyedBy: Key.self).decode(Kind.self, forKey: .event) {
      case .begin: .begin(try Begin(from: decoder))
      case .track: .track(try Track(from: decoder))
      case .end: .end(try End(from: decoder))
      }
  }

  /// Encodes the event with its name as the `event` property.
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

  /// Decodes a line; nil if it is not an event.
  init?(line: Substring) {
    guard let event = try? JSON.decode(BatchEvent.self, from: line.utf8) else { return nil }
    self = event
  }

  /// The JSON object, followed by a line end.
  public var line: String {
    guard let json = try? JSON.text(of: self) else {
      preconditionFailure("Words and finite numbers are always JSON.")
    }
    return json + "\n"
  }
}
