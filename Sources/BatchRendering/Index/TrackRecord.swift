import FileStore
import Platform

/// The record of one track in the output index: its fingerprint, its sidecars, and the hashes of its inputs.
///
/// ```swift
/// let record = try index.record(of: "sleep/evening.wav")
/// print(record?.content ?? "not rendered")
/// ```
public struct TrackRecord: Sendable, Hashable, Codable {
  /// The path of the track from the output folder.
  public let name: String
  /// The fingerprint of the track.
  package let sound: FileFingerprint
  /// The fingerprints of the sidecars, by their paths from the output folder.
  package let beside: [String: FileFingerprint]
  /// The digests of the inputs by their kind; see ``InputsHash/parts``.
  public let ingredients: [String: String]
  /// The folder that contains the pattern, as a path from the output folder; nil if the batch was not made from a
  /// folder, but for example from a manifest.
  public let patterns: String?

  package init(
    name: String, sound: FileFingerprint, beside: [String: FileFingerprint] = [:], ingredients: [String: String] = [:],
    patterns: String? = nil
  ) {
    self.name = name
    self.sound = sound
    self.beside = beside
    self.ingredients = ingredients
    self.patterns = patterns
  }

  /// Returns the record of the same files with other signatures.
  func at(_ stamp: StatSignature, beside: [String: FileFingerprint]) -> TrackRecord {
    TrackRecord(name: name, sound: sound.at(stamp), beside: beside, ingredients: ingredients, patterns: patterns)
  }

  /// What a record says about the origin of a track.
  struct Origin {
    let name: String
    let ingredients: [String: String]
    let patterns: String?
  }

  init(_ origin: Origin, sound: FileFingerprint, beside: [String: FileFingerprint]) {
    self.init(
      name: origin.name, sound: sound, beside: beside, ingredients: origin.ingredients, patterns: origin.patterns)
  }

  /// The 128-bit XXH3 hash of the track's file, as 32 hexadecimal digits.
  public var content: String { sound.content }

  /// The track and its sidecars, by their paths.
  var files: [(name: String, print: FileFingerprint)] { [(name, sound)] + beside.map { ($0.key, $0.value) } }

  // MARK: Encoding

  /// The encoded form, `0badcafe {…}` and a line end: a checksum, and JSON with sorted keys.
  var line: [UInt8] {
    guard let json = try? JSON.encode(self) else {
      preconditionFailure("Names and numbers are always JSON.")
    }
    return Array("\(Checksum.hexadecimal(json)) ".utf8) + json + [UInt8(ascii: "\n")]
  }

  /// Decodes a line; nil if it is damaged, because a crash cut it off or the disk has an error.
  init?(line: some Collection<UInt8>) {
    let json = line.dropFirst(9)
    guard json.count == line.count - 9, line.prefix(9).elementsEqual("\(Checksum.hexadecimal(json)) ".utf8),
      let record = try? JSON.decode(Self.self, from: json)
    else { return nil }
    self = record
  }
}
