import CSystem
import FileStore
import Synchronization

/// The index of an output folder: the files that batches wrote there, and a hash of the inputs of each track. A file
/// that is not in it, or that was changed since, is not a track of a batch and is never replaced.
///
/// ```swift
/// let index = try OutputIndex(in: "tracks")
/// if let record = try index.record(of: "sleep/evening.wav") { print(record.content) }
/// ```
///
/// The index is a journal in the folder, with one line per track. A line is added before the track gets its final name.
/// So a process may be killed at any moment: each file under its final name is in the index, and the content of the
/// file shows which of its lines is valid. Any number of processes and threads may add to one index.
public final class OutputIndex: Sendable {
  /// The name of the index file in the output folder.
  public static let fileName = ".adem-ledger"

  /// The folder of the index and of all files in it.
  package let folder: OutputFolder
  private let state: Mutex<State>

  /// Opens the index of a folder; it is empty if there is none yet.
  ///
  /// - Throws: `FileError`, only if the folder cannot be opened.
  public convenience init(in folder: String) throws(FileError) { try self.init(in: OutputFolder(folder)) }

  package init(in folder: OutputFolder) throws(FileError) {
    self.folder = folder
    var journal = OutputIndexJournal(at: try folder.entryInMadeFolder(Self.fileName))
    var known = OutputIndexContent()
    var indexError: OutputIndexError?
    do throws(OutputIndexError) {
      known.add(try journal.read())
    } catch {
      indexError = error
    }
    state = Mutex(State(journal: journal, content: known, indexError: indexError))
  }

  private struct State: ~Copyable {
    var journal: OutputIndexJournal
    var content: OutputIndexContent
    var indexError: OutputIndexError?
    /// Records of unchanged files whose signatures have changed, by the names of their tracks.
    var moved: [String: TrackRecord] = [:]
  }

  /// The reason why an existing index is ignored and counts as empty, for a warning; nil if the index is valid.
  public var indexError: OutputIndexError? { state.withLock { $0.indexError } }

  /// Returns how to write a file so that only an unchanged file of an earlier batch is replaced. Paths are compared as
  /// text, so each needs one spelling.
  public func replacement(for relativePath: String) throws(FileError) -> Replacement {
    let prints = state.withLock { $0.content.prints(of: relativePath) }
    guard let newest = prints.last else { return .never }
    return .ifUnchanged(try folder.entry(relativePath)?.standing(among: prints)?.signature ?? newest.signature)
  }

  /// Returns the record of the track that exists under a name; nil if there is none, or if it or one of its sidecars is
  /// missing or was changed. A file whose signature has changed is read; a batch stores the new signature.
  public func record(of relativePath: String) throws(FileError) -> TrackRecord? {
    let records = state.withLock { $0.content.records[relativePath] ?? [] }
    guard !records.isEmpty,
      let found = try folder.entry(relativePath)?.standing(among: records.map(\.sound)),
      let record = records.last(where: { $0.sound == found.print })
    else { return nil }
    var beside: [String: FileFingerprint] = [:]
    for (name, print) in record.beside {
      guard let entry = try? folder.entry(name), let found = try entry.standing(among: [print]) else { return nil }
      beside[name] = print.at(found.signature)
    }
    if found.signature != record.sound.signature || beside != record.beside {
      let current = record.at(found.signature, beside: beside)
      state.withLock { $0.moved[relativePath] = current }
    }
    return record
  }

  /// Adds the new signatures of unchanged files that were copied, moved or touched, so that they are not read again.
  func addMoved() throws(FileError) {
    let moved = state.withLock { state in
      defer { state.moved = [:] }
      return state.moved.values.sorted { $0.name < $1.name }
    }
    if !moved.isEmpty { try add(moved) }
  }

  /// Checks that the name of a track is free or that the file there may be replaced.
  ///
  /// - Throws: `FileError` with the reason why it may not.
  public func requireReplaceable(_ relativePath: String) throws(FileError) {
    _ = try folder.entry(relativePath)?.replaceableMode(under: replacement(for: relativePath))
  }

  /// Returns the stat signature of the file under a name if its content matches a fingerprint.
  package func signature(of relativePath: String, holding print: FileFingerprint) throws(FileError) -> StatSignature? {
    // A file whose signature is known need not be read.
    let known = state.withLock { $0.content.prints(of: relativePath) }.filter {
      $0.signature.size == print.signature.size
    }
    let found = try folder.entry(relativePath)?.standing(among: known + [print])
    return found?.print.content == print.content ? found?.signature : nil
  }

  /// Whether a track of this name was ever written, even if it no longer exists.
  public func hasKnown(_ relativePath: String) -> Bool { state.withLock { $0.content.records[relativePath] != nil } }

  /// Adds a track whose files are complete and are about to get their final names. The record is synced to the disk.
  ///
  /// An invalid index is replaced by a new one, unless it is not a regular file or could not be read.
  ///
  /// - Throws: `FileError`.
  public func add(_ record: TrackRecord) throws(FileError) { try add([record]) }

  /// Adds several tracks, and syncs their records to the disk together.
  ///
  /// - Throws: `FileError`; then none of them was added.
  func add(_ records: [TrackRecord]) throws(FileError) {
    try state.withLock { state throws(FileError) in
      // Includes the records that other processes have added meanwhile.
      state.content.add(try state.journal.append(records, beginningAnew: state.indexError != nil))
      state.indexError = nil
      for record in records { state.moved[record.name] = nil }
    }
  }

  /// Reads the records that other batches have added.
  public func refresh() {
    state.withLock { state in
      guard state.indexError == nil, let added = try? state.journal.read() else { return }
      state.content.add(added)
    }
  }

  /// Rewrites the journal without obsolete lines if there are many of them.
  public func compact() throws(FileError) {
    try state.withLock { state throws(FileError) in
      guard state.indexError == nil, state.journal.lines > 2 * state.content.records.count + 1000 else { return }
      var content = state.content
      try state.journal.rewrite { added in
        content.add(added)
        content.keep { records in
          // The newest record may belong to another batch that has not renamed its files yet. A file that differs from
          // it belongs to an earlier record.
          guard let newest = records.last else { return [] }
          let own = Dictionary(uniqueKeysWithValues: newest.files.map { ($0.name, $0.print) })
          return records.filter { $0 == newest || $0.files.contains { own[$0.name] != $0.print && stands($0) } }
        }
        return content.all
      }
      state.content = content
    }
  }

  /// Whether a file exists under its name and is unchanged.
  private func stands(_ file: (name: String, print: FileFingerprint)) -> Bool {
    guard let entry = try? folder.entry(file.name) else { return false }
    return (try? entry.standing(among: [file.print], readingContent: false)) ?? nil != nil
  }

  /// Returns the unchanged tracks that were made from patterns in some folders, sorted by name.
  ///
  /// - Parameters:
  ///   - patterns: the folders of patterns, as paths from the output folder.
  ///   - isLeftOut: whether to skip a track, by its name.
  public func tracks(of patterns: Set<String>, except isLeftOut: (String) -> Bool) -> [TrackRecord] {
    let newest = state.withLock { $0.content.records.values.compactMap(\.last) }
    return newest.filter { record in
      guard let from = record.patterns, patterns.contains(from), !isLeftOut(record.name) else { return false }
      return stands((record.name, record.sound))
    }.sorted { $0.name < $1.name }
  }

  /// Removes a track and its sidecars, each only if it is unchanged since it was written. The record is kept.
  public func remove(_ record: TrackRecord) throws(FileError) {
    // The track is removed last: while it exists, the record lists its sidecars.
    for file in record.files.reversed() where stands(file) {
      try folder.entry(file.name)?.remove()
    }
  }
}

/// The reason why an existing index is ignored.
///
/// ```swift
/// if case .otherVersion(let version)? = index.indexError { print("written by version \(version)") }
/// ```
public enum OutputIndexError: Error, Sendable, Equatable {
  /// The file is not an output index.
  case malformed
  /// The version of its format is another one.
  case otherVersion(Int)
  /// The file exceeds a limit in bytes.
  case tooLong(limit: Int)
  /// Something other than a regular file has the name.
  case notARegularFile(FileKind)
  /// The system refused to open or to read the file.
  case systemFailed(SystemFailure)
}
