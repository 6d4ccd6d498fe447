import ArgumentParser
import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A signal that asked the program to stop; it does so between two blocks, and leaves nothing half-written.
struct Interruption: Error {
  let signal: Int32

  /// As shells expect it: 130 for SIGINT, 143 for SIGTERM.
  var exitCode: ExitCode { ExitCode(128 + signal) }

  private static let received = Atomic<Int32>(0)

  /// From now on SIGINT, SIGTERM and SIGHUP are noted and no longer kill.
  static func listen() {
    for number in [SIGINT, SIGTERM, SIGHUP] {
      systemSignal(number) { Interruption.received.store($0, ordering: .relaxed) }
    }
  }

  /// Throws if a signal has come.
  static func check() throws {
    let number = received.load(ordering: .relaxed)
    if number != 0 { throw Interruption(signal: number) }
  }
}

private func systemSignal(_ number: Int32, _ handler: @escaping @convention(c) (Int32) -> Void) {
  _ = signal(number, handler)
}
