extension Sounds {
  /// Returns the complete cues of a set of the language; `nil` for another name.
  ///
  /// The set is defined by a text: ``text(ofSet:)``.
  public static func named(_ name: String) -> Sounds? { SoundSet.named(name)?.sounds }

  /// Returns the text of a set of the language, which can be read, copied and changed; `nil` for another name.
  public static func text(ofSet name: String) -> SourceText? {
    let bytes: [UInt8]? =
      switch name {
      case "breath": PackageResources.breath_sounds
      case "bowls": PackageResources.bowls_sounds
      case "tones": PackageResources.tones_sounds
      case "bells": PackageResources.bells_sounds
      case "wood": PackageResources.wood_sounds
      case "chords": PackageResources.chords_sounds
      case "humming": PackageResources.humming_sounds
      case "night": PackageResources.night_sounds
      default: nil
      }
    return bytes.map { SourceText(name: "\(name).sounds", bytes: $0) }
  }
}
