/// The version of everything that makes sound: two tracks of one version and one text are alike.
public enum AdemVersion {
  public static let current = "0.1.0"
  /// As tags name the program.
  public static let software = "adem \(current)"
}
