import FileStore
import Platform
import Synthesis

/// All that it takes to make a track again, byte for byte: it stands inside the track. It holds no date, no name of a
/// machine or a file, and no path that is not in the texts, so that the same texts give the same tracks everywhere.
public struct Recipe: Sendable, Hashable, Codable {
  /// Of its form; grows when an earlier reader could be misled.
  public static let version = 1
  /// Of the whole, as it stands in a file. Bytes.
  public static let longest = 12 << 20
  /// As long as a pattern may be. Bytes.
  public static let longestText = 1 << 20
  public static let mostTexts = 10_000

  /// The program and its version: another one may make other bytes of it.
  public var software: String
  /// The pattern's text, and behind it the texts that it uses.
  public var texts: [String]
  /// Which text uses which one.
  public var uses: [Use]
  /// Values for parameters, as `unit=5`, each in its one spelling and in the order of their names. Earlier versions
  /// stored them as they were given.
  public var values: [String]
  /// In place of the text's; so with the voice and the language.
  public var profile: String?
  /// As behind `voice`; a bare `command` for a command, which may hold a secret and is not stored.
  public var voice: String?
  public var language: String?
  /// Frames a second.
  public var rate = 48_000
  /// 16, 24, or 32 for floating point; nil in a lossy file.
  public var bits: Int?
  public var channels = 1

  /// A text that another one uses; both by their place in `texts`.
  public struct Use: Sendable, Hashable, Codable {
    public var user: Int
    /// As it is written there.
    public var path: String
    public var text: Int

    public init(user: Int, path: String, text: Int) {
      self.user = user
      self.path = path
      self.text = text
    }
  }

  public init(software: String, texts: [String], uses: [Use] = [], values: [String] = []) {
    self.software = software
    self.texts = texts
    self.uses = uses
    self.values = values
  }

  /// Whether every number in it leads somewhere and nothing is beyond its limits.
  private var isSound: Bool {
    !texts.isEmpty && texts.count <= Self.mostTexts && texts.allSatisfy { $0.utf8.count <= Self.longestText }
      && uses.allSatisfy { texts.indices.contains($0.user) && texts.indices.contains($0.text) }
      && SoundFormat.rates.contains(rate) && (1...2).contains(channels) && (bits.map([16, 24, 32].contains) ?? true)
  }

  // MARK: In a file

  /// `1 0badcafe {…}`: the version of the form, a checksum, and JSON with its names in order. Nil where it would be
  /// longer than any reader takes.
  package var sealed: [UInt8]? {
    guard isSound, let json = try? JSON.encode(self) else { return nil }
    let bytes = Array("\(Self.version) \(Checksum.hexadecimal(json)) ".utf8) + json
    return bytes.count <= Self.longest ? bytes : nil
  }

  /// Takes nothing on trust.
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

/// Why a file tells no recipe.
public enum RecipeProblem: Error, Sendable, Equatable {
  case systemFailed(SystemFailure)
  case notARegularFile(FileKind)
  /// None of the kinds that we write.
  case notASoundFile
  /// A sound file without one: not made by Adem, or another program has dropped it.
  case missing
  /// Cut, changed, or never right.
  case damaged
  /// Of a later version.
  case newerForm(Int)
}

/// A file that should have told how it was made.
public struct RecipeError: Error, Sendable, Equatable {
  /// As the caller spelled it.
  public let path: String
  public let problem: RecipeProblem
}
