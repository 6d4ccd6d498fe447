import SoundFiles
import Synthesis

extension Track {
  /// What the file carries besides the sound.
  ///
  /// - Parameter storesRecipe: whether the pattern is in it.
  func annotations(for format: SoundFormat, in container: Container?, storesRecipe: Bool) -> Annotations {
    let settings = pattern.settings
    let notes = [settings.about].compactMap(\.self) + settings.sources.map { "Source: \($0)" }
    var recipe = storesRecipe ? recipe : nil
    recipe?.rate = format.rate
    recipe?.channels = format.channels
    recipe?.bits = container?.isLossy ?? false ? nil : format.samples.bytes * 8
    return Annotations(
      tags: Tags(
        title: settings.title, language: settings.language, comment: notes.joined(separator: "\n"),
        software: AdemVersion.software),
      markers: timeline.markers(rate: format.rate, atMost: container?.mostMarkers ?? 0), recipe: recipe)
  }
}
