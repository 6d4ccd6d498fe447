import Foundation
import Synchronization
import Testing

/// Does the work in that many threads at once, more than there are cores; what any of them throws is an issue.
func inThreads(_ count: Int, _ work: @escaping @Sendable (Int) throws -> Void) {
  let group = DispatchGroup()
  let errors = Errors()
  for number in 0..<count {
    group.enter()
    Thread {
      do {
        try work(number)
      } catch {
        errors.all.withLock { $0.append("\(error)") }
      }
      group.leave()
    }.start()
  }
  group.wait()
  #expect(errors.all.withLock { $0 } == [])
}

private final class Errors: Sendable {
  let all = Mutex<[String]>([])
}
