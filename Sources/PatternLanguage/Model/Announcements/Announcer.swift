/// The source of announced numbers in one part of a track.
package enum Announcer: Sendable {
  case bells, voice
  /// No sound: numbers appear only as captions.
  case nobody

  /// Determines the announcer from the cues and the voice.
  ///
  /// - Parameter profile: the profile of the track, which determines the default set of sounds.
  package init(of guidance: Guidance, profile: Profile?) {
    let own = guidance.sounds ?? Sounds()
    let set = own.set ?? profile?.sounds ?? Sounds.usualSet
    let layers = own.cues["announcement"] ?? SoundSet.named(set)?.sounds.cues["announcement"] ?? []
    let isSpoken = layers.contains { $0.timbre == .voice }
    if guidance.voice.map({ $0 != .silent }) ?? (isSpoken || guidance.saysWords) {
      self = .voice
    } else if isSpoken || !layers.isEmpty && layers.allSatisfy({ $0.timbre == .none }) {
      self = .nobody
    } else {
      self = .bells
    }
  }
}
