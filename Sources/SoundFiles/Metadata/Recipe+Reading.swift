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
    let head = file.size >= 16 ? try file.bytes(min(Int64(ReadableFormat.headBytes), file.size), at: 0) : []
    guard let recipe = ReadableFormat.of(head)?.recipe else { throw .notASoundFile }
    guard let bytes = try recipe(file) else { throw .missing }
    try self.init(unsealing: bytes)
  }
}
