import FileStore
import Platform
import SoundFiles
import Synthesis

/// The version of everything that makes sound: two tracks of one version and one text are alike.
public enum AdemVersion {
  public static let current = "0.1.0"
  /// As tags name the program.
  public static let software = "adem \(current)"

  /// By which it is known whether tracks were made by this very program: the content of what runs, and the versions of the
  /// libraries that have a part in the sound. Nobody has to remember to count a number on.
  package static let program: Digest = {
    let content = CurrentProcess.executable.flatMap { Digest(ofFileAt: $0) }?.hexadecimal ?? ""
    return Digest(ofTexts: [software, content, SoundFile.library, Recording.resampler])
  }()
}
