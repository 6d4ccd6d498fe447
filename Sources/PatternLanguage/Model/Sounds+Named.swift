extension Sounds {
  /// One of the sets that come with the language, whole; `nil` for another name.
  ///
  /// It is a text as a user could write it: ``text(ofSet:)``.
  public static func named(_ name: String) -> Sounds? { SoundSet.named(name)?.sounds }

  /// The text of a set that comes with the language, to be read, copied and changed.
  public static func text(ofSet name: String) -> SourceText? {
    let bytes: [UInt8]? =
      switch name {
      case "breath": PackageResources.breath_sounds
      case "bowls": PackageResources.bowls_sounds
      case "tones": PackageResources.tones_sounds
      case "bells": PackageResources.bells_sounds
      case "wood": PackageResources.wood_sounds
      case "night": PackageResources.night_sounds
      default: nil
      }
    return bytes.map { SourceText(name: "\(name).sounds", bytes: $0) }
  }
}
