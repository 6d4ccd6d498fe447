import CSndfile
import CSystem
import FileStore
import Platform
public import Synthesis

/// A sound file that is being written. Its name stands for what stood there before until ``commit(replacing:)``, and from
/// then on for the whole, verified track.
///
/// ```swift
/// let file = try SoundFile(creating: "calm.wav", as: description)
/// while let block = try blocks.next() { try file.append(block) }
/// try file.finish()
/// let written = try file.commit()
/// ```
///
/// What is not committed is removed with this object; a process that is killed leaves a hidden `.adem-part` file and nothing
/// else. Errors are `FileError` or `SoundFileError`. A shell ignores SIGXFSZ: otherwise a limit on the length of files
/// ends the process.
public final class SoundFile {
  private let entry: DirectoryEntry
  private let track: TrackDescription
  private let container: Container
  private let layout: AnnotationLayout
  private let part: TemporaryFile
  private var writer: SampleWriter?
  private let sink: VirtualIO?
  /// The length of the whole file in bytes, once it is finished.
  private var bytes: Int64?

  /// Creates a file in the kind that the extension of its name asks for.
  ///
  /// - Parameter replacement: whether a file that has this name may be replaced; asked here, before any work, and again
  ///   by ``commit(replacing:)``.
  public convenience init(
    creating path: String, as track: TrackDescription, replacing replacement: Replacement = .never
  ) throws {
    try self.init(creating: DirectoryEntry(path), as: track, replacing: replacement)
  }

  package init(
    creating entry: DirectoryEntry, as track: TrackDescription, replacing replacement: Replacement
  ) throws {
    precondition(track.format.channels > 0 && track.frames >= 0, "A track has channels and a length.")
    container = try entry.container(for: track)
    self.track = track.fitting(container)
    layout = AnnotationLayout(self.track, in: container)
    _ = try entry.replaceableMode(under: replacement)
    try entry.requireSpace(
      for: container.leastBytes(of: track.frames, in: track.format) + layout.bytes + Container.headerRoom)
    self.entry = entry
    part = try TemporaryFile(for: entry)
    let sink = layout.sink(on: part.descriptor)
    writer = try SampleWriter(to: sink, at: entry, in: container, of: self.track)
    self.sink = sink
  }

  /// Copies a track that a cache has kept; nil where the cache is not as it was kept, or keeps another track under the key
  /// than is described. The file is finished.
  package init?(copying cached: CachedTrack, to entry: DirectoryEntry, as track: TrackDescription) throws {
    container = try entry.container(for: track)
    self.track = track.fitting(container)
    layout = AnnotationLayout(self.track, in: container)
    // Nothing is copied that cannot be the track: what claims to be endless would fill the disk first.
    guard cached.bytes <= container.mostBytes(of: track.frames, in: track.format) + layout.bytes,
      (try? entry.requireSpace(for: cached.bytes)) != nil
    else { return nil }
    self.entry = entry
    part = try TemporaryFile(for: entry)
    (writer, sink, bytes) = (nil, nil, cached.bytes)
    guard try cached.copy(to: part) else { return nil }
    try entry.requireSize(cached.bytes, of: part)
    guard (try? entry.verify(part, as: self.track, in: container)) != nil else { return nil }
  }

  /// Appends whole frames in the track's own sample format, no more than are still missing.
  public func append(_ block: SampleBlock) throws {
    guard let writer else { preconditionFailure("A finished file takes no more samples.") }
    try writer.write(block)
  }

  /// Completes the file, adds its annotations and reads its header back. Throws if frames are missing.
  public func finish() throws {
    guard let writer, let sink else { return }
    try writer.finish()
    // Checked before anything is appended, which would make a file that was cut look whole.
    try entry.requireSize(sink.end, of: part)
    try writer.add(layout)
    try entry.requireSize(sink.end, of: part)
    try entry.verify(part, as: track, in: container)
    bytes = sink.end
    self.writer = nil
  }

  /// The fingerprint that the file will have under its name. The file is on the disk when this returns.
  package func fingerprint() throws(FileError) -> FileFingerprint { try part.print() }

  /// Gives the finished file its name.
  ///
  /// - Parameter replacement: whether a file that has this name by now may be replaced.
  public func commit(replacing replacement: Replacement = .never) throws -> WrittenFile {
    written(under: try part.publish(replacing: replacement))
  }

  /// Leaves a file in place that holds the same bytes as this one, which is dropped.
  package func leave(_ standing: StatSignature) -> WrittenFile { written(under: standing) }

  private func written(under stamp: StatSignature) -> WrittenFile {
    guard let bytes else { preconditionFailure("A file is finished before it gets its name.") }
    return WrittenFile(path: entry.path, track: track, bytes: bytes, container: container, stamp: stamp)
  }
}

extension TrackDescription {
  /// The same with those annotations that a container has room for.
  fileprivate func fitting(_ container: Container) -> TrackDescription {
    var track = self
    track.annotations = annotations.fitting(container)
    return track
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

extension SoundFile {
  /// The name and the version of the library that writes the files.
  package static var library: String { String(cString: sf_version_string()) }
}

/// What is known of a track before its first sample.
public struct TrackDescription: Sendable {
  public var format: SoundFormat
  public var frames: Int64
  public var annotations: Annotations

  public init(format: SoundFormat, frames: Int64, annotations: Annotations = Annotations()) {
    self.format = format
    self.frames = frames
    self.annotations = annotations
  }
}
