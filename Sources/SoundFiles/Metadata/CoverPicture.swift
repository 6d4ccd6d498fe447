import FileStore
import Platform

/// A picture that players show with a track: a JPEG or PNG, known by its bytes.
///
/// ```swift
/// options.cover = try CoverPicture(readingFrom: "cover.jpg")
/// ```
public struct CoverPicture: Sendable, Hashable {
  /// The largest picture in bytes: 5 MiB.
  public static let largest = 5 << 20

  /// The kind of a picture.
  public enum Kind: String, Sendable, Hashable {
    case jpeg, png

    /// The media type, such as `image/jpeg`.
    public var mediaType: String { "image/\(rawValue)" }
  }

  /// The kind by the first bytes.
  public let kind: Kind
  /// The width in pixels.
  public let width: Int
  /// The height in pixels.
  public let height: Int
  let bytes: [UInt8]

  /// The digest of the picture, as hexadecimal digits.
  package let digest: String

  /// Two pictures are the same if their digests are.
  public static func == (one: CoverPicture, other: CoverPicture) -> Bool { one.digest == other.digest }

  /// Hashes the digest, not the whole picture.
  public func hash(into hasher: inout Hasher) { hasher.combine(digest) }

  /// Reads and checks a picture.
  ///
  /// - Throws: `CoverError`.
  public init(readingFrom path: String) throws(CoverError) {
    do throws(CoverError.Problem) {
      try self.init(Self.content(of: path))
    } catch {
      throw CoverError(path: path, problem: error)
    }
  }

  private static func content(of path: String) throws(CoverError.Problem) -> [UInt8] {
    do throws(RecipeProblem) {
      let file = try ReadableFile(at: path)
      // One byte more than the limit shows that it is too large.
      return try file.bytes(min(file.size, Int64(largest) + 1), at: 0)
    } catch {
      throw .unreadable(error)
    }
  }

  init(_ bytes: [UInt8]) throws(CoverError.Problem) {
    guard bytes.count <= Self.largest else { throw .tooLarge }
    self.bytes = bytes
    digest = Digest(of: bytes).hexadecimal
    if bytes.starts(with: Self.pngSignature) {
      guard bytes.count > 24, bytes.has("IHDR", at: 12), bytes.suffix(8).starts(with: "IEND".utf8) else {
        throw .damaged
      }
      (kind, width, height) = (.png, Int(bytes[16..<20].bigNumber), Int(bytes[20..<24].bigNumber))
    } else if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
      guard let size = Self.sizeOfJPEG(bytes), bytes.suffix(1 << 10).firstRange(of: [0xFF, 0xD9]) != nil else {
        throw .damaged
      }
      (kind, width, height) = (.jpeg, size.width, size.height)
    } else {
      throw .notAPicture
    }
    guard width > 0, height > 0 else { throw .damaged }
  }

  private static let pngSignature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  /// The size in the first frame header (ITU T.81, B.2.2); nil if there is none.
  private static func sizeOfJPEG(_ bytes: [UInt8]) -> (width: Int, height: Int)? {
    var place = 2
    while place + 9 <= bytes.count, bytes[place] == 0xFF {
      let marker = bytes[place + 1]
      if marker == 0xFF {
        place += 1
        continue
      }
      // 0xC4, 0xC8 and 0xCC are tables, which have other contents.
      if (0xC0...0xCF).contains(marker), ![0xC4, 0xC8, 0xCC].contains(marker) {
        return (Int(bytes[place + 7..<place + 9].bigNumber), Int(bytes[place + 5..<place + 7].bigNumber))
      }
      place += 2 + Int(bytes[place + 2..<place + 4].bigNumber)
    }
    return nil
  }

  // MARK: In a file

  /// The block PICTURE of FLAC (RFC 9639, section 8.8), which Vorbis comments have as text.
  var block: [UInt8] {
    var block: [UInt8] = []
    // The front cover.
    block.append(big: UInt32(3))
    block.append(big: UInt32(kind.mediaType.utf8.count))
    block.append(kind.mediaType)
    // No description, 24 bits a pixel, no palette.
    for number in [0, width, height, 24, 0, bytes.count] { block.append(big: UInt32(clamping: number)) }
    return block + bytes
  }

  /// The block in Base64 (RFC 4648, section 4).
  var base64: String { Base64.text(of: block) }
}

/// A picture that cannot be a cover, and the reason.
///
/// ```swift
/// if error.problem == .tooLarge { print("\(error.path) is too large") }
/// ```
public struct CoverError: Error, Sendable, Hashable {
  /// The path as the caller spelled it.
  public let path: String
  /// The reason.
  public let problem: Problem

  /// A reason why a picture cannot be a cover.
  public enum Problem: Error, Sendable, Hashable {
    /// The file cannot be read.
    case unreadable(RecipeProblem)
    /// The picture is larger than `CoverPicture.largest`.
    case tooLarge
    /// The file is neither a JPEG nor a PNG.
    case notAPicture
    /// The file begins like a picture, and breaks off or has no size.
    case damaged
  }
}
