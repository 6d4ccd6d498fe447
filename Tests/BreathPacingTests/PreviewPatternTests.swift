import BreathPacing
import PatternLanguage
import Testing

@Suite struct `An audition` {
  /// The events of the language that begin in a track, by the names that `sounds` gives them.
  private func events(in track: Track) -> Set<String> {
    var names = Set<String>()
    for event in track.timeline {
      switch event.kind {
      case .phase(let movement) where movement.phase == .hold:
        names.insert(movement.lungs == .full ? "full-hold" : "empty-hold")
      case .phase(let movement): names.insert(movement.phase.rawValue)
      case .count(let number, let movement) where number > 1:
        names.insert(movement.phase == .hold ? "hold-count" : "count")
      case .bell(.start): names.insert("start")
      case .bell(.end): names.insert("end")
      case .bell: names.insert("announcement")
      case .leadIn: names.insert("lead-in")
      case .section: names.insert("section")
      case .side: names.insert("side")
      default: break
      }
    }
    return names
  }

  @Test(arguments: Sounds.sets)
  func `Every cue of a set is heard in one`(name: String) throws {
    let set = try #require(SoundSet.named(name))
    let track = try Track(parsing: SourceText(PreviewPattern(of: set, named: name).text))
    #expect(events(in: track) == Set(Sounds.events).subtracting(["hold"]))
    #expect(track.pattern.settings.sounds == set.sounds)
    #expect(track.timeline.length < .seconds(120))
  }

  @Test(arguments: TimbreName.allCases)
  func `That of a timbre plays it alone`(timbre: TimbreName) throws {
    guard let audition = PreviewPattern(of: timbre) else {
      #expect(timbre == .clip || timbre == .none)
      return
    }
    let track = try Track(parsing: SourceText(audition.text))
    let layers = try #require(track.pattern.settings.sounds?.cues.values.joined())
    #expect(Set(layers.map(\.timbre)) == [timbre, .none])
  }

  @Test(arguments: Bed.Material.made)
  func `That of a bed lasts half a minute and follows the breath`(name: String) throws {
    let track = try Track(parsing: SourceText(#require(PreviewPattern(ofBed: name)).text))
    #expect(track.timeline.length == .seconds(30))
    #expect(track.pattern.settings.bed?.isFollowing == true)
    #expect(Bed.Material(made: name) == track.pattern.settings.bed?.material)
  }

  @Test func `There is none of a bed that is not made`() {
    #expect(PreviewPattern(ofBed: "clip") == nil)
    #expect(PreviewPattern(ofBed: "sea") == nil)
  }
}
