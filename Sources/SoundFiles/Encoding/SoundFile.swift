import CSndfile
import CSystem
import FileStore
import Platform
import Synthesis

/// Where sound leaves the program.
public enum SoundFile {
  /// Writes a track. Its name stands for what stood there before until it stands for the whole, verified track.
  ///
  /// `beforePublishing` is called when everything else has succeeded: what stands beside a track gets its name then, so
  /// that the sound, which comes last, stands for the whole set. It has the last word on the name; without it,
  /// `replacement` decides. What it throws comes out unchanged, too.
  ///
  /// Blocks are asked for one at a time until `nextBlock` gives nil, and only one is held. What `nextBlock` throws
  /// comes out unchanged; everything else is a `FileError` or a `SoundFileError`. A process that is killed leaves a hidden `.adem-part`
  /// file and nothing else. A shell ignores SIGXFSZ: otherwise a limit on the length of files kills it here.
  public static func write(
    to path: String, as track: TrackDescription, replacing replacement: Replacement,
    beforePublishing: ((UncommittedFile) throws -> Publication)? = nil, nextBlock: () throws -> SampleBlock?
  ) throws -> WrittenFile {
    try write(
      to: DirectoryEntry(path), as: track, replacing: replacement, beforePublishing: beforePublishing,
      nextBlock: nextBlock
    )
  }

  package static func write(
    to entry: DirectoryEntry, as track: TrackDescription, replacing replacement: Replacement,
    beforePublishing: ((UncommittedFile) throws -> Publication)? = nil, nextBlock: () throws -> SampleBlock?
  ) throws -> WrittenFile {
    precondition(track.format.channels > 0 && track.frames >= 0, "A track has channels and a length.")
    let container = try entry.container(for: track)
    let format = track.format
    var track = track
    track.annotations = track.annotations.fitting(container)
    let layout = AnnotationLayout(track, in: container)
    _ = try entry.replaceableMode(under: replacement)
    try entry.requireSpace(
      for: container.leastBytes(of: track.frames, in: format) + layout.bytes + Container.headerRoom)

    let part = try TemporaryFile(for: entry)
    let sink = layout.sink(on: part.descriptor)
    let writer = try SampleWriter(to: sink, at: entry, in: container, of: track)
    while let block = try nextBlock() { try writer.write(block) }
    try writer.finish()
    // Before anything is written behind it: then a file that was cut would look whole.
    try entry.requireSize(sink.end, of: part)
    try writer.add(layout)

    try entry.requireSize(sink.end, of: part)
    try entry.verify(part, as: track, in: container)
    let stamp = try part.publish { try beforePublishing?($0) ?? .takesName(replacement) }
    return WrittenFile(path: entry.path, track: track, bytes: sink.end, container: container, stamp: stamp)
  }

  /// Writes a track that a cache has kept, in the same way; nil where the cache is not as it was kept, or keeps another
  /// track under the key than is described.
  package static func write(
    _ cached: CachedTrack, to entry: DirectoryEntry, as track: TrackDescription,
    publishing: (UncommittedFile) throws -> Publication
  ) throws -> WrittenFile? {
    let container = try entry.container(for: track)
    var track = track
    track.annotations = track.annotations.fitting(container)
    let layout = AnnotationLayout(track, in: container)
    // Nothing is copied that cannot be the track: what claims to be endless would fill the disk first.
    guard cached.bytes <= container.mostBytes(of: track.frames, in: track.format) + layout.bytes,
      (try? entry.requireSpace(for: cached.bytes)) != nil
    else { return nil }
    let part = try TemporaryFile(for: entry)
    guard try cached.copy(to: part) else { return nil }
    try entry.requireSize(cached.bytes, of: part)
    guard (try? entry.verify(part, as: track, in: container)) != nil else { return nil }
    let stamp = try part.publish(publishing)
    return WrittenFile(path: entry.path, track: track, bytes: cached.bytes, container: container, stamp: stamp)
  }
}

extension DirectoryEntry {
  /// That the name's extension asks for, if it can hold the track.
  fileprivate func container(for track: TrackDescription) throws(SoundFileError) -> Container {
    let dataBytes = Container.bytes(of: track.frames, in: track.format)
    let container: Container
    do {
      container = try Container(forExtension: Container.fileExtension(of: name), samplesOf: dataBytes)
    } catch {
      throw SoundFileError(
        path, .unsupportedExtension(Container.fileExtension(of: name), supported: Container.extensions))
    }
    if let rates = container.rates, !rates.contains(track.format.rate) {
      throw SoundFileError(path, .unsupportedRate(track.format.rate, in: container))
    }
    guard container.sampleFormats.contains(track.format.samples) else {
      throw SoundFileError(path, .unsupportedSamples(track.format.samples, in: container))
    }
    if let most = container.mostSampleBytes, dataBytes > most {
      throw SoundFileError(path, .tooLong(for: container, bytes: dataBytes, most: most))
    }
    return container
  }

  /// Reads back what was written, and compares it with what it is to be.
  fileprivate func verify(
    _ part: TemporaryFile, as track: TrackDescription, in container: Container
  ) throws {
    try SoundHeader(readingFrom: part.descriptor, path: path)
      .verify(track.format, frames: track.frames, in: container, path: path)
  }

  /// What the disk says, whatever libsndfile thinks it wrote.
  fileprivate func requireSize(_ expected: Int64, of part: TemporaryFile) throws {
    var status = stat()
    guard fstat(part.descriptor, &status) == 0 else { throw failure(.inspect, errno) }
    guard Int64(status.st_size) == expected else {
      throw SoundFileError(
        path, .verificationFailed(.init(field: .bytes, expected: expected, found: Int64(status.st_size))))
    }
  }
}

extension TemporaryFile {
  /// Gives the file its name, or leaves what stands there.
  fileprivate func publish(_ decide: (UncommittedFile) throws -> Publication) throws -> StatSignature {
    switch try decide(UncommittedFile(self)) {
    case .takesName(let replacement): try publish(replacing: replacement)
    case .leavesWhatStands(let standing): standing
    }
  }
}

extension SoundFile {
  /// The name and the version of the library that writes the files.
  package static var library: String { String(cString: sf_version_string()) }
}
