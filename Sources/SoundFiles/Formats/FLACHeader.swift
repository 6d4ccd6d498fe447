/// The metadata before the sound of a FLAC file: blocks with a header of four bytes each (RFC 9639, section 8).
struct FLACHeader {
  static let signature = Array("fLaC".utf8)
  static let commentType: UInt8 = 4
  private static let paddingType: UInt8 = 1
  private static let lastFlag: UInt8 = 0x80

  private let comment: VorbisComment

  init(_ comment: VorbisComment) { self.comment = comment }

  /// The number of bytes to reserve before libsndfile's own header, which provides the rest of the space.
  var front: Int64 { Int64(comment.bytes.count + 8 + Self.roomForTaggers) }

  /// The size of the padding in bytes, so that another program can add a tag without moving the sound.
  private static let roomForTaggers = 1_024

  /// Returns a header that replaces libsndfile's and ends at the same offset; nil if libsndfile's is invalid.
  func replacing(headerIn sink: VirtualIO) -> [UInt8]? {
    guard sink.read(4, at: sink.front) == Self.signature else { return nil }
    var place = sink.front + 4
    var streamInfo: [UInt8]?
    var vendor: String?
    while true {
      guard let head = sink.read(4, at: place) else { return nil }
      let length = Int(head[1...].bigNumber)
      switch head[0] & ~Self.lastFlag {
      case 0: streamInfo = sink.read(4 + length, at: place)
      case Self.commentType: vendor = sink.read(length, at: place + 4).flatMap { VorbisComment($0)?.vendor }
      default: break
      }
      place += 4 + Int64(length)
      if head[0] & Self.lastFlag != 0 { break }
    }
    guard var streamInfo, let vendor else { return nil }
    streamInfo[0] = 0
    var bytes = Self.signature + streamInfo
    bytes += Self.block(Self.commentType, VorbisComment(vendor: vendor, entries: comment.entries).bytes)
    let padding = place - Int64(bytes.count) - 4
    guard padding >= 0 else { return nil }
    return bytes + Self.block(Self.paddingType | Self.lastFlag, [UInt8](repeating: 0, count: Int(padding)))
  }

  private static func block(_ type: UInt8, _ body: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(big: UInt32(type) << 24 | UInt32(body.count))
    return bytes + body
  }
}
