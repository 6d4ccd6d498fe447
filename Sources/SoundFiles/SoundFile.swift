import Synthesis

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Where sound leaves the program.
public enum SoundFile {
  /// Writes a track. Its name stands for what stood there before until it stands for the whole, verified track.
  ///
  /// Blocks are asked for one at a time until `nextBlock` gives nil, and only one is held. What `nextBlock` throws
  /// comes out unchanged; everything else is a `SoundFileError`. A process that is killed leaves a hidden `.adem-part`
  /// file and nothing else. A shell ignores SIGXFSZ: otherwise a limit on the length of files kills it here.
  public static func write(
    to path: String, format: SoundFormat, frames: Int64, replacing replacement: Replacement,
    nextBlock: () throws -> SampleBlock?
  ) throws -> WrittenFile {
    precondition(format.channels > 0 && frames >= 0, "A track has channels and a length.")
    let dataBytes = Container.bytes(of: frames, in: format)
    let entry = try FolderEntry(path)
    let container = try entry.container(for: dataBytes)
    _ = try entry.replaceableMode(under: replacement)
    try entry.requireSpace(for: dataBytes + Container.headerRoom)

    let part = try PartFile(for: entry)
    let writer = try SampleWriter(on: part.descriptor, at: entry, in: container, of: format, frames: frames)
    while let block = try nextBlock() { try writer.write(block) }
    try writer.finish()

    let bytes = try entry.size(of: part, atLeast: dataBytes)
    try SoundHeader(readingFrom: part.descriptor, path: path).verify(format, frames: frames, in: container, path: path)
    let stamp = try part.publish(replacing: replacement)
    return WrittenFile(
      path: path, format: format, frames: frames, bytes: bytes, container: container, stamp: stamp)
  }
}

extension FolderEntry {
  fileprivate func container(for dataBytes: Int64) throws(SoundFileError) -> Container {
    do {
      return try Container(forExtension: fileExtension, samplesOf: dataBytes)
    } catch {
      throw SoundFileError(path, .unsupportedExtension(fileExtension, supported: Container.extensions))
    }
  }

  /// What the disk says, whatever libsndfile thinks it wrote.
  fileprivate func size(of part: PartFile, atLeast dataBytes: Int64) throws(SoundFileError) -> Int64 {
    var status = stat()
    guard fstat(part.descriptor, &status) == 0 else { throw failure(.inspect, errno) }
    let size = Int64(status.st_size)
    guard size > dataBytes, size <= dataBytes + Container.headerRoom else {
      throw SoundFileError(path, .verificationFailed(.init(field: .bytes, expected: dataBytes, found: size)))
    }
    return size
  }
}
