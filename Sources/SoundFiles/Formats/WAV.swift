import CSndfile
import FileStore

/// WAV and RF64: chunks of RIFF (IBM and Microsoft, Multimedia Programming Interface 1.0; EBU Tech 3306), with the
/// annotations after the sound.
extension WritableFormat {
  /// The most markers and the last marked frame of cues: past 2,500, readers stop; frames are counted in 32 bits.
  private static let cueLimits = (markers: 2_500, frame: Int64(UInt32.max))

  static let wav = WritableFormat(
    extensions: ["wav"], code: SF_FORMAT_WAV, isLittleEndian: true, mostSampleBytes: (1 << 32) - roomAfterSamples - 1,
    mostMarkers: cueLimits.markers, lastMarkedFrame: cueLimits.frame
  ) { RIFFChunks(of: $0.annotations, isRF64: false) }

  /// A WAV that is too long for sizes of 32 bits.
  static let rf64 = WritableFormat(
    extensions: ["wav"], code: SF_FORMAT_RF64, isLittleEndian: true,
    mostMarkers: cueLimits.markers, lastMarkedFrame: cueLimits.frame, finishSound: blankPeak,
    annotations: { RIFFChunks(of: $0.annotations, isRF64: true) })

  /// Turns the chunk PEAK, which holds the time of writing, into an empty pad. libsndfile does the same in a WAV when it
  /// gets the command to write no PEAK, but not in an RF64.
  @Sendable private static func blankPeak(in sink: VirtualIO) {
    guard let range = sink.chunk("PEAK", .riff) else { return }
    sink.write(Array("PAD ".utf8), at: range.lowerBound - 8)
    sink.write([UInt8](repeating: 0, count: range.count), at: range.lowerBound)
  }
}

extension ReadableFormat {
  static let wave = ReadableFormat(
    extensions: ["wav"],
    matches: { ($0.has("RIFF") || $0.has("RF64")) && $0.has("WAVE", at: 8) },
    recipe: { file throws(RecipeProblem) in try ChunkWalk.riff.body(of: RIFFChunks.recipeName, in: file) },
    truncation: { source throws(SystemFailure) in try ChunkWalk.riff.truncation(of: source, samplesIn: "data") })

  /// A WAV whose numbers have their highest byte first.
  static let bigEndianWave = ReadableFormat(
    matches: { $0.has("RIFX") && $0.has("WAVE", at: 8) },
    truncation: { source throws(SystemFailure) in try ChunkWalk.rifx.truncation(of: source, samplesIn: "data") })
}

/// The chunks after the sound of a WAV or RF64: tags, cues with their labels, and the recipe.
struct RIFFChunks: AnnotationLayout {
  static let recipeName = "adem"

  private let bytes: [UInt8]
  private let isRF64: Bool

  init(of annotations: Annotations, isRF64: Bool) {
    bytes = Self.info(annotations.tags) + Self.cues(annotations.markers.kept) + Self.recipe(annotations.sealed)
    self.isRF64 = isRF64
  }

  // MARK: In a file

  var addedBytes: Int64 { Int64(bytes.count) }

  func complete(_ sink: VirtualIO) -> Bool {
    guard !bytes.isEmpty else { return true }
    sink.append(bytes, after: sink.end, alignment: 2)
    // The size of the whole. In RF64 it is in `ds64`, the first chunk.
    var size: [UInt8] = []
    if isRF64 {
      size.append(little: sink.end - 8)
    } else {
      size.append(little: UInt32(clamping: sink.end - 8))
    }
    sink.write(size, at: isRF64 ? 20 : 4)
    return true
  }

  // MARK: Chunks

  private static func info(_ tags: Tags) -> [UInt8] {
    let texts = [("INAM", tags.title), ("ILNG", tags.language), ("ICMT", tags.comment), ("ISFT", tags.software)]
    var body = Array("INFO".utf8)
    for (name, text) in texts {
      if let text { body += chunk(name, Array(text.utf8) + [0]) }
    }
    return body.count > 4 ? chunk("LIST", body) : []
  }

  /// Cues, their labels and their lengths. All labels come before all lengths: ffmpeg stops at the first length, which it
  /// does not know.
  private static func cues(_ markers: [Marker]) -> [UInt8] {
    guard !markers.isEmpty else { return [] }
    var cue: [UInt8] = []
    var labels = Array("adtl".utf8)
    var lengths: [UInt8] = []
    cue.append(little: UInt32(markers.count))
    for (index, marker) in markers.enumerated() {
      let id = UInt32(index + 1)
      let frame = UInt32(clamping: marker.frame)
      cue.append(little: id)
      cue.append(little: frame)
      cue.append("data")
      // The offsets of the chunk and of the block.
      cue.append(little: UInt64(0))
      cue.append(little: frame)
      var label: [UInt8] = []
      label.append(little: id)
      labels += chunk("labl", label + Array(marker.label.utf8) + [0])
      guard let length = marker.length else { continue }
      var body: [UInt8] = []
      body.append(little: id)
      body.append(little: UInt32(clamping: length))
      body.append("rgn ")
      // Country, language, dialect and code page are not given.
      body.append(little: UInt64(0))
      lengths += chunk("ltxt", body)
    }
    return chunk("cue ", cue) + chunk("LIST", labels + lengths)
  }

  private static func recipe(_ sealed: [UInt8]?) -> [UInt8] { sealed.map { chunk(recipeName, $0) } ?? [] }

  /// A chunk that is padded to an even number of bytes.
  private static func chunk(_ name: String, _ body: [UInt8]) -> [UInt8] {
    var bytes = Array(name.utf8)
    bytes.append(little: UInt32(body.count))
    return bytes + body + (body.count.isMultiple(of: 2) ? [] : [0])
  }
}
