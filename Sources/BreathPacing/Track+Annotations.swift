import LanguageWords
import SoundFiles
import Synthesis
import Timing

extension Track {
  /// Returns the metadata of the file.
  ///
  /// - Parameter storesRecipe: whether they contain the recipe.
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

extension Timeline {
  /// Returns markers for sections, sides, rounds and breaths: as many of these levels as fit into the limit.
  ///
  /// - Parameters:
  ///   - rate: frames per second.
  ///   - limit: the largest number of markers.
  public func markers(rate: Int, atMost limit: Int) -> Markers {
    let clock = SampleClock(rate: rate)
    let words = Phrases(of: pattern.settings.language)
    var markers = Markers(atMost: limit)
    var breath = 0
    for event in self {
      let level: Marker.Level
      let label: String
      switch event.kind {
      case .section(let name): (level, label) = (.section, name)
      case .side(let name): (level, label) = (.side, name)
      case .round(let number, let rounds): (level, label) = (.round, words.round(number, of: rounds))
      case .phase(let movement):
        guard let number = movement.breath, number != breath else { continue }
        breath = number
        (level, label) = (.breath, words.breath(number, of: breaths))
      case .leadIn, .count, .announcement, .instruction, .clip, .bell: continue
      }
      let start = clock.frame(at: event.onset)
      // A breath has several phases. Its end is the marker of the next breath.
      let length = level == .breath ? nil : Int64(clock.frame(at: event.end) - start)
      markers.add(Marker(level, at: Int64(start), length: length, label: label))
    }
    return markers
  }
}
