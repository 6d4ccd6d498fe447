import CSndfile
import FileStore

/// FLAC (RFC 9639), with the annotations as Vorbis comments in the metadata before the sound.
extension WritableFormat {
  static let flac = WritableFormat(
    extensions: ["flac"], code: SF_FORMAT_FLAC, coding: .lossless, sampleFormats: [.int16, .int24],
    mostMarkers: VorbisComment.mostChapters, takesCover: true
  ) { FLACHeader(VorbisComment(of: $0, holdsCover: false), picture: $0.annotations.cover?.block) }
}

extension ReadableFormat {
  static let flac = ReadableFormat(
    extensions: ["flac"],
    matches: { $0.starts(with: FLACHeader.signature) },
    recipe: { file throws(RecipeProblem) in try FLACHeader.comment(in: file)?.recipe })
}

/// The metadata before the sound of a FLAC: blocks, each with a header of four bytes (RFC 9639, section 8).
struct FLACHeader: AnnotationLayout {
  static let signature = Array("fLaC".utf8)
  private static let paddingType: UInt8 = 1
  private static let commentType: UInt8 = 4
  private static let pictureType: UInt8 = 6
  private static let lastFlag: UInt8 = 0x80
  /// Bytes of padding, so that another program can add a tag without moving the sound.
  private static let roomForTaggers = 1_024

  private let comment: VorbisComment

  /// The body of the block with the cover.
  private let picture: [UInt8]?

  init(_ comment: VorbisComment, picture: [UInt8]?) {
    self.comment = comment
    self.picture = picture
  }

  // MARK: In a file

  /// The bytes to keep free before libsndfile's own header, which has room for the rest.
  var addedBytes: Int64 { Int64(comment.bytes.count + 8 + (picture.map { 4 + $0.count } ?? 0) + Self.roomForTaggers) }

  func sink(on descriptor: Int32) -> VirtualIO { VirtualIO(on: descriptor, front: addedBytes) }

  func complete(_ sink: VirtualIO) -> Bool {
    guard let bytes = replacing(headerIn: sink) else { return false }
    sink.write(bytes, at: 0)
    return true
  }

  /// A header in place of libsndfile's, with the same end. Nil where the latter is none.
  private func replacing(headerIn sink: VirtualIO) -> [UInt8]? {
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
    if let picture { bytes += Self.block(Self.pictureType, picture) }
    let padding = place - Int64(bytes.count) - 4
    guard padding >= 0 else { return nil }
    return bytes + Self.block(Self.paddingType | Self.lastFlag, [UInt8](repeating: 0, count: Int(padding)))
  }

  private static func block(_ type: UInt8, _ body: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(big: UInt32(type) << 24 | UInt32(body.count))
    return bytes + body
  }

  // MARK: Reading

  /// The comments of a FLAC; nil where it has none.
  static func comment(in file: ReadableFile) throws(RecipeProblem) -> VorbisComment? {
    var place: Int64 = 4
    // Many times the number of kinds of blocks that the format has.
    for _ in 0..<1_000 {
      let head = try file.bytes(4, at: place)
      let length = Int64(head[1...].bigNumber)
      if head[0] & ~lastFlag == commentType {
        guard let comment = VorbisComment(try file.bytes(length, at: place + 4)) else { throw .damaged }
        return comment
      }
      if head[0] & lastFlag != 0 { return nil }
      place += 4 + length
    }
    throw .damaged
  }
}
