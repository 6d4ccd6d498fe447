import CSystem
import Concurrency
import FileStore
import Platform

/// The file of an output index, to which a line is added for each track. Several processes may add lines.
///
/// A line with an invalid checksum is skipped: a crash has cut it off, so its track was not finished either.
struct OutputIndexJournal: ~Copyable {
  /// The largest size in bytes, enough for half a million tracks.
  static let limit = 256 << 20
  private static let heading = "adem ledger "
  private static let version = 2

  private let entry: DirectoryEntry
  private var file: Int32 = -1
  /// The number of bytes that have been read.
  private var position = 0
  /// The number of lines that have been read.
  private(set) var lines = 0

  init(at entry: DirectoryEntry) { self.entry = entry }

  deinit { if file >= 0 { close(file) } }

  // MARK: Reading

  /// Returns the lines that were added since the last call; all lines if the file has been replaced.
  mutating func read() throws(OutputIndexError) -> [TrackRecord] {
    if file >= 0, !entry.names(file) { forget() }
    if file < 0, try !open(O_RDWR), try !open(O_RDONLY) { return [] }
    return try readOn()
  }

  private mutating func forget() {
    close(file)
    (file, position, lines) = (-1, 0, 0)
  }

  /// Opens the file; false if it does not exist or does not permit this access.
  private mutating func open(_ access: Int32) throws(OutputIndexError) -> Bool {
    let found = openat(entry.folder, entry.name, access | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | O_APPEND, 0o666)
    guard found >= 0 else {
      switch errno {
      case ENOENT: return false
      case EACCES where access & O_ACCMODE != O_RDONLY, EROFS where access & O_ACCMODE != O_RDONLY: return false
      case ELOOP: throw .notARegularFile(.link)
      case EISDIR: throw .notARegularFile(.folder)
      case let code: throw .systemFailed(SystemFailure(.read, code: code))
      }
    }
    file = found
    var status = stat()
    let kind = fstat(file, &status) == 0 ? FileKind(mode: status.st_mode) : .other
    guard kind == .file else {
      forget()
      throw .notARegularFile(kind)
    }
    return true
  }

  private mutating func readOn() throws(OutputIndexError) -> [TrackRecord] {
    // A process that could not sync its line has removed it, and another process may have added one in the same place.
    // Then the file is read from its start.
    var last: UInt8 = 0
    if position > 0, pread(file, &last, 1, off_t(position - 1)) != 1 || last != UInt8(ascii: "\n") {
      (position, lines) = (0, 0)
    }
    var status = stat()
    if position > 0, fstat(file, &status) == 0, Int(status.st_size) == position { return [] }
    var records: [TrackRecord] = []
    var (place, count) = (position, lines)
    // The beginning of a line. An incomplete line at the end of the file is being written, or was cut off.
    var rest: [UInt8] = []
    var isMore = true
    while isMore {
      let known = rest.count
      isMore = try chunk(behind: place + known, into: &rest) == Self.chunkBytes
      guard place + rest.count <= Self.limit else { throw .tooLong(limit: Self.limit) }
      guard let end = rest[known...].lastIndex(of: UInt8(ascii: "\n")) else { continue }
      var ranges = Self.lines(of: rest[...end])
      if place == 0 { try Self.check(ranges.isEmpty ? [] : rest[ranges.removeFirst()]) }
      records += Self.records(in: rest, at: ranges)
      place += end + 1
      count += ranges.count
      rest.removeSubrange(...end)
    }
    guard place > 0 || rest.isEmpty else { throw .malformed }
    (position, lines) = (place, count)
    return records
  }

  private static let chunkBytes = 512 << 10

  /// The ranges of the lines that are not empty, without their ends.
  private static func lines(of bytes: ArraySlice<UInt8>) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = bytes.startIndex
    for index in bytes.indices where bytes[index] == UInt8(ascii: "\n") {
      if start < index { lines.append(start..<index) }
      start = index + 1
    }
    return lines
  }

  private static func records(in bytes: [UInt8], at lines: [Range<Int>]) -> [TrackRecord] {
    Parallel.map(lines, share: 200) { lines in lines.compactMap { TrackRecord(line: $0, of: bytes) } }
  }

  /// Appends the next chunk of the file. Returns its size, which is below `chunkBytes` at the end of the file.
  private func chunk(behind place: Int, into bytes: inout [UInt8]) throws(OutputIndexError) -> Int {
    var failure: Int32 = 0
    let chunk = [UInt8](unsafeUninitializedCapacity: Self.chunkBytes) { buffer, count in
      let found = FullTransfer.read(into: UnsafeMutableRawBufferPointer(buffer), from: file, at: Int64(place))
      (count, failure) = (found.done, found.failure)
    }
    guard failure == 0 else { throw .systemFailed(SystemFailure(.read, code: failure)) }
    bytes += chunk
    return chunk.count
  }

  private static func check(_ heading: ArraySlice<UInt8>) throws(OutputIndexError) {
    let words = String(decoding: heading.prefix(80), as: UTF8.self)
    guard words.hasPrefix(Self.heading), let version = Int(words.dropFirst(Self.heading.count)) else {
      throw .malformed
    }
    guard version == Self.version else { throw .otherVersion(version) }
  }

  // MARK: Writing

  /// Appends a line for each record and syncs the file. Returns the records after those that other processes added
  /// before them.
  ///
  /// - Parameter isNew: whether the existing file is invalid, so that a new index is begun.
  mutating func append(_ records: [TrackRecord], beginningAnew isNew: Bool) throws(FileError) -> [TrackRecord] {
    let added = isNew ? try lockAndBegin() : try lock()
    defer { flock(file, LOCK_UN) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw entry.failure(.inspect, errno) }
    // The last line may have been cut off by a crash; the new one begins on its own line.
    let cut = Int(status.st_size) > position ? [UInt8(ascii: "\n")] : []
    let heading = status.st_size == 0 ? Array("\(Self.heading)\(Self.version)\n".utf8) : []
    let lines = heading + cut + records.flatMap(\.line)
    var code = FullTransfer.append(lines, to: file).failure
    while code == 0, fsync(file) != 0 { if errno != EINTR { code = errno } }
    guard code == 0 else {
      ftruncate(file, status.st_size)
      throw entry.failure(.write, code)
    }
    if !heading.isEmpty { try entry.syncFolder() }
    position = Int(status.st_size) + lines.count
    self.lines += records.count
    return added + records
  }

  /// Rewrites the file.
  ///
  /// - Parameter choose: receives the records that others have added, and returns the records to keep.
  mutating func rewrite(_ choose: ([TrackRecord]) -> [TrackRecord]) throws(FileError) {
    let added = try lock()
    // A process that waits for the lock then finds another file under the name.
    defer { forget() }
    try replace(with: choose(added))
  }

  private func replace(with records: [TrackRecord]) throws(FileError) {
    let part = try TemporaryFile(for: entry)
    try part.append(Array("\(Self.heading)\(Self.version)\n".utf8) + records.flatMap(\.line))
    _ = try part.publish(replacing: .always)
  }

  /// Waits for other writers, and returns the records that they have added.
  private mutating func lock() throws(FileError) -> [TrackRecord] {
    do throws(OutputIndexError) {
      return try lockAndRead()
    } catch {
      if file >= 0 { flock(file, LOCK_UN) }
      throw failure(error)
    }
  }

  /// Replaces an invalid file by an empty index. If another batch has done so meanwhile, its records are returned.
  private mutating func lockAndBegin() throws(FileError) -> [TrackRecord] {
    do throws(OutputIndexError) {
      return try lockAndRead()
    } catch {
      // A process that waits for the lock then finds another file under the name.
      defer { if file >= 0 { forget() } }
      switch error {
      case .malformed, .otherVersion, .tooLong: try replace(with: [])
      case .notARegularFile, .systemFailed: throw failure(error)
      }
    }
    return try lock()
  }

  /// Opens or creates the file and locks it. The lock is kept even if the content is invalid.
  private mutating func lockAndRead() throws(OutputIndexError) -> [TrackRecord] {
    for _ in 0..<Self.attempts {
      if file >= 0, fcntl(file, F_GETFL) & O_ACCMODE == O_RDONLY { forget() }
      if file < 0 { _ = try open(O_RDWR | O_CREAT) }
      guard file >= 0 else { throw .systemFailed(SystemFailure(.create, code: errno)) }
      guard isLocked() else { throw .systemFailed(SystemFailure(.create, code: EWOULDBLOCK)) }
      if entry.names(file) { return try readOn() }
      // Another batch has replaced the file.
      forget()
    }
    throw .systemFailed(SystemFailure(.create, code: EWOULDBLOCK))
  }

  private func failure(_ indexError: OutputIndexError) -> FileError {
    switch indexError {
    case .systemFailed(let failure) where failure.code == EWOULDBLOCK: FileError(entry.path, .lockedByAnother)
    case .systemFailed(let failure): entry.failure(failure.step, failure.code)
    case .notARegularFile(let kind): FileError(entry.path, .notARegularFile(kind))
    case .malformed, .otherVersion, .tooLong: FileError(entry.path, .changedSinceWritten)
    }
  }

  private static let attempts = 100

  /// Locks the file, and waits up to thirty seconds for another batch. A lock that is held longer belongs to another
  /// program. On a file system without locks only one batch at a time may write.
  private func isLocked() -> Bool {
    for _ in 0..<6000 {
      if flock(file, LOCK_EX | LOCK_NB) == 0 { return true }
      guard errno == EWOULDBLOCK || errno == EINTR else { return true }
      usleep(5_000)
    }
    return false
  }
}
