import ArgumentParser
import BreathPacing
import SoundFiles
import Synthesis

/// Options of all commands that render.
struct SoundOptions: ParsableArguments {
  @Option(
    help: "Frames a second, from 8000 to 192000. (default: 48000)", completion: .list(["44100", "48000", "96000"]))
  var rate: Int?

  @Option(
    help: "Bits a sample: 16 (dithered), 24, or 32 (floating point); not for ogg, opus and mp3. (default: 16)",
    completion: .list(["16", "24", "32"]))
  var bits: Int?

  @Option(
    help: "1 for mono, 2 for stereo. (default: 2 where a pattern uses sides or a bed, else 1)",
    completion: .list(["1", "2"]))
  var channels: Int?

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
  }

  /// Supported extensions of sound files.
  static let extensions = Container.extensions.joined(separator: ", ")

  static func validate(output: String) throws {
    if output == "-" {
      throw ValidationError("Sound cannot be written to the standard output; name a file, such as '-o calm.wav'.")
    }
  }

  var options: RenderOptions {
    var options = RenderOptions(rate: rate, samples: bits.flatMap { SampleFormat(bits: $0) }, channels: channels)
    options.measuresLevels = levels
    options.storesRecipe = !noRecipe
    return options
  }
}
