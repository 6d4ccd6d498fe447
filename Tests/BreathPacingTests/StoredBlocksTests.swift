import BreathPacing
import Foundation
import PatternLanguage
import SoundFiles
import SoundMeasurement
import Synthesis
import TestSupport
import Testing

/// Stretches that are alike are stored once; what a file holds is the sound all the same, sample by sample.
@Suite struct StoredStretchesTests {
  @Test(arguments: [
    "breaths 6 { inhale 2; hold 1; exhale 2 }",
    "voice none\nsides \"links\" \"rechts\" { breaths 3 { inhale 1; exhale 2 } }",
    "profile sleep\nbreaths 5 { inhale 2; exhale 3 }",
    "sounds bowls\nbreaths 5 { inhale 2; exhale 3 }",
    "breaths 5 { inhale 2 to 3; exhale 3 }",
    "fade in 3s\nfade out 4s\nbreaths 6 { inhale 1; exhale 1 }",
    "bed pink -30dB following\nbreaths 4 { inhale 2; exhale 2 }",
  ])
  func `A file holds the samples of the sound`(text: String) throws {
    let folder = try TemporaryFolder()
    let track = try Track(parsing: SourceText(text), in: folder.path)
    let path = folder.path + "/a.wav"
    let options = RenderOptions(rate: 8_000, samples: .float32, channels: 2)
    _ = try track.render(to: path, as: options)
    var mix = Mix(of: track.pattern)
    if let bed = track.pattern.settings.bed {
      mix.bed = BedSound(bed.material, rate: 8_000, channels: 2)
        .map { BedLayer($0, level: Decibels(-30), isFollowing: bed.isFollowing) }
    }
    let sound = Sound(of: track.timeline, rate: 8_000, channels: 2, mix: mix, blockFrames: 1_000)
    #expect(try Recording(readingFrom: path).samples == sound.flatMap { $0 })
  }

  /// Repeated segments are measured once; the reference measures the whole file.
  @Test(arguments: [
    "breaths 12 { inhale 2; hold 1; exhale 2 }", "breaths 20 at 7/min { inhale 2; exhale 3 }",
    "sounds bowls\nbreaths 9 { inhale 2; exhale 3 }", "repeat 5 { breaths 2 { inhale 1; exhale 1 }; rest 3s }",
    "bed rain -30dB\nbreaths 5 { inhale 2; exhale 2 }", "repeat 60 { rest 100ms left; inhale 1; exhale 1 }",
  ])
  func `The measured levels are those of the file`(text: String) throws {
    let folder = try TemporaryFolder()
    let track = try Track(parsing: SourceText("voice none\n" + text), in: folder.path)
    let path = folder.path + "/a.wav"
    var options = RenderOptions(rate: 48_000, samples: .float32, channels: 2)
    options.measuresLevels = true
    let levels = try #require(try track.render(to: path, as: options).levels)
    let samples = try Recording(readingFrom: path).samples
    let reference = Loudness(of: samples, channels: 2)
    #expect(abs(try #require(levels.integrated).value - reference.integrated) < 0.02)
    #expect(abs(try #require(levels.momentary).value - reference.momentary) < 0.02)
    let peak = 20 * log10(Double(Measurement.peak(of: samples)))
    #expect(abs(try #require(levels.samplePeak).value - peak) < 0.001)
    #expect(try #require(levels.truePeak).value >= peak - 0.001)
  }

  /// Long enough for other threads to begin: a stretch ends after 16 s at 8 kHz, and where something begins.
  @Test(arguments: [
    "bed pink -30dB following\nsounds bowls\nfade out 4s\nbreaths 6min { inhale 2 left; exhale 2 right }",
    "breaths 30 { inhale 1 to 2; hold 1; exhale 2 to 3 }",
    "sounds bowls\nbreaths 30 { inhale 2; exhale 3 }",
  ])
  func `The number of threads never changes a byte`(text: String) throws {
    let folder = try TemporaryFolder()
    let track = try Track(parsing: SourceText(text), in: folder.path)
    var options = RenderOptions(rate: 8_000, samples: .int16, channels: 2)
    let files = try [1, 2, 3, 7].map { threads in
      let path = "\(folder.path)/\(threads).wav"
      options.threads = threads
      _ = try track.render(to: path, as: options)
      return try Data(contentsOf: URL(filePath: path))
    }
    #expect(Set(files).count == 1)
    #expect(files[0].count > 3_000_000)
  }
}
