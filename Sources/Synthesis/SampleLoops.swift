import CLanes

/// The loops over samples in which most of the time goes, as this processor does them best.
enum SampleLoops {
  static let best = lanesBest().pointee
}
