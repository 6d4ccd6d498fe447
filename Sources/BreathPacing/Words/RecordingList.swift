import FileStore
import PatternLanguage
import SoundFiles
import Speech
import Timing

/// The recordings of a track in the user's own voice: what to record, and how long each may be.
///
/// ```swift
/// for entry in try track.recordingList().entries { print(entry.file, entry.words ?? "", entry.room ?? .zero) }
/// ```
public struct RecordingList: Sendable, Equatable {
  /// A recording that is played.
  public struct Entry: Sendable, Equatable {
    /// Path from the folder of the pattern: of the file that is there, or else of the one to record.
    public let file: String
    /// The words that are recorded; nil for a `clip`.
    public let words: String?
    /// The shortest time that it has in the track; nil where nothing limits it, as with a `say`.
    public var room: Duration?
    /// The number of times that it is played.
    public var times = 0
    /// Whether the file is there.
    public let isThere: Bool
  }

  /// The recordings in the order in which they are first played.
  public private(set) var entries: [Entry] = []

  /// - Parameters:
  ///   - played: the sounds of the track.
  ///   - file: returns the entry of words in a voice; nil if they are no recording.
  init(of timeline: Timeline, playing played: PlayedSounds, file: (Utterance, Voice?) throws -> Entry?) throws {
    struct Key: Hashable {
      let utterance: Utterance
      let voice: Voice?
    }
    var places: [Key: Int?] = [:]
    for words in SpeechSchedule(of: timeline, knowing: SpokenLengths()) {
      let key = Key(utterance: words.utterance, voice: words.voice)
      if places[key] == nil {
        let entry = try file(words.utterance, words.voice)
        places[key] = .some(entry.map { _ in entries.count })
        if let entry { entries.append(entry) }
      }
      guard let place = places[key] ?? nil else { continue }
      entries[place].times += 1
      guard let room = words.limit.map({ $0 - words.due }), room != played.ownTimes[words.utterance] else { continue }
      entries[place].room = min(entries[place].room ?? room, room)
    }
  }
}

extension Track {
  /// Returns the recordings that the `voice folder` of the track and its `clip` steps play. Words of other voices are
  /// left out.
  ///
  /// - Throws: `SpeechError` for a text that has no words, or a folder outside that of the pattern.
  public func recordingList() throws -> RecordingList {
    // Nothing has to be measured to know how much time there is.
    try RecordingList(of: Timeline(of: pattern), playing: played) { utterance, voice in
      if case .clip(let file) = utterance {
        return RecordingList.Entry(file: file, words: nil, isThere: isThere(file).isThere)
      }
      guard let found = try speaker(for: voice)?.folderRecording(of: utterance) else { return nil }
      return RecordingList.Entry(file: found.file, words: found.words, isThere: found.isThere)
    }
  }

  /// Checks that no more than one of the recordings is missing. A single one is reported by what plays it.
  ///
  /// - Throws: `MissingRecordings`.
  package func requireRecordings() throws {
    var files: [MissingRecordings.File] = []
    for path in played.clips.union(played.samples).union(bedRecording).sorted() {
      let found = isThere(path)
      if !found.isThere { files.append(MissingRecordings.File(path: path, words: nil, nearest: found.nearest)) }
    }
    for speech in played.speech {
      guard case .folder? = speech.voice, let speaker = try? speaker(for: speech.voice) else { continue }
      for utterance in speech.utterances {
        // One form of a word is enough.
        if case .word(_, isShort: true) = utterance { continue }
        guard let found = try? speaker.folderRecording(of: utterance), !found.isThere else { continue }
        files.append(MissingRecordings.File(path: found.file, words: found.words, nearest: found.nearest))
      }
    }
    if files.count > 1 { throw MissingRecordings(files: files) }
  }

  private var bedRecording: [String] {
    if case .clip(let path)? = pattern.settings.bed?.material { [path] } else { [] }
  }

  /// Returns whether the recording at a path exists, and a similar name if it does not. A path outside the root is
  /// reported elsewhere.
  private func isThere(_ path: String) -> (isThere: Bool, nearest: String?) {
    do {
      try sources.recordings.reading(path, usedBy: sources.user) { name in
        if FileKind(following: name) == nil { throw RecordingError(name, .missing) }
      }
    } catch {
      if let error = error as? PlaybackError, case .unusable(.missing(let suggestion)) = error.problem {
        return (false, suggestion)
      }
    }
    return (true, nil)
  }
}

/// Several recordings that a track plays are not there.
///
/// ```swift
/// do {
///   _ = try track.render(to: "evening.wav")
/// } catch let error as MissingRecordings {
///   for file in error.files { print(file.path) }
/// }
/// ```
public struct MissingRecordings: Error, Sendable, Equatable {
  /// A recording that is not there.
  public struct File: Sendable, Equatable {
    /// Path from the folder of the pattern.
    public let path: String
    /// The words that are recorded; nil for a clip, a cue or a bed.
    public let words: String?
    /// A similar file that is there; nil for none.
    public let nearest: String?
  }

  /// The recordings, two at least.
  public let files: [File]
}
