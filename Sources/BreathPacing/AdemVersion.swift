import CSystem
import FileStore
import SoundFiles
import Synthesis

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The version of everything that makes sound: two tracks of one version and one text are alike.
public enum AdemVersion {
  public static let current = "0.1.0"
  /// As tags name the program.
  public static let software = "adem \(current)"

  /// By which it is known whether tracks were made by this very program: the content of what runs, and the versions of the
  /// libraries that have a part in the sound. Nobody has to remember to count a number on.
  package static let program: Digest = {
    let content = executable.flatMap { Digest(ofFileAt: $0) }?.hexadecimal ?? ""
    return Digest(ofTexts: [software, content, SoundFile.library, Recording.resampler])
  }()

  /// The file that this process was started from; nil where the system does not tell.
  private static var executable: String? {
    #if canImport(Darwin)
      var size: UInt32 = 4096
      var path = [CChar](repeating: 0, count: Int(size))
      return _NSGetExecutablePath(&path, &size) == 0
        ? path.withUnsafeBufferPointer { String(cString: $0.baseAddress!) } : nil
    #else
      return String(cString: adem_program_path())
    #endif
  }
}
