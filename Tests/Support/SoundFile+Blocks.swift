package import FileStore
package import SoundFiles
package import Synthesis

extension SoundFile {
  /// Writes a file of the blocks that `nextBlock` gives, until it gives nil.
  ///
  ///     var blocks = [SampleBlock.int16([1, 2, 3])]
  ///     try SoundFile.write(to: "a.wav", as: description, replacing: .never) { blocks.popLast() }
  @discardableResult
  package static func write(
    to path: String, as track: TrackDescription, replacing replacement: Replacement,
    nextBlock: () throws -> SampleBlock?
  ) throws -> WrittenFile {
    try write(to: DirectoryEntry(path), as: track, replacing: replacement, nextBlock: nextBlock)
  }

  @discardableResult
  package static func write(
    to entry: DirectoryEntry, as track: TrackDescription, replacing replacement: Replacement,
    nextBlock: () throws -> SampleBlock?
  ) throws -> WrittenFile {
    let file = try SoundFile(creating: entry, as: track, replacing: replacement)
    while let block = try nextBlock() { try file.append(block) }
    try file.finish()
    return try file.commit(replacing: replacement)
  }
}
