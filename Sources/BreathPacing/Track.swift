public import Advice
public import PatternLanguage
import SoundFiles
import Speech
import Synthesis
public import Timing

/// A pattern on its way to sound.
///
/// This is the whole pipeline: a text becomes a pattern, the pattern a timeline of exact instants, the timeline blocks
/// of samples, and the blocks a file. Every shell goes through here.
public struct Track: Sendable {
  public let pattern: Pattern
  public let timeline: Timeline
  /// Where its steps stand in the text; `nil` for a pattern that did not come from one.
  public let places: SourceMap?
  /// Where it finds what it plays.
  public var sources: SoundSources
  /// What took the place of what the text sets, in canonical form.
  let overrides: Overrides
  /// The command that took the place of the text's voice. It may hold a secret: the pattern, and so whatever is written
  /// about the track, has an empty one in its place. Empty for one that a track
  /// did not store.
  let outsideCommand: String?
  private let makeRecipe: @Sendable () -> Recipe?

  /// From which the track can be made again; nil for a pattern built in Swift that no text says. It holds the texts once
  /// more, and is made where it is asked for.
  package var recipe: Recipe? { makeRecipe() }

  /// - Parameters:
  ///   - root: the folder within which the pattern may use others, and recordings.
  ///   - overrides: what takes the place of what the text sets.
  /// - Throws: `InvalidPattern`, with every problem of the text.
  public init(
    parsing source: SourceText, in root: String = ".", overriding overrides: Overrides = .none
  ) throws(InvalidPattern) {
    try self.init(
      parsing: source, library: .folder(root), sources: SoundSources(root: root, user: source.name),
      overriding: overrides)
  }

  /// - Parameters:
  ///   - library: where patterns are found that it uses.
  ///   - sources: where it finds what it plays.
  public init(
    parsing source: SourceText, library: PatternLibrary, sources: SoundSources, overriding overrides: Overrides = .none
  ) throws(InvalidPattern) {
    let texts = UsedTexts(by: source)
    var reading = try PatternReading(of: source, library: texts.recording(library), overriding: overrides)
    if overrides.voice != nil, case .command(let command)? = reading.pattern.settings.voice {
      outsideCommand = command
      reading.pattern.settings.voice = .command("")
    } else {
      outsideCommand = nil
    }
    pattern = reading.pattern
    places = reading.places
    timeline = Timeline(of: reading)
    let canonical = overrides.canonical(in: pattern.settings)
    self.overrides = canonical
    makeRecipe = { texts.recipe(overriding: canonical) }
    self.sources = sources
  }

  /// A track of a pattern that was read from a text or built in Swift, and so has been checked.
  ///
  /// - Parameter root: the folder within which it may use recordings.
  public init(of pattern: Pattern, in root: String = ".") {
    self.pattern = pattern
    sources = SoundSources(root: root, user: "")
    overrides = .none
    outsideCommand = nil
    places = nil
    timeline = Timeline(of: pattern)
    let recipe = Recipe(of: pattern)
    makeRecipe = { recipe }
  }

  /// Where in the text the step stands that a piece of advice speaks of; `nil` for what holds for the whole track.
  public func place(of advice: Advice) -> SourceMap.Place? {
    advice.instant.flatMap { places?.place(at: $0) }
  }
}
