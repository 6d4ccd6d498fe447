import FileStore

extension Recipe {
  /// Reads the recipe from a track. Sizes in the file are checked against its length, and its sound is not read.
  ///
  /// - Throws: `RecipeError`, if the file cannot be read or has no valid recipe.
  public init(readingFrom path: String) throws(RecipeError) {
    do throws(RecipeProblem) {
      try self.init(in: ReadableFile(at: path))
    } catch {
      throw RecipeError(path: path, problem: error)
    }
  }

  /// Reads the recipe from a track in an open folder. A link is not followed.
  package init(readingFrom entry: DirectoryEntry) throws(RecipeError) {
    do throws(RecipeProblem) {
      try self.init(in: ReadableFile(at: entry))
    } catch {
      throw RecipeError(path: entry.path, problem: error)
    }
  }

  private init(in file: ReadableFile) throws(RecipeProblem) {
    guard let bytes = try Self.sealed(in: file) else { throw .missing }
    try self.init(unsealing: bytes)
  }

  private static func sealed(in file: ReadableFile) throws(RecipeProblem) -> [UInt8]? {
    let head = file.size >= 16 ? try file.bytes(16, at: 0) : []
    let name = String(decoding: head.prefix(4), as: UTF8.self)
    switch name {
    case "RIFF" where head.dropFirst(8).starts(with: "WAVE".utf8), "RF64":
      return try ChunkWalk.riff.body(of: Array(RIFFChunks.recipeName.utf8), in: file)
    case "FORM" where head.dropFirst(8).starts(with: "AIF".utf8):
      return try ChunkWalk.aiff.body(of: Array("APPL".utf8), signature: AIFFChunks.recipeSignature, in: file)
    case "caff": return try ChunkWalk.caf.body(of: Array("uuid".utf8), signature: CAFChunks.recipeName, in: file)
    case "fLaC": return try FLACHeader.comment(in: file).flatMap(recipe)
    case "OggS": return try OggPage.comment(in: file).flatMap(recipe)
    case _ where head.starts(with: ID3Tag.signature): return try ID3Tag.recipe(in: file)
    // MPEG audio without a tag.
    case _ where head.count > 1 && head[0] == 0xFF && head[1] & 0xE0 == 0xE0: return nil
    default: throw .notASoundFile
    }
  }

  private static func recipe(in comment: VorbisComment) -> [UInt8]? {
    comment.value(of: VorbisComment.recipeKey).map { Array($0.utf8) }
  }
}
