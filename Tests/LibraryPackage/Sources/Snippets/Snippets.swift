// The Swift code of README.md and of the article 'Adem as a library', which a test compares. The tests of the package
// compile this file, and so does the package in this folder.

import Advice
import BatchRendering
import BreathPacing
import PatternBuilding
import PatternLanguage
import Sidecars
import SoundFiles
import Speech
import Synthesis
import Timing

/// The snippets as functions. The files are written into the working folder.
public enum Snippets {
  public static func firstTrack() throws {
    let track = try Track(parsing: SourceText("4-7-8 times 4"))
    print(track.timeline.length, track.timeline.breaths)  // 92.0 seconds 4
    let rendered = try track.render(to: "calm.wav")
    print(rendered.file.frames)  // 4416000
  }

  public static func building() throws {
    let calm = try Pattern("4-7-8") {
      Breaths(4) {
        Inhale(4)
        Hold(7)
        Exhale(8)
      }
    }
    print(calm.text)
    let track = Track(of: calm)
    print(track.timeline.breaths)  // 4
  }

  public static func timeline() throws {
    let track = try Track(parsing: SourceText("lead-in 0s\nending none\nbreaths 2 { inhale 4; exhale 6 }"))
    for event in track.timeline {
      if case .phase(let phase) = event.kind { print(event.onset, phase.phase, phase.breath ?? 0) }
    }
    for change in LungVolume(of: track.timeline) {
      print(change.start, change.from, change.to)
    }
  }

  public static func options() throws {
    let text = SourceText("parameter unit = 4\nbreaths 3 { inhale unit; exhale 2 * unit }", name: "evening.breath")
    let overrides = Overrides(parameters: ["unit=5"], profile: "sleep")
    let track = try Track(parsing: text, in: ".", overriding: overrides)
    var options = RenderOptions(rate: 44_100, samples: .int24, channels: 2)
    options.measuresLevels = true
    let rendered = try track.render(to: "evening.flac", as: options) { fraction in
      // Called about once for each second of sound; an error that is thrown here ends the rendering.
      if fraction == 1 { print("done") }
    }
    print(rendered.levels?.integrated as Any)
  }

  public static func sidecars() throws {
    let track = try Track(parsing: SourceText("breaths 2 { inhale 4; exhale 6 }"))
    var captions = ""
    try track.timeline.write(.vtt) { captions += $0 }
    print(captions.prefix(6))  // WEBVTT
  }

  public static func errors() {
    do {
      let track = try Track(parsing: SourceText("breaths 5 { exhail 6 }", name: "mine.breath"))
      _ = try track.render(to: "mine.wav")
    } catch let error as InvalidPattern {
      for diagnostic in error.diagnostics { print(diagnostic.message, diagnostic.help ?? "") }
    } catch let error as SpeechError {
      print("nothing can speak: \(error.problem)")
    } catch {
      print(error)  // a FileError, a PlaybackError, …
    }
  }

  public static func advice() throws {
    let track = try Track(parsing: SourceText("breaths 5 { inhale 4; hold 60; exhale 8 }"))
    for advice in track.timeline.advice { print(advice.rule, advice.message) }
  }

  public static func batch() throws {
    let plan = BatchPlan(for: ["patterns"], to: .folder("tracks", extension: "mp3"))
    let renderer = BatchRenderer(try Batch(in: "tracks"), tracksAtOnce: 4)
    let tally = renderer.render(try renderer.inspect(plan.jobs)) { progress in
      if case .finished(let task, .failure(let error), _) = progress { print("\(task.job.input.name): \(error)") }
    }
    print("\(tally.rendered) rendered, \(tally.kept) kept, \(tally.failures.count) failed")
  }
}
