import FileStore

extension Recipe {
  /// The recipe inside a track. Sizes in the file are not believed, and its sound is not read.
  public init(readingFrom path: String) throws(RecipeError) {
    do throws(RecipeProblem) {
      try self.init(in: ReadableFile(at: path))
    } catch {
      throw RecipeError(path: path, problem: error)
    }
  }

  /// The recipe inside a track that stands under a name; a link is not followed.
  package init(readingFrom entry: DirectoryEntry) throws(RecipeError) {
    do throws(RecipeProblem) {
      try self.init(in: ReadableFile(at: entry))
    } catch {
      throw RecipeError(path: entry.path, problem: error)
    }
  }

  private init(in file: ReadableFile) throws(RecipeProblem) {
    let head = file.size >= 16 ? try file.bytes(min(Int64(ReadableFormat.headBytes), file.size), at: 0) : []
    guard let recipe = ReadableFormat.of(head)?.recipe else { throw .notASoundFile }
    guard let bytes = try recipe(file) else { throw .missing }
    try self.init(unsealing: bytes)
  }
}
