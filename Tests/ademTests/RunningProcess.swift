import Foundation
import TestSupport

/// A command that was started; killed with the last reference to it, if it has not ended by then.
final class RunningProcess {
  private let process: pid_t
  private let streams: TemporaryFolder
  /// The working folder, which is kept while the process runs.
  private let folder: TemporaryFolder
  private var status: Int32?

  /// The most memory that it had, in bytes; whole when it has ended.
  private(set) var largestMemory = 0

  init(_ process: pid_t, streams: TemporaryFolder, folder: TemporaryFolder) {
    self.process = process
    self.streams = streams
    self.folder = folder
  }

  deinit {
    guard status == nil else { return }
    kill(process, SIGKILL)
    reap(options: 0)
  }

  func send(_ signal: Int32) { kill(process, signal) }

  #if os(Linux)
    /// Whether the command waits for signals, so that they no longer kill it. Only Linux reports that they are blocked.
    var awaitsSignals: Bool {
      let report = (try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)) ?? ""
      let line = report.split(separator: "\n").first { $0.hasPrefix("SigBlk:") } ?? ""
      let mask = line.split(separator: "\t").last.flatMap { UInt64($0, radix: 16) } ?? 0
      return mask & 1 << UInt64(SIGTERM - 1) != 0
    }
  #endif

  /// Waits until a condition holds, and says whether it came to hold while the command was running.
  func waits(until condition: () throws -> Bool) rethrows -> Bool {
    let deadline = ContinuousClock.now + .seconds(20)
    while !reap(options: WNOHANG), ContinuousClock.now < deadline {
      if try condition() { return true }
      usleep(1000)
    }
    return false
  }

  /// Waits for the end. What has not ended by the deadline hangs, and is killed: its status is -9.
  func wait(atMost time: Duration = .seconds(120)) throws -> Outcome {
    let deadline = ContinuousClock.now + time
    while !reap(options: WNOHANG) {
      if ContinuousClock.now > deadline { kill(process, SIGKILL) }
      usleep(1000)
    }
    return Outcome(status ?? -9, output: try text(of: 1), errors: try text(of: 2))
  }

  private func text(of descriptor: Int32) throws -> String {
    FileManager.default.fileExists(atPath: streams["\(descriptor)"]) ? try streams.text(of: "\(descriptor)") : ""
  }

  /// Whether the process has ended.
  @discardableResult
  private func reap(options: Int32) -> Bool {
    guard status == nil else { return true }
    #if os(Linux)
      noteMemory()
    #endif
    var word: Int32 = 0
    var usage = rusage()
    guard wait4(process, &word, options, &usage) == process else { return false }
    status = word & 0x7F == 0 ? word >> 8 & 0xFF : -(word & 0x7F)
    #if !os(Linux)
      largestMemory = Int(usage.ru_maxrss)
    #endif
    return true
  }

  #if os(Linux)
    /// Linux counts in `ru_maxrss` what the test runner had when it spawned the process; `VmHWM` is the command's
    /// alone. It never falls, so that looking every millisecond misses no more than what the last one adds.
    private func noteMemory() {
      guard let report = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8),
        let line = report.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
        let kilobytes = line.split(separator: /\s+/).dropFirst().first.flatMap({ Int($0) })
      else { return }
      largestMemory = kilobytes * 1024
    }
  #endif
}
