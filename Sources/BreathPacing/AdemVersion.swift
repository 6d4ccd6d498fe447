import FileStore
import Platform
import SoundFiles
import Synthesis

/// The version of Adem. The same version makes the same track of the same text.
///
/// ```swift
/// print(AdemVersion.software)  // adem 0.1.0
/// ```
public enum AdemVersion {
  /// The version number.
  public static let current = "0.1.0"
  /// The name and version of the program, as tags show them.
  public static let software = "adem \(current)"

  /// The digest of this program: of its build ID, or else of the executable file, and of the versions of the libraries that
  /// affect the sound. It identifies tracks of the same program without a number that has to be raised by hand.
  package static let program: Digest = {
    let id = CurrentProcess.buildID
    let build =
      id.isEmpty
      ? CurrentProcess.executable.flatMap { Digest(ofFileAt: $0) }?.hexadecimal ?? ""
      : id.map { String($0, radix: 16) }.joined(separator: " ")
    return Digest(ofTexts: [software, build, SoundFile.library, Recording.resampler])
  }()
}
