import CSystem
import FileStore
import Synchronization

/// By which a batch knows the files in its output folder that it wrote itself and that nobody has touched since, and what
/// they were made of. Whatever is not in it is somebody else's, and is never replaced.
///
/// It is a journal, kept in the folder as `.adem-ledger`: a line for each track, added before the track gets its name. So a
/// process may be killed at any moment: a file under its name is always in the ledger, and the ledger tells by the
/// content which of its lines about a file is true. Any number of processes, and threads, may add to one ledger.
public final class OutputIndex: Sendable {
  public static let fileName = ".adem-ledger"

  /// In which it stands, with all files that it knows.
  package let folder: OutputFolder
  private let state: Mutex<State>

  /// Empty where there is none yet. Throws only if the folder cannot be opened.
  public convenience init(in folder: String) throws(FileError) { try self.init(in: OutputFolder(folder)) }

  package init(in folder: OutputFolder) throws(FileError) {
    self.folder = folder
    var journal = OutputIndexJournal(at: try folder.entryInMadeFolder(Self.fileName))
    var known = OutputIndexContent()
    var distrust: OutputIndexError?
    do throws(OutputIndexError) {
      known.add(try journal.read())
    } catch {
      distrust = error
    }
    state = Mutex(State(journal: journal, content: known, distrust: distrust))
  }

  private struct State: ~Copyable {
    var journal: OutputIndexJournal
    var content: OutputIndexContent
    var distrust: OutputIndexError?
  }

  /// Why an existing ledger counts as empty; worth a warning. Nil in good order.
  public var distrust: OutputIndexError? { state.withLock { $0.distrust } }

  /// How to write a file so that an own, untouched one is replaced and no other. Paths are compared as text: spell them one
  /// way.
  public func replacement(for relativePath: String) throws(FileError) -> Replacement {
    let prints = state.withLock { $0.content.prints[relativePath] ?? [] }
    guard let newest = prints.last else { return .never }
    return .ifUnchanged(try folder.entry(relativePath)?.standing(among: prints)?.stamp ?? newest.stamp)
  }

  /// What is known of the track that stands under a name; nil where none stands, or another than was written.
  ///
  /// Files beside it count, too: it is not whole without them.
  public func record(of relativePath: String) throws(FileError) -> TrackRecord? {
    let records = state.withLock { $0.content.records[relativePath] ?? [] }
    guard !records.isEmpty,
      let found = try folder.entry(relativePath)?.standing(among: records.map(\.sound)),
      let record = records.last(where: { $0.sound == found.print })
    else { return nil }
    for (name, print) in record.beside {
      guard let entry = try? folder.entry(name), try entry.standing(among: [print]) != nil else { return nil }
    }
    return record
  }

  /// Whether the name of a track is free, or what stands there may be replaced.
  ///
  /// - Throws: why it may not.
  public func requireReplaceable(_ relativePath: String) throws(FileError) {
    _ = try folder.entry(relativePath)?.replaceableMode(under: replacement(for: relativePath))
  }

  /// The stamp of the file under a name, if it holds the same bytes as another one.
  package func stamp(of relativePath: String, holding print: FileFingerprint) throws(FileError) -> StatSignature? {
    try folder.entry(relativePath)?.standing(among: [print])?.stamp
  }

  /// Whether there has been a track of this name, whatever became of it.
  public func hasKnown(_ relativePath: String) -> Bool { state.withLock { $0.content.records[relativePath] != nil } }

  /// Adds a track whose files are whole and are about to get their names. On the disk when this returns.
  ///
  /// A ledger that could not be trusted is begun anew, unless it is a link or the like, or could not be read: then
  /// this throws.
  public func add(_ record: TrackRecord) throws(FileError) {
    try state.withLock { state throws(FileError) in
      // What others added meanwhile comes along.
      state.content.add(try state.journal.append(record, beginningAnew: state.distrust != nil))
      state.distrust = nil
    }
  }

  /// Reads what other batches have added.
  public func refresh() {
    state.withLock { state in
      guard state.distrust == nil, let added = try? state.journal.read() else { return }
      state.content.add(added)
    }
  }

  /// Leaves out the lines that tell nothing any more, where they are many.
  public func compact() throws(FileError) {
    try state.withLock { state throws(FileError) in
      guard state.distrust == nil, state.journal.lines > 2 * state.content.records.count + 1000 else { return }
      var content = state.content
      try state.journal.rewrite { added in
        content.add(added)
        content.keep { records in
          // The newest may be another batch's, just before it gives the files their names; what is not its own and stands
          // there is an earlier one's.
          guard let newest = records.last else { return [] }
          let own = Dictionary(uniqueKeysWithValues: newest.files.map { ($0.name, $0.print) })
          return records.filter { $0 == newest || $0.files.contains { own[$0.name] != $0.print && stands($0) } }
        }
        return content.all
      }
      state.content = content
    }
  }

  /// Whether a file stands under its name just as it was written there.
  private func stands(_ file: (name: String, print: FileFingerprint)) -> Bool {
    guard let entry = try? folder.entry(file.name) else { return false }
    return (try? entry.standing(among: [file.print], readingContent: false)) ?? nil != nil
  }

  /// The tracks of some folders of patterns that stand here as they were written, by name.
  ///
  /// - Parameters:
  ///   - patterns: paths from the ledger's folder.
  ///   - isLeftOut: whether a track is passed over by its name.
  public func tracks(of patterns: Set<String>, except isLeftOut: (String) -> Bool) -> [TrackRecord] {
    let newest = state.withLock { $0.content.records.values.compactMap(\.last) }
    return newest.filter { record in
      guard let from = record.patterns, patterns.contains(from), !isLeftOut(record.name) else { return false }
      return stands((record.name, record.sound))
    }.sorted { $0.name < $1.name }
  }

  /// Removes a track and the files beside it, each only if nobody has changed it since it was written. The record stays.
  public func remove(_ record: TrackRecord) throws(FileError) {
    // The track goes last: while it stands, it is known what belongs to it.
    for file in record.files.reversed() where stands(file) {
      try folder.entry(file.name)?.remove()
    }
  }
}

/// Why a ledger that exists cannot be believed.
public enum OutputIndexError: Error, Sendable, Equatable {
  /// Not a ledger.
  case malformed
  case otherVersion(Int)
  /// In bytes: the limit that it passes.
  case tooLong(limit: Int)
  case notARegularFile(FileKind)
  case systemFailed(SystemFailure)
}
