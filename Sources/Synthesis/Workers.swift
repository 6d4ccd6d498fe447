import Dispatch

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Work that is done on several threads at once.
package enum Workers {
  /// How many can work at once: the cores that this process may use.
  package static var cores: Int { max(1, ProcessInfo.processInfo.activeProcessorCount) }

  /// Does a piece of work for each number below `count`, each on a thread of its own, and waits for all of them.
  ///
  /// The thread that calls works, too, so that one piece costs no thread.
  package static func run(_ count: Int, _ work: @escaping @Sendable (Int) -> Void) {
    let group = DispatchGroup()
    for number in stride(from: 1, to: count, by: 1) { start(in: group) { work(number) } }
    if count > 0 { work(0) }
    group.wait()
  }

  /// Begins a piece of work on a thread of its own.
  static func start(in group: DispatchGroup? = nil, _ work: @escaping @Sendable () -> Void) {
    // A queue of its own is a thread of its own, also where there are more of them than cores.
    DispatchQueue(label: "adem.worker").async(group: group) { work() }
  }
}
