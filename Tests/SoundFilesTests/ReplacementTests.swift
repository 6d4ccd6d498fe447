import FileStore
import Foundation
import SoundFiles
import Synthesis
import TestSupport
import Testing

struct ReplacementTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private var path: String { folder["a.wav"] }

  private func problem(
    replacing: Replacement, meanwhile: () throws -> Void = {}
  ) -> FileError.Problem? {
    #expect(throws: FileError.self) {
      try Track(.int24).write(to: path, replacing: replacing, meanwhile: meanwhile)
    }?.problem
  }

  @Test func `Never leaves an existing file alone`() throws {
    try folder.write("a.wav", "mine")
    #expect(problem(replacing: .never) == .exists)
    #expect(try folder.text(of: "a.wav") == "mine")
  }

  @Test func `Never leaves a file alone that came while we wrote`() throws {
    #expect(problem(replacing: .never) { try folder.write("a.wav", "mine") } == .exists)
    #expect(try folder.text(of: "a.wav") == "mine")
    #expect(try folder.names == ["a.wav"])
  }

  @Test func `Always replaces, and keeps the rights of the old file`() throws {
    try folder.write("a.wav", "mine")
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    try Track(.int16).write(to: path, replacing: .always)
    #expect(try RIFFFile(at: path).form == "RIFF")
    #expect(try folder.mode(of: "a.wav") == 0o640)
  }

  @Test func `A new file has the rights that the user's mask gives`() throws {
    try folder.write("usual", "as usual")
    try Track(.int16).write(to: path)
    #expect(try folder.mode(of: "a.wav") == folder.mode(of: "usual"))
  }

  @Test func `Another name of the replaced file keeps the old sound`() throws {
    try folder.write("a.wav", "mine")
    try FileManager.default.linkItem(atPath: path, toPath: folder["kept"])
    try Track(.int16).write(to: path, replacing: .always)
    #expect(try folder.text(of: "kept") == "mine")
  }

  @Test func `An own, untouched file is replaced, again and again`() throws {
    var signature = try Track(.int16).write(to: path).signature
    for frames in [50, 100, 100, 3] {
      #expect(try StatSignature(of: path) == signature)
      signature = try Track(.int16, frames: frames).write(to: path, replacing: .ifUnchanged(signature)).signature
      #expect(try RIFFFile(at: path).integers(bytes: 2).count == frames)
    }
  }

  @Test func `An own file that is gone is written anew, but nobody's newer file is replaced`() throws {
    let signature = try Track(.int16).write(to: path).signature
    try FileManager.default.removeItem(atPath: path)
    #expect(problem(replacing: .ifUnchanged(signature)) { try folder.write("a.wav", "mine") } == .changedSinceWritten)
    #expect(try folder.text(of: "a.wav") == "mine")
    try FileManager.default.removeItem(atPath: path)
    try Track(.int16).write(to: path, replacing: .ifUnchanged(signature))
    #expect(try folder.names == ["a.wav"])
  }

  enum Change: CaseIterable { case longer, sameLength, touched, copied }

  private func apply(_ change: Change) throws {
    let file = try #require(FileHandle(forUpdatingAtPath: path))
    switch change {
    case .longer:
      try file.seekToEnd()
      try file.write(contentsOf: Data("tag!".utf8))
    case .sameLength:
      try file.seek(toOffset: 50)
      try file.write(contentsOf: Data("edit".utf8))
      // The clock of a file system may be too coarse to tell an edit from what was written right before it.
      try FileManager.default.setAttributes([.modificationDate: Date(timeIntervalSinceNow: 1)], ofItemAtPath: path)
    case .touched:
      try FileManager.default.setAttributes([.modificationDate: Date(timeIntervalSince1970: 1)], ofItemAtPath: path)
    case .copied:
      var status = stat()
      try #require(stat(path, &status) == 0)
      #if canImport(Darwin)
        let time = status.st_mtimespec
      #else
        let time = status.st_mtim
      #endif
      try folder.bytes(of: "a.wav").write(to: URL(fileURLWithPath: path + "2"))
      try #require(utimensat(AT_FDCWD, path + "2", [time, time], 0) == 0)
      try #require(rename(path + "2", path) == 0)
    }
    try file.close()
  }

  @Test(arguments: Change.allCases)
  func `An own file that somebody changed is left alone`(change: Change) throws {
    let signature = try Track(.int16).write(to: path).signature
    try apply(change)
    let changed = try folder.bytes(of: "a.wav")
    #expect(problem(replacing: .ifUnchanged(signature)) == .changedSinceWritten)
    #expect(try folder.bytes(of: "a.wav") == changed)
  }

  @Test(arguments: Change.allCases)
  func `An own file that somebody changes while we write is left alone`(change: Change) throws {
    let signature = try Track(.int16).write(to: path).signature
    #expect(problem(replacing: .ifUnchanged(signature)) { try apply(change) } == .changedSinceWritten)
    #expect(try folder.names == ["a.wav"])
    // Still the 16-bit track of 244 bytes, with or without a tag after it, and not the 24-bit one.
    #expect(try RIFFFile(folder.bytes(of: "a.wav").prefix(244)).format.last == 16)
  }

  @Test func `Renaming and changing rights leave a file ours`() throws {
    let signature = try Track(.int16).write(to: folder["b.wav"]).signature
    try FileManager.default.moveItem(atPath: folder["b.wav"], toPath: path)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    #expect(try StatSignature(of: path) == signature)
  }

  @Test func `What is not there has no signature, and a link has none of its own`() throws {
    #expect(try StatSignature(of: path) == nil)
    try folder.link("a.wav", to: "/dev/null")
    #expect(throws: FileError.self) { try StatSignature(of: path) }
  }
}
