import PatternLanguage
import Speech

/// Measures the words of a track, each once. What cannot be measured is left out, with the first reason.
final class WordMeasurement {
  private let sources: SoundSources
  private let voices: (Settings) -> TrackVoices
  private(set) var lengths = SpokenLengths()
  /// Why the first of the words could not be measured.
  private(set) var error: (any Error)?
  private var measured: Set<LengthRequest.Entry> = []
  private var speakers: [Voice?: Result<SpeechSynthesizer?, CommandRefusal>] = [:]
  /// Voices that failed; `nil` among them for the usual voice.
  private var failed: Set<Voice?> = []
  private var newWords = 0

  /// - Parameter voices: returns the voices of a pattern with these settings.
  init(from sources: SoundSources, voices: @escaping (Settings) -> TrackVoices) {
    self.sources = sources
    self.voices = voices
  }

  /// Measures words in the voices of a pattern with these settings. Words that were measured before are skipped.
  func measure(_ entries: Set<LengthRequest.Entry>, in settings: Settings) {
    guard sources.measuresWords else { return }
    let fresh = entries.subtracting(measured)
    measured.formUnion(fresh)
    // Words of one voice follow each other.
    typealias Group = (name: String, said: [LengthRequest.Entry])
    let groups = Dictionary(grouping: fresh, by: \.voice).map { voice, said -> Group in
      (voice.map { "\($0)" } ?? "", said.sorted { $0.utterance.order < $1.utterance.order })
    }
    let entries = groups.sorted { $0.name < $1.name }.flatMap(\.said)
    prepare(entries, in: settings)
    for entry in entries {
      do {
        lengths[entry.utterance, by: entry.voice] = try length(of: entry, in: settings)
      } catch {
        self.error = self.error ?? error
        if case .clip = entry.utterance { continue }
        // The next words would most likely fail in the same way, and a program may need long to fail.
        if (error as? SpeechError)?.problem.concernsOneText != true { failed.insert(entry.voice) }
      }
    }
  }

  /// Speaks words at once whose voice is faster in that way.
  private func prepare(_ entries: [LengthRequest.Entry], in settings: Settings) {
    for (voice, said) in Dictionary(grouping: entries, by: \.voice) {
      guard case .piper? = voice, let speaker = try? speaker(for: voice, in: settings) else { continue }
      let fresh = said.map(\.utterance).filter { (try? speaker.knownLength(of: $0)) == nil }
      do throws(SpeechError) {
        try speaker.prepare(Array(fresh.prefix(sources.mostNewWords - newWords)))
      } catch {
        self.error = self.error ?? error
        if !error.problem.concernsOneText { failed.insert(voice) }
      }
    }
  }

  /// Forgets who a command was, once the pattern has another name for it.
  func rename(_ voice: Voice, to other: Voice) { lengths.copy(voice, to: other) }

  private func length(of entry: LengthRequest.Entry, in settings: Settings) throws -> Duration? {
    if case .clip(let file) = entry.utterance {
      return try sources.recordings.length(of: file, usedBy: sources.user)
    }
    if failed.contains(entry.voice) { return nil }
    let isCommand = if case .command? = entry.voice { true } else { false }
    if isCommand, !sources.measuresCommands { return nil }
    guard let speaker = try speaker(for: entry.voice, in: settings) else { return nil }
    if let known = try speaker.knownLength(of: entry.utterance) { return known }
    if case .folder? = entry.voice {
    } else {
      guard newWords < sources.mostNewWords else { return nil }
      newWords += 1
    }
    return try speaker.length(of: entry.utterance)
  }

  private func speaker(for voice: Voice?, in settings: Settings) throws(CommandRefusal) -> SpeechSynthesizer? {
    if let known = speakers[voice] { return try known.get() }
    let voices = voices(settings)
    let found = Result { () throws(CommandRefusal) in try voices.speaker(for: voice) }
    speakers[voice] = found
    if case .command(let own)? = voice, case .success = found { sources.willRun(try voices.allowed(own)) }
    return try found.get()
  }
}

extension Utterance {
  /// The place among words of one voice: texts come before numbers and cues, as their messages are sorted.
  fileprivate var order: (Int, String, Int) {
    switch self {
    case .clip(let file): (0, file, 0)
    case .text(let text): (1, text, 0)
    case .number(let number): (2, "", number)
    case .phrase(let event): (3, event, 0)
    case .word(let phase, let isShort): (4, phase, isShort ? 1 : 0)
    }
  }
}

extension SpeechError.Problem {
  /// Whether other texts may be spoken.
  fileprivate var concernsOneText: Bool {
    switch self {
    case .nothingToSay, .textTooLong, .phraseMissing, .recordingMissing, .unusableRecording, .silentRecording,
      .inaudible:
      true
    case .program, .unreadableSound, .voiceUnknown, .unreadableCommand, .modelMissing, .modelOutsideRoot,
      .modelIncomplete, .modelFailed, .folderMissing, .folderOutsideRoot:
      false
    }
  }
}
