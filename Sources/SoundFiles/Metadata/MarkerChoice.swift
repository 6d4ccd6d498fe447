/// The levels of a track that get markers.
///
/// ```swift
/// MarkerChoice(rawValue: "breaths")?.levels  // [.section, .side, .breath]
/// ```
public enum MarkerChoice: String, Sendable, Hashable, CaseIterable {
  /// Sections alone.
  case sections
  /// Sections and sides, which suit the list of chapters in a player.
  case sides
  /// Sections, sides and breaths.
  case breaths
  /// Sections, sides, rounds and breaths.
  case all
  /// No markers.
  case none

  /// The choice where none is given.
  public static let usual = MarkerChoice.sides

  /// The levels that are marked, from the outermost.
  public var levels: [Marker.Level] {
    switch self {
    case .sections: [.section]
    case .sides: [.section, .side]
    case .breaths: [.section, .side, .breath]
    case .all: [.section, .side, .round, .breath]
    case .none: []
    }
  }
}
