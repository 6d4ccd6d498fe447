import BreathPacing
import PatternLanguage
import SoundFiles
import Synthesis
import Timing

/// Times each stage of the pipeline alone: `stages FOLDER-OF-WORKLOADS LONG-TEXT SCRATCH-FOLDER`.
///
/// What a stage gets is made beforehand, and what it gives is thrown away; so their sum is more than a track costs only where
/// a stage waits for memory that another one has just filled.
@main
enum Stages {
  static func main() throws {
    guard CommandLine.arguments.count == 4 else {
      throw UsageError(description: "usage: stages FOLDER-OF-WORKLOADS LONG-TEXT SCRATCH-FOLDER")
    }
    let (workloads, longText, scratch) = (
      CommandLine.arguments[1], CommandLine.arguments[2], CommandLine.arguments[3]
    )
    try timeReading(text(at: longText))
    for workload in [Workload("W1", rate: 44_100, channels: 1), Workload("W4", rate: 48_000, channels: 2)] {
      let pattern = try Pattern(parsing: text(at: "\(workloads)/\(workload.file)"))
      timeUnrolling(pattern, of: workload)
      timeSynthesis(of: pattern, workload)
    }
    timeBed(rate: 44_100)
    timeQuantising()
    try timeWriting(to: "\(scratch)/stages.wav")
  }

  private static func text(at path: String) throws -> SourceText {
    try PatternInput(at: path).read()
  }

  private static func timeReading(_ source: SourceText) throws {
    try Stopwatch(stage: "parse and lay out anew", unit: "byte", work: "W7").time {
      _ = try source.formatted()
      return source.bytes.count
    }
    try Stopwatch(stage: "parse and check", unit: "byte", work: "W7").time {
      _ = try Pattern(parsing: source)
      return source.bytes.count
    }
  }

  private static func timeUnrolling(_ pattern: Pattern, of workload: Workload) {
    let timeline = Timeline(of: pattern)
    Stopwatch(stage: "unroll", unit: "event", work: workload.name).time {
      var count = 0
      for _ in timeline { count += 1 }
      return count
    }
  }

  private static func timeSynthesis(of pattern: Pattern, _ workload: Workload) {
    let sound = Sound(of: Timeline(of: pattern), rate: workload.rate, channels: workload.channels)
    Stopwatch(stage: "synthesise", unit: "frame", work: workload.name).time(rounds: 3) {
      var samples = 0
      for block in sound { samples += block.count }
      return samples / workload.channels
    }
  }

  private static func timeBed(rate: Int) {
    guard let bed = BedSound(.pink, rate: rate, channels: 2) else { return }
    Stopwatch(stage: "synthesise the bed", unit: "frame", work: "W3").time {
      for index in 0..<60 { _ = bed.chunk(index) }
      return 60 * BedSound.chunkFrames
    }
  }

  /// A block as long as those of a track; not silent, since silence is stored without dither.
  private static let block = (0..<16_384).map { Float($0 % 199 - 99) / 128 }
  private static let blockCount = 640

  private static func timeQuantising() {
    for (format, name) in [(SampleFormat.int16, "16 bits"), (.int24, "24 bits")] {
      Stopwatch(stage: "quantise", unit: "sample", work: name).time {
        var quantizer = Quantizer(format)
        for _ in 0..<blockCount { _ = quantizer.quantize(block) }
        return blockCount * block.count
      }
    }
  }

  private static func timeWriting(to path: String) throws {
    for (format, name) in [(SampleFormat.int16, "16 bits"), (.int24, "24 bits")] {
      var quantizer = Quantizer(format)
      let stored = quantizer.quantize(block)
      let description = TrackDescription(
        format: SoundFormat(rate: 48_000, channels: 1, samples: format), frames: Int64(blockCount * block.count))
      try Stopwatch(stage: "write", unit: "byte", work: name).time {
        let file = try SoundFile(creating: path, as: description, replacing: .always)
        for _ in 0..<blockCount { try file.append(stored) }
        try file.finish()
        return Int(try file.commit(replacing: .always).bytes)
      }
    }
  }
}

/// A reference workload, as far as single stages need it.
struct Workload {
  let name: String
  let rate: Int
  let channels: Int

  init(_ name: String, rate: Int, channels: Int) {
    self.name = name
    self.rate = rate
    self.channels = channels
  }

  var file: String { "\(name.lowercased()).breath" }
}

struct UsageError: Error, CustomStringConvertible {
  let description: String
}
