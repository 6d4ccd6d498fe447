import FileStore

/// Rewrites a stream of Ogg pages with a fixed serial number and with Adem's own comments: libsndfile draws the number
/// at random, and sets few tags.
package struct OggRewriter {
  private enum Stage {
    case identification
    /// Collecting the header packets after the first one: those that are complete, and the bytes of the next.
    case headers(whole: [[UInt8]], begun: [UInt8])
    /// Copying the sound. The output has `shift` more pages than the input, modulo 2³².
    case sound(shift: UInt32)
  }

  private let entries: [String]
  /// The serial number, a checksum of the comments. It differs between tracks, so that they can be chained.
  private let serial: UInt32
  private var stage = Stage.identification
  /// Input bytes that do not form a complete page yet.
  private var pending: [UInt8] = []
  private var codec = OggCodec.vorbis

  init(_ comment: VorbisComment) {
    entries = comment.entries
    serial = Checksum.crc32(comment.bytes)
  }

  /// Whether all input has been written out and the headers are complete.
  var isAtRest: Bool {
    if case .sound = stage { pending.isEmpty } else { false }
  }

  /// Returns the pages that are complete with these bytes.
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
      guard whole.count == codec.packetsBehindFirst, begun.isEmpty else {
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

/// The codec of an Ogg stream, as far as its comments depend on it.
enum OggCodec {
  case vorbis, opus

  /// The first bytes of the first packet.
  var signature: [UInt8] { self == .vorbis ? [1] + "vorbis".utf8 : Array("OpusHead".utf8) }

  private var commentSignature: [UInt8] { self == .vorbis ? [3] + "vorbis".utf8 : Array("OpusTags".utf8) }

  /// The number of header packets after the first one: the comments, and for Vorbis the tables of the codec.
  var packetsBehindFirst: Int { self == .vorbis ? 2 : 1 }

  /// Returns the content of a comment packet; nil if it is another packet.
  func comment(in packet: [UInt8]) -> VorbisComment? {
    guard packet.starts(with: commentSignature) else { return nil }
    return VorbisComment(packet.dropFirst(commentSignature.count))
  }

  /// Returns a comment packet with other entries. The encoder's name is kept.
  func replacing(entries: [String], in packet: [UInt8]) -> [UInt8] {
    let vendor = comment(in: packet)?.vendor ?? ""
    let body = VorbisComment(vendor: vendor, entries: entries).bytes
    return commentSignature + body + (self == .vorbis ? [1] : [])
  }
}
