import FileStore

#if os(Linux)
  import Foundation
  import SoundFiles
  import TestSupport
  import Testing

  @Suite struct `The names in a folder` {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func touch(_ name: [UInt8]) throws {
      let path = Array(folder.path.utf8) + [UInt8(ascii: "/")] + name + [0]
      let descriptor = path.withUnsafeBytes {
        open($0.baseAddress!.assumingMemoryBound(to: CChar.self), O_CREAT | O_WRONLY, 0o600)
      }
      try #require(descriptor >= 0)
      close(descriptor)
    }

    @Test func `Those that are no UTF-8 are spelled byte by byte, and kept apart`() throws {
      try folder.write("b", "")
      try folder.write(".a é", "")
      try folder.makeFolder("c")
      try touch([0x63, 0xC3, 0x28, 0xF0, 0x9F, 0x98])
      try touch(Array("é".utf8) + [0xFF] + Array("😀".utf8))
      let names = try #require(FolderNames(of: folder.path))
      #expect(names.names == [".a é", "b", "c"])
      #expect(names.undecodable.map(\.spelled) == ["c\\xC3(\\xF0\\x9F\\x98", "é\\xFF😀"])
      #expect(names.undecodable.allSatisfy { !$0.isFolder })
    }

    @Test func `A folder that is not there has none`() throws {
      #expect(FolderNames(of: folder["none"])?.names == nil)
      try folder.write("file", "")
      #expect(FolderNames(of: folder["file"])?.names == nil)
    }
  }
#endif
