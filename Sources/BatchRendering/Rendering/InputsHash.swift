import BreathPacing
import FileStore
import LanguageWords
import PatternBuilding
import SoundFiles
import Speech
import Synthesis

/// Everything that decides the bytes of a track and of what stands beside it, each as a digest of its content.
///
/// A track whose ingredients have not changed need not be made again, and two tracks with the same sound ingredients have
/// the same bytes, on whatever machine they are made.
public struct InputsHash: Sendable, Hashable {
  public enum Kind: String, Sendable, CaseIterable {
    /// This program, with the libraries that have a part in the sound.
    case program
    /// The pattern's own text.
    case text
    /// The patterns and sets of sounds that it uses.
    case uses
    /// What was given in place of what the text sets, and how the track is stored.
    case settings
    case recordings
    /// Who speaks: the program with its version and voice, or the recordings of a voice.
    case speech
    /// Which files stand beside the track.
    case beside
  }

  /// By the kind's name, the first 64 bits of its digest, which say what has changed; as `all`, the digest of all of them.
  public let parts: [String: String]

  init(_ parts: [Kind: Digest]) {
    let digits = parts.mapValues(\.hexadecimal)
    func key(of kinds: [Kind]) -> String { Digest(ofTexts: kinds.map { digits[$0] ?? "" }).hexadecimal }
    var told = [Self.wholeName: key(of: Kind.allCases)]
    for (kind, digest) in parts { told[kind.rawValue] = digest.short }
    self.parts = told
    soundKey = key(of: Kind.allCases.filter { $0 != .beside })
  }

  private static let wholeName = "all"

  /// By which the sound is found again, whatever stands beside it.
  let soundKey: String

  /// What is different from what an earlier track was made of; empty where nothing is.
  func changes(since earlier: [String: String]) -> [Kind] {
    guard earlier[Self.wholeName] != parts[Self.wholeName] else { return [] }
    let found = Kind.allCases.filter { earlier[$0.rawValue] != parts[$0.rawValue] }
    // Only where two short digests of different things are alike.
    return found.isEmpty ? [.text] : found
  }
}

extension Track {
  /// What it takes to make the track in this way. Recordings are looked at, and nothing is said or made.
  ///
  /// - Throws: `PlaybackError`, `CommandRefusal` and `SpeechError`, where rendering would.
  func ingredients(for request: TrackRequest, in container: Container?) throws -> InputsHash {
    let recipe = recipe
    let texts = recipe?.texts ?? pattern.texts.map(\.text)
    let uses = (recipe?.uses ?? []).map { "\($0.user) \($0.text) \($0.path)" }
    let format = request.options.format(for: pattern, in: container)
    let stored =
      "\(container?.rawValue ?? "") \(format.rate) \(format.channels) \(format.samples.bytes)"
      + (request.options.storesRecipe ? "" : " no recipe")
    let given = [recipe?.profile, recipe?.voice, recipe?.language].map { $0.map { "=\($0)" } ?? "" }
    let played = PlayedSounds(in: pattern, mix: Mix(of: pattern.settings))
    return InputsHash([
      .program: AdemVersion.program,
      .text: Digest(ofTexts: texts.prefix(1)),
      .uses: Digest(ofTexts: texts.dropFirst() + uses),
      .settings: Digest(ofTexts: [stored] + given + (recipe?.values ?? [])),
      .recordings: Digest(ofTexts: try recordings(in: played)),
      .speech: Digest(ofTexts: try speech(in: played)),
      .beside: Digest(ofTexts: request.beside.map(\.rawValue)),
    ])
  }

  private func recordings(in played: PlayedSounds) throws -> [String] {
    var files = Array(played.clips.keys) + played.samples
    if case .clip(let file)? = pattern.settings.bed?.material { files.append(file) }
    var parts: [String] = []
    for file in files.sorted() {
      parts += [file, try sources.recordings.digest(of: file, usedBy: sources.user).hexadecimal]
    }
    return parts
  }

  private func speech(in played: PlayedSounds) throws -> [String] {
    guard played.isSpoken, let speaker = try speaker() else { return [] }
    return try speaker.identity(
      saying: played.texts.sorted(), numbers: played.numbers.sorted(),
      phrases: played.phrases.sorted().compactMap(Phrase.init))
  }
}
