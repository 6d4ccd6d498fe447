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

  /// The digest of this program: of the executable file, and of the versions of the libraries that affect the sound. It
  /// identifies tracks of the same program without a number that has to be raised by hand.
  package static let program: Digest = {
    let content = CurrentProcess.executable.flatMap { Digest(ofFileAt: $0) }?.hexadecimal ?? ""
    return Digest(ofTexts: [software, content, SoundFile.library, Recording.resampler])
  }()
}
