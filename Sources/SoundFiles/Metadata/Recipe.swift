import FileStore
import Platform
import Synthesis

/// Everything that is needed to make a track again, byte for byte; it is stored in the track. It contains no date, no
/// name of a machine or a file, and no path except those in the texts, so that the same texts give the same tracks
/// everywhere.
///
/// ```swift
/// let recipe = try Recipe(readingFrom: "evening.wav")
/// print(recipe.texts[0])
/// ```
public struct Recipe: Sendable, Hashable, Codable {
  /// The version of the encoding. It grows when earlier readers could misread a recipe.
  public static let version = 1
  /// The largest encoded recipe in bytes: 12 MiB.
  public static let longest = 12 << 20
  /// The largest text in bytes: the largest size of a pattern, 1 MiB.
  public static let longestText = 1 << 20
  /// The largest number of texts.
  static let mostTexts = 10_000

  /// The program and its version. Another version may make other bytes of the same recipe.
  public var software: String
  /// The text of the pattern, followed by the texts that it uses.
  public var texts: [String]
  /// The references from one text to another.
  public var uses: [Use]
  /// Values of parameters, such as `unit=5`, each in its canonical spelling and sorted by name. Earlier versions stored
  /// them as they were given.
  public var values: [String]
  /// The profile that replaces the one in the text; nil to use that of the text.
  public var profile: String?
  /// The voice that replaces the one in the text, as written after `voice`; nil to use that of the text. A command is
  /// stored as a bare `command`, since its words may hold a secret.
  public var voice: String?
  /// The language that replaces the one in the text; nil to use that of the text.
  public var language: String?
  /// Frames per second.
  public var rate = 48_000
  /// Bits per sample: 16, 24, or 32 for floating point; nil in a lossy file.
  public var bits: Int?
  /// The number of channels, 1 or 2.
  public var channels = 1
  /// The bit rate that was asked for, in kbit/s; nil for the usual one.
  public var bitRate: Int?
  /// The ``MarkerChoice`` that was asked for; nil for the usual one.
  public var markers: String?
  /// The integrated loudness in LUFS that replaces the one in the text; nil to use that of the text.
  public var loudness: Double?

  /// A reference from one text to another.
  public struct Use: Sendable, Hashable, Codable {
    /// The index in `texts` of the text that contains the reference.
    public var user: Int
    /// The path as it is written there.
    public var path: String
    /// The index in `texts` of the text that is used.
    public var text: Int

    /// A reference with these parts.
    public init(user: Int, path: String, text: Int) {
      self.user = user
      self.path = path
      self.text = text
    }
  }

  /// A recipe for a mono track at 48 kHz; set the other properties as needed.
  public init(software: String, texts: [String], uses: [Use] = [], values: [String] = []) {
    self.software = software
    self.texts = texts
    self.uses = uses
    self.values = values
  }

  /// Whether the indices, the numbers and the sizes are within their limits.
  private var isSound: Bool {
    !texts.isEmpty && texts.count <= Self.mostTexts && texts.allSatisfy { $0.utf8.count <= Self.longestText }
      && uses.allSatisfy { texts.indices.contains($0.user) && texts.indices.contains($0.text) }
      && SoundFormat.rates.contains(rate) && (1...2).contains(channels) && (bits.map([16, 24, 32].contains) ?? true)
      && (bitRate.map((1...10_000).contains) ?? true) && (loudness.map((-60.0 ... -10).contains) ?? true)
  }

  // MARK: Encoding

  /// The encoded form, `1 0badcafe {…}`: the version of the encoding, a checksum, and JSON with sorted keys. Nil if a
  /// number is invalid or the result is longer than `longest`.
  package var sealed: [UInt8]? {
    guard isSound, let json = try? JSON.encode(self) else { return nil }
    let bytes = Array("\(Self.version) \(Checksum.hexadecimal(json)) ".utf8) + json
    return bytes.count <= Self.longest ? bytes : nil
  }

  /// Decodes a recipe and checks every part of it.
  ///
  /// - Throws: `.damaged` or `.newerForm`.
  package init(unsealing bytes: some Collection<UInt8>) throws(RecipeProblem) {
    let parts = bytes.split(separator: UInt8(ascii: " "), maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, bytes.count <= Self.longest,
      let version = Int(String(decoding: parts[0], as: UTF8.self)), version > 0
    else { throw .damaged }
    guard version == Self.version else { throw .newerForm(version) }
    guard String(decoding: parts[1], as: UTF8.self) == Checksum.hexadecimal(parts[2]),
      let recipe = try? JSON.decode(Recipe.self, from: parts[2]), recipe.isSound
    else { throw .damaged }
    self = recipe
  }
}

/// The reason why no recipe can be read from a file.
///
/// ```swift
/// if case .newerForm(let version) = error.problem { print("made by a later version: \(version)") }
/// ```
public enum RecipeProblem: Error, Sendable, Hashable {
  /// The system refused to open or to read the file.
  case systemFailed(SystemFailure)
  /// A folder, a link, a device or the like.
  case notARegularFile(FileKind)
  /// The content has no format that Adem writes.
  case notASoundFile
  /// A sound file without a recipe: Adem did not make it, or another program removed the recipe.
  case missing
  /// The file or the recipe was cut or changed, or was never valid.
  case damaged
  /// The recipe has a later version of the encoding.
  case newerForm(Int)
}

/// A file from which no recipe can be read, and the reason.
///
/// ```swift
/// do {
///   let recipe = try Recipe(readingFrom: "evening.wav")
/// } catch where error.problem == .missing {
///   print("\(error.path) has no recipe")
/// }
/// ```
public struct RecipeError: Error, Sendable, Equatable {
  /// The path as the caller spelled it.
  public let path: String
  /// The reason.
  public let problem: RecipeProblem
}

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
