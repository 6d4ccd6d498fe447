public import Advice
import FileStore
public import PatternLanguage
import SoundFiles
import Speech
import Synthesis
public import Timing

/// A pattern with its timeline, ready to be rendered.
///
/// ```swift
/// let text = SourceText("breaths 10 { inhale 4; exhale 6 }", name: "calm")
/// let track = try Track(parsing: text)
/// let result = try track.render(to: "calm.wav")
/// ```
///
/// This is the whole pipeline: a text becomes a pattern, the pattern a timeline of exact instants, the timeline blocks
/// of samples, and the blocks a file. All commands use it.
public struct Track: Sendable {
  /// The checked pattern.
  public let pattern: Pattern
  /// The events of the pattern with their exact times.
  public let timeline: Timeline
  /// The positions of the steps in the text; `nil` for a pattern that was built in Swift.
  public let places: SourceMap?
  /// The recordings and the voice that the track uses.
  public var sources: SoundSources
  /// The values that replaced those of the text, in canonical form.
  let overrides: Overrides
  /// The command that replaced the voice of the text; empty for a command that a track did not store. It may contain a
  /// secret, so the pattern, and everything that is written about the track, has an empty command in its place.
  let overridingCommand: String?
  /// The recordings and words that the track plays.
  package let played: PlayedSounds
  /// Why the first of the words that could not be measured was not; nil if all lengths are known.
  public let measurementError: (any Error)?
  private let makeRecipe: @Sendable () -> Recipe?
  /// Makes the track again with other sources.
  private let remade: @Sendable (SoundSources) throws -> Track

  /// The recipe to make the track again; nil for a pattern built in Swift that no text describes. It contains copies of
  /// the texts and is made on request.
  package var recipe: Recipe? { makeRecipe() }

  // MARK: From a text to the timeline

  /// Parses a pattern and the files that it uses.
  ///
  /// - Parameters:
  ///   - source: the text of the pattern.
  ///   - root: the folder to which the patterns and recordings that it uses are confined.
  ///   - overrides: values that replace those of the text.
  /// - Throws: `InvalidPattern` with all problems of the text.
  public init(
    parsing source: SourceText, in root: String = ".", overriding overrides: Overrides = .none
  ) throws(InvalidPattern) {
    try self.init(
      parsing: source, library: .folder(root), sources: SoundSources(root: root, user: source.name),
      overriding: overrides)
  }

  /// Parses a pattern whose files have other sources than a folder.
  ///
  /// - Parameters:
  ///   - source: the text of the pattern.
  ///   - library: the patterns that it may use.
  ///   - sources: the recordings and the voice that the track uses.
  ///   - overrides: values that replace those of the text.
  /// - Throws: `InvalidPattern` with all problems of the text.
  public init(
    parsing source: SourceText, library: PatternLibrary, sources: SoundSources, overriding overrides: Overrides = .none
  ) throws(InvalidPattern) {
    let texts = UsedTexts(by: source)
    let words = WordMeasurement(from: sources) { settings in
      TrackVoices(
        sources: sources, language: settings.language, origin: overrides.voiceOrigin,
        overridingCommand: Self.command(of: settings, from: overrides))
    }
    var reading = try PatternReading(of: source, library: texts.recording(library), overriding: overrides) { request in
      // Everything that is said is measured at once, as far as it is known.
      let more = request.draft.map { PlayedSounds(in: $0, mix: Mix(of: $0)).words } ?? []
      words.measure(request.entries.union(more), in: request.settings)
      return words.lengths
    }
    var played = PlayedSounds(in: reading.pattern, mix: Mix(of: reading.pattern))
    words.measure(played.words, in: reading.pattern.settings)
    overridingCommand = Self.command(of: reading.pattern.settings, from: overrides)
    if let command = overridingCommand {
      words.rename(.command(command), to: .command(""))
      reading.pattern.settings.voice = .command("")
      played = PlayedSounds(in: reading.pattern, mix: Mix(of: reading.pattern))
    }
    pattern = reading.pattern
    places = reading.places
    self.played = played
    timeline = Timeline(of: reading, speaking: played.isSpoken ? words.lengths : nil)
    measurementError = words.error
    let canonical = overrides.canonical(in: pattern.settings)
    self.overrides = canonical
    makeRecipe = { texts.recipe(overriding: canonical) }
    remade = { sources in
      try Track(parsing: source, library: library, sources: sources, overriding: overrides)
    }
    self.sources = sources
  }

  /// A track of a pattern that was checked already: it was parsed, or built in Swift.
  ///
  /// - Parameters:
  ///   - pattern: the pattern.
  ///   - root: the folder to which the recordings that it uses are confined.
  public init(of pattern: Pattern, in root: String = ".") {
    self.init(of: pattern, sources: SoundSources(root: root, user: ""))
  }

  private init(of pattern: Pattern, sources: SoundSources) {
    let words = WordMeasurement(from: sources) { settings in
      TrackVoices(sources: sources, language: settings.language, origin: .track, overridingCommand: nil)
    }
    let recipe = Recipe(of: pattern)
    let everything = PlayedSounds(in: pattern, mix: Mix(of: pattern)).words
    words.measure(everything, in: pattern.settings)
    // Its text gives the same pattern, with the lengths that were measured.
    let reading = recipe.flatMap { recipe in
      try? PatternReading(of: SourceText(recipe.texts[0])) { _ in words.lengths }
    }
    self.pattern = reading?.pattern ?? pattern
    self.sources = sources
    overrides = .none
    overridingCommand = nil
    places = nil
    played = PlayedSounds(in: self.pattern, mix: Mix(of: self.pattern))
    let lengths = everything.isEmpty ? nil : words.lengths
    timeline = reading.map { Timeline(of: $0, speaking: lengths) } ?? Timeline(of: pattern, speaking: lengths)
    measurementError = words.error
    makeRecipe = { recipe }
    remade = { sources in Track(of: pattern, sources: sources) }
  }

  /// Returns the command that replaces the voice of a text; nil if none does.
  private static func command(of settings: Settings, from overrides: Overrides) -> String? {
    if overrides.voice != nil, case .command(let command)? = settings.voice { command } else { nil }
  }

  // MARK: From the timeline to a file

  /// Renders the track to a file. The file gets its name only when it is complete and verified.
  ///
  /// A track with a `loudness` is rendered twice: once to measure it, once to write it. So is a track whose peaks
  /// exceed `Levels.ceiling` because many sounds coincide: its level is decreased as a whole, without a limiter.
  ///
  /// - Parameters:
  ///   - path: the path of the file. Its extension chooses the container.
  ///   - options: the format of the file.
  ///   - replacement: whether an existing file may be replaced.
  ///   - progress: receives the rendered fraction of the track, from 0 to 1; an error that it throws ends the
  ///     rendering.
  /// - Throws: `FileError`, `SoundFileError`, `MissingRecordings`, `PlaybackError`, `PitchBeyondRate`,
  ///   `CommandRefusal`, `SpeechError`, `UnreachableLoudness`, `SoundFault`, and the errors of `progress`.
  public func render(
    to path: String, as options: RenderOptions = RenderOptions(), replacing replacement: Replacement = .never,
    progress: (Double) throws -> Void = { _ in }
  ) throws -> RenderedTrack {
    try rendered(to: DirectoryEntry(path), as: options, replacing: replacement, progress: progress)
      .commit(replacing: replacement)
  }

  /// Renders the track to a complete, verified file that has no final name yet.
  ///
  /// - Parameters:
  ///   - cache: the cache of rendered tracks, and the key of this one; nil for none.
  ///   - digesting: whether the fingerprint of the file will be needed.
  package func rendered(
    to entry: DirectoryEntry, as options: RenderOptions, replacing replacement: Replacement,
    cache: (tracks: TrackCache, key: String)? = nil, digesting: Bool = false, progress: (Double) throws -> Void
  ) throws -> FinishedTrack {
    if let measured = try remeasured() {
      return try measured.rendered(
        to: entry, as: options, replacing: replacement, cache: cache, digesting: digesting, progress: progress)
    }
    let container = Container(ofFileAt: entry.path)
    let options = options.completed(for: self, in: container)
    let format = options.format(for: pattern, in: container)
    var description = TrackDescription(
      format: format, frames: Int64(Sound.frames(of: timeline, rate: format.rate)),
      annotations: annotations(for: format, in: container, options))
    description.bitRate = options.bitRate
    // Before anything is computed.
    try description.container(forFileAt: entry.path)
    if let cache, !options.measuresLevels, let kept = cache.tracks.track(for: cache.key),
      let file = try SoundFile(copying: kept, to: entry, as: description)
    {
      return FinishedTrack(file: file, levels: nil, master: Decibels(kept.master), loneChannels: [])
    }
    let recordings = sources.prepared ?? PreparedRecordings(in: entry.folderPath)
    let (sound, missed) = try sound(for: format, options, from: recordings, progress)
    do {
      var track = try write(
        sound, to: entry, as: description, measuring: options.measuresLevels, digesting: digesting,
        replacing: replacement, progress: progress)
      track.cache = cache
      track.missedLoudness = missed
      return track
    } catch let fault as SoundFault {
      // A recording that could not be read back gives samples that are no sound.
      throw recordings.store.failure ?? fault
    }
  }

  /// Returns the track with measured lengths where they were estimates and can be measured by now: a command may have
  /// been allowed since. Returns `nil` if nothing has changed.
  ///
  /// - Throws: `InvalidPattern`, if the measured lengths contradict the text; `SpeechError`, if words cannot be spoken.
  package func remeasured() throws -> Track? {
    guard timeline.isEstimated || measurementError != nil else { return nil }
    var sources = sources
    (sources.measuresCommands, sources.mostNewWords) = (true, .max)
    let track = try remade(sources)
    if let error = track.measurementError as? SpeechError { throw error }
    return track.timeline.isEstimated || track.measurementError != nil ? nil : track
  }

  /// Returns the position in the text of the step that a piece of advice is about; `nil` for advice about the whole
  /// track.
  public func place(of advice: Advice) -> SourceMap.Place? {
    advice.instant.flatMap { places?.place(at: $0) }
  }
}
