import FileStore

/// One page of an Ogg stream (RFC 3533).
struct OggPage {
  private static let signature = Array("OggS".utf8)
  /// The number of bytes before the table of segment lengths.
  static let headerSize = 27

  var flags: UInt8
  var granule: UInt64
  var serial: UInt32
  var number: UInt32
  var segments: [UInt8]
  var body: [UInt8]

  var size: Int { Self.headerSize + segments.count + body.count }

  /// Parses the page at the start of some bytes; nil if it is incomplete or invalid.
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

  /// The encoded page, including its checksum.
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

  /// Appends the packets of the page. A segment shorter than 255 bytes ends a packet.
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

  /// Returns header packets in as few pages as possible.
  static func pages(of packets: [[UInt8]], serial: UInt32, from number: UInt32) -> [OggPage] {
    var pages: [OggPage] = []
    // A granule position with all bits set means that no packet ends on the page.
    var page = OggPage(flags: 0, granule: .max, serial: serial, number: number)
    for packet in packets {
      var start = 0
      while start <= packet.count {
        if page.segments.count == 255 {
          pages.append(page)
          page = OggPage(
            flags: start > 0 ? 1 : 0, granule: .max, serial: serial, number: number + UInt32(pages.count))
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
}
