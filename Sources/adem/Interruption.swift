import ArgumentParser
import BreathPacing
import CPlayback
import CSystem
import Concurrency
import FileStore
import Programs
import Synchronization

/// A signal that asks the program to stop: SIGINT, SIGTERM or SIGHUP.
///
/// It ends any command within a second, and removes temporary files and helper programs. A thread waits for signals, so
/// ordinary code handles them, and other parts of the program need no signal handling. A command that has called
/// ``listen()`` gets half a second to end and report by itself; a second signal ends it at once.
struct Interruption: Error {
  /// Number of the signal.
  let number: Int32

  /// Exit status for shells: 130 for SIGINT, 143 for SIGTERM, 129 for SIGHUP.
  var exitCode: ExitCode { ExitCode(128 + number) }

  private static let received = Atomic<Int32>(0)
  private static let isListening = Atomic(false)
  /// Time for a command that listens to end by itself.
  private static let grace = Duration.milliseconds(500)

  /// Starts the thread that waits for signals. Signals that are ignored, as with `nohup`, stay ignored.
  ///
  /// It must be called before other threads are started, because they inherit the blocked signals. If the thread cannot
  /// be started, signals end the program as usual.
  static func watch() {
    let numbers = [SIGINT, SIGTERM, SIGHUP].filter { !adem_ignores_signal($0) }
    var signals = set(of: numbers)
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    if !Parallel.start({ wait(for: numbers) }) { pthread_sigmask(SIG_UNBLOCK, &signals, nil) }
  }

  /// Announces that the command checks for signals by itself, between two blocks.
  static func listen() { isListening.store(true, ordering: .relaxed) }

  /// The signal that has arrived; `nil` for none.
  static var pending: Interruption? {
    let number = received.load(ordering: .relaxed)
    return number == 0 ? nil : Interruption(number: number)
  }

  /// Throws the signal if one has arrived.
  static func check() throws {
    if let pending { throw pending }
  }

  // MARK: Waiting

  private static func wait(for numbers: [Int32]) {
    guard !numbers.isEmpty else { return }
    var signals = set(of: numbers)
    var number: Int32 = 0
    while sigwait(&signals, &number) != 0 {}
    received.store(number, ordering: .relaxed)
    let deadline = ContinuousClock.now + grace
    while isListening.load(ordering: .relaxed), ContinuousClock.now < deadline, !hasPending(numbers) { usleep(5000) }
    adem_terminal_leave()
    TemporaryFile.removeUnfinished {
      RunningPrograms.endAll { _exit(128 + number) }
    }
  }

  private static func set(of numbers: [Int32]) -> sigset_t {
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in numbers { sigaddset(&signals, number) }
    return signals
  }

  /// Whether another signal has arrived.
  private static func hasPending(_ numbers: [Int32]) -> Bool {
    var pending = sigset_t()
    sigpending(&pending)
    return numbers.contains { sigismember(&pending, $0) == 1 }
  }
}
