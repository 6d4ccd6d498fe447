import FileStore
import Foundation
import SoundFiles
import Synthesis
import TestSupport
import Testing

/// Every kind of file, known by the bytes that its specification asks for.
struct ContainerTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  static let kinds: [(name: String, container: Container, samples: [SampleFormat])] = [
    ("a.wav", .wav, SampleFormat.allCases),
    ("a.aiff", .aiff, SampleFormat.allCases), ("a.aif", .aiff, SampleFormat.allCases),
    ("a.caf", .caf, SampleFormat.allCases), ("a.flac", .flac, [.int16, .int24]), ("a.ogg", .vorbis, [.float32]),
    ("a.opus", .opus, [.float32]), ("a.mp3", .mp3, [.float32]),
  ]

  /// The first bytes of a file, and bytes at other offsets.
  static let signatures: [Container: [(Int, String)]] = [
    .wav: [(0, "RIFF"), (8, "WAVE")], .aiff: [(0, "FORM"), (8, "AIF")],
    .caf: [(0, "caff")], .flac: [(0, "fLaC")], .vorbis: [(0, "OggS"), (28, "\u{1}vorbis")],
    .opus: [(0, "OggS"), (28, "OpusHead")], .mp3: [(0, "ID3")],
  ]

  /// Tame enough for a lossy codec.
  static func track(_ samples: SampleFormat, channels: Int = 1, rate: Int = 48_000, frames: Int = 5_001) -> Track {
    var track = Track(samples, channels: channels, rate: rate, frames: frames)
    if samples == .float32 { track.samples = .float32((0..<frames * channels).map { Float($0 % 97) / 97 - 0.5 }) }
    return track
  }

  @Test func `Extensions are listed in one order, for tracks and for recordings`() {
    #expect(Container.extensions == ["wav", "aiff", "aif", "caf", "flac", "ogg", "opus", "mp3", "m4a"])
    #expect(
      Recording.extensions.prefix(14) == [
        "wav", "flac", "aiff", "aif", "caf", "w64", "au", "ogg", "oga", "opus", "mp3", "m4a", "aac", "webm",
      ])
    for (name, container, _) in Self.kinds {
      #expect(Container(ofFileAt: name.uppercased()) == container)
      #expect(Container(ofFileAt: "folder.wav/\(name)") == container)
    }
    for name in ["", "wav", ".wav", "a", "a.", "a.w64", "a.wav.txt", "a.wav/b"] {
      #expect(Container(ofFileAt: name) == nil)
    }
  }

  @Test(arguments: kinds, [1, 2])
  func `The extension chooses the kind of file`(
    kind: (name: String, container: Container, samples: [SampleFormat]), channels: Int
  ) throws {
    for samples in kind.samples {
      var track = Self.track(samples, channels: channels)
      track.annotations = Annotations(tags: Tags(title: "T"))
      let written = try track.write(to: folder[kind.name], replacing: .always)
      #expect(written.container == kind.container)
      let bytes = try folder.bytes(of: kind.name)
      #expect(written.bytes == Int64(bytes.count))
      for (offset, text) in try #require(Self.signatures[kind.container]) {
        #expect(bytes.dropFirst(offset).starts(with: text.utf8), "\(kind.name) at \(offset)")
      }
    }
  }

  @Test(arguments: kinds)
  func `The same track gives the same bytes, in blocks of any length`(
    kind: (name: String, container: Container, samples: [SampleFormat])
  ) throws {
    for samples in kind.samples {
      var track = Self.track(samples, channels: 2)
      track.annotations = Annotations(tags: Tags(title: "T"))
      try track.write(to: folder["1-\(kind.name)"], replacing: .always)
      try track.write(to: folder["2-\(kind.name)"], replacing: .always, blocksOf: 1_000)
      #expect(try folder.bytes(of: "1-\(kind.name)") == folder.bytes(of: "2-\(kind.name)"), "\(samples)")
    }
  }

  /// The specifications say: AIFF stores the highest byte first, its samples begin 8 bytes into SSND's body.
  @Test(arguments: [SampleFormat.int16, .int24])
  func `An AIFF holds the samples that were given`(samples: SampleFormat) throws {
    let track = Track(samples, channels: 2, frames: 1_001)
    try track.write(to: folder["a.aiff"])
    let sound = try AIFFFile(folder.bytes(of: "a.aiff")).body("SSND").dropFirst(8)
    let width = samples == .int16 ? 2 : 3
    let found = stride(from: 0, to: sound.count, by: width).map { place -> Int in
      let bytes = sound.dropFirst(place).prefix(width)
      let value = bytes.reduce(0) { $0 << 8 | Int($1) }
      return value >= 1 << (width * 8 - 1) ? value - 1 << (width * 8) : value
    }
    switch track.samples {
    case .int16(let given): #expect(found == given.map(Int.init))
    case .int24(let given): #expect(found == given.map(Int.init))
    case .float32: break
    }
  }

  @Test(arguments: [
    ("a.opus", 44_100), ("a.opus", 96_000), ("a.mp3", 96_000), ("a.mp3", 8_001), ("a.opus", 22_050),
  ])
  func `A rate that a codec cannot take is refused before anything is written`(name: String, rate: Int) throws {
    let error = #expect(throws: SoundFileError.self) {
      try Self.track(.float32, rate: rate).write(to: folder[name]) { Issue.record("Written") }
    }
    #expect(error?.problem == .unsupportedRate(rate, in: name == "a.mp3" ? .mp3 : .opus))
    #expect(try folder.names == [])
  }

  @Test(arguments: [
    ("a.flac", SampleFormat.float32, Container.flac), ("a.mp3", .int16, .mp3), ("a.opus", .int24, .opus),
    ("a.ogg", .int16, .vorbis),
  ])
  func `Samples that a kind cannot take are refused`(name: String, samples: SampleFormat, kind: Container) throws {
    let error = #expect(throws: SoundFileError.self) { try Self.track(samples).write(to: folder[name]) }
    #expect(error?.problem == .unsupportedSamples(samples, in: kind))
    #expect(try folder.names == [])
  }

  @Test func `A track too long for the sizes of an AIFF is refused before its first block`() throws {
    let format = SoundFormat(rate: 48_000, channels: 2, samples: .int16)
    let error = #expect(throws: SoundFileError.self) {
      try SoundFile.write(
        to: folder["a.aiff"], as: TrackDescription(format: format, frames: 1 << 30), replacing: .never
      ) {
        Issue.record("A block was asked for")
        return nil
      }
    }
    #expect(error?.problem == .tooLong(for: .aiff, bytes: 1 << 32, most: 4_278_190_080))
  }

  /// libsndfile calls each of them a success.
  @Test(arguments: kinds.map { ($0.name, $0.container.isLossy) }, [20_000, 3_000, 0])
  func `A file of any kind that may not grow is reported and removed`(kind: (String, Bool), limit: Int) async throws {
    try await refuse(name: kind.0, isLossy: kind.1, limit: limit)
  }

  private func refuse(name: String, isLossy: Bool, limit: Int) async throws {
    await #expect(processExitsWith: .success) { [name, isLossy, limit] in
      signal(SIGXFSZ, SIG_IGN)
      let folder = try TemporaryFolder()
      var limits = rlimit(rlim_cur: rlim_t(limit), rlim_max: rlim_t(limit))
      let limited = setrlimit(fileSizeLimit, &limits)
      precondition(limited == 0)
      var track = Track(isLossy ? .float32 : .int16, frames: 200_000)
      // Noise, which no codec makes small.
      if isLossy { track.samples = .float32((0..<200_000).map { Float($0 &* 7919 % 65_536) / 65_536 - 0.5 }) }
      var problem: FileError.Problem?
      do {
        try track.write(to: folder[name], blocksOf: 10_000)
      } catch let error as FileError {
        problem = error.problem
      }
      guard case .fileTooLong? = problem else { fatalError("Reported as \(String(describing: problem))") }
      let names = try folder.names
      precondition(names == [])
    }
  }
}
