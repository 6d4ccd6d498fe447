import CSndfile
import FileStore

/// Vorbis and Opus in Ogg (RFC 3533, RFC 7845), with the annotations as Vorbis comments in a packet before the sound.
extension WritableFormat {
  /// Quality 5, about 80 kbit/s per channel: cues and noise gain nothing audible from more.
  static let vorbis = WritableFormat(
    extensions: ["ogg"], code: SF_FORMAT_OGG,
    coding: .lossy(codec: SF_FORMAT_VORBIS, leastBitRate: { _, _ in 1 }), sampleFormats: [.float32],
    mostMarkers: VorbisComment.mostChapters, encoderSettings: { _ in [.quality(0.5)] },
    takesCover: true,
    annotations: { OggComments(VorbisComment(of: $0, holdsCover: true)) })

  /// Bit rates from 6 to 256 kbit/s per channel, 64 by default. libsndfile's encoder aims at it on average; silence
  /// takes next to nothing.
  static let opus = WritableFormat(
    extensions: ["opus"], code: SF_FORMAT_OGG,
    coding: .lossy(codec: SF_FORMAT_OPUS, leastBitRate: { _, _ in 1 }), sampleFormats: [.float32],
    rates: [8_000, 12_000, 16_000, 24_000, 48_000], mostMarkers: VorbisComment.mostChapters,
    bitRates: { _, channels in
      BitRates(choice: .range(6 * channels...256 * channels), usual: 64 * channels, isConstant: false)
    },
    encoderSettings: { track in
      // Aimed a tenth of a bit above, since libsndfile takes the whole number below.
      let kilobits = Double(track.bitRate ?? 64 * track.format.channels) / Double(track.format.channels) + 0.0001
      return [.compression(max(0, (256 - kilobits) / (256 - 6)))]
    },
    takesCover: true,
    annotations: { OggComments(VorbisComment(of: $0, holdsCover: true)) })
}

extension ReadableFormat {
  static let ogg = ReadableFormat(
    extensions: ["ogg", "oga", "opus"],
    matches: { $0.starts(with: OggPage.signature) },
    recipe: { file throws(RecipeProblem) in try OggComments.comment(in: file)?.recipe },
    truncation: { source throws(SystemFailure) in
      try OggPage.endsStream(source) ? nil : Truncation(percent: nil)
    })
}

/// The comments of an Ogg stream, which replace libsndfile's while its pages pass.
private struct OggComments: AnnotationLayout {
  private let comment: VorbisComment

  init(_ comment: VorbisComment) { self.comment = comment }

  var addedBytes: Int64 { Int64(comment.bytes.count) }

  func sink(on descriptor: Int32) -> VirtualIO { VirtualIO(on: descriptor, ogg: OggRewriter(comment)) }

  func complete(_ sink: VirtualIO) -> Bool { sink.isComplete }

  /// The comments of a Vorbis or Opus stream, which are its second packet; nil where it is another stream.
  static func comment(in file: ReadableFile) throws(RecipeProblem) -> VorbisComment? {
    var place: Int64 = 0
    var whole: [[UInt8]] = []
    var begun: [UInt8] = []
    while whole.count < 2, begun.count < ReadableFile.mostBytes {
      let window = try file.bytes(min(Int64(OggPage.largestSize), file.size - place), at: place)
      guard let page = OggPage(window[...]), page.size > 0 else { throw .damaged }
      page.collectPackets(whole: &whole, begun: &begun)
      place += Int64(page.size)
    }
    guard whole.count >= 2 else { throw .damaged }
    for codec in [OggCodec.vorbis, .opus] where whole[0].starts(with: codec.signature) {
      guard let comment = codec.comment(in: whole[1]) else { throw .damaged }
      return comment
    }
    return nil
  }
}

/// Gives Ogg pages a fixed serial number and other comments while they pass: libsndfile draws the number at random, and
/// sets few tags.
package struct OggRewriter {
  private enum Stage {
    case identification
    /// The packets that come before the sound, as far as they have come.
    case headers(whole: [[UInt8]], begun: [UInt8])
    /// `shift` is added to the number of each page.
    case sound(shift: UInt32)
  }

  private let entries: [String]
  /// Other tracks have another one, so that they can be chained.
  private let serial: UInt32
  private var stage = Stage.identification
  /// The bytes of a page that is not whole yet.
  private var pending: [UInt8] = []
  private var codec = OggCodec.vorbis

  init(_ comment: VorbisComment) {
    entries = comment.entries
    serial = Checksum.crc32(comment.bytes)
  }

  /// Whether all that came in has gone out; part of a page cannot.
  var isAtRest: Bool {
    if case .sound = stage { pending.isEmpty } else { false }
  }

  mutating func rewrite(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
    pending.append(contentsOf: bytes)
    var output: [UInt8] = []
    var start = 0
    while let page = OggPage(pending[start...]) {
      start += page.size
      output += pass(page)
    }
    pending.removeFirst(start)
    return output
  }

  private mutating func pass(_ page: OggPage) -> [UInt8] {
    var page = page
    page.serial = serial
    switch stage {
    case .identification:
      codec = page.body.starts(with: OggCodec.opus.signature) ? .opus : .vorbis
      stage = .headers(whole: [], begun: [])
      return page.bytes
    case .headers(var whole, var begun):
      page.collectPackets(whole: &whole, begun: &begun)
      guard whole.count == codec.packetsAfterFirst, begun.isEmpty else {
        stage = .headers(whole: whole, begun: begun)
        return []
      }
      let last = page.number
      whole[0] = codec.replacing(entries: entries, in: whole[0])
      let pages = OggPage.pages(of: whole, serial: serial, from: 1)
      stage = .sound(shift: UInt32(pages.count) &- last)
      return pages.flatMap(\.bytes)
    case .sound(let shift):
      page.number &+= shift
      return page.bytes
    }
  }
}

/// The codec of the sound in an Ogg stream, as far as the comments depend on it.
private enum OggCodec {
  case vorbis, opus

  /// The beginning of the first packet.
  var signature: [UInt8] { self == .vorbis ? [1] + "vorbis".utf8 : Array("OpusHead".utf8) }

  private var commentSignature: [UInt8] { self == .vorbis ? [3] + "vorbis".utf8 : Array("OpusTags".utf8) }

  /// The comments, and for Vorbis the tables of its codec.
  var packetsAfterFirst: Int { self == .vorbis ? 2 : 1 }

  /// The comments in a packet; nil where it is another packet.
  func comment(in packet: [UInt8]) -> VorbisComment? {
    guard packet.starts(with: commentSignature) else { return nil }
    return VorbisComment(packet.dropFirst(commentSignature.count))
  }

  /// A packet with other comments. The name of the encoder stays.
  func replacing(entries: [String], in packet: [UInt8]) -> [UInt8] {
    let vendor = comment(in: packet)?.vendor ?? ""
    let body = VorbisComment(vendor: vendor, entries: entries).bytes
    return commentSignature + body + (self == .vorbis ? [1] : [])
  }
}

/// One page of an Ogg stream (RFC 3533, section 6).
private struct OggPage {
  static let signature = Array("OggS".utf8)
  /// Bytes before the lengths of the segments.
  private static let headerSize = 27
  /// The most bytes that a page takes: its header, 255 lengths, and as many segments of 255 bytes.
  static let largestSize = headerSize + 255 + 255 * 255
  /// The flags of a page that continues a packet, and of the last page.
  private static let (continuation, endOfStream): (UInt8, UInt8) = (1, 4)

  private var flags: UInt8
  private var granule: UInt64
  var serial: UInt32
  var number: UInt32
  private var segments: [UInt8]
  private(set) var body: [UInt8]

  var size: Int { Self.headerSize + segments.count + body.count }

  /// The page at the beginning of some bytes; nil where it is not whole, or where they are no page.
  init?(_ bytes: ArraySlice<UInt8>) {
    guard bytes.count >= Self.headerSize, bytes.starts(with: Self.signature) else { return nil }
    let header = Array(bytes.prefix(Self.headerSize))
    let segments = bytes.dropFirst(Self.headerSize).prefix(Int(header[26]))
    let length = segments.reduce(0) { $0 + Int($1) }
    let body = bytes.dropFirst(Self.headerSize + Int(header[26])).prefix(length)
    guard segments.count == Int(header[26]), body.count == length else { return nil }
    flags = header[5]
    granule = header[6..<14].littleNumber
    serial = UInt32(header[14..<18].littleNumber)
    number = UInt32(header[18..<22].littleNumber)
    self.segments = Array(segments)
    self.body = Array(body)
  }

  private init(flags: UInt8, granule: UInt64, serial: UInt32, number: UInt32) {
    (self.flags, self.granule, self.serial, self.number) = (flags, granule, serial, number)
    (segments, body) = ([], [])
  }

  /// The page with its checksum.
  var bytes: [UInt8] {
    var bytes = Self.signature + [0, flags]
    bytes.append(little: granule)
    bytes.append(little: serial)
    bytes.append(little: number)
    bytes.append(little: UInt32(0))
    bytes.append(UInt8(segments.count))
    bytes += segments
    bytes += body
    var crc: [UInt8] = []
    crc.append(little: Checksum.crc32(bytes))
    bytes.replaceSubrange(22..<26, with: crc)
    return bytes
  }

  /// Adds the packets of the page, and parts of them. A segment of less than 255 bytes ends a packet.
  func collectPackets(whole: inout [[UInt8]], begun: inout [UInt8]) {
    var start = 0
    for segment in segments {
      begun += body[start..<start + Int(segment)]
      start += Int(segment)
      if segment < 255 {
        whole.append(begun)
        begun = []
      }
    }
  }

  /// Packets that come before the sound, in as few pages as they fit in.
  static func pages(of packets: [[UInt8]], serial: UInt32, from number: UInt32) -> [OggPage] {
    var pages: [OggPage] = []
    // A granule with all its bits set says that no packet ends in the page.
    var page = OggPage(flags: 0, granule: .max, serial: serial, number: number)
    for packet in packets {
      var start = 0
      while start <= packet.count {
        if page.segments.count == 255 {
          pages.append(page)
          page = OggPage(
            flags: start > 0 ? continuation : 0, granule: .max, serial: serial, number: number + UInt32(pages.count))
        }
        let segment = packet[start..<min(start + 255, packet.count)]
        page.segments.append(UInt8(segment.count))
        page.body += segment
        start += 255
        if segment.count < 255 { page.granule = 0 }
      }
    }
    return pages + [page]
  }

  /// Whether the last page is complete and has the flag of the last page. Other data may follow it.
  static func endsStream(_ source: ByteSource) throws(SystemFailure) -> Bool {
    let window = 2 * largestSize
    let tail = try source.bytes(at: max(0, source.size - Int64(window)), count: window)
    var place = tail.count - headerSize
    while place >= 0, !tail[place...].starts(with: signature) { place -= 1 }
    guard place >= 0 else { return false }
    return OggPage(tail[place...]).map { $0.flags & endOfStream != 0 } ?? false
  }
}
