import FileStore
import Foundation
import SoundFiles
import Synthesis
import TestSupport
import Testing

/// Writing that the system stops halfway. libsndfile itself calls such a file a success when it closes it.
struct FullDiskTests {
  /// A process of its own, because the limit holds for the whole process. A file system with a limit of the file size
  /// gives the same errors.
  @Test(arguments: [1_000, 0, 40, 199_000])
  func `A file that may not grow is reported and removed`(limit: Int) async throws {
    await #expect(processExitsWith: .success) { [limit] in
      signal(SIGXFSZ, SIG_IGN)
      let folder = try TemporaryFolder()
      try folder.write("a.wav", "old")
      var limits = rlimit(rlim_cur: rlim_t(limit), rlim_max: rlim_t(limit))
      let limited = setrlimit(fileSizeLimit, &limits)
      precondition(limited == 0)
      var problem: FileError.Problem?
      do {
        try Track(.int16, frames: 100_000).write(to: folder["a.wav"], replacing: .always, blocksOf: 1_000)
      } catch let error as FileError {
        problem = error.problem
      }
      guard case .fileTooLong(let written)? = problem else { fatalError("Reported as \(String(describing: problem))") }
      precondition(written <= limit && written > limit - 2_000 - 44, "\(written) of \(limit)")
      let names = try folder.names
      let text = try folder.text(of: "a.wav")
      precondition(names == ["a.wav"] && text == "old")
    }
  }

  #if os(Linux)
    /// The device answers as a full disk does.
    @Test(arguments: SampleFormat.allCases)
    func `A full disk is reported`(samples: SampleFormat) throws {
      let full = open("/dev/full", O_RDWR)
      defer { close(full) }
      let track = Track(samples, frames: 10_000)
      let error = #expect(throws: FileError.self) {
        let writer = try SampleWriter(
          to: VirtualIO(on: full), at: DirectoryEntry("/tmp/a.wav"), in: .wav, of: track.description)
        try writer.write(track.samples)
        try writer.finish()
      }
      #expect(error?.problem == .diskFull(written: 0))
    }
  #endif
}

#if canImport(Glibc)
  let fileSizeLimit = __rlimit_resource_t(RLIMIT_FSIZE.rawValue)
#else
  let fileSizeLimit = RLIMIT_FSIZE
#endif
