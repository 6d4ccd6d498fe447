import LanguageWords
import Speech
import Synthesis

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
  /// A voice, and what it says in any of the tracks.
  private struct Part {
    let speaker: SpeechSynthesizer
    var texts: Set<String> = []
    var numbers: Set<Int> = []
    var phrases: Set<Phrase> = []
  }

  /// By everything that determines the sound.
  private var parts: [[String]: Part] = [:]

  package init() {}

  /// Adds what a track says. Nothing is added without a cache, or for a voice that speaks one text at a time.
  package mutating func add(_ track: Track) {
    guard track.sources.cache != nil else { return }
    for speech in PlayedSounds(in: track.pattern, mix: Mix(of: track.pattern)).speech {
      let phrases = speech.phrases.sorted().compactMap(Phrase.init)
      guard case .piper? = speech.voice, let speaker = try? track.speaker(for: speech.voice),
        let identity = try? speaker.identity(
          saying: speech.texts.sorted(), numbers: speech.numbers.sorted(), phrases: phrases)
      else { continue }
      var part = parts[identity] ?? Part(speaker: speaker)
      part.texts.formUnion(speech.texts)
      part.numbers.formUnion(speech.numbers)
      part.phrases.formUnion(phrases)
      parts[identity] = part
    }
  }

  /// Speaks what is not in the cache.
  package func speak() {
    for part in parts.values {
      try? part.speaker.prepare(
        texts: part.texts.sorted(), numbers: part.numbers.sorted(),
        phrases: part.phrases.sorted { $0.rawValue < $1.rawValue })
    }
  }
}
