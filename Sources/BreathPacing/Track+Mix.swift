import LanguageWords
import Speech
import Synthesis

extension Track {
  /// The mix of the track, with everything that it plays found, checked and brought to its rate.
  ///
  /// - Throws: `PlaybackError`, and `SpeechError`.
  func mix(for format: SoundFormat) throws -> Mix {
    var mix = Mix(of: pattern.settings)
    let played = PlayedSounds(in: pattern, mix: mix)
    for (file, room) in played.clips.sorted(by: { $0.key < $1.key }) {
      mix.recordings[.clip(file)] = try clip(at: file, within: room).resampled(to: format.rate)
        .folded(to: format.channels).levelled
    }
    for file in played.samples.sorted() {
      let recording = try recording(at: file)
      mix.recordings[.sample(file)] = recording.resampled(to: format.rate).folded(to: format.channels).normalised
    }
    try addSpeech(of: played, to: &mix, rate: format.rate)
    mix.bed = try bed(for: format)
    return mix
  }

  /// Reads everything that rendering will read.
  func checkRecordings(of played: PlayedSounds) throws(PlaybackError) {
    for (file, room) in played.clips.sorted(by: { $0.key < $1.key }) { _ = try clip(at: file, within: room) }
    for file in played.samples.sorted() { _ = try recording(at: file) }
    if case .clip(let file) = pattern.settings.bed?.material { _ = try loop(at: file) }
  }

  private func clip(at file: String, within room: Duration) throws(PlaybackError) -> Recording {
    let recording = try recording(at: file)
    guard recording.length <= room else {
      throw PlaybackError(file, .clipTooLong(length: recording.length, room: room))
    }
    return recording
  }

  private func loop(at file: String) throws(PlaybackError) -> Recording {
    let recording = try recording(at: file)
    guard recording.length >= Self.shortestLoop else {
      throw PlaybackError(file, .loopTooShort(length: recording.length, least: Self.shortestLoop))
    }
    return recording
  }

  private func recording(at file: String) throws(PlaybackError) -> Recording {
    switch sources.recordings.recording(at: file, usedBy: sources.user) {
    case .success(let recording): return recording
    case .failure(let failure): throw PlaybackError(file, .unusable(failure))
    }
  }

  // MARK: Speech

  private func addSpeech(of played: PlayedSounds, to mix: inout Mix, rate: Int) throws {
    guard played.isSpoken, let speaker = sources.speaker(of: pattern.settings) else { return }
    for text in played.texts.sorted() {
      mix.recordings[.speech(text)] = try speaker.recording(of: text).resampled(to: rate, with: .forSpeech).levelled
    }
    for number in played.numbers.sorted() {
      mix.recordings[.number(number)] = try speaker.recording(of: number).resampled(to: rate, with: .forSpeech).levelled
    }
    for event in played.phrases.sorted() {
      guard let phrase = Phrase(rawValue: event) else { continue }
      mix.recordings[.phrase(event)] = try speaker.recording(of: phrase).resampled(to: rate, with: .forSpeech).levelled
    }
  }

  // MARK: Bed

  private func bed(for format: SoundFormat) throws(PlaybackError) -> BedLayer? {
    guard let bed = pattern.settings.bed else { return nil }
    let level = bed.level.map { Decibels($0.value) } ?? BedLayer.usualLevel
    let sound: BedSound?
    if case .clip(let file) = bed.material {
      let recording = try loop(at: file)
      sound = BedSound(looping: recording.resampled(to: format.rate), rate: format.rate, channels: format.channels)
      if sound == nil { throw PlaybackError(file, .silentLoop) }
    } else {
      sound = BedSound(bed.material, rate: format.rate, channels: format.channels)
    }
    return sound.map { BedLayer($0, level: level, isFollowing: bed.isFollowing) }
  }

  /// A bed that came round sooner would be heard as a beat.
  private static let shortestLoop = Duration.seconds(1)
}
