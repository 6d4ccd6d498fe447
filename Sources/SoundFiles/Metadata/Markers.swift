/// The markers of a track in order, at most `limit` of them. Markers that begin together become one, which has their
/// labels. Beyond the limit whole levels are left out, the deepest first, so that each level is marked either
/// throughout or not at all.
///
/// ```swift
/// var markers = Markers(atMost: 255)
/// markers.add(Marker(.section, at: 0, label: "Stretching"))
/// markers.add(Marker(.side, at: 0, label: "left"))
/// print(markers.kept.map(\.label))  // ["Stretching · left"]
/// ```
public struct Markers: Sendable, Hashable {
  /// The largest number of markers to keep.
  public let limit: Int
  /// The markers that were added, by the instant at which they begin.
  private var instants: [[Marker]] = []
  /// The number of instants whose markers were left out.
  public private(set) var leftOut = 0
  /// The first level that is left out, together with all deeper ones; nil if all are kept.
  private var ceiling: Marker.Level?

  /// Creates an empty list with a limit.
  public init(atMost limit: Int) { self.limit = limit }

  /// The markers that are kept, no two of them at one frame.
  public var kept: [Marker] { instants.map(Marker.init(joining:)) }

  /// Adds a marker, or counts it as left out. At most `limit + 1` instants are in memory. Frames never decrease, and of
  /// markers at one frame the outermost comes first.
  public mutating func add(_ marker: Marker) {
    let joinsLast = instants.last?[0].frame == marker.frame
    if let ceiling, marker.level >= ceiling {
      if !joinsLast { leftOut += 1 }
      return
    }
    if joinsLast {
      instants[instants.count - 1].append(marker)
    } else {
      instants.append([marker])
    }
    guard instants.count > limit, let deepest = instants.joined().map(\.level).max() else { return }
    ceiling = deepest
    let before = instants.count
    instants = instants.map { $0.filter { $0.level != deepest } }.filter { !$0.isEmpty }
    leftOut += before - instants.count
  }

  /// The markers that a container can hold.
  init(_ all: Markers, in container: Container) {
    self.init(atMost: container.mostMarkers)
    leftOut = all.leftOut
    for marker in all.instants.joined() {
      if marker.frame <= container.format.lastMarkedFrame { add(marker) } else { leftOut += 1 }
    }
  }
}

/// A position in a track that a player can jump to.
///
/// ```swift
/// let marker = Marker(.round, at: 480_000, length: 96_000, label: "Round 2")
/// ```
public struct Marker: Sendable, Hashable {
  /// The part of the track that begins at a marker. The deeper levels are left out first if there are too many markers.
  public enum Level: Int, Sendable, Hashable, Comparable, CaseIterable {
    /// The kinds, the outermost first.
    case section, side, round, breath

    /// Whether the left level is the outer one.
    public static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
  }

  /// The longest label in bytes of UTF-8, as an AIFF string holds it. Longer labels are cut at a whole character.
  public static let longestLabel = 255

  /// The part of the track that begins here.
  public let level: Level
  /// The position in frames from the start of the track.
  public let frame: Int64
  /// The length in frames; nil for a position without a length.
  public let length: Int64?
  /// The label, with a space in place of each control character.
  public let label: String

  /// A marker. The label is cut to ``longestLabel``, and its control characters become spaces.
  public init(_ level: Level, at frame: Int64, length: Int64? = nil, label: String) {
    self.level = level
    self.frame = frame
    self.length = length
    let scalars = label.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }
    self.label = String(String.UnicodeScalarView(scalars)).cut(to: Self.longestLabel)
  }

  /// One marker for all that begin at one frame, the outermost first. It has each of their labels once. Of a block that
  /// is empty, and so ends where the next one begins, nothing remains.
  fileprivate init(joining markers: [Marker]) {
    let last = markers.count - 1
    let lasting = markers.enumerated().filter { $0.offset == last || $0.element.length != 0 }.map(\.element)
    var labels: [String] = []
    for label in lasting.map(\.label) where !label.isEmpty && label != labels.last { labels.append(label) }
    self.init(
      lasting[0].level, at: lasting[0].frame, length: lasting.lazy.compactMap(\.length).first,
      label: labels.joined(separator: " · "))
  }
}

/// Frames as time, for formats that mark positions by the clock.
enum Timestamp {
  /// Returns the nearest millisecond; halves are rounded up.
  static func milliseconds(of frame: Int64, rate: Int) -> Int64 {
    Int64((Int128(frame) * 1000 + Int128(rate / 2)) / Int128(max(1, rate)))
  }
}

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

  /// The default choice.
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
