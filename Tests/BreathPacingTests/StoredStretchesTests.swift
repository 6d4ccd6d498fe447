import BreathPacing
import Testing

/// Stretches that are alike are stored once; what a file holds is the sound all the same, sample by sample.
@Suite struct StoredStretchesTests {
  @Test(arguments: [
    "breaths 6 { inhale 2; hold 1; exhale 2 }",
    "sides \"links\" \"rechts\" { breaths 3 { inhale 1; exhale 2 } }",
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
    var mix = Mix(of: track.pattern.settings)
    if let bed = track.pattern.settings.bed {
      mix.bed = BedSound(bed.material, rate: 8_000, channels: 2)
        .map { BedLayer($0, level: Decibels(-30), isFollowing: bed.isFollowing) }
    }
    let sound = Sound(of: track.timeline, rate: 8_000, channels: 2, mix: mix, blockFrames: 1_000)
    #expect(try Recording(readingFrom: path).samples == sound.flatMap { $0 })
  }
}
