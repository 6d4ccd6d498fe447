import FileStore
public import Synthesis

/// A complete, verified track under its final name.
///
/// ```swift
/// let written = try file.commit()
/// print(written.path, written.bytes)
/// ```
public struct WrittenFile: Sendable, Hashable {
  /// The path as the caller spelled it.
  public let path: String
  /// The sample rate, the number of channels and the sample format.
  public let format: SoundFormat
  /// The length in frames.
  public let frames: Int64
  /// The size of the whole file in bytes, including the header.
  public let bytes: Int64
  /// The container that was chosen.
  public let container: Container
  /// The stat signature, which recognises the file later.
  public let signature: StatSignature
  /// The number of markers in the file.
  public let markers: Int
  /// The number of markers that the container cannot hold.
  public let omittedMarkers: Int
  /// Whether the file contains its recipe.
  public let hasRecipe: Bool

  init(path: String, track: TrackDescription, bytes: Int64, container: Container, signature: StatSignature) {
    self.path = path
    format = track.format
    frames = track.frames
    self.bytes = bytes
    self.container = container
    self.signature = signature
    markers = track.annotations.markers.kept.count
    omittedMarkers = track.annotations.markers.leftOut
    hasRecipe = track.annotations.sealed != nil
  }
}
