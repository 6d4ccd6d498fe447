import ArgumentParser
import BreathPacing
import CSystem
import Concurrency
import FileStore
import Speech
import Synchronization

/// A signal that asks the program to stop: SIGINT, SIGTERM or SIGHUP.
///
/// It ends any command within a second, in every stage, and leaves no temporary file and no program that speaks. A thread
/// waits for it. So what ends the program is ordinary code, and no stage has to look for signals. A command that has called
/// ``listen()`` is given a moment to end by itself, so that it can report what it has done; a second signal ends it at once.
struct Interruption: Error {
  /// The signal's number.
  let number: Int32

  /// As shells expect it: 130 for SIGINT, 143 for SIGTERM, 129 for SIGHUP.
  var exitCode: ExitCode { ExitCode(128 + number) }

  private static let received = Atomic<Int32>(0)
  private static let isListening = Atomic(false)
  /// In which a command that listens ends by itself.
  private static let grace = Duration.milliseconds(500)

  /// Begins to wait for signals. One that is ignored, as `nohup` asks, stays ignored.
  ///
  /// Called before any other thread is started, since they take over which signals are blocked. Where there is no thread to
  /// wait, signals kill.
  static func watch() {
    let numbers = [SIGINT, SIGTERM, SIGHUP].filter { !adem_ignores_signal($0) }
    var signals = set(of: numbers)
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    if !Parallel.start({ wait(for: numbers) }) { pthread_sigmask(SIG_UNBLOCK, &signals, nil) }
  }

  /// From now on the command looks for signals by itself, between two blocks.
  static func listen() { isListening.store(true, ordering: .relaxed) }

  /// The signal that has come.
  static var pending: Interruption? {
    let number = received.load(ordering: .relaxed)
    return number == 0 ? nil : Interruption(number: number)
  }

  /// Throws if a signal has come.
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
    TemporaryFile.removeUnfinished {
      SpeakingPrograms.endAll { _exit(128 + number) }
    }
  }

  private static func set(of numbers: [Int32]) -> sigset_t {
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in numbers { sigaddset(&signals, number) }
    return signals
  }

  /// Whether another signal has come.
  private static func hasPending(_ numbers: [Int32]) -> Bool {
    var pending = sigset_t()
    sigpending(&pending)
    return numbers.contains { sigismember(&pending, $0) == 1 }
  }
}
