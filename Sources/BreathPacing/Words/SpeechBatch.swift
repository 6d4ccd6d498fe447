import PatternLanguage
import Speech

/// Speaks what several tracks say, in one run of a program for each voice, where that is faster.
///
/// ```swift
/// var batch = SpeechBatch()
/// for track in tracks { batch.add(track) }
/// batch.speak()
/// ```
///
/// The speech is in the cache then. Each track reports by itself what could not be spoken.
package struct SpeechBatch {
  /// A voice, and its utterances in all tracks.
  private struct Part {
    let speaker: SpeechSynthesizer
    var utterances: Set<Utterance> = []
  }

  /// The parts, by everything that determines the sound of a voice.
  private var parts: [[String]: Part] = [:]

  package init() {}

  /// Whether the words of a text may be spoken together with those of others.
  package static func concerns(_ text: SourceText, overriding overrides: Overrides) -> Bool {
    (overrides.voice?.text ?? text.text).contains("piper")
  }

  /// Adds the utterances of a track that are not cached. Their lengths may be unknown.
  package mutating func add(_ track: Track) {
    guard track.sources.cache != nil else { return }
    for speech in track.played.speech {
      guard case .piper? = speech.voice, let speaker = try? track.speaker(for: speech.voice) else { continue }
      let fresh = speech.utterances.filter { (try? speaker.knownLength(of: $0)) == nil }
      guard !fresh.isEmpty, let identity = try? speaker.identity(saying: [""], numbers: [], phrases: []) else {
        continue
      }
      parts[identity, default: Part(speaker: speaker)].utterances.formUnion(fresh)
    }
  }

  /// Speaks it.
  package func speak() {
    for part in parts.values { try? part.speaker.prepare(part.utterances.sorted { "\($0)" < "\($1)" }) }
  }
}
