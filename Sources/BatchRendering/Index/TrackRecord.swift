import FileStore
import PatternLanguage
import Platform

/// The record of one track in the output index: its fingerprint, its sidecars, and the hashes of its inputs.
///
/// ```swift
/// let record = try index.record(of: "sleep/evening.wav")
/// print(record?.content ?? "not rendered")
/// ```
public struct TrackRecord: Sendable, Hashable, Encodable {
  /// The path of the track from the output folder.
  public let name: String
  /// The fingerprint of the track.
  package let sound: FileFingerprint
  /// The fingerprints of the sidecars, by their paths from the output folder.
  package let beside: [String: FileFingerprint]
  /// The digests of the inputs as one text, which takes a fifth of the memory of a dictionary: `all=0bad…,text=cafe…`.
  private let digests: String
  /// The folder that contains the pattern, as a path from the output folder; nil if the batch was not made from a
  /// folder, but for example from a manifest.
  public let patterns: String?

  package init(
    name: String, sound: FileFingerprint, beside: [String: FileFingerprint] = [:], inputHashes: [String: String] = [:],
    patterns: String? = nil
  ) {
    self.name = name
    self.sound = sound
    self.beside = beside
    digests = Self.joined(inputHashes.sorted { $0.key < $1.key }.map { ($0, $1) })
    self.patterns = patterns
  }

  /// Returns the record of the same files with other signatures.
  func at(_ signature: StatSignature, beside: [String: FileFingerprint]) -> TrackRecord {
    TrackRecord(name: name, sound: sound.at(signature), beside: beside, inputHashes: inputHashes, patterns: patterns)
  }

  /// The origin of a track: its inputs and its pattern.
  struct Origin {
    let name: String
    let inputHashes: [String: String]
    let patterns: String?
  }

  init(_ origin: Origin, sound: FileFingerprint, beside: [String: FileFingerprint]) {
    self.init(
      name: origin.name, sound: sound, beside: beside, inputHashes: origin.inputHashes, patterns: origin.patterns)
  }

  /// The digests of the inputs by their kind; see ``InputsHash/parts``.
  public var inputHashes: [String: String] {
    let pairs = digests.split(separator: ",").map {
      $0.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    }
    return Dictionary(pairs.map { ($0[0], $0.count > 1 ? $0[1] : "") }) { $1 }
  }

  /// Whether all inputs have these digests.
  func isMade(of inputs: InputsHash) -> Bool {
    // "all" is the first kind in the order of their names.
    digests.hasPrefix("\(InputsHash.wholeName)=\(inputs.whole)")
  }

  /// The 128-bit XXH3 hash of the track's file, as 32 hexadecimal digits.
  public var content: String { sound.content }

  /// The track and its sidecars, by their paths.
  var files: [(name: String, print: FileFingerprint)] { [(name, sound)] + beside.map { ($0.key, $0.value) } }

  // MARK: Encoding

  private enum CodingKeys: String, CodingKey {
    case name, sound, beside, patterns
    case inputHashes = "ingredients"
  }

  /// Encodes the record as the JSON of a line.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(name, forKey: .name)
    try values.encode(sound, forKey: .sound)
    try values.encode(beside, forKey: .beside)
    try values.encode(inputHashes, forKey: .inputHashes)
    try values.encodeIfPresent(patterns, forKey: .patterns)
  }

  /// The encoded form, `0badcafe {…}` and a line end: a checksum, and JSON with sorted keys.
  var line: [UInt8] {
    guard let json = try? JSON.encode(self) else {
      preconditionFailure("Names and numbers are always JSON.")
    }
    return Array("\(Checksum.hexadecimal(json)) ".utf8) + json + [UInt8(ascii: "\n")]
  }

  /// Decodes a line of some bytes; nil if it is damaged, because a crash cut it off or the disk has an error.
  init?(line: Range<Int>, of bytes: [UInt8]) {
    let start = line.lowerBound + Self.checksumBytes
    guard start <= line.upperBound,
      bytes[line.lowerBound..<start].elementsEqual("\(Checksum.hexadecimal(bytes[start..<line.upperBound])) ".utf8),
      let value = try? LocatedJSON(in: bytes, at: SourceRange(start, line.upperBound)),
      case .string(let name)? = value["name"], let sound = value["sound"].flatMap(FileFingerprint.init),
      case .object(let sidecars)? = value["beside"], case .object(let inputs)? = value["ingredients"]
    else { return nil }
    var beside: [String: FileFingerprint] = [:]
    for member in sidecars {
      guard let print = FileFingerprint(member.value.value) else { return nil }
      beside[member.name.value] = print
    }
    var inputHashes: [(kind: String, digest: String)] = []
    inputHashes.reserveCapacity(inputs.count)
    for member in inputs {
      guard case .string(let digest) = member.value.value else { return nil }
      inputHashes.append((member.name.value, digest))
    }
    var patterns: String?
    if case .string(let folder)? = value["patterns"] { patterns = folder }
    self.name = name
    self.sound = sound
    self.beside = beside
    // The names in a line are sorted already.
    digests = Self.joined(inputHashes)
    self.patterns = patterns
  }

  /// The bytes of a checksum and the space after it.
  private static let checksumBytes = 9

  private static func joined(_ inputHashes: [(kind: String, digest: String)]) -> String {
    var text = ""
    // Enough and no more, since an index has as many texts as tracks.
    text.reserveCapacity(inputHashes.reduce(0) { $0 + $1.kind.utf8.count + $1.digest.utf8.count + 2 })
    for (kind, digest) in inputHashes {
      if !text.isEmpty { text += "," }
      text += kind
      text += "="
      text += digest
    }
    return text
  }
}

extension FileFingerprint {
  /// The fingerprint in the JSON of a line; nil if a part is missing.
  fileprivate init?(_ json: LocatedJSON.Value) {
    let json = LocatedJSON(json, at: SourceRange(0, 0))
    guard case .string(let content)? = json["content"],
      let signature = json["stamp"].map({ LocatedJSON($0, at: SourceRange(0, 0)) }),
      case .number(let size)? = signature["size"], let size = Int64(size),
      case .number(let modified)? = signature["modified"], let modified = Int64(modified),
      case .number(let inode)? = signature["inode"], let inode = UInt64(inode)
    else { return nil }
    self.init(signature: StatSignature(size: size, modified: modified, inode: inode), content: content)
  }
}
