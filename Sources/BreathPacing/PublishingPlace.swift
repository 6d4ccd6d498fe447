import PatternLanguage
public import SoundFiles
public import Synthesis
import Timing

/// A place where tracks are published, with its requirements.
///
/// ```swift
/// var options = RenderOptions()
/// options.place = .podcast
/// let result = try track.render(to: "evening.mp3", as: options)  // −16 LUFS, in stereo
/// ```
///
/// Each value is used where the options have none.
public enum PublishingPlace: String, Sendable, Hashable, CaseIterable {
  /// A player on a telephone.
  case phone
  /// A podcast: −16 LUFS, with at most −1 dBTP, as Apple Podcasts asks.
  case podcast
  /// Insight Timer, which asks for 48 kHz, 128 kbit/s, and a bell at the end except for sleep.
  case insightTimer = "insight-timer"
  /// A loudspeaker that takes files of up to 10 MB.
  case smartSpeaker = "smart-speaker"
  /// A program that edits sound.
  case editor
  /// An experiment, which needs every onset.
  case lab

  /// The extension of its tracks.
  public var fileExtension: String {
    switch self {
    case .phone, .podcast, .insightTimer, .smartSpeaker: "mp3"
    case .editor, .lab: "wav"
    }
  }

  /// Frames per second.
  public var rate: Int { self == .smartSpeaker ? 24_000 : 48_000 }

  /// The sample format; nil for a lossy kind.
  public var samples: SampleFormat? {
    switch self {
    case .editor, .lab: .int24
    case .phone, .podcast, .insightTimer, .smartSpeaker: nil
    }
  }

  /// The number of channels; nil for the number that the pattern needs.
  public var channels: Int? {
    switch self {
    case .podcast: 2
    case .smartSpeaker: 1
    case .phone, .insightTimer, .editor, .lab: nil
    }
  }

  /// Integrated loudness in LUFS; nil for that of the pattern.
  public var loudness: Double? { self == .podcast ? -16 : nil }

  /// The levels that are marked.
  public var markers: MarkerChoice {
    switch self {
    case .phone, .podcast, .insightTimer, .smartSpeaker: .sides
    case .editor: .all
    case .lab: .breaths
    }
  }

  /// The most bytes of a file; nil for no limit.
  public var mostBytes: Int? { self == .smartSpeaker ? 10_000_000 : nil }

  /// Bit rate in kbit/s of a track with this number of channels; nil for a kind without one.
  public func bitRate(channels: Int) -> Int? {
    switch self {
    case .phone: 64 * channels
    case .podcast, .insightTimer: 128
    case .smartSpeaker: 64
    case .editor, .lab: nil
    }
  }

  /// Bytes for tags and the pattern, which are beside the sound.
  private static let room = 50_000

  /// The bit rate of a track: the default, or the highest below it with which the file is small enough, or else the
  /// lowest.
  fileprivate func bitRate(channels: Int, length: Duration, from known: BitRates) -> Int? {
    guard let usual = bitRate(channels: channels).map(known.nearest) else { return nil }
    guard let mostBytes else { return usual }
    let most = Double(mostBytes - Self.room) * 8 / 1000 / max(1, length / .seconds(1))
    let fitting = (1...usual).last { known.contains($0) && Double($0) <= most }
    return fitting ?? known.nearest(to: 1)
  }
}

extension RenderOptions {
  /// Returns the options for a track, completed with the requirements of its place. Options that the container does not
  /// support are left out.
  package func completed(for track: Track, in container: Container?) -> RenderOptions {
    guard let place, let container else { return self }
    var options = self
    options.place = nil
    if rate == nil, container.rates?.contains(place.rate) ?? true { options.rate = place.rate }
    if samples == nil, let samples = place.samples, container.sampleFormats.contains(samples) {
      options.samples = samples
    }
    options.channels = channels ?? place.channels
    options.loudness = loudness ?? place.loudness
    options.markers = markers ?? place.markers
    let format = options.format(for: track.pattern, in: container)
    if bitRate == nil, let known = container.bitRates(at: format.rate, channels: format.channels) {
      options.bitRate = place.bitRate(channels: format.channels, length: track.timeline.length, from: known)
    }
    return options
  }
}

/// A reason why a place would refuse a track, or play it otherwise than its pattern says.
///
/// ```swift
/// for objection in track.objections(of: .insightTimer) { print(objection) }
/// ```
public enum PublishingObjection: Sendable, Hashable {
  /// The pattern has no title.
  case noTitle
  /// The track ends without a bell, and its profile is not sleep.
  case noEndingBell
  /// The file is larger than the place takes.
  case tooLarge(bytes: Int, most: Int)
  /// Sides are heard alike, since the place plays one channel.
  case sidesInMono
  /// Peaks keep the track softer than the place asks, in LUFS.
  case tooSoft(reached: LUFS, wanted: LUFS)

  /// A stable name, such as `no-title`.
  public var name: String {
    switch self {
    case .noTitle: "no-title"
    case .noEndingBell: "no-ending-bell"
    case .tooLarge: "too-large"
    case .sidesInMono: "sides-in-mono"
    case .tooSoft: "too-soft"
    }
  }
}

extension Track {
  /// The properties of the track that a place refuses or changes, as far as the pattern determines them.
  public func objections(of place: PublishingPlace) -> [PublishingObjection] {
    var found: [PublishingObjection] = []
    let settings = pattern.settings
    switch place {
    case .podcast, .insightTimer: if settings.title?.isEmpty ?? true { found.append(.noTitle) }
    case .phone, .smartSpeaker, .editor, .lab: break
    }
    if place == .insightTimer, settings.ending == .none, settings.profile != .sleep { found.append(.noEndingBell) }
    var options = RenderOptions()
    options.place = place
    let container = Container(ofFileAt: "track.\(place.fileExtension)")
    let completed = options.completed(for: self, in: container)
    if let most = place.mostBytes, let bitRate = completed.bitRate {
      let bytes = Int(timeline.length / .seconds(1) * Double(bitRate) * 125)
      if bytes > most { found.append(.tooLarge(bytes: bytes, most: most)) }
    }
    if place.channels == 1, timeline.contains(where: { $0.side != nil }) { found.append(.sidesInMono) }
    return found
  }

  /// The same with the loudness, for which the whole sound is computed.
  ///
  /// - Throws: what rendering the track throws before it writes a file, such as `SpeechError` or `UnreachableLoudness`.
  public func objectionsWithLoudness(of place: PublishingPlace) throws -> [PublishingObjection] {
    let found = objections(of: place)
    guard place.loudness != nil else { return found }
    var options = RenderOptions()
    options.place = place
    let container = Container(ofFileAt: "track.\(place.fileExtension)")
    options = options.completed(for: self, in: container)
    let format = options.format(for: pattern, in: container)
    let missed = try sound(for: format, options, from: sources.prepared ?? PreparedRecordings(in: ".")) { _ in }.missed
    guard let missed, missed.wanted.value - missed.reached.value > Self.tolerance else { return found }
    return found + [.tooSoft(reached: missed.reached, wanted: missed.wanted)]
  }

  /// The difference in LU that places accept, as Apple Podcasts does.
  private static var tolerance: Double { 1 }
}
