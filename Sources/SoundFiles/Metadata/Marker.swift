/// A place in a track that a player can jump to.
public struct Marker: Sendable, Hashable {
  /// What the place begins; the deeper ones are left out first where there are too many.
  public enum Level: Int, Sendable, Hashable, Comparable, CaseIterable {
    case section, side, round, breath

    public static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
  }

  /// The longest label, in bytes of UTF-8: what a string of AIFF holds. Longer ones are cut at a whole character.
  public static let longestLabel = 255

  public let level: Level
  /// Counted from the track's first.
  public let frame: Int64
  /// In frames, where the marker stands for a stretch.
  public let length: Int64?
  /// Without control characters: a blank stands for each.
  public let label: String

  public init(_ level: Level, at frame: Int64, length: Int64? = nil, label: String) {
    self.level = level
    self.frame = frame
    self.length = length
    let scalars = label.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }
    self.label = String(String.UnicodeScalarView(scalars)).cut(to: Self.longestLabel)
  }
}
