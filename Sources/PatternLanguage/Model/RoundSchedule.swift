/// When the rounds of a repetition begin and end, also where a time says how many there are, or a rate how long they last.
///
/// A rate means breaths as they are heard: a round with two breaths at 6/min lasts 20 s. Everything in the round is stretched alike.
public struct RoundSchedule: Sendable {
  /// How many rounds there are; none where nothing in them lasts.
  public let rounds: Int
  private let resting: Duration
  private let course: Course

  private enum Course: Sendable {
    case even(BreathSchedule)
    /// The lengths of rounds that differ; one in which nothing lasts is left out, with the rest before it.
    case listed([Duration])
  }

  /// Creates the schedule of a repetition, for a length of one count.
  public init(of repetition: Repetition, count: Duration) {
    self.init(
      of: repetition, each: repetition.rounds.all.map { DurationMetrics(of: $0, count: count) }, isEstimate: false)
  }

  /// - Parameters:
  ///   - round: what each round amounts to by itself; a single one where all are alike.
  ///   - isEstimate: whether rates that change need not be summed, since the track is too long anyway.
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

  /// More breaths in one round are longer than a track at any rate.
  private static let mostBreaths = 1_000_000

  /// The length of all rounds in binary seconds, also where it is longer than any track.
  var approximateSeconds: Double {
    switch course {
    case .even(let schedule):
      rounds == 0 ? 0 : schedule.approximateSeconds + resting.seconds * Double(rounds - 1)
    case .listed: length.seconds
    }
  }

  /// The length of all rounds, with the rests between them.
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

  /// The rests between rounds that are all alike.
  var restingTime: Duration { rounds == 0 ? .zero : resting.times(rounds - 1) }

  /// The length of the shortest round that lasts: the first, the last, or any of those that are listed.
  var shortestRound: Duration? {
    switch course {
    case .even(let schedule):
      rounds == 0 ? nil : min(schedule.cycle(ofRound: 0), schedule.cycle(ofRound: rounds - 1))
    case .listed(let lengths): lengths.filter { $0 > .zero }.min()
    }
  }

  /// Creates an iterator that begins with the first round.
  public func makeIterator() -> Iterator {
    switch course {
    case .even(let schedule): Iterator(even: schedule.makeIterator(), lengths: [], resting: resting)
    case .listed(let lengths): Iterator(even: nil, lengths: lengths[...], resting: resting)
    }
  }

  /// Goes through the rounds.
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

    /// The beginning and the end of the next round, measured from the first; of one that is left out they are the same.
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
