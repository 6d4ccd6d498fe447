public import PatternLanguage
public import SoundFiles
public import Speech
public import Synthesis
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
    let reading = try PatternReading(of: source, library: texts.recording(library), overriding: overrides)
    pattern = reading.pattern
    places = reading.places
    timeline = Timeline(of: reading)
    let known = pattern.settings.parameters.map(\.name)
    makeRecipe = { texts.recipe(overriding: overrides, of: known) }
    self.sources = sources
  }

  /// A track of a pattern that was read from a text or built in Swift, and so has been checked.
  ///
  /// - Parameter root: the folder within which it may use recordings.
  public init(of pattern: Pattern, in root: String = ".") {
    self.pattern = pattern
    sources = SoundSources(root: root, user: "")
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
