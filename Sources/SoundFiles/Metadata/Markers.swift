/// The markers of a track in their order, within a limit: where they are too many, whole levels are left out, the
/// deepest first, so that what is marked is marked throughout.
public struct Markers: Sendable, Hashable {
  public let limit: Int
  public private(set) var kept: [Marker] = []
  public private(set) var leftOut = 0
  /// This level and those below it are left out.
  private var ceiling: Marker.Level?

  public init(atMost limit: Int) { self.limit = limit }

  /// Needs no more memory than the limit, however many come.
  public mutating func add(_ marker: Marker) {
    if let ceiling, marker.level >= ceiling {
      leftOut += 1
      return
    }
    kept.append(marker)
    guard kept.count > limit, let deepest = kept.map(\.level).max() else { return }
    ceiling = deepest
    let before = kept.count
    kept.removeAll { $0.level == deepest }
    leftOut += before - kept.count
  }

  /// Those that a kind of file has room for.
  init(_ all: Markers, in container: Container) {
    self.init(atMost: container.mostMarkers)
    leftOut = all.leftOut
    for marker in all.kept {
      if marker.frame <= container.lastMarkedFrame { add(marker) } else { leftOut += 1 }
    }
  }
}

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

/// Frames as time, where a format marks places by the clock.
enum Timestamp {
  /// The nearest one, halves up.
  static func milliseconds(of frame: Int64, rate: Int) -> Int64 {
    Int64((Int128(frame) * 1000 + Int128(rate / 2)) / Int128(max(1, rate)))
  }
}
