import FileStore
import Foundation
import SoundFiles
import Synthesis
import TestSupport
import Testing

/// Files below an output folder are opened relative to the folder, and never through a link.
struct OutputFolderTests {
  let folder: TemporaryFolder
  let output: OutputFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.makeFolder("out")
    try folder.makeFolder("elsewhere")
    output = try OutputFolder(folder["out"])
  }

  private func write(to entry: DirectoryEntry) throws {
    var blocks = Track(.int16).blocks(of: 64)[...]
    _ = try SoundFile.write(to: entry, as: Track(.int16).description, replacing: .never) { blocks.popFirst() }
  }

  @Test func `Folders are made where a file is to be written, and only there`() throws {
    #expect(try output.entry("a/b/c.wav") == nil)
    #expect(try folder.contents == ["elsewhere", "out"])
    try write(to: output.entryInMadeFolder("a/b/c.wav"))
    #expect(try folder.contents == ["elsewhere", "out/a/b/c.wav"])
    let entry = try #require(try output.entry("a/b/c.wav"))
    #expect(entry.path == folder["out/a/b/c.wav"] && entry.name == "c.wav" && entry.folderPath == folder["out/a/b"])
  }

  @Test(arguments: ["", "/", "/a.wav", "a//b.wav", "../a.wav", "a/../../b.wav", "./a.wav", "a/.", "a/..", "a\0/b.wav"])
  func `A path that could lead out is none`(path: String) throws {
    for look in [{ try output.entry(path) }, { try output.entryInMadeFolder(path) }] as [() throws -> DirectoryEntry?] {
      let error = #expect(throws: FileError.self) { try look() }
      #expect(error?.problem == .unusableName)
    }
    #expect(try folder.contents == ["elsewhere", "out"])
  }

  @Test(arguments: ["a", "a/b"], ["../elsewhere", "../../elsewhere", ".", "nowhere"])
  func `A link on the way is named`(link: String, target: String) throws {
    try folder.link("out/" + link, to: target)
    for look in [{ try output.entry("a/b/c.wav") }, { try output.entryInMadeFolder("a/b/c.wav") }]
      as [() throws -> DirectoryEntry?]
    {
      let error = #expect(throws: FileError.self) { try look() }
      #expect(error?.problem == .folderIsLink(folder["out/" + link]))
      #expect(error?.path == folder["out/a/b/c.wav"])
    }
    #expect(output.removeStaleTemporaryFiles(from: link) == 0)
  }

  @Test func `A link that takes a folder's place later is not followed`() throws {
    let entry = try output.entryInMadeFolder("a/c.wav")
    try output.requireInPlace(entry, as: "a/c.wav")
    try FileManager.default.moveItem(atPath: folder["out/a"], toPath: folder["out/moved"])
    try folder.link("out/a", to: "../elsewhere")
    try write(to: entry)
    #expect(try folder.contents == ["elsewhere", "out/a", "out/moved/c.wav"])
    let error = #expect(throws: FileError.self) { try output.requireInPlace(entry, as: "a/c.wav") }
    #expect(error?.problem == .folderIsLink(folder["out/a"]))
    try FileManager.default.removeItem(atPath: folder["out/a"])
    try folder.makeFolder("out/a")
    #expect(throws: FileError(folder["out/a/c.wav"], .missingFolder(folder["out/a"]))) {
      try output.requireInPlace(entry, as: "a/c.wav")
    }
  }

  @Test func `Only what killed processes left is removed`() throws {
    let others = [".notes.adem-part", ".a.wav.adem-part", ".a.wav.1-.adem-part", ".a.1-b.adem-part", "a.1-1.adem-part"]
    for name in others + [".a.wav.4711-0.adem-part", ".1-1.adem-part"] { try folder.write("out/a/" + name, "") }
    #expect(output.removeStaleTemporaryFiles(from: "a") == 2)
    #expect(try folder.contents.filter { $0.hasPrefix("out/") } == others.map { "out/a/" + $0 }.sorted())
  }

  // MARK: Others that write

  @Test func `A text that changed while it was read stays`() throws {
    try folder.write("a.breath", "inhale 1\n")
    let signature = try #require(try StatSignature(of: folder["a.breath"]))
    try folder.write("a.breath", "inhale 2, newer\n")
    #expect(throws: FileError(folder["a.breath"], .changedMeanwhile)) {
      try TextFile.replace(folder["a.breath"], with: Array("mine".utf8), ifUnchangedSince: signature)
    }
    #expect(try folder.text(of: "a.breath") == "inhale 2, newer\n")
    let newer = try #require(try StatSignature(of: folder["a.breath"]))
    try TextFile.replace(folder["a.breath"], with: Array("mine".utf8), ifUnchangedSince: newer)
    #expect(try folder.text(of: "a.breath") == "mine")
  }
}
