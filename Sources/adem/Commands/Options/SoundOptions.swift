import ArgumentParser
import BreathPacing
import SoundFiles
import Synthesis

/// Options of all commands that render.
struct SoundOptions: ParsableArguments {
  @Option(
    name: .customLong("for"),
    help: ArgumentHelp(
      "Take the kind of file, rate, level, markers and files beside it that suit this place: \(PublishingPlace.list). Any option goes before it.",
      valueName: "place"),
    completion: .list(PublishingPlace.allCases.map(\.rawValue)))
  var place: String?

  @Option(
    help: "Frames a second, from 8000 to 192000. (default: 48000)", completion: .list(["44100", "48000", "96000"]))
  var rate: Int?

  @Option(
    help: "Bits a sample: 16 (dithered), 24, or 32 (floating point); not for lossy kinds. (default: 16)",
    completion: .list(["16", "24", "32"]))
  var bits: Int?

  @Option(
    help: "1 for mono, 2 for stereo. (default: 2 where a pattern uses sides or a bed, else 1)",
    completion: .list(["1", "2"]))
  var channels: Int?

  @Option(
    help: ArgumentHelp(
      "Bit rate of mp3, m4a and opus in kbit/s, such as 64, enough for speech in mono. (default: 128; opus 64 a channel)",
      valueName: "kbit/s"))
  var bitrate: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Bring the whole track to this loudness, such as -16LUFS, as far as its peaks allow.", valueName: "loudness"))
  var loudness: String?

  @Option(
    help: ArgumentHelp(
      """
      Mark where these begin, for players to jump to: sections; sides (and sections); breaths (and both); all, with \
      rounds; or none. (default: sides)
      """, valueName: "levels"), completion: .list(MarkerChoice.allCases.map(\.rawValue)))
  var markers: String?

  @Option(
    help: ArgumentHelp(
      "Put this picture, a JPEG or PNG, into the track, for players to show: mp3, m4a, flac, ogg or opus.",
      valueName: "picture"), completion: .file(extensions: ["jpg", "jpeg", "png"]))
  var cover: String?

  @Flag(help: "Measure how loud each track becomes, and tell it; this takes longer than rendering.")
  var levels = false

  @Flag(help: "Leave the pattern and the settings out of the track: it cannot be made again from itself.")
  var noRecipe = false

  @Flag(help: "Replace files that exist, whoever made them.")
  var force = false

  @Flag(name: .shortAndLong, help: "Say nothing unless something fails.")
  var quiet = false

  func validate() throws {
    if let rate, !SoundFormat.rates.contains(rate) {
      throw ValidationError("'--rate' lies between 8000 and 192000 frames a second, not \(rate).")
    }
    if let bits, SampleFormat(bits: bits) == nil { throw ValidationError("'--bits' is 16, 24 or 32, not \(bits).") }
    if let channels, channels != 1, channels != 2 {
      throw ValidationError("'--channels' is 1 or 2, not \(channels).")
    }
    try PublishingPlace.validate(place)
    try validateBitRate()
    if let loudness, Self.lufs(loudness) == nil {
      throw ValidationError(
        "'--loudness' lies between -60LUFS and -10LUFS, not '\(loudness.printable)'. Write '--loudness -16LUFS'.")
    }
    if let markers, MarkerChoice(rawValue: markers) == nil {
      let help = MarkerChoice(meantBy: markers).map { " Write '--markers \($0.rawValue)'." } ?? ""
      throw ValidationError("'--markers' is one of \(MarkerChoice.list), not '\(markers.printable)'.\(help)")
    }
  }

  /// A bit rate is a whole number of kbit/s, and may be written as `64k`. The range depends on the kind of file, and is
  /// checked with it.
  private func validateBitRate() throws {
    guard let bitrate, Self.kilobits(bitrate) == nil else { return }
    let bits = Int(bitrate).flatMap { $0 >= 1_000 ? $0 / 1_000 : nil }
    throw ValidationError(
      "'--bitrate' is a number of kbit/s from 6 to 640, not '\(bitrate.printable)'. Write '--bitrate \(bits ?? 128)'.")
  }

  private static func kilobits(_ text: String) -> Int? {
    guard let digits = text.lowercased().wholeMatch(of: /([0-9]{1,6}) ?(?:k|kbps|kbit\/s|kb\/s)?/)?.1,
      let number = Int(digits), (6...640).contains(number)
    else { return nil }
    return number
  }

  private static func lufs(_ text: String) -> Double? {
    guard let digits = text.wholeMatch(of: /[-−–]([0-9]{1,2}(?:\.[0-9]{1,3})?) ?(?:LUFS|lufs|LKFS)?/)?.1,
      let number = Double(digits), (10...60).contains(number)
    else { return nil }
    return -number
  }

  /// Supported extensions of sound files.
  static let extensions = Container.extensions.joined(separator: ", ")

  static func validate(output: String) throws {
    if output == "-" {
      throw ValidationError("Sound cannot be written to the standard output; name a file, such as '-o calm.wav'.")
    }
  }

  /// The place of `--for`.
  var publishingPlace: PublishingPlace? { place.flatMap { PublishingPlace(rawValue: $0) } }

  /// The options that were given, with the picture.
  ///
  /// - Throws: the exit status, after the failure was reported.
  func options() throws -> RenderOptions {
    var options = givenOptions
    guard let cover else { return options }
    do throws(CoverError) {
      options.cover = try CoverPicture(readingFrom: cover)
    } catch {
      var failures = FailureList(inputs: 1)
      failures.report(error, of: cover)
      throw failures.status.exitCode
    }
    return options
  }

  private var givenOptions: RenderOptions {
    var options = RenderOptions(rate: rate, samples: bits.flatMap { SampleFormat(bits: $0) }, channels: channels)
    options.bitRate = bitrate.flatMap(Self.kilobits)
    options.loudness = loudness.flatMap(Self.lufs)
    options.markers = markers.flatMap { MarkerChoice(rawValue: $0) }
    options.place = publishingPlace
    options.measuresLevels = levels
    options.storesRecipe = !noRecipe
    return options
  }
}

extension MarkerChoice {
  /// The choices on the command line.
  static let list = allCases.map(\.rawValue).joined(separator: ", ")

  /// The choice that a misspelt or related word means.
  init?(meantBy word: String) {
    let word = word.lowercased()
    let others = [
      "section": "sections", "side": "sides", "breath": "breaths", "rounds": "all", "off": "none", "no": "none",
    ]
    guard let name = others[word] ?? Self.allCases.map(\.rawValue).nearest(to: word, by: \.self) else { return nil }
    self.init(rawValue: name)
  }
}
