import FileStore
import Platform

/// What a ledger says of one track: how it was left, with all that stands beside it, and what it was made of.
public struct TrackRecord: Sendable, Hashable, Codable {
  /// The path from the ledger's folder.
  public let name: String
  package let sound: FileFingerprint
  /// By their paths from the ledger's folder.
  package let beside: [String: FileFingerprint]
  /// Of everything that decides the track, by what it is: a digest of its content.
  public let ingredients: [String: String]
  /// The folder of patterns that the track's pattern comes from, as a path from the ledger's folder; nil where it comes from
  /// elsewhere, such as a manifest.
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

  /// The 128-bit XXH3 hash of the track's file, in hexadecimal digits.
  public var content: String { sound.content }

  /// The track and all that stands beside it, by their paths.
  var files: [(name: String, print: FileFingerprint)] { [(name, sound)] + beside.map { ($0.key, $0.value) } }

  // MARK: As a line

  /// `0badcafe {…}` and the end of the line: a checksum, and JSON with its names in order.
  var line: [UInt8] {
    guard let json = try? JSON.encode(self) else {
      preconditionFailure("Names and numbers are always JSON.")
    }
    return Array("\(Checksum.hexadecimal(json)) ".utf8) + json + [UInt8(ascii: "\n")]
  }

  /// Nil for a line that is not as it was written: one that a crash cut off, or a disk has spoilt.
  init?(line: some Collection<UInt8>) {
    let json = line.dropFirst(9)
    guard json.count == line.count - 9, line.prefix(9).elementsEqual("\(Checksum.hexadecimal(json)) ".utf8),
      let record = try? JSON.decode(Self.self, from: json)
    else { return nil }
    self = record
  }
}
