import BreathPacing
import FileStore
import PatternBuilding
import SoundFiles
import Speech
import Synthesis

/// The digests of all inputs that decide the bytes of a track and its sidecars.
///
/// ```swift
/// InputsHash.Kind.allCases.map(\.rawValue)  // ["program", "text", …]
/// ```
///
/// A track whose inputs are unchanged need not be made again. Two tracks with the same inputs of the sound have the
/// same bytes, on whatever machine they are made.
public struct InputsHash: Sendable, Hashable {
  /// A kind of input. The raw values are those of the output index and of events.
  public enum Kind: String, Sendable, CaseIterable {
    /// This program, and the versions of the libraries that affect the sound.
    case program
    /// The text of the pattern.
    case text
    /// The patterns and sound sets that the text uses.
    case uses
    /// The values that replace those of the text, and the format of the track.
    case settings
    /// The recordings that the track plays.
    case recordings
    /// The speech program with its version and voice, or the recordings of a voice.
    case speech
    /// The kinds of sidecars.
    case beside
  }

  /// The digests in the order of their kinds.
  private let digests: [Digest]
  /// The digest of all kinds, as 32 hexadecimal digits.
  let whole: String

  init(_ digest: (Kind) throws -> Digest) rethrows {
    digests = try Kind.allCases.map(digest)
    whole = Self.key(of: digests)
  }

  /// The first 64 bits of each digest, as 16 hexadecimal digits, by the name of its kind: they show which inputs
  /// have changed. Under `all`, the digest of all kinds.
  public var parts: [String: String] {
    var parts = [Self.wholeName: whole]
    for (kind, digest) in zip(Kind.allCases, digests) { parts[kind.rawValue] = digest.short }
    return parts
  }

  /// The name of the digest of all kinds.
  static let wholeName = "all"

  /// The hash of all inputs except the sidecars: the cache key of the sound.
  var soundKey: String {
    Self.key(of: zip(Kind.allCases, digests).filter { $0.0 != .beside }.map(\.1))
  }

  private static func key(of digests: [Digest]) -> String {
    Digest(ofTexts: digests.map(\.hexadecimal)).hexadecimal
  }

  /// Returns the kinds that differ from those of an earlier track; empty if nothing does.
  func changes(since earlier: [String: String]) -> [Kind] {
    guard earlier[Self.wholeName] != whole else { return [] }
    let parts = parts
    let found = Kind.allCases.filter { earlier[$0.rawValue] != parts[$0.rawValue] }
    // Reached only if two different inputs have the same short digest.
    return found.isEmpty ? [.text] : found
  }
}

extension Track {
  /// Hashes the inputs of the track. Recordings are read; nothing is spoken or rendered.
  ///
  /// - Throws: `MissingRecordings`, `PlaybackError`, `CommandRefusal` and `SpeechError`, as rendering would.
  func inputsHash(for request: TrackRequest, in container: Container?) throws -> InputsHash {
    try requireRecordings()
    let recipe = recipe
    let texts = recipe?.texts ?? [pattern.text]
    let uses = (recipe?.uses ?? []).map { "\($0.user) \($0.text) \($0.path)" }
    let format = request.options.format(for: pattern, in: container)
    let stored =
      "\(container?.rawValue ?? "") \(format.rate) \(format.channels) \(format.samples.bytes)"
      + (request.options.storesRecipe ? "" : " no recipe")
    let options = request.options
    let chosen = [
      options.bitRate.map { "\($0) kbit/s" }, options.markers.map { "markers \($0.rawValue)" },
      options.loudness.map { "\($0) LUFS" }, options.cover.map { "cover \($0.digest)" },
    ].map { $0 ?? "" }
    let given = [recipe?.profile, recipe?.voice, recipe?.language].map { $0.map { "=\($0)" } ?? "" }
    return try InputsHash { kind in
      switch kind {
      case .program: AdemVersion.program
      case .text: Digest(ofTexts: Array(texts.prefix(1)))
      case .uses: Digest(ofTexts: texts.dropFirst() + uses)
      case .settings: Digest(ofTexts: [stored] + chosen + given + (recipe?.values ?? []))
      case .recordings: Digest(ofTexts: try recordings(in: played))
      case .speech: Digest(ofTexts: try speech(in: played))
      case .beside: Digest(ofTexts: request.beside.map(\.rawValue))
      }
    }
  }

  private func recordings(in played: PlayedSounds) throws -> [String] {
    var files = Array(played.clips) + played.samples
    if case .clip(let file)? = pattern.settings.bed?.material { files.append(file) }
    var parts: [String] = []
    for file in files.sorted() {
      parts += [file, try sources.recordings.digest(of: file, usedBy: sources.user).hexadecimal]
    }
    return parts
  }

  private func speech(in played: PlayedSounds) throws -> [String] {
    try played.speech.flatMap { speech -> [String] in
      guard let speaker = try speaker(for: speech.voice) else { return [] }
      return try speaker.identity(saying: speech.utterances)
    }
  }
}
