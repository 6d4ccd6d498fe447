import FileStore
import Synthesis

/// The box `moov` of an M4A: what its tracks are, where their samples lie, and the tags.
extension M4AHeader {
  // MARK: The movie

  func movie(texts: Int64, packets: [UInt16]?, from start: Int64) -> [UInt8] {
    let sound = track(
      1, flags: 3, volume: 0x0100, edit: stream.priming,
      references: chapters.isEmpty ? [] : MPEG4Box.box("tref", MPEG4Box.box("chap", MPEG4Box.numbers(2))),
      media: media(
        "soun", named: "SoundHandler", length: stream.priming + stream.frames,
        header: MPEG4Box.full("smhd", MPEG4Box.numbers(0)), table: soundTable(packets, from: start)))
    let text =
      chapters.isEmpty
      ? []
      : track(
        2, flags: 2, volume: 0, edit: 0, references: [],
        media: media(
          "text", named: "SubtitleHandler", length: stream.frames, header: Self.textHeader,
          table: textTable(from: texts)))
    let next = UInt32(chapters.isEmpty ? 2 : 3)
    let header =
      timed("mvhd", UInt32(stream.rate)) + MPEG4Box.numbers(0x10000, 0x0100_0000, 0, 0) + Self.matrix
      + [UInt8](repeating: 0, count: 24) + MPEG4Box.number(next)
    return MPEG4Box.box("moov", MPEG4Box.box("mvhd", header), sound, text, userData)
  }

  /// A version, flags, two dates, a number and the length: of 64 bits where the length of the track needs them. There
  /// are no dates, so that the same track gives the same bytes.
  private func timed(_ name: String, _ number: UInt32, flags: UInt32 = 0, length: Int64? = nil) -> [UInt8] {
    let length = length ?? stream.frames
    if isVeryLong {
      return MPEG4Box.number(1 << 24 | flags) + MPEG4Box.number(UInt64(0)) + MPEG4Box.number(UInt64(0))
        + MPEG4Box.number(number) + (name == "tkhd" ? MPEG4Box.numbers(0) : []) + MPEG4Box.number(UInt64(length))
    }
    return MPEG4Box.numbers(flags, 0, 0, number) + (name == "tkhd" ? MPEG4Box.numbers(0) : [])
      + MPEG4Box.number(UInt32(length))
  }

  /// Whether lengths in frames pass 32 bits.
  private var isVeryLong: Bool { stream.priming + stream.frames > Int64(UInt32.max) }

  private static let matrix = MPEG4Box.numbers(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x4000_0000)

  private func track(
    _ number: UInt32, flags: UInt32, volume: UInt16, edit: Int64, references: [UInt8], media: [UInt8]
  ) -> [UInt8] {
    let header =
      timed("tkhd", number, flags: flags) + MPEG4Box.numbers(0, 0) + MPEG4Box.number(UInt16(0))
      + MPEG4Box.number(UInt16(0)) + MPEG4Box.number(volume) + MPEG4Box.number(UInt16(0)) + Self.matrix
      + MPEG4Box.numbers(0, 0)
    // The edit list skips the encoder's delay, and plays exactly the frames of the sound.
    let edit =
      isVeryLong
      ? MPEG4Box.full(
        "elst", version: 1, MPEG4Box.numbers(1), MPEG4Box.number(stream.frames), MPEG4Box.number(edit),
        MPEG4Box.numbers(0x10000))
      : MPEG4Box.full("elst", MPEG4Box.numbers(1, UInt32(stream.frames), UInt32(edit), 0x10000))
    return MPEG4Box.box("trak", MPEG4Box.box("tkhd", header), MPEG4Box.box("edts", edit), references, media)
  }

  private func media(_ kind: String, named name: String, length: Int64, header: [UInt8], table: [UInt8]) -> [UInt8] {
    let about =
      timed("mdhd", UInt32(stream.rate), length: length) + MPEG4Box.number(Self.code(of: tags.language))
      + MPEG4Box.number(UInt16(0))
    let handler = MPEG4Box.full(
      "hdlr", MPEG4Box.numbers(0), Array(kind.utf8), MPEG4Box.numbers(0, 0, 0), Array("\(name)\0".utf8))
    // The samples are in this file.
    let place = MPEG4Box.box("dinf", MPEG4Box.full("dref", MPEG4Box.numbers(1), MPEG4Box.full("url ", flags: 1)))
    return MPEG4Box.box("mdia", MPEG4Box.box("mdhd", about), handler, MPEG4Box.box("minf", header, place, table))
  }

  /// Three letters of ISO 639-2 in 15 bits; `und` for a language that is not in the table.
  private static func code(of language: String?) -> UInt16 {
    let codes = ["nl": "nld", "en": "eng", "de": "deu", "fr": "fra", "es": "spa", "it": "ita", "pt": "por"]
    let base = language?.lowercased().prefix { $0 != "-" }
    return (base.flatMap { codes[String($0)] } ?? "und").utf8.reduce(0) { $0 << 5 | UInt16($1 - 0x60) }
  }

  // MARK: Samples

  private func soundTable(_ packets: [UInt16]?, from start: Int64) -> [UInt8] {
    let total = Double(packets?.reduce(0) { $0 + Int64($1) } ?? 0) * 8
    let mean = UInt32(total / (Double(stream.packets) * 1024 / Double(stream.rate)))
    let decoder = Self.descriptor(
      4,
      [0x40, 0x15] + MPEG4Box.number(UInt32(AACStream.largestPacket * stream.channels)).dropFirst()
        + MPEG4Box.numbers(UInt32(stream.bitRate * 1000), mean)
        + Self.descriptor(5, stream.configuration))
    let esds = MPEG4Box.full("esds", Self.descriptor(3, [0, 1, 0] + decoder + Self.descriptor(6, [2])))
    var entry =
      Self.sampleEntry + MPEG4Box.numbers(0, 0) + MPEG4Box.number(UInt16(stream.channels)) + MPEG4Box.number(UInt16(16))
    // A rate that does not fit is in the configuration alone.
    entry += MPEG4Box.numbers(0) + MPEG4Box.number(UInt32(UInt16(exactly: stream.rate) ?? 0) << 16)
    let chunks = stream.packets.quotientAndRemainder(dividingBy: Self.chunkPackets)
    var groups = chunks.quotient > 0 ? MPEG4Box.numbers(1, UInt32(Self.chunkPackets), 1) : []
    if chunks.remainder > 0 { groups += MPEG4Box.numbers(UInt32(chunks.quotient) + 1, UInt32(chunks.remainder), 1) }
    var sizes: [UInt8] = []
    var offsets: [UInt8] = []
    sizes.reserveCapacity(4 * Int(stream.packets))
    var place = start
    for index in 0..<Int(stream.packets) {
      if index % Int(Self.chunkPackets) == 0 {
        offsets += isLong ? MPEG4Box.number(UInt64(place)) : MPEG4Box.number(UInt32(truncatingIfNeeded: place))
      }
      let size = packets?[index] ?? 0
      sizes.append(big: UInt32(size))
      place += Int64(size)
    }
    let chunkCount = UInt32(chunks.quotient + (chunks.remainder > 0 ? 1 : 0))
    let count = UInt32(stream.packets)
    return MPEG4Box.box(
      "stbl",
      MPEG4Box.full("stsd", MPEG4Box.numbers(1), MPEG4Box.box("mp4a", entry, esds)),
      MPEG4Box.full("stts", MPEG4Box.numbers(1, count, 1024)),
      MPEG4Box.full("stsc", MPEG4Box.number(UInt32(groups.count / 12)), groups),
      MPEG4Box.full("stsz", MPEG4Box.numbers(0, count), sizes),
      MPEG4Box.full(isLong ? "co64" : "stco", MPEG4Box.number(chunkCount), offsets),
      // A decoder that begins in the middle needs the packet before.
      MPEG4Box.full("sgpd", version: 1, Array("roll".utf8), MPEG4Box.numbers(2, 1), [0xFF, 0xFF]),
      MPEG4Box.full("sbgp", Array("roll".utf8), MPEG4Box.numbers(1, count, 1)))
  }

  /// A descriptor of ISO 14496-1, whose length has seven bits a byte.
  private static func descriptor(_ tag: UInt8, _ body: [UInt8]) -> [UInt8] {
    [tag, 0x80, 0x80, 0x80, UInt8(body.count)] + body
  }

  /// The beginning of an entry in `stsd`: six bytes without meaning, and the first place in `dref`.
  private static let sampleEntry: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 1]

  // MARK: Chapters

  /// A label as a text sample of QuickTime, in UTF-8.
  static func sample(_ chapter: Chapter) -> [UInt8] {
    MPEG4Box.number(UInt16(chapter.label.utf8.count)) + chapter.label.utf8
      + MPEG4Box.box("encd", MPEG4Box.number(UInt32(0x100)))
  }

  private static let textHeader = MPEG4Box.box(
    "gmhd",
    MPEG4Box.full("gmin", MPEG4Box.number(UInt16(0x40)), [0x80, 0, 0x80, 0, 0x80, 0], MPEG4Box.numbers(0)),
    MPEG4Box.box(
      "text",
      [0, 1] + [UInt8](repeating: 0, count: 14) + [0, 0, 0, 1] + [UInt8](repeating: 0, count: 12) + [0x40, 0, 0, 0] + [
        0, 0,
      ]))

  private func textTable(from start: Int64) -> [UInt8] {
    let count = UInt32(chapters.count)
    // Centred; all other style flags are zero.
    let look = [0, 0, 0, 0, 0, 0, 0, 1] + [UInt8](repeating: 0, count: 35)
    let times = chapters.flatMap { MPEG4Box.numbers(1, UInt32(clamping: $0.length)) }
    let sizes = chapters.flatMap { MPEG4Box.number(UInt32(Self.sample($0).count)) }
    let offset = isLong ? MPEG4Box.number(UInt64(start)) : MPEG4Box.number(UInt32(truncatingIfNeeded: start))
    return MPEG4Box.box(
      "stbl",
      MPEG4Box.full("stsd", MPEG4Box.numbers(1), MPEG4Box.box("text", Self.sampleEntry + look)),
      MPEG4Box.full("stts", MPEG4Box.number(count), times),
      MPEG4Box.full("stsc", MPEG4Box.numbers(1, 1, count, 1)),
      MPEG4Box.full("stsz", MPEG4Box.numbers(0, count), sizes),
      MPEG4Box.full(isLong ? "co64" : "stco", MPEG4Box.numbers(1), offset))
  }

  // MARK: Tags

  private var userData: [UInt8] {
    var list: [UInt8] = []
    for (name, text) in [("©nam", tags.title), ("©cmt", tags.comment), ("©too", tags.software)] {
      if let text { list += MPEG4Box.box(name, Self.data(1, Array(text.utf8))) }
    }
    if let language = tags.language {
      list += MPEG4Box.box(
        "----", MPEG4Box.full("mean", Array("com.apple.iTunes".utf8)), MPEG4Box.full("name", Array("LANGUAGE".utf8)),
        Self.data(1, Array(language.utf8)))
    }
    if let cover { list += MPEG4Box.box("covr", Self.data(cover.kind == .jpeg ? 13 : 14, cover.bytes)) }
    let handler = MPEG4Box.full("hdlr", MPEG4Box.numbers(0), Array("mdirappl".utf8), MPEG4Box.numbers(0, 0), [0])
    let meta = list.isEmpty ? [] : MPEG4Box.full("meta", handler, MPEG4Box.box("ilst", list))
    return meta.isEmpty && chapters.isEmpty ? [] : MPEG4Box.box("udta", meta, nero)
  }

  /// A value of a tag: 1 is text, 13 a JPEG, 14 a PNG.
  private static func data(_ kind: UInt32, _ value: [UInt8]) -> [UInt8] {
    MPEG4Box.box("data", MPEG4Box.numbers(kind, 0), value)
  }

  /// The list of chapters of Nero, in units of 100 ns.
  private var nero: [UInt8] {
    guard !chapters.isEmpty else { return [] }
    let list = chapters.flatMap { chapter -> [UInt8] in
      let time = (Int128(chapter.frame) * 10_000_000 + Int128(stream.rate / 2)) / Int128(stream.rate)
      return MPEG4Box.number(UInt64(time)) + [UInt8(chapter.label.utf8.count)] + chapter.label.utf8
    }
    return MPEG4Box.full("chpl", version: 1, MPEG4Box.numbers(0), [UInt8(clamping: chapters.count)], list)
  }
}
