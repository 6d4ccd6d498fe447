import Concurrency
import SoundFiles
import Speech
import Synthesis

extension Track {
  /// Returns the mix of the track, with all recordings and speech found, checked and converted to its sample rate.
  ///
  /// - Parameters:
  ///   - format: the format of the track.
  ///   - prepared: the store of its recordings.
  ///   - threads: the number of threads that may convert recordings at once.
  /// - Throws: `MissingRecordings`, `PlaybackError`, `CommandRefusal`, `SpeechError`, and `SampleStoreError` or
  ///   `FileError`, if the store cannot be written.
  func mix(for format: SoundFormat, from prepared: PreparedRecordings, threads: Int) throws -> Mix {
    try requireRecordings()
    var mix = Mix(of: pattern)
    let files = files
    // All recordings are opened before any is decoded, so that a missing one is reported at once.
    for file in files { _ = try reading(file) { try open($0, file) } }
    var bed: Recording?
    for (file, recording) in zip(files, prepare(files, for: format, from: prepared, threads: threads)) {
      switch file.role {
      case .clip: mix.recordings[.clip(file.path)] = try recording.get()
      case .sample: mix.recordings[.sample(file.path)] = try recording.get()
      case .bed: bed = try recording.get()
      }
    }
    try addSpeech(to: &mix, rate: format.rate, keptBy: prepared)
    mix.bed = try bedLayer(for: format, playing: bed)
    return mix
  }

  /// Decodes everything that rendering would decode.
  ///
  /// - Throws: `PlaybackError`.
  func checkRecordings() throws {
    for file in files {
      try file.check(sources.recordings.length(of: file.path, usedBy: sources.user))
    }
  }

  /// Returns the stereo recordings whose channels cancel, so that a mono track plays only one of them; empty for stereo.
  ///
  /// - Throws: `PlaybackError`.
  func loneChannels() throws -> [LoneChannel] {
    guard !pattern.wantsStereo else { return [] }
    let prepared = PreparedRecordings(in: ".")
    let format = SoundFormat(rate: RenderOptions.usualRate, channels: 1, samples: .int16)
    return try files.compactMap { file in
      let isStereo = try reading(file) { try open($0, file).channels == 2 }
      guard isStereo else { return nil }
      let recording = try converted(file, for: format, from: prepared)
      return recording.loneChannel.map { LoneChannel(file: file.path, channel: $0) }
    }
  }

  // MARK: Recordings

  /// A recording and its role in the track.
  private struct PlayedFile: Sendable {
    enum Role {
      case clip, sample, bed
    }

    let path: String
    let role: Role

    /// The shortest bed: a shorter one would be heard as a beat.
    private static let shortestLoop = Duration.seconds(1)

    func check(_ length: Duration) throws(PlaybackError) {
      switch role {
      case .bed where length < Self.shortestLoop:
        throw PlaybackError(path, .loopTooShort(length: length, least: Self.shortestLoop))
      case .clip, .sample, .bed: break
      }
    }
  }

  private var files: [PlayedFile] {
    var files = played.clips.sorted().map { PlayedFile(path: $0, role: .clip) }
    files += played.samples.sorted().map { PlayedFile(path: $0, role: .sample) }
    if case .clip(let path)? = pattern.settings.bed?.material { files.append(PlayedFile(path: path, role: .bed)) }
    return files
  }

  private func reading<Content>(_ file: PlayedFile, _ content: (_ name: String) throws -> Content) throws -> Content {
    try sources.recordings.reading(file.path, usedBy: sources.user, content)
  }

  private func open(_ name: String, _ file: PlayedFile) throws -> SampleReader {
    let reader = try sources.recordings.open(name)
    if let length = reader.announcedLength { try file.check(length) }
    return reader
  }

  private func prepare(
    _ files: [PlayedFile], for format: SoundFormat, from prepared: PreparedRecordings, threads: Int
  ) -> [Result<Recording, any Error>] {
    @Sendable func prepare(_ files: ArraySlice<PlayedFile>) -> [Result<Recording, any Error>] {
      files.map { file in Result { try recording(file, for: format, from: prepared) } }
    }
    return threads > 1 ? Parallel.map(files, share: 1, prepare) : prepare(files[...])
  }

  /// Returns a recording at the level of its role.
  private func recording(
    _ file: PlayedFile, for format: SoundFormat, from prepared: PreparedRecordings
  ) throws -> Recording {
    let recording = try converted(file, for: format, from: prepared)
    switch file.role {
    case .clip: return try recording.levelledAsClip { if sources.isCancelled() { throw CancellationError() } }
    case .sample: return recording.peakNormalised
    case .bed: return recording
    }
  }

  /// Returns a recording at the rate and with the channels of a track, at its own level.
  private func converted(
    _ file: PlayedFile, for format: SoundFormat, from prepared: PreparedRecordings
  ) throws -> Recording {
    let found = try reading(file) { name in
      try prepared.recording(at: name, for: format, isCancelled: sources.isCancelled) { try open(name, file) }
    }
    try file.check(found.length)
    return found.recording
  }

  // MARK: Speech

  private func addSpeech(to mix: inout Mix, rate: Int, keptBy prepared: PreparedRecordings) throws {
    for speech in played.speech {
      guard let speaker = try speaker(for: speech.voice) else { continue }
      if case .command? = speech.voice, let command = try allowedCommand() { sources.willRun(command) }
      var words: [RecordingName: Recording] = [:]
      for utterance in speech.utterances {
        words[RecordingName(utterance)] = try prepared.keep(speaker.ready(utterance, rate: rate))
      }
      if let voice = speech.voice, voice != pattern.settings.voice {
        mix.voices[voice] = words
      } else {
        mix.recordings.merge(words) { $1 }
      }
    }
  }

  // MARK: Bed

  private func bedLayer(for format: SoundFormat, playing recording: Recording?) throws(PlaybackError) -> BedLayer? {
    guard let bed = pattern.settings.bed else { return nil }
    let level = bed.level.map { Decibels($0.value) } ?? BedLayer.usualLevel
    let sound: BedSound?
    if case .clip(let file) = bed.material, let recording {
      sound = BedSound(looping: recording, rate: format.rate, channels: format.channels)
      if sound == nil { throw PlaybackError(file, .silentLoop) }
    } else {
      let breath = timeline.breathsPerMinute.map { Duration.seconds(60 / $0) }
      sound = BedSound(bed.material, rate: format.rate, channels: format.channels, avoiding: breath)
    }
    return sound.map { sound in
      var layer = BedLayer(sound, level: level, isFollowing: bed.isFollowing)
      if case .clip(let file) = bed.material, let channel = recording?.loneChannel {
        layer.loneChannel = LoneChannel(file: file, channel: channel)
      }
      return layer
    }
  }
}
