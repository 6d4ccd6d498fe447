import CSndfile
import FileStore

/// AIFF and AIFC (Apple, Audio Interchange File Format 1.3), with the annotations after the sound.
extension WritableFormat {
  static let aiff = WritableFormat(
    extensions: ["aiff", "aif"], code: SF_FORMAT_AIFF, mostSampleBytes: (1 << 32) - roomAfterSamples,
    mostMarkers: 2_500, lastMarkedFrame: Int64(UInt32.max)
  ) { AIFFChunks(of: $0) }
}

extension ReadableFormat {
  static let aiff = ReadableFormat(
    extensions: ["aiff", "aif"],
    matches: { $0.has("FORM") && $0.has("AIF", at: 8) },
    recipe: { file throws(RecipeProblem) in
      try ChunkWalk.aiff.body(of: "APPL", signature: AIFFChunks.recipeSignature, in: file)
    },
    truncation: { source throws(SystemFailure) in try ChunkWalk.aiff.truncation(of: source, samplesIn: "SSND") })
}

/// The chunks after the sound of an AIFF, and an ID3 tag with the metadata that they cannot express.
struct AIFFChunks: AnnotationLayout {
  /// The signature of our chunk `APPL`, whose body belongs to the program that writes it.
  static let recipeSignature = Array("adem".utf8)

  private let bytes: [UInt8]
  /// The body of the chunk `SSND`: two numbers and the samples.
  private let soundBytes: Int64

  init(of track: TrackDescription) {
    let annotations = track.annotations
    soundBytes = 8 + Container.bytes(of: track.frames, in: track.format)
    var bytes = Self.markers(annotations.markers.kept)
    for (name, text) in [("NAME", annotations.tags.title), ("ANNO", annotations.tags.comment)] {
      if let text { bytes += Self.chunk(name, Array(text.utf8)) }
    }
    var track = track
    track.annotations.sealed = nil
    if let tag = ID3Tag(of: track) { bytes += Self.chunk("ID3 ", tag.bytes) }
    if let recipe = annotations.sealed { bytes += Self.chunk("APPL", Self.recipeSignature + recipe) }
    self.bytes = bytes
  }

  // MARK: In a file

  var addedBytes: Int64 { Int64(bytes.count) }

  func complete(_ sink: VirtualIO) -> Bool {
    guard !bytes.isEmpty else { return true }
    let sound = sink.chunk("SSND", .aiff)
    guard let sound, let soundEnd = sink.endOfSound(in: sound, bytes: soundBytes) else { return false }
    func write(_ size: Int64, at offset: Int64) {
      var number: [UInt8] = []
      number.append(big: UInt32(clamping: size))
      sink.write(number, at: offset)
    }
    // libsndfile counts a byte of padding as sound.
    write(soundBytes, at: sound.lowerBound - 4)
    sink.append(bytes, after: soundEnd, alignment: 2)
    // The size of the whole.
    write(sink.end - 8, at: 4)
    return true
  }

  // MARK: Chunks

  private static func markers(_ markers: [Marker]) -> [UInt8] {
    guard !markers.isEmpty else { return [] }
    var body: [UInt8] = []
    body.append(big: UInt16(clamping: markers.count))
    for (index, marker) in markers.enumerated() {
      body.append(big: UInt16(clamping: index + 1))
      body.append(big: UInt32(clamping: marker.frame))
      // A string after its length, together an even number of bytes.
      let label = Array(marker.label.utf8)
      body.append(UInt8(label.count))
      body += label
      if label.count.isMultiple(of: 2) { body.append(0) }
    }
    return chunk("MARK", body)
  }

  /// A chunk that is padded to an even number of bytes.
  private static func chunk(_ name: String, _ body: [UInt8]) -> [UInt8] {
    var bytes = Array(name.utf8)
    bytes.append(big: UInt32(body.count))
    return bytes + body + (body.count.isMultiple(of: 2) ? [] : [0])
  }
}
