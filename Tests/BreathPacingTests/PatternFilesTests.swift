import BreathPacing
import Foundation
import TestSupport
import Testing

@Suite struct PatternFilesTests {
  @Test func `A folder is searched in a steady order, past hidden files and other kinds`() throws {
    let folder = try TemporaryFolder()
    for name in ["b.breath", "a.breath", "sub/deep/c.breath", ".hidden.breath", ".git/d.breath", "notes.txt"] {
      try folder.write(name, "inhale 4")
    }
    let files = PatternFiles(at: [folder.path])
    #expect(files.found.map(\.nameWithoutExtension) == ["a", "b", "sub/deep/c"])
    #expect(files.found.map(\.path) == ["a", "b", "sub/deep/c"].map { "\(folder.path)/\($0).breath" })
    #expect(files.errors.isEmpty)
  }

  @Test func `A link to a folder is not followed, so that a circle ends`() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.breath", "inhale 4")
    try FileManager.default.createSymbolicLink(atPath: "\(folder.path)/loop", withDestinationPath: folder.path)
    #expect(PatternFiles(at: [folder.path]).found.map(\.nameWithoutExtension) == ["a"])
  }

  @Test func `A pattern that is named twice is taken once`() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.breath", "inhale 4")
    let file = "\(folder.path)/a.breath"
    #expect(PatternFiles(at: [file, folder.path, file]).found.count == 1)
  }

  @Test func `Each input that is no pattern says why`() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.wav", "x")
    try FileManager.default.createDirectory(atPath: "\(folder.path)/empty", withIntermediateDirectories: true)
    let paths = ["a.wav", "empty", "missing.breath"].map { "\(folder.path)/\($0)" }
    #expect(PatternFiles(at: paths).errors.map(\.problem) == [.notAPattern, .noPatterns, .missing])
  }
}
