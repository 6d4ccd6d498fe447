import FileStore
import Foundation
import SoundFiles
import Synchronization
import TestSupport
import Testing

struct LeftoversTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  /// Several batches in one folder, of which some begin while others make files.
  @Test func `Nobody sweeps away a file that is being made, however new it is`() throws {
    let place = folder[""]
    let lost = Mutex(0)
    let isDone = Mutex(false)
    inThreads(4) { number in
      if number > 0 {
        while !isDone.withLock(\.self) { StaleTemporaryFiles.remove(from: place) }
        return
      }
      defer { isDone.withLock { $0 = true } }
      let entry = try DirectoryEntry(place + "/a.wav")
      for _ in 0..<1_000 {
        let part = try TemporaryFile(for: entry)
        // A cleaner may have opened it before it was locked, and remove it only now.
        for _ in 0..<3 { sched_yield() }
        if access("\(place)/\(part.name)", F_OK) != 0 { lost.withLock { $0 += 1 } }
      }
    }
    #expect(lost.withLock(\.self) == 0)
    #expect(try folder.names == [])
  }
}
