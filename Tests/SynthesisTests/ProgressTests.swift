import Foundation
import PatternLanguage
import SoundMeasurement
import Synthesis
import Testing

/// A listener hears which phase it is, how far it has come, and when it ends.
@Suite struct ProgressTests {
  private static let rate = 48_000
  private static let breathing = ["inhale", "full-hold", "exhale", "empty-hold", "rest"]

  /// A phase and how it goes on.
  private struct Course {
    let samples: [Float]
    let seconds: Double

    init(of event: String, in set: String, lasting length: String) throws {
      samples = try LonePhase(event: event, length: length).samples(in: set, rate: rate)
      seconds = Double(samples.count) / Double(rate)
    }

    /// The samples around a fraction of the phase.
    func piece(at place: Double, seconds window: Double) -> ArraySlice<Float> {
      let (middle, half) = (Int(place * Double(samples.count)), Int(window * Double(rate) / 2))
      return samples[max(0, middle - half)..<min(samples.count, middle + half)]
    }

    func level(at place: Double) -> Double {
      Measurement.level(of: piece(at: place, seconds: max(0.05, 0.05 * seconds)))
    }

    func heard(at place: Double) -> (pitch: Double, shares: [Double]) {
      ProgressTests.heard(in: Array(piece(at: place, seconds: 0.2)))
    }
  }

  /// The strongest frequency from 250 to 1100 Hz, in steps of 6 Hz, and the shares of the power in bands of a third of
  /// an octave from 200 Hz to 6.4 kHz, in dB.
  private static func heard(in samples: [Float]) -> (pitch: Double, shares: [Double]) {
    let spectrum = Spectrum(of: samples, rate: rate, size: 8192)
    let width = Double(rate) / 8192
    let strongest = (Int(250 / width)...Int(1_100 / width)).max { spectrum.density[$0] < spectrum.density[$1] } ?? 0
    let levels = (0..<15).map { band in
      let low = 200 * pow(2, Double(band) / 3)
      return spectrum.level(from: low, to: low * 1.26) + 10 * log10(low)
    }
    let whole = 10 * log10(levels.reduce(0) { $0 + pow(10, $1 / 10) })
    return (Double(strongest) * width, levels.map { max(-40, $0 - whole) })
  }

  /// 1 dB of the level, 50 cents, or 1.5 dB of what is heard of the spectrum are about the least that is noticed.
  @Test(arguments: Sounds.sets, breathing)
  func `At each quarter a phase sounds other than a quarter before`(set: String, event: String) throws {
    for length in ["2s", "6s", "20s"] {
      let course = try Course(of: event, in: set, lasting: length)
      for place in [0.5, 0.75, 0.9] {
        let level = abs(course.level(at: place) - course.level(at: place - 0.25))
        let (now, before) = (course.heard(at: place), course.heard(at: place - 0.25))
        let cents = abs(1_200 * log2(now.pitch / before.pitch))
        let pairs = zip(now.shares, before.shares).filter { max($0, $1) > -30 }
        let spectrum = (pairs.reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } / Double(max(1, pairs.count)))
          .squareRoot()
        #expect(
          level > 1 || cents > 50 || spectrum > 1.5,
          "\(length), at \(place): \(level) dB, \(cents) cents, \(spectrum) dB")
        #expect(course.level(at: place) > -50, "\(length), at \(place)")
      }
    }
  }

  @Test(arguments: ["glide", "pad", "hum"], ["1s", "4s", "20s"])
  func `The last quarter of a glide moves through 15 % of its range at least`(timbre: String, length: String) throws {
    for (event, first, last) in [("inhale", 330.0, 495.0), ("exhale", 495, 330), ("inhale", 247.5, 990)] {
      let phase = LonePhase(event: event, length: length)
      let samples = try phase.samples(in: "tones", playing: "\(timbre) \(first)Hz to \(last)Hz", rate: Self.rate)
      func pitch(at place: Double) -> Double {
        let (middle, half) = (Int(place * Double(samples.count)), 1_440)
        let (low, high) = (min(first, last) * 0.9, max(first, last) * 1.1)
        return Measurement.pitch(
          of: samples[(middle - half)..<(middle + half)], rate: Self.rate, between: low, and: high)
      }
      // The level from 75 % of the phase to its end; the tolerance is 3 % of the variation of the measurement in a
      // tenth of a second.
      guard timbre == "glide" || last < 2 * first else { continue }
      let share = log2(last / pitch(at: 0.75)) / log2(last / first)
      #expect((0.15...0.3).contains(share), "\(phase): \(share)")
    }
  }

  /// Sets with sustained sounds, from 85 % of the phase to the start of the release.
  @Test(arguments: ["breath", "tones", "wood", "chords", "humming"], breathing)
  func `The last 15 % fall by 3 to 4 dB`(set: String, event: String) throws {
    for length in ["2s", "6s", "20s"] {
      let course = try Course(of: event, in: set, lasting: length)
      let width = max(0.03, min(0.15, course.seconds / 25))
      let before = Measurement.level(of: course.piece(at: 0.85 - width / 2 / course.seconds, seconds: width))
      let release = course.seconds - 0.1 - width / 2
      let after = Measurement.level(of: course.piece(at: release / course.seconds, seconds: width))
      // Noise of this length strays by a decibel.
      let isNoise = ["breath", "humming"].contains(set)
      #expect((isNoise ? 1.8...5.2 : 2.6...4.4).contains(before - after), "\(length): \(before - after) dB")
    }
  }

  @Test(arguments: Sounds.sets)
  func `No two phases begin on one pitch or its octave`(set: String) throws {
    var found: [(event: String, pitch: Double)] = []
    for event in Self.breathing {
      let course = try Course(of: event, in: set, lasting: "4s")
      let pitch = Self.heard(in: Array(course.samples[..<8_192])).pitch
      for other in found {
        let semitones = abs(12 * log2(pitch / other.pitch))
        let isOctave = semitones > 6 && abs(semitones - 12) < 0.5
        #expect(semitones > 1 && !isOctave, "\(event) \(pitch) Hz, \(other.event) \(other.pitch) Hz")
      }
      found.append((event, pitch))
    }
  }

  @Test(arguments: Sounds.sets, ["2s", "6s"])
  func `A phone loses 4 LU of a phase at most`(set: String, length: String) throws {
    for event in LonePhase.events {
      let samples = try LonePhase(event: event, length: length).samples(in: set, rate: Self.rate)
      let heard = HighPass.passed(samples, above: 300, rate: Self.rate)
      let loss = Loudness(of: samples, channels: 1).integrated - Loudness(of: heard, channels: 1).integrated
      #expect(loss < 4, "\(event): \(loss) LU")
    }
  }

  /// A set of tones that last would be the loudest, one of strokes the softest.
  @Test func `Sets are as loud as each other`() throws {
    var levels: [Double] = []
    for set in Sounds.sets {
      var samples: [Float] = []
      for event in ["inhale", "full-hold", "exhale", "empty-hold"] {
        let length = event == "exhale" ? "6s" : event == "inhale" ? "4s" : "3s"
        samples += try LonePhase(event: event, length: length).samples(in: set, rate: Self.rate)
      }
      levels.append(Loudness(of: samples, channels: 1).integrated)
    }
    #expect((levels.max() ?? 0) - (levels.min() ?? -99) < 1, "\(zip(Sounds.sets, levels).map { ($0, $1) })")
  }
}
