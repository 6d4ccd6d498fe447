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
