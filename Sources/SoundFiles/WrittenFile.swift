import Synthesis

/// A track that is whole, verified and under its name.
public struct WrittenFile: Sendable, Hashable {
  public let path: String
  public let format: SoundFormat
  public let frames: Int64
  /// The whole file, header included.
  public let bytes: Int64
  public let container: Container
  public let stamp: FileStamp
}
