/// What a rule found, as numbers; how it is said stands in the wording.
enum AdviceFact: Sendable, Hashable {
  case longHolds(Int, longest: Duration)
  case holdsInCardiac(Int, longest: Duration)
  case holdsInPhysio(Int, longest: Duration)
  case holdsAfterFastBreathing(Int, longest: Duration)
  case fastBreathing(Duration)
  case many478(Int)
  case shortCycles(Int, shortest: Duration, Profile)
  case inhaleOverExhale(inhaling: Duration, exhaling: Duration)
  case emptyHolds(Int, longest: Duration)
  case verySlow(Duration)
  case loudTrack(Rational)
  case loudCue(String, level: Rational, bed: Rational)
  case neverExhales
  case exhalesLess
  case twoExhales
  case speechOverruns(Int, most: Duration)
  case unknownVoice(String)
}
