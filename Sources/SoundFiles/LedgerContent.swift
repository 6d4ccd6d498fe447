#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What a ledger's file says, as JSON: the version, and for each track by its path from the folder how we left it.
struct LedgerContent: Codable {
  static let version = 1
  /// Half a million tracks. Bytes.
  static let limit = 64 << 20

  private(set) var version = Self.version
  var tracks: [String: FileStamp]

  init(tracks: [String: FileStamp]) { self.tracks = tracks }

  /// Without tracks where no file stands.
  init(readFrom entry: FolderEntry) throws(LedgerDistrust) {
    guard let bytes = try entry.ledgerBytes() else {
      self.init(tracks: [:])
      return
    }
    let decoder = JSONDecoder()
    // The version first: another one may keep its tracks in another way.
    struct Version: Decodable { let version: Int }
    guard let version = try? decoder.decode(Version.self, from: bytes).version else { throw .malformed }
    guard version == Self.version else { throw .otherVersion(version) }
    guard let content = try? decoder.decode(Self.self, from: bytes) else { throw .malformed }
    self = content
  }

  /// The same tracks give the same bytes.
  var json: [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(self) else { preconditionFailure("Names and whole numbers are always JSON.") }
    return data + [UInt8(ascii: "\n")]
  }
}

extension FolderEntry {
  /// Nil where nothing stands. Neither follows a link nor waits for a pipe, and reads no more than the limit.
  fileprivate func ledgerBytes() throws(LedgerDistrust) -> Data? {
    let descriptor = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else {
      switch errno {
      case ENOENT: return nil
      case ELOOP: throw .notARegularFile(.link)
      case let code: throw .systemFailed(SystemFailure(.read, code: code))
      }
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .systemFailed(SystemFailure(.inspect, code: errno)) }
    let kind = FileKind(mode: status.st_mode)
    guard kind == .file else { throw .notARegularFile(kind) }

    var bytes = Data()
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= LedgerContent.limit {
      let count = read(descriptor, &chunk, chunk.count)
      if count == 0 { return bytes }
      if count > 0 { bytes.append(contentsOf: chunk[..<count]) }
      if count < 0 && errno != EINTR { throw .systemFailed(SystemFailure(.read, code: errno)) }
    }
    throw .tooLong(limit: LedgerContent.limit)
  }
}
