/// Who announces the numbers of a track.
package enum Announcer: Sendable {
  case bells, voice
  /// Nobody is heard: numbers are captions.
  case nobody

  package init(in settings: Settings) {
    let own = settings.sounds ?? Sounds()
    let set = own.set ?? settings.profile?.sounds ?? Sounds.usualSet
    let layers = own.cues["announcement"] ?? SoundSet.named(set)?.sounds.cues["announcement"] ?? []
    let isSpoken = layers.contains { $0.timbre == .voice }
    if settings.voice.map({ $0 != .silent }) ?? isSpoken {
      self = .voice
    } else if isSpoken || !layers.isEmpty && layers.allSatisfy({ $0.timbre == .none }) {
      self = .nobody
    } else {
      self = .bells
    }
  }
}
