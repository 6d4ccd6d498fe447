import FileStore
import Synthesis

/// AAC in an MPEG-4 file (ISO 14496-12, 14496-14), with the annotations before the sound. ffmpeg encodes; the file
/// around its packets is made here, so that its bytes, lengths and chapters do not depend on the version of the
/// program.
extension WritableFormat {
  /// A list of chapters in `chpl` counts to 255.
  static let m4a = WritableFormat(
    extensions: ["m4a"], code: 0, coding: .aac, sampleFormats: [.float32], rates: AACStream.rates.reversed(),
    mostMarkers: 255, bitRates: AACStream.bitRates, program: AACEncoder.program,
    header: { source throws(RecipeProblem) in try M4AHeader.reading(source) },
    takesCover: true, annotations: { M4AHeader(of: $0) })
}

extension ReadableFormat {
  static let m4a = ReadableFormat(
    matches: { $0.has("ftyp", at: 4) },
    recipe: { file throws(RecipeProblem) in
      let place = try MPEG4Box.body(of: ["uuid"], signature: M4AHeader.recipeSignature, in: 0..<file.size) {
        count, offset throws(RecipeProblem) in try file.bytes(count, at: offset)
      }
      guard let place else { return nil }
      let start = place.lowerBound + Int64(M4AHeader.recipeSignature.count)
      return try file.bytes(place.upperBound - start, at: start)
    })
}

/// All boxes of an M4A before its packets. The track determines their length, so they can precede the sound, where
/// players look first.
struct M4AHeader: AnnotationLayout {
  /// The identifier of our box `uuid`, the same as in a CAF.
  static let recipeSignature = CAFChunks.recipeSignature
  /// Bytes of padding, so that another program can add a tag without moving the sound.
  private static let roomForTaggers = 1_024
  /// Packets of a chunk: about a second.
  static let chunkPackets: Int64 = 48

  let stream: AACStream
  let tags: Tags
  let chapters: [Chapter]
  private let recipe: [UInt8]?
  let cover: CoverPicture?
  private(set) var addedBytes: Int64

  struct Chapter {
    let frame: Int64
    let length: Int64
    let label: String
  }

  init(of track: TrackDescription) {
    stream = AACStream(of: track)
    tags = track.annotations.tags
    recipe = track.annotations.sealed
    cover = track.annotations.cover
    var markers = track.annotations.markers.kept.map { ($0.frame, $0.label) }
    // A track of chapters has no gap.
    if let first = markers.first, first.0 > 0 { markers.insert((0, ""), at: 0) }
    let ends = markers.dropFirst().map(\.0) + [track.frames]
    chapters = zip(markers, ends).map { Chapter(frame: $0.0, length: max(0, $1 - $0.0), label: $0.1) }
    addedBytes = 0
    addedBytes = Int64(bytes(around: nil).count)
  }

  // MARK: In a file

  func sink(on descriptor: Int32) -> VirtualIO { VirtualIO(on: descriptor, front: addedBytes) }

  func complete(_ sink: VirtualIO) -> Bool {
    guard sink.packets.count == stream.packets else { return false }
    let header = bytes(around: sink.packets)
    guard header.count == addedBytes else { return false }
    sink.write(header, at: 0)
    return true
  }

  /// Whether offsets of packets may pass 32 bits.
  var isLong: Bool { stream.packets * Int64(AACStream.largestPacket * stream.channels) > 1 << 31 }

  /// The boxes.
  ///
  /// - Parameter packets: the length of each packet in bytes; nil for boxes of the right length with other numbers.
  private func bytes(around packets: [UInt16]?) -> [UInt8] {
    let texts = chapters.map(Self.sample)
    let textBytes = texts.reduce(0) { $0 + $1.count }
    let sound = packets?.reduce(0) { $0 + Int64($1) } ?? 0
    let file = MPEG4Box.box("ftyp", Array("M4A ".utf8), MPEG4Box.number(UInt32(512)), Array("M4A isommp42".utf8))
    let extra =
      (recipe.map { MPEG4Box.box("uuid", Self.recipeSignature + $0) } ?? [])
      + MPEG4Box.box("free", [UInt8](repeating: 0, count: Self.roomForTaggers))
    let bodyBytes = Int64(textBytes) + sound
    let media =
      isLong
      ? MPEG4Box.number(UInt32(1)) + Array("mdat".utf8) + MPEG4Box.number(UInt64(16 + bodyBytes))
      : MPEG4Box.number(UInt32(8 + bodyBytes)) + Array("mdat".utf8)
    let start = addedBytes - Int64(textBytes)
    return file + movie(texts: start, packets: packets, from: addedBytes) + extra + media + texts.joined()
  }

  // MARK: Reading back

  /// The properties of a file, read from its boxes. The packets have to fill it to its end.
  static func reading(_ source: ByteSource) throws(RecipeProblem) -> SoundHeader {
    func read(_ count: Int64, _ offset: Int64) throws(RecipeProblem) -> [UInt8] {
      guard let bytes = try? source.bytes(at: offset, count: Int(count)), bytes.count == count else { throw .damaged }
      return bytes
    }
    func place(_ names: String...) throws(RecipeProblem) -> Range<Int64> {
      guard let place = try MPEG4Box.body(of: names, in: 0..<source.size, read: read) else { throw .damaged }
      return place
    }
    func number(_ bytes: Int64, _ offset: Int64, in place: Range<Int64>) throws(RecipeProblem) -> Int64 {
      Int64(clamping: try read(bytes, place.lowerBound + offset).bigNumber)
    }
    let edit = try place("moov", "trak", "edts", "elst")
    let frames = try number(1, 0, in: edit) == 1 ? number(8, 8, in: edit) : number(4, 8, in: edit)
    let about = try place("moov", "trak", "mdia", "mdhd")
    let rate = try number(4, number(1, 0, in: about) == 1 ? 20 : 12, in: about)
    let channels = try number(2, 32, in: place("moov", "trak", "mdia", "minf", "stbl", "stsd"))
    let sizes = try place("moov", "trak", "mdia", "minf", "stbl", "stsz")
    var packets: Int64 = 0
    for start in stride(from: sizes.lowerBound + 12, to: sizes.upperBound, by: 1 << 16) {
      let part = try read(min(1 << 16, sizes.upperBound - start), start)
      for index in stride(from: 0, to: part.count - 3, by: 4) { packets += Int64(part[index..<index + 4].bigNumber) }
    }
    let media = try place("mdat")
    let texts = try? place("moov", "udta", "chpl")
    guard media.upperBound == source.size, packets <= media.upperBound - media.lowerBound,
      texts != nil || packets == media.upperBound - media.lowerBound
    else { throw .damaged }
    return SoundHeader(frames: frames, rate: rate, channels: channels, format: 0)
  }
}
