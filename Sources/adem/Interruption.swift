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
  /// The signal's number.
  let number: Int32

  /// As shells expect it: 130 for SIGINT, 143 for SIGTERM, 129 for SIGHUP.
  var exitCode: ExitCode { ExitCode(128 + number) }

  private static let received = Atomic<Int32>(0)

  /// From now on SIGINT, SIGTERM and SIGHUP are noted and no longer kill. A signal that is ignored, as `nohup` asks,
  /// stays ignored.
  static func listen() {
    // Made before the first signal can come: a handler must not be the one that makes it.
    _ = received.load(ordering: .relaxed)
    for number in [SIGINT, SIGTERM, SIGHUP] where !isIgnored(number) {
      _ = signal(number) { Interruption.received.store($0, ordering: .relaxed) }
    }
  }

  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    guard sigaction(number, nil, &action) == 0 else { return false }
    #if canImport(Darwin)
      let handler = action.__sigaction_u.__sa_handler
    #else
      let handler = action.__sigaction_handler.sa_handler
    #endif
    return unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  /// The signal that has come.
  static var pending: Interruption? {
    let number = received.load(ordering: .relaxed)
    return number == 0 ? nil : Interruption(number: number)
  }

  /// Throws if a signal has come.
  static func check() throws {
    if let pending { throw pending }
  }
}
