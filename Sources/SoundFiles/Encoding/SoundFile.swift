import CSndfile
import CSystem
import FileStore
import Platform
import Programs
public import Synthesis

/// A sound file that is being written. Until ``commit(replacing:)`` the name leads to the previous file, if any;
/// afterwards it leads to the complete, verified track.
///
/// ```swift
/// let file = try SoundFile(creating: "calm.wav", as: description)
/// while let block = try blocks.next() { try file.append(block) }
/// try file.finish()
/// let written = try file.commit()
/// ```
///
/// A file that is not committed is removed with this object. A killed process leaves one hidden `.adem-part` file.
/// Errors are `FileError` or `SoundFileError`. The program should ignore SIGXFSZ: otherwise a limit on the length of
/// files ends the process.
public final class SoundFile {
  private let entry: DirectoryEntry
  private let track: TrackDescription
  private let container: Container
  private let layout: any AnnotationLayout
  private let part: TemporaryFile
  private var writer: SampleWriter?
  private let sink: VirtualIO?
  /// The length of the whole file in bytes, once it is finished.
  private var bytes: Int64?
  /// The digest of the finished file, if it is known without reading it.
  package private(set) var digest: Digest?

  /// Creates a file in the container that belongs to the extension of its name.
  ///
  /// - Parameters:
  ///   - path: the final path of the file. Its folder must exist.
  ///   - track: the format, the length and the annotations.
  ///   - replacement: whether an existing file may be replaced. This is checked here, before any work, and again by
  ///     ``commit(replacing:)``.
  /// - Throws: `FileError`, if the name is taken or the disk too full; `SoundFileError`, if the container cannot hold
  ///   the track.
  public convenience init(
    creating path: String, as track: TrackDescription, replacing replacement: Replacement = .never
  ) throws {
    try self.init(creating: DirectoryEntry(path), as: track, replacing: replacement)
  }

  /// - Parameter isDigested: whether to compute the ``digest`` while the file is written, where its kind permits that.
  package init(
    creating entry: DirectoryEntry, as track: TrackDescription, replacing replacement: Replacement,
    digesting isDigested: Bool = false
  ) throws {
    precondition(track.format.channels > 0 && track.frames >= 0, "A track has channels and a length.")
    container = try track.container(forFileAt: entry.path)
    self.track = track.fitting(container)
    layout = container.format.annotations(self.track)
    _ = try entry.replaceableMode(under: replacement)
    try entry.requireSpace(
      for: container.leastBytes(of: track.frames, in: track.format, bitRate: track.bitRate) + layout.addedBytes
        + WritableFormat.headerSpace)
    self.entry = entry
    part = try TemporaryFile(for: entry)
    let sink = layout.sink(on: part.descriptor)
    if isDigested, let head = try? SampleWriter.head(of: self.track, in: container, with: layout, at: entry) {
      sink.computeDigest(head: head)
    }
    writer = try SampleWriter(to: sink, at: entry, in: container, of: self.track)
    self.sink = sink
  }

  /// Copies a track from a cache; the file is finished. Returns nil if the cache entry is damaged, or is not the track
  /// that is described.
  package init?(copying cached: CachedTrack, to entry: DirectoryEntry, as track: TrackDescription) throws {
    container = try track.container(forFileAt: entry.path)
    self.track = track.fitting(container)
    layout = container.format.annotations(self.track)
    // Nothing is copied that cannot be the track: what claims to be endless would fill the disk first.
    guard cached.bytes <= container.format.mostBytes(of: track.frames, in: track.format) + layout.addedBytes,
      (try? entry.requireSpace(for: cached.bytes)) != nil
    else { return nil }
    self.entry = entry
    part = try TemporaryFile(for: entry)
    (writer, sink, bytes) = (nil, nil, cached.bytes)
    guard let digest = try cached.copy(to: part) else { return nil }
    self.digest = digest
    try entry.requireSize(cached.bytes, of: part)
    guard (try? entry.verify(part, as: self.track, in: container)) != nil else { return nil }
  }

  /// Appends whole frames in the sample format of the track, at most as many as are still missing.
  ///
  /// - Throws: `SoundFileError` for an unsuitable block, `FileError` if the system refuses, for example on a full disk.
  public func append(_ block: SampleBlock) throws {
    guard let writer else { preconditionFailure("A finished file takes no more samples.") }
    try writer.write(block)
  }

  /// Completes the file, adds its annotations and reads its header back.
  ///
  /// - Throws: `.wrongTotal`, if frames are missing; `.verificationFailed`, if the header differs from the track; or
  ///   the refusal of libsndfile or the system.
  public func finish() throws {
    guard let writer, let sink else { return }
    try writer.finish()
    // Checked before anything is appended, which would hide that the file was cut off.
    try entry.requireSize(sink.end, of: part)
    try writer.add(layout)
    try entry.requireSize(sink.end, of: part)
    try entry.verify(part, as: track, in: container)
    bytes = sink.end
    digest = sink.digest
    self.writer = nil
  }

  /// The fingerprint that the file will have under its name. The file is synced to the disk first.
  ///
  /// - Parameter fileSystem: a file system that was synced since the file is finished; see ``TemporaryFile/settle(on:)``.
  package func fingerprint(on fileSystem: SyncedFileSystem? = nil) throws(FileError) -> FileFingerprint {
    guard let digest else { return try part.print(on: fileSystem) }
    return FileFingerprint(signature: try part.settle(on: fileSystem), digest: digest)
  }

  /// Asks the system to write the finished file to the disk, without waiting for that.
  package func beginSettling() { part.beginSettling() }

  /// The size of the finished file in bytes.
  package var size: Int64 { bytes ?? 0 }

  /// Returns bytes of the finished file from an offset; fewer at its end.
  func bytes(_ count: Int, at place: Int64) throws(FileError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    let transfer = bytes.withUnsafeMutableBytes { FullTransfer.read(into: $0, from: part.descriptor, at: place) }
    guard transfer.failure == 0 else { throw part.failure(.read, transfer.failure) }
    return Array(bytes.prefix(transfer.done))
  }

  /// Replaces bytes of the finished file.
  func overwrite(_ bytes: [UInt8], at place: Int64) throws(FileError) {
    digest = nil
    let transfer = bytes.withUnsafeBytes { FullTransfer.write($0, to: part.descriptor, at: place) }
    guard transfer.failure == 0 else { throw part.failure(.write, transfer.failure) }
  }

  /// Renames the finished file to its final name, durably across a power cut.
  ///
  /// - Parameter replacement: whether an existing file may be replaced now.
  /// - Throws: `FileError`.
  public func commit(replacing replacement: Replacement = .never) throws -> WrittenFile {
    try commit(replacing: replacement, syncingFolder: true)
  }

  /// - Parameter syncsFolder: whether to sync the folder, which a caller can also do once for several files.
  package func commit(replacing replacement: Replacement, syncingFolder syncsFolder: Bool) throws -> WrittenFile {
    written(under: try part.publish(replacing: replacement, syncingFolder: syncsFolder))
  }

  /// Keeps an existing file with the same bytes, and drops this one.
  package func leave(_ standing: StatSignature) -> WrittenFile { written(under: standing) }

  private func written(under signature: StatSignature) -> WrittenFile {
    guard let bytes else { preconditionFailure("A file is finished before it gets its name.") }
    return WrittenFile(path: entry.path, track: track, bytes: bytes, container: container, signature: signature)
  }
}

extension TrackDescription {
  /// Returns the description with those annotations that a container can hold.
  fileprivate func fitting(_ container: Container) -> TrackDescription {
    var track = self
    track.annotations = annotations.fitting(container)
    return track
  }
}

extension TrackDescription {
  /// Returns the container for the extension of a name, if it can hold the track. Nothing is written.
  ///
  /// - Throws: `SoundFileError` with the property that it cannot have.
  @discardableResult
  package func container(forFileAt path: String) throws(SoundFileError) -> Container {
    let name = path.lastComponent
    let dataBytes = Container.bytes(of: frames, in: format)
    let container: Container
    do {
      container = try Container(forExtension: Container.fileExtension(of: name), samplesOf: dataBytes)
    } catch {
      throw SoundFileError(
        path, .unsupportedExtension(Container.fileExtension(of: name), supported: Container.extensions))
    }
    if let rates = container.rates, !rates.contains(format.rate) {
      throw SoundFileError(path, .unsupportedRate(format.rate, in: container))
    }
    guard container.sampleFormats.contains(format.samples) else {
      throw SoundFileError(path, .unsupportedSamples(format.samples, in: container))
    }
    if let bitRate {
      let known = container.bitRates(at: format.rate, channels: format.channels)
      guard known?.contains(bitRate) ?? false else {
        throw SoundFileError(path, .unsupportedBitRate(bitRate, of: format, in: container))
      }
    }
    if let most = container.format.mostSampleBytes, dataBytes > most {
      throw SoundFileError(path, .tooLong(for: container, bytes: dataBytes, most: most))
    }
    if annotations.cover != nil, !container.takesCover { throw SoundFileError(path, .unsupportedCover(in: container)) }
    if let program = container.format.program, ProgramEnvironment().path(of: program, from: "/") == nil {
      throw SoundFileError(path, .programFailed(ProgramFailure(program, .missing)))
    }
    return container
  }
}

extension DirectoryEntry {
  /// Reads the header back and compares it with the track.
  fileprivate func verify(
    _ part: TemporaryFile, as track: TrackDescription, in container: Container
  ) throws {
    try SoundHeader(readingFrom: part.descriptor, in: container, path: path)
      .verify(track.format, frames: track.frames, in: container, path: path)
  }

  /// Checks the size of the file as the file system reports it, independently of libsndfile.
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
  /// The name and version of libsndfile.
  package static var library: String { String(cString: sf_version_string()) }
}

/// The properties of a track that are known before its first sample.
///
/// ```swift
/// let format = SoundFormat(rate: 48_000, channels: 1, samples: .int16)
/// let description = TrackDescription(format: format, frames: 480_000)
/// ```
public struct TrackDescription: Sendable {
  /// The sample rate, the number of channels and the sample format.
  public var format: SoundFormat
  /// The length in frames.
  public var frames: Int64
  /// The bit rate of a lossy file in kbit/s; nil for the usual one.
  public var bitRate: Int?
  /// The metadata to write into the file.
  public var annotations: Annotations

  /// A description with these parts.
  public init(format: SoundFormat, frames: Int64, annotations: Annotations = Annotations()) {
    self.format = format
    self.frames = frames
    self.annotations = annotations
  }
}
