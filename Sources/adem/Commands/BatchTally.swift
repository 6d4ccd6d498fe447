import BatchRendering
import BreathPacing

/// What has become of the tracks of a batch so far.
struct BatchTally: Sendable {
  private(set) var rendered = 0
  private(set) var kept = 0
  /// By the place of the job in the plan.
  var failures: [Int: any Error] = [:]

  /// Counts an outcome, and gives the event that tells of it.
  mutating func add(
    _ result: Result<Batch.Outcome, any Error>, of job: BatchJob, at index: Int, took: Duration
  ) -> BatchEvent.Track {
    switch result {
    case .success(.rendered(let outcome)):
      rendered += 1
      var event = BatchEvent.Track(.rendered, job)
      let file = outcome.result.file
      event.why = outcome.reason.codes
      event.seconds = outcome.track.timeline.length.nearestSeconds
      (event.frames, event.bytes, event.xxh128) = (file.frames, file.bytes, outcome.content)
      event.took = took / .seconds(1)
      return event
    case .success(.kept(let assessment)):
      kept += 1
      var event = BatchEvent.Track(.kept, job)
      event.seconds = assessment.length.nearestSeconds
      (event.frames, event.xxh128) = (assessment.frames, assessment.content)
      return event
    case .failure(let error):
      failures[index] = error
      return .failed(job, FailureWording(error, of: job.input.name))
    }
  }

  func end(status: Int32, took: Duration, isInterrupted: Bool = false) -> BatchEvent.End {
    .init(
      rendered: rendered, kept: kept, failed: failures.count, status: status, took: took / .seconds(1),
      isInterrupted: isInterrupted)
  }

  /// One line for people, where a signal has ended a batch of so many tracks.
  func interruption(of tracks: Int) -> String {
    let left = tracks - rendered - kept - failures.count
    return
      "interrupted: \(rendered) rendered, \(kept) kept, \(failures.count) failed, \(left) of \(tracks) tracks left; "
      + "the same command goes on from here"
  }

  /// One line for people.
  func summary(of failures: FailureList) -> String {
    let done = failures.isEmpty ? "all" : "\(failures.succeeded) of"
    guard kept > 0 else { return "\(done) \(failures.inputs) tracks are rendered" }
    return "\(done) \(failures.inputs) tracks are there: \(rendered) rendered, \(kept) kept"
  }
}

extension BatchEvent.Track {
  static func failed(_ job: BatchJob, _ wording: FailureWording) -> Self {
    var event = Self(.failed, job)
    event.status = wording.status.rawValue
    event.message = wording.text
    return event
  }
}
