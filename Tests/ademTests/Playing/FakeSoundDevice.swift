import Foundation
import TestSupport
import Testing

/// A sound device of the tests, `Tests/FakePortAudio/portaudio.c`, in the place of PortAudio.
enum FakeSoundDevice {
  private struct NotBuilt: Error, CustomStringConvertible {
    let description: String
  }

  private static let buildFolder = Result { try TemporaryFolder() }

  /// The library, built once with the compiler that comes with Swift.
  private static let library = Result {
    let folder = try buildFolder.get()
    let build = "$(command -v clang || command -v cc) -shared -fPIC -O1 -Wall -Werror -o portaudio \"$1\" -lpthread"
    var process = AdemProcess("-c", build, "sh", Repository.path(of: "Tests/FakePortAudio/portaudio.c"), in: folder)
    process.executable = "/bin/sh"
    process.environment["PATH"] = ProcessInfo.processInfo.environment["PATH"]
    let run = try process.run()
    guard run.status == 0 else { throw NotBuilt(description: run.errors) }
    return folder["portaudio"]
  }

  /// A command that plays to the device. The samples are in `heard` of its folder afterwards.
  ///
  /// - Parameter fault: a fault of the device; nil for none.
  static func connected(to process: AdemProcess, fault: String? = nil) throws -> AdemProcess {
    var process = process
    process.environment["ADEM_PORTAUDIO"] = try library.get()
    process.environment["FAKE_AUDIO"] = fault
    process.environment["FAKE_AUDIO_FILE"] = process.folder["heard"]
    return process
  }

  /// The samples that the device heard in a folder, without the silence before and after them.
  static func heard(in folder: TemporaryFolder) throws -> [Float] {
    try samples(in: folder.bytes(of: "heard"))
  }

  /// Little-endian floats, without zeros at both ends.
  static func samples(in bytes: Data) -> [Float] {
    let bytes = [UInt8](bytes)
    let all = bytes.withUnsafeBytes { raw in
      (0..<raw.count / 4).map { index in
        Float(bitPattern: UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: 4 * index, as: UInt32.self)))
      }
    }
    guard let first = all.firstIndex(where: { $0 != 0 }), let last = all.lastIndex(where: { $0 != 0 }) else {
      return []
    }
    return Array(all[first...last])
  }
}
