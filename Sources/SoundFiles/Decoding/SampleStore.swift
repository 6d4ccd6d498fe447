import CSystem
import FileStore
import Synchronization
package import Synthesis

/// Stores the samples of recordings while tracks play them: short recordings in memory, the others in a temporary file.
///
/// ```swift
/// let spool = SampleSpool(to: store)
/// while let block = try reader.next() { try spool.append(block) }
/// let recording = Recording(rate: reader.rate, channels: reader.channels, storage: try spool.finish())
/// ```
///
/// The file is created when the first recording needs it, in the folder that `TMPDIR` names, or else in the output
/// folder. Its name is removed at once, so that the file is freed however the program ends.
package final class SampleStore: Sendable {
  /// The number of samples in a chunk: 1 MiB.
  fileprivate static let pieceSamples = 1 << 18
  /// The largest number of samples in memory, of all recordings together: 4 MiB.
  fileprivate static let mostInMemory = 4 * pieceSamples

  private struct State {
    var file: TemporaryFile?
    /// The folder of the file.
    var place = ""
    /// The number of chunks in the file, and the free ones among them.
    var pieces = 0
    var free: [Int] = []
    var inMemory = 0
    var failure: SampleStoreError?
  }

  private let folder: String
  private let state = Mutex(State())

  /// Creates an empty store.
  ///
  /// - Parameter folder: the folder for the file if `TMPDIR` names no writable one.
  package init(in folder: String) { self.folder = folder.isEmpty ? "." : folder }

  /// The first read that the system refused. The requested samples are NaN then.
  package var failure: SampleStoreError? { state.withLock(\.failure) }

  // MARK: Storing

  /// Reserves memory for that many samples; false if they do not fit.
  fileprivate func takesMemory(_ samples: Int) -> Bool {
    state.withLock { state in
      guard state.inMemory + samples <= Self.mostInMemory else { return false }
      state.inMemory += samples
      return true
    }
  }

  fileprivate func releaseMemory(_ samples: Int) { state.withLock { $0.inMemory -= samples } }

  /// Writes a chunk of a recording into the file, and returns its index there.
  fileprivate func write(_ samples: ArraySlice<Float>) throws -> Int {
    let (descriptor, piece) = try state.withLock { state in
      if state.file == nil { (state.file, state.place) = try makeFile() }
      if let piece = state.free.popLast() { return (state.file!.descriptor, piece) }
      state.pieces += 1
      return (state.file!.descriptor, state.pieces - 1)
    }
    let written = samples.withUnsafeBytes { FullTransfer.write($0, to: descriptor, at: Self.place(of: piece)) }
    guard written.failure == 0 else {
      throw SampleStoreError(
        folder: state.withLock(\.place), failure: SystemFailure(.write, code: written.failure),
        written: Self.place(of: piece) + Int64(written.done))
    }
    return piece
  }

  private static func place(of piece: Int) -> Int64 { Int64(piece) * Int64(pieceSamples * MemoryLayout<Float>.stride) }

  private func makeFile() throws(FileError) -> (TemporaryFile, folder: String) {
    func make(in folder: String) throws(FileError) -> (TemporaryFile, String) {
      let file = try TemporaryFile(for: DirectoryEntry("\(folder)/recordings"))
      file.removeName()
      return (file, folder)
    }
    if let named = getenv("TMPDIR").map({ String(cString: $0) }), !named.isEmpty, let file = try? make(in: named) {
      return file
    }
    return try make(in: folder)
  }

  fileprivate func free(_ pieces: [Int]) { state.withLock { $0.free += pieces } }

  // MARK: Reading

  fileprivate func read(piece: Int, from place: Int, into room: UnsafeMutableBufferPointer<Float>) {
    guard let descriptor = state.withLock({ $0.file?.descriptor }) else { return }
    let offset = Self.place(of: piece) + Int64(place * MemoryLayout<Float>.stride)
    let bytes = UnsafeMutableRawBufferPointer(room)
    let found = FullTransfer.read(into: bytes, from: descriptor, at: offset)
    guard found.done < bytes.count else { return }
    room.update(repeating: .nan)
    let failure = SystemFailure(.read, code: found.failure == 0 ? EIO : found.failure)
    state.withLock { state in
      if state.failure == nil { state.failure = SampleStoreError(folder: state.place, failure: failure, written: 0) }
    }
  }
}

/// A failure to write or read the temporary file for recordings.
package struct SampleStoreError: Error, Sendable {
  /// The folder of the temporary file.
  package let folder: String
  /// The refusal of the system.
  package let failure: SystemFailure
  /// The number of bytes in the file at that time.
  package let written: Int64
}

/// Collects the samples of one recording, block by block.
package final class SampleSpool {
  private let store: SampleStore
  /// Samples that are not written yet.
  private var waiting: [Float] = []
  /// The indices of the full chunks in the file.
  private var pieces: [Int] = []

  /// Begins a recording in a store.
  package init(to store: SampleStore) { self.store = store }

  deinit { store.free(pieces) }

  /// Appends interleaved samples.
  ///
  /// - Throws: `FileError` or `SampleStoreError`, if the temporary file cannot be written.
  package func append(_ samples: [Float]) throws {
    waiting += samples
    guard waiting.count > (pieces.isEmpty ? SampleStore.mostInMemory : SampleStore.pieceSamples) else { return }
    try writePieces(ofAtLeast: SampleStore.pieceSamples)
  }

  /// Returns the stored samples, for reading at any position.
  package func finish() throws -> any SampleStorage {
    let count = pieces.count * SampleStore.pieceSamples + waiting.count
    if pieces.isEmpty, store.takesMemory(count) { return StoredSamples(waiting, in: store) }
    try writePieces(ofAtLeast: 1)
    defer { pieces = [] }
    return StoredSamples(count: count, inPieces: pieces, of: store)
  }

  private func writePieces(ofAtLeast least: Int) throws {
    var start = 0
    while waiting.count - start >= least {
      let end = min(waiting.count, start + SampleStore.pieceSamples)
      pieces.append(try store.write(waiting[start..<end]))
      start = end
    }
    waiting.removeFirst(start)
  }
}

/// The samples of a recording in a store. Their space is freed with this object.
private final class StoredSamples: SampleStorage {
  let count: Int
  /// All samples; empty if they are in the file.
  private let inMemory: [Float]
  private let pieces: [Int]
  private let store: SampleStore

  init(_ samples: [Float], in store: SampleStore) {
    (count, inMemory, pieces) = (samples.count, samples, [])
    self.store = store
  }

  init(count: Int, inPieces pieces: [Int], of store: SampleStore) {
    (self.count, inMemory) = (count, [])
    self.pieces = pieces
    self.store = store
  }

  deinit {
    store.free(pieces)
    store.releaseMemory(inMemory.count)
  }

  func read(from place: Int, into room: UnsafeMutableBufferPointer<Float>) {
    guard inMemory.isEmpty else {
      _ = room.initialize(fromContentsOf: inMemory[place..<place + room.count])
      return
    }
    var done = 0
    while done < room.count {
      let (piece, offset) = (place + done).quotientAndRemainder(dividingBy: SampleStore.pieceSamples)
      let length = min(room.count - done, SampleStore.pieceSamples - offset)
      store.read(
        piece: pieces[piece], from: offset, into: UnsafeMutableBufferPointer(rebasing: room[done..<done + length]))
      done += length
    }
  }
}
