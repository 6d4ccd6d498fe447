/// Who announces the numbers of a stretch of a track.
package enum Announcer: Sendable {
  case bells, voice
  /// Nobody is heard: numbers are captions.
  case nobody

  /// - Parameter profile: that of the track, whose set of sounds is the usual one.
  package init(of guidance: Guidance, profile: Profile?) {
    let own = guidance.sounds ?? Sounds()
    let set = own.set ?? profile?.sounds ?? Sounds.usualSet
    let layers = own.cues["announcement"] ?? SoundSet.named(set)?.sounds.cues["announcement"] ?? []
    let isSpoken = layers.contains { $0.timbre == .voice }
    if guidance.voice.map({ $0 != .silent }) ?? isSpoken {
      self = .voice
    } else if isSpoken || !layers.isEmpty && layers.allSatisfy({ $0.timbre == .none }) {
      self = .nobody
    } else {
      self = .bells
    }
  }
}
