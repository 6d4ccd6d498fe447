public import Synthesis

/// What is known of a track before its first sample.
public struct TrackDescription: Sendable {
  public var format: SoundFormat
  public var frames: Int64
  public var annotations: Annotations

  public init(format: SoundFormat, frames: Int64, annotations: Annotations = Annotations()) {
    self.format = format
    self.frames = frames
    self.annotations = annotations
  }
}
