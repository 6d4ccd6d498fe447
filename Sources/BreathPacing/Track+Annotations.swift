import LanguageWords
import SoundFiles
import Synthesis
import Timing

extension Track {
  /// Returns the metadata of the file.
  ///
  /// - Parameter options: which markers they have, and whether they contain the recipe.
  func annotations(for format: SoundFormat, in container: Container?, _ options: RenderOptions) -> Annotations {
    let settings = pattern.settings
    let notes = [settings.about].compactMap(\.self) + settings.sources.map { "Source: \($0)" }
    var recipe = options.storesRecipe ? recipe : nil
    recipe?.rate = format.rate
    recipe?.channels = format.channels
    recipe?.bits = container?.isLossy ?? false ? nil : format.samples.bytes * 8
    recipe?.bitRate = options.bitRate
    recipe?.markers = options.markers?.rawValue
    recipe?.loudness = options.loudness
    var annotations = Annotations(
      tags: Tags(
        title: settings.title, language: settings.language, comment: notes.joined(separator: "\n"),
        software: AdemVersion.software),
      markers: timeline.markers(
        rate: format.rate, atMost: container?.mostMarkers ?? 0, choosing: options.markers ?? .usual),
      recipe: recipe)
    annotations.cover = options.cover
    return annotations
  }
}

extension Timeline {
  /// Returns markers for the beginnings of sections, sides, rounds and breaths, as chosen: as many of these levels as
  /// fit into the limit. The first one is at frame 0, and has the title.
  ///
  /// - Parameters:
  ///   - rate: frames per second.
  ///   - limit: the largest number of markers.
  ///   - choice: the levels that are marked.
  public func markers(rate: Int, atMost limit: Int, choosing choice: MarkerChoice = .usual) -> Markers {
    let clock = SampleClock(rate: rate)
    let words = Phrases(of: pattern.settings.language)
    let levels = Set(choice.levels)
    var markers = Markers(atMost: limit)
    let title = pattern.settings.title.flatMap { $0.isEmpty ? nil : $0 }
    if let title, !levels.isEmpty, limit > 0 { markers.add(Marker(.section, at: 0, label: title)) }
    var isFirst = title == nil
    var breath = 0
    for event in self {
      let level: Marker.Level
      let label: String
      switch event.kind {
      case .section(let name): (level, label) = (.section, name)
      case .side(let name, _): (level, label) = (.side, name)
      case .round(let number, let rounds): (level, label) = (.round, words.round(number, of: rounds))
      case .phase(let phase):
        guard let number = phase.breath, number != breath else { continue }
        breath = number
        (level, label) = (.breath, words.breath(number, of: breaths))
      case .leadIn, .count, .announcement, .instruction, .words, .clip, .bell: continue
      }
      guard levels.contains(level) else { continue }
      let start = clock.frame(at: event.onset)
      if isFirst, start > 0 {
        // Players show chapters from the beginning, so the time before the first marker needs one too.
        markers.add(Marker(.section, at: 0, label: words[.leadIn] ?? "Adem"))
      }
      isFirst = false
      // A breath has several phases. Its end is the marker of the next breath.
      let length = level == .breath ? nil : Int64(clock.frame(at: event.end) - start)
      markers.add(Marker(level, at: Int64(start), length: length, label: label))
    }
    return markers
  }
}
