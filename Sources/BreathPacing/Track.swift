@_exported public import PatternLanguage
@_exported public import SoundFiles
@_exported public import Synthesis
@_exported public import Timing

/// A pattern on its way to sound.
///
/// This is the whole pipeline: a text becomes a pattern, the pattern a timeline of exact instants, the timeline blocks
/// of samples, and the blocks a file. Every shell goes through here.
public struct Track: Sendable {
  public let pattern: Pattern
  public let timeline: Timeline
  /// Where its steps stand in the text; `nil` for a pattern that did not come from one.
  public let places: StepPlaces?
  /// From which the track can be made again; nil for a pattern built in Swift that no text says.
  let recipe: Recipe?

  /// - Parameters:
  ///   - library: where patterns are found that it uses.
  ///   - overrides: what takes the place of what the text sets.
  /// - Throws: `InvalidPattern`, with every problem of the text.
  public init(
    parsing source: SourceText, library: PatternLibrary = .empty, overriding overrides: Overrides = .none
  ) throws(InvalidPattern) {
    let texts = UsedTexts(by: source)
    let reading = try PatternReading(of: source, library: texts.recording(library), overriding: overrides)
    pattern = reading.pattern
    places = reading.places
    timeline = Timeline(of: pattern)
    recipe = texts.recipe(overriding: overrides)
  }

  /// A track of a pattern that was read from a text or built in Swift, and so has been checked.
  public init(of pattern: Pattern) {
    self.pattern = pattern
    places = nil
    timeline = Timeline(of: pattern)
    recipe = Recipe(of: pattern)
  }

  /// Where in the text the step stands that a piece of advice speaks of; `nil` for what holds for the whole track.
  public func place(of advice: Advice) -> StepPlaces.Place? {
    advice.instant.flatMap { places?.place(at: $0) }
  }

  /// Renders the track to a file, which appears under its name only when it is whole and has been read back.
  ///
  /// - Parameters:
  ///   - replacement: whether a file that has this name may be replaced.
  ///   - progress: told now and then what share of the track is done, from 0 to 1; what it throws ends the rendering.
  /// - Throws: `SoundFileError`, `SoundFault`, and what `progress` throws.
  public func render(
    to path: String, as options: RenderOptions = RenderOptions(), replacing replacement: Replacement = .never,
    progress: (Double) throws -> Void = { _ in }
  ) throws -> WrittenFile {
    let container = Container(ofFileAt: path)
    let format = options.format(for: pattern, in: container)
    let sound = Sound(of: timeline, rate: format.rate, channels: format.channels)
    var blocks = sound.makeIterator()
    var quantizer = Quantizer(format.samples)
    var done = 0
    let track = TrackDescription(
      format: format, frames: Int64(sound.frames), annotations: annotations(for: format, in: container))
    return try SoundFile.write(to: path, as: track, replacing: replacement) {
      try progress(Double(done) / Double(sound.frames))
      guard let block = blocks.next() else { return nil }
      let samples = quantizer.quantize(block)
      guard quantizer.peak < 1 else { throw SoundFault(peak: quantizer.peak, frame: done) }
      done += block.count / format.channels
      return samples
    }
  }
}

/// Samples that no file should hold: a mistake of the synthesis, never of a pattern.
public struct SoundFault: Error, Sendable {
  /// Full scale is 1; not a number if a sample was none.
  public let peak: Float
  /// Where the block with it begins.
  public let frame: Int
}
