import FileStore
import Foundation
import SoundFiles
import Synthesis
import TestSupport
import Testing

/// Files and folders at, above and below the name of a track.
struct TargetTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  static let policies: [Replacement] = [
    .never, .always, .ifUnchanged(StatSignature(size: 8, modified: 0, inode: 1)),
  ]

  private func problem(at path: String, replacing: Replacement = .never) -> FileError.Problem? {
    let error = #expect(throws: FileError.self) { try Track(.int16).write(to: path, replacing: replacing) }
    #expect(error?.path == path)
    return error?.problem
  }

  @Test(arguments: [
    ("a.m4b", "m4b"), ("a.aac", "aac"), ("a.wma", "wma"), ("a.wave", "wave"), ("a", ""), ("a.", ""), (".wav", ""),
    ("wav", ""),
    ("a.wav.WMA", "WMA"), ("a.wav ", "wav "), ("x.wav/a", ""), ("a.ẃav", "ẃav"),
  ])
  func `Only names of sound files that we can write are taken`(name: String, given: String) throws {
    try FileManager.default.createDirectory(atPath: folder["x.wav"], withIntermediateDirectories: false)
    let supported = ["wav", "aiff", "aif", "caf", "flac", "ogg", "opus", "mp3", "m4a"]
    let error = #expect(throws: SoundFileError.self) { try Track(.int16).write(to: folder[name]) }
    #expect(error?.problem == .unsupportedExtension(given, supported: supported))
    #expect(try folder.names == ["x.wav"])
  }

  @Test(arguments: ["a.wav", "a.WAV", "a.b.Wav", "..wav", "inademen – uitademen.wav", "-o.wav", "a\nb.wav"])
  func `Any other name is taken, whatever the case of its extension`(name: String) throws {
    try Track(.int16).write(to: folder[name])
    #expect(try folder.names == [name])
    #expect(try RIFFFile(at: folder[name]).integers(bytes: 2).count == 100)
  }

  @Test(arguments: ["", "sub/", "..", "sub/.", "a.wav\0b.wav", "\0.wav"])
  func `A name that no file can have is refused`(name: String) throws {
    try FileManager.default.createDirectory(atPath: folder["sub"], withIntermediateDirectories: false)
    #expect(problem(at: folder[name]) == .unusableName)
    #expect(try folder.names == ["sub"])
  }

  @Test func `A name as long as can be is written, and one byte more is refused`() throws {
    let longest = String(repeating: "é", count: 125) + "a.wav"
    #expect(longest.utf8.count == 255)
    try Track(.int16).write(to: folder[longest])
    #expect(problem(at: folder["a" + longest]) == .unusableName)
    #expect(try folder.names == [longest])
  }

  @Test(arguments: [255, 220, 200, 10])
  func `The name of an unfinished file is ours, hidden, and fits where the final one does`(length: Int) {
    let final = String(repeating: "🌬️", count: length / 7) + String(repeating: "a", count: length % 7)
    let name = TemporaryFile.name(for: final, number: 123_456)
    #expect(name.utf8.count <= 255)
    #expect(name.hasPrefix("."))
    #expect(name.hasSuffix(".\(getpid())-123456.adem-part"))
    #expect(final.hasPrefix(name.dropFirst().prefix { $0 != "." }))
    #expect(name != TemporaryFile.name(for: final, number: 123_457))
  }

  @Test(arguments: policies)
  func `Nothing but a file is ever written to`(replacing: Replacement) throws {
    try folder.write("file", "precious")
    try folder.link("link.wav", to: "file")
    try folder.link("dangling.wav", to: "nowhere")
    try folder.link("null.wav", to: "/dev/null")
    try FileManager.default.createDirectory(atPath: folder["folder.wav"], withIntermediateDirectories: false)
    #expect(mkfifo(folder["fifo.wav"], 0o600) == 0)
    let before = try folder.names
    for (name, kind) in [
      ("link.wav", FileKind.link), ("dangling.wav", .link), ("null.wav", .link), ("folder.wav", .folder),
      ("fifo.wav", .fifo),
    ] {
      #expect(problem(at: folder[name], replacing: replacing) == .notARegularFile(kind), "\(name)")
    }
    #expect(try folder.names == before)
    #expect(try folder.text(of: "file") == "precious")
  }

  @Test func `A link that comes while we write is neither followed nor replaced`() throws {
    try folder.write("file", "precious")
    let error = #expect(throws: FileError.self) {
      try Track(.int16).write(to: folder["a.wav"], replacing: .always) { try folder.link("a.wav", to: "file") }
    }
    #expect(error?.problem == .notARegularFile(.link))
    #expect(try folder.names == ["a.wav", "file"])
    #expect(try folder.text(of: "file") == "precious")
  }

  @Test func `A folder may be reached through a link`() throws {
    try FileManager.default.createDirectory(atPath: folder["real"], withIntermediateDirectories: false)
    try folder.link("way", to: "real")
    try Track(.int16).write(to: folder["way/a.wav"])
    #expect(try RIFFFile(at: folder["real/a.wav"]).form == "RIFF")
  }

  @Test func `A folder that is not there, or is none, is named`() throws {
    try folder.write("file", "")
    #expect(problem(at: folder["no/a.wav"]) == .missingFolder(folder["no"]))
    #expect(problem(at: folder["file/a.wav"]) == .notAFolder(folder["file"]))
  }

  /// The folder belongs to the system: not even root, under which a build may run, creates a file in it.
  @Test func `A folder that takes no files is named`() throws {
    #if os(macOS)
      let closed = "/System"
    #else
      let closed = "/sys"
    #endif
    guard case .folderNotWritable(let folder, let failure)? = problem(at: closed + "/a.wav") else {
      Issue.record("Not refused as it should be")
      return
    }
    #expect(folder == closed)
    #expect(failure.step == .create)
    #expect([EACCES, EPERM, EROFS].contains(failure.code))
    #expect(failure.message == String(cString: strerror(failure.code)))
  }
}
