import FileStore
import Foundation
import SoundFiles
import Synchronization
import Synthesis
import TestSupport
import Testing

struct PublishingTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  @Test(arguments: Renaming.allCases)
  func `Each way gives a free name to the file`(way: Renaming) throws {
    let entry = try DirectoryEntry(folder["a.wav"])
    do {
      let part = try TemporaryFile(for: entry)
      #expect(Foundation.write(part.descriptor, "sound", 5) == 5)
      #expect(try part.takeName(by: [way]))
    }
    #expect(try folder.names == ["a.wav"])
    #expect(try folder.text(of: "a.wav") == "sound")
  }

  @Test(arguments: Renaming.allCases)
  func `No way takes a name that is taken`(way: Renaming) throws {
    try folder.write("a.wav", "mine")
    let entry = try DirectoryEntry(folder["a.wav"])
    do {
      let part = try TemporaryFile(for: entry)
      #expect(try !part.takeName(by: [way]))
    }
    #expect(try folder.names == ["a.wav"])
    #expect(try folder.text(of: "a.wav") == "mine")
  }

  @Test func `Without a way that the system knows the name stays free`() throws {
    let part = try TemporaryFile(for: DirectoryEntry(folder["a.wav"]))
    let error = #expect(throws: FileError.self) { try part.takeName(by: []) }
    #expect(error?.problem == .systemFailed(SystemFailure(.publish, code: ENOTSUP)))
    #expect(try part.takeName(by: Renaming.allCases))
    #expect(try folder.names == ["a.wav"])
  }

  @Test func `An unfinished file of a dead process is passed by`() throws {
    let entry = try DirectoryEntry(folder["a.wav"])
    let number = try #require(Int(TemporaryFile(for: entry).name.split(separator: "-")[1].prefix { $0 != "." }))
    // Other tests count on meanwhile; some of these names still lie ahead.
    for ahead in 0..<2_000 { try folder.write(TemporaryFile.name(for: "a.wav", number: number + ahead), "left") }
    try Track(.int16).write(to: folder["a.wav"])
    #expect(try folder.names.count == 2_001)
    #expect(try RIFFFile(at: folder["a.wav"]).integers(bytes: 2).count == 100)
  }

  @Test func `Of two writers the first to finish wins, and the other touches nothing`() throws {
    let path = folder["a.wav"]
    let error = #expect(throws: FileError.self) {
      try Track(.int24).write(to: path) { try Track(.int16).write(to: path) }
    }
    #expect(error?.problem == .exists)
    #expect(try RIFFFile(at: path).format.last == 16)
    #expect(try folder.names == ["a.wav"])
  }

  @Test func `Of many writers at once exactly one wins, and its file is whole`() throws {
    for round in 0..<20 {
      let path = folder["\(round).wav"]
      let won = Winners()
      inThreads(8) { writer in
        do {
          let written = try Track(.int16, frames: 100 + writer).write(to: path)
          won.frames.withLock { $0.append(Int(written.frames)) }
        } catch let error as FileError where error.problem == .exists {}
      }
      let winners = won.frames.withLock { $0 }
      #expect(winners.count == 1)
      #expect(try RIFFFile(at: path).integers(bytes: 2).count == winners.first)
    }
    #expect(try folder.names.count == 20)
  }
}

private final class Winners: Sendable {
  let frames = Mutex<[Int]>([])
}
