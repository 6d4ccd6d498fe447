/// Iterates over the breaths of a schedule.
public struct BreathScheduleIterator: IteratorProtocol, Sendable {
  private let course: BreathSchedule
  private var round = 0
  private var start = Duration.zero

  init(_ course: BreathSchedule) { self.course = course }

  /// Returns the beginning of each phase of the next breath, and the end of its last phase, relative to the first
  /// breath; `nil` after the last breath.
  public mutating func next() -> [Duration]? {
    guard round < course.rounds else { return nil }
    let boundaries = course.boundaries(ofRound: round, startingAt: start)
    start = boundaries[boundaries.count - 1]
    round += 1
    return course.isExact ? boundaries.map(course.fitted) : boundaries
  }
}
