import Synthesis

/// The position of the annotations in a file: before the sound, among its pages, or after it.
struct AnnotationLayout {
  private enum Place {
    case nowhere
    /// A complete tag before the sound.
    case before([UInt8])
    case flac(FLACHeader)
    case ogg(VorbisComment)
    /// Chunks after the sound; the first begins at a multiple of the alignment.
    case behind([UInt8], alignment: Int64)
  }

  let container: Container
  /// The size of the samples in bytes.
  private let dataBytes: Int64
  private let place: Place

  init(_ track: TrackDescription, in container: Container) {
    let annotations = track.annotations
    let rate = track.format.rate
    self.container = container
    dataBytes = Container.bytes(of: track.frames, in: track.format)
    place =
      switch container {
      case .wav, .rf64: .behind(RIFFChunks(annotations).bytes, alignment: 2)
      case .aiff: .behind(AIFFChunks(annotations, frames: track.frames, rate: rate).bytes, alignment: 2)
      case .caf: .behind(CAFChunks(annotations).bytes, alignment: 1)
      case .flac: .flac(FLACHeader(VorbisComment(annotations, rate: rate)))
      case .vorbis, .opus: .ogg(VorbisComment(annotations, rate: rate))
      case .mp3: ID3Tag(annotations, frames: track.frames, rate: rate).map { .before($0.bytes) } ?? .nowhere
      }
  }

  /// The number of bytes that the annotations add to the file; for FLAC and Ogg, in addition to what libsndfile would
  /// have written.
  var bytes: Int64 {
    switch place {
    case .nowhere: 0
    case .before(let tag): Int64(tag.count)
    case .flac(let header): header.front
    case .ogg(let comment): Int64(comment.bytes.count)
    case .behind(let chunks, _): Int64(chunks.count)
    }
  }

  /// Returns the target for the sound that libsndfile encodes, with any annotations that come first.
  func sink(on descriptor: Int32) -> VirtualIO {
    switch place {
    case .nowhere, .behind: return VirtualIO(on: descriptor)
    case .flac(let header): return VirtualIO(on: descriptor, front: header.front)
    case .ogg(let comment): return VirtualIO(on: descriptor, ogg: OggRewriter(comment))
    case .before(let tag):
      let sink = VirtualIO(on: descriptor, front: Int64(tag.count))
      sink.write(tag, at: 0)
      return sink
    }
  }

  /// Adds the annotations that can only be written after the sound. Returns false if the output of libsndfile is not as
  /// expected. A failed system call is reported by `sink.failure`.
  func complete(_ sink: VirtualIO) -> Bool {
    switch place {
    case .nowhere, .before: return true
    case .ogg: return sink.isComplete
    case .flac(let header):
      guard let bytes = header.replacing(headerIn: sink) else { return false }
      sink.write(bytes, at: 0)
      return true
    case .behind(let chunks, let alignment):
      guard !chunks.isEmpty else { return true }
      guard let dataEnd = endOfSound(in: sink) else { return false }
      let padding = [UInt8](repeating: 0, count: Int((alignment - dataEnd % alignment) % alignment))
      sink.write(padding + chunks, at: dataEnd)
      patchSize(in: sink)
      return true
    }
  }

  /// Returns the end of the last sample. After an odd number of bytes libsndfile adds a pad byte: in CAF, which has no
  /// such byte, and in AIFF, where it counts the byte as sound. The size in the AIFF header is corrected here.
  private func endOfSound(in sink: VirtualIO) -> Int64? {
    guard container == .caf || container == .aiff else { return sink.end }
    let (walk, name) = container == .caf ? (ChunkWalk.caf, "data") : (.aiff, "SSND")
    guard let range = sink.chunk(name, walk) else { return nil }
    // In AIFF two numbers precede the samples, in CAF one.
    let size = dataBytes + (container == .caf ? 4 : 8)
    guard (size...size + 1).contains(range.upperBound - range.lowerBound) else { return nil }
    if container == .aiff {
      var number: [UInt8] = []
      number.append(big: UInt32(clamping: size))
      sink.write(number, at: range.lowerBound - 4)
    }
    return range.lowerBound + size
  }

  /// Writes the size of the whole file into the first header, if the container stores it there.
  private func patchSize(in sink: VirtualIO) {
    var size: [UInt8] = []
    switch container {
    case .wav:
      size.append(little: UInt32(clamping: sink.end - 8))
      sink.write(size, at: 4)
    // In the first chunk, `ds64`.
    case .rf64:
      size.append(little: sink.end - 8)
      sink.write(size, at: 20)
    case .aiff:
      size.append(big: UInt32(clamping: sink.end - 8))
      sink.write(size, at: 4)
    case .caf, .flac, .vorbis, .opus, .mp3: break
    }
  }
}
