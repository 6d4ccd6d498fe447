import FileStore

/// Gives Ogg pages a fixed serial number and our own comments while they pass: libsndfile draws the number at random, and
/// sets few tags.
package struct OggRewriter {
  private enum Stage {
    case identification
    /// The packets that come before the sound, as far as they are there.
    case headers(whole: [[UInt8]], begun: [UInt8])
    /// The pages here are so many more than those that came in.
    case sound(shift: UInt32)
  }

  private let entries: [String]
  /// Other tracks have another one, so that they can be chained.
  private let serial: UInt32
  private var stage = Stage.identification
  /// Bytes that are no whole page yet.
  private var pending: [UInt8] = []
  private var codec = OggCodec.vorbis

  init(_ comment: VorbisComment) {
    entries = comment.entries
    serial = Checksum.crc32(comment.bytes)
  }

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

/// Which sound is in an Ogg, as far as its comments depend on it.
enum OggCodec {
  case vorbis, opus

  /// Which the first packet begins with.
  var signature: [UInt8] { self == .vorbis ? [1] + "vorbis".utf8 : Array("OpusHead".utf8) }

  private var commentSignature: [UInt8] { self == .vorbis ? [3] + "vorbis".utf8 : Array("OpusTags".utf8) }

  /// The comments, and for Vorbis the tables of its codec.
  var packetsBehindFirst: Int { self == .vorbis ? 2 : 1 }

  /// What a comment packet says; nil if it is none.
  func comment(in packet: [UInt8]) -> VorbisComment? {
    guard packet.starts(with: commentSignature) else { return nil }
    return VorbisComment(packet.dropFirst(commentSignature.count))
  }

  /// The encoder keeps its name.
  func replacing(entries: [String], in packet: [UInt8]) -> [UInt8] {
    let vendor = comment(in: packet)?.vendor ?? ""
    let body = VorbisComment(vendor: vendor, entries: entries).bytes
    return commentSignature + body + (self == .vorbis ? [1] : [])
  }
}
