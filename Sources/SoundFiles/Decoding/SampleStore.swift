import CSystem
import FileStore
import Synchronization
package import Synthesis

/// Keeps the samples of recordings while tracks play them: short ones in memory, the others in a temporary file.
///
/// The file is made when the first recording needs it, in the folder that `TMPDIR` names, or else where tracks go. Its name is
/// removed at once, so that nothing is left of it however the program ends.
///
///     let spool = SampleSpool(to: store)
///     while let block = try reader.next() { try spool.append(block) }
///     let recording = Recording(rate: reader.rate, channels: reader.channels, storage: try spool.finish())
package final class SampleStore: Sendable {
  /// Samples that are kept together: 1 MiB.
  fileprivate static let pieceSamples = 1 << 18
  /// Samples of one recording that may be in memory, and of all together: 4 and 24 MiB.
  fileprivate static let mostInMemory = 4 * pieceSamples
  private static let memory = 24 * pieceSamples

  private struct State {
    var file: TemporaryFile?
    /// Where the file is.
    var place = ""
    /// Pieces that the file has, and those of them that are free again.
    var pieces = 0
    var free: [Int] = []
    var inMemory = 0
    var failure: SampleStoreError?
  }

  private let folder: String
  private let state = Mutex(State())

  /// - Parameter folder: where the file is made if `TMPDIR` names no folder that can be written in.
  package init(in folder: String) { self.folder = folder.isEmpty ? "." : folder }

  /// The first reading that the system refused; the samples that were wanted are not numbers then.
  package var failure: SampleStoreError? { state.withLock(\.failure) }

  // MARK: Keeping

  /// Whether so many samples may stay in memory.
  fileprivate func takesMemory(_ samples: Int) -> Bool {
    state.withLock { state in
      guard samples <= Self.mostInMemory, state.inMemory + samples <= Self.memory else { return false }
      state.inMemory += samples
      return true
    }
  }

  fileprivate func giveMemoryBack(_ samples: Int) { state.withLock { $0.inMemory -= samples } }

  /// Writes a piece of a recording into the file, and says where it is.
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

/// The temporary file for recordings could not be written or read back.
package struct SampleStoreError: Error, Sendable {
  package let folder: String
  package let failure: SystemFailure
  /// Bytes that it held by then.
  package let written: Int64
}

/// Takes the samples of one recording, block by block.
package final class SampleSpool {
  private let store: SampleStore
  /// Samples that are not written yet.
  private var waiting: [Float] = []
  /// In the file, all of them full.
  private var pieces: [Int] = []

  package init(to store: SampleStore) { self.store = store }

  deinit { store.free(pieces) }

  package func append(_ samples: [Float]) throws {
    waiting += samples
    guard waiting.count > (pieces.isEmpty ? SampleStore.mostInMemory : SampleStore.pieceSamples) else { return }
    try writePieces(ofAtLeast: SampleStore.pieceSamples)
  }

  /// Whatever was appended, to be read at any place.
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

/// The samples of a recording in a store, which has their room again when nobody plays them any more.
private final class StoredSamples: SampleStorage {
  let count: Int
  /// All of them, or none.
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
    store.giveMemoryBack(inMemory.count)
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
