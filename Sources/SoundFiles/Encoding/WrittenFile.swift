import FileStore
public import Synthesis

/// A track that is whole, verified and under its name.
public struct WrittenFile: Sendable, Hashable {
  public let path: String
  public let format: SoundFormat
  public let frames: Int64
  /// The whole file, header included.
  public let bytes: Int64
  public let container: Container
  public let stamp: StatSignature
  /// The markers in it.
  public let markers: Int
  /// The markers that its kind of file has no room for.
  public let markersLeftOut: Int
  /// Whether it can be made again from itself.
  public let hasRecipe: Bool

  init(path: String, track: TrackDescription, bytes: Int64, container: Container, stamp: StatSignature) {
    self.path = path
    format = track.format
    frames = track.frames
    self.bytes = bytes
    self.container = container
    self.stamp = stamp
    markers = track.annotations.markers.kept.count
    markersLeftOut = track.annotations.markers.leftOut
    hasRecipe = track.annotations.sealed != nil
  }
}
