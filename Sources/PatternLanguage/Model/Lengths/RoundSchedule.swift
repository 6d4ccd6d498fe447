/// The start and the end of each round of a repetition, also if a time determines the number of rounds or a rate
/// determines their length.
///
/// A rate counts audible breaths: a round with two breaths at 6/min lasts 20 s. All parts of the round are scaled
/// equally.
///
/// ```swift
/// let schedule = RoundSchedule(of: repetition, count: .seconds(1))
/// let number = schedule.rounds
/// ```
public struct RoundSchedule: Sendable {
  /// The number of rounds; 0 if no round has a nonzero length.
  public let rounds: Int
  private let resting: Duration
  private let course: Course

  private enum Course: Sendable {
    case even(BreathSchedule)
    /// Lengths of rounds that differ. A round of zero length is left out, together with the rest before it.
    case listed([Duration])
  }

  /// Creates the schedule of a repetition, for a given length of one count.
  public init(of repetition: Repetition, count: Duration) {
    self.init(
      of: repetition, each: repetition.rounds.all.map { DurationMetrics(of: $0, count: count) }, isEstimate: false)
  }

  /// Creates the schedule from the metrics of the rounds.
  ///
  /// - Parameters:
  ///   - round: the metrics of each round before scaling; a single element if all rounds are equal.
  ///   - isEstimate: whether changing rates need not be summed, because the track is too long in any case.
  init(of repetition: Repetition, each round: [DurationMetrics], isEstimate: Bool) {
    resting = repetition.resting
    let pace = repetition.pace.map { (first: $0, last: repetition.paceAtEnd ?? $0) }
    let schedule = { (amount: Breaths.Amount, round: DurationMetrics) in
      BreathSchedule(
        ofRounds: amount, lasting: round.length, breaths: min(max(round.count.breathsPerRound, 1), Self.mostBreaths),
        pace: pace, resting: repetition.resting, isEstimate: isEstimate)
    }
    switch repetition.rounds {
    case .same(let number, _):
      let even = schedule(.number(number), round[0])
      (course, rounds) = (.even(even), even.rounds)
    case .lasting(let time, _):
      let even = schedule(.time(time), round[0])
      (course, rounds) = (.even(even), even.rounds)
    case .varying:
      let lengths = round.enumerated().map { index, round in
        pace == nil || round.length == .zero
          ? round.length : schedule(.number(repetition.rounds.all.count), round).cycle(ofRound: index)
      }
      (course, rounds) = (.listed(lengths), lengths.count)
    }
  }

  /// The number of breaths above which a round exceeds the longest track at any rate.
  private static let mostBreaths = 1_000_000

  /// The total length of the rounds in seconds, also beyond the length of any track.
  var approximateSeconds: Double {
    switch course {
    case .even(let schedule):
      rounds == 0 ? 0 : schedule.approximateSeconds + resting.seconds * Double(rounds - 1)
    case .listed: length.seconds
    }
  }

  /// The total length of the rounds, including the rests between them.
  ///
  /// - Precondition: `approximateSeconds` is below `DurationMetrics.ceiling`.
  var length: Duration {
    if case .even(let schedule) = course {
      return rounds == 0 ? .zero : schedule.length + restingTime
    }
    var (iterator, end) = (makeIterator(), Duration.zero)
    while let round = iterator.next() { end = round.end }
    return end
  }

  /// The total length of the rests between equal rounds.
  var restingTime: Duration { rounds == 0 ? .zero : resting.times(rounds - 1) }

  /// The length of the shortest round of nonzero length, among the first, the last and the listed rounds.
  var shortestRound: Duration? {
    switch course {
    case .even(let schedule):
      rounds == 0 ? nil : min(schedule.cycle(ofRound: 0), schedule.cycle(ofRound: rounds - 1))
    case .listed(let lengths): lengths.filter { $0 > .zero }.min()
    }
  }

  /// Returns an iterator at the first round.
  public func makeIterator() -> Iterator {
    switch course {
    case .even(let schedule): Iterator(even: schedule.makeIterator(), lengths: [], resting: resting)
    case .listed(let lengths): Iterator(even: nil, lengths: lengths[...], resting: resting)
    }
  }

  /// An iterator over the rounds.
  public struct Iterator: IteratorProtocol, Sendable {
    fileprivate var even: BreathScheduleIterator?
    fileprivate var lengths: ArraySlice<Duration>
    fileprivate let resting: Duration
    private var rests = 0
    private var end = Duration.zero

    fileprivate init(even: BreathScheduleIterator?, lengths: ArraySlice<Duration>, resting: Duration) {
      self.even = even
      self.lengths = lengths
      self.resting = resting
    }

    /// Returns the start and the end of the next round, relative to the start of the first; they are equal if the round
    /// is left out. Returns `nil` after the last round.
    public mutating func next() -> (start: Duration, end: Duration)? {
      if even != nil {
        guard let boundaries = even?.next() else { return nil }
        let passed = resting.times(rests)
        rests += 1
        return (boundaries[0] + passed, boundaries[boundaries.count - 1] + passed)
      }
      guard let length = lengths.popFirst() else { return nil }
      let start = length == .zero || end == .zero ? end : end + resting
      end = start + length
      return (start, end)
    }
  }
}
