import BreathPacing
import Foundation
import SoundFiles
import Synthesis
import TestSupport
import Testing

@Suite struct RecordingLibraryTests {
  private let folder: TemporaryFolder
  private let library: RecordingLibrary

  init() throws {
    folder = try TemporaryFolder()
    library = .folder("\(folder.path)/root")
    for name in ["root/a.breath", "root/voices/b.breath"] { try folder.write(name, "inhale 4") }
    for name in ["root/sea.wav", "root/voices/twenty.wav", "root/.hidden.wav", "secret.wav"] { try write(name) }
  }

  /// Eight frames of sound at 8 kHz.
  private func write(_ name: String) throws {
    try folder.write(name, "")
    let format = SoundFormat(rate: 8_000, channels: 1, samples: .int16)
    var blocks: [SampleBlock] = [.int16([1, 2, 3, 4, 5, 6, 7, 8])]
    let track = TrackDescription(format: format, frames: 8)
    _ = try SoundFile.write(to: "\(folder.path)/\(name)", as: track, replacing: .always) { blocks.popLast() }
  }

  /// The length of a recording, or the reason why it is not available.
  private func outcome(
    _ path: String, usedBy user: String = "root/a.breath", in library: RecordingLibrary? = nil
  ) -> Result<Duration, RecordingLibrary.Failure> {
    do {
      return .success(try (library ?? self.library).length(of: path, usedBy: "\(folder.path)/\(user)"))
    } catch let error as PlaybackError {
      #expect(error.file == path)
      if case .unusable(let failure) = error.problem { return .failure(failure) }
      Issue.record(error)
    } catch {
      Issue.record(error)
    }
    return .success(.zero)
  }

  @Test func `A path begins in the folder of the pattern that writes it`() {
    #expect(outcome("sea.wav") == .success(.milliseconds(1)))
    #expect(outcome("voices/twenty.wav") == .success(.milliseconds(1)))
    #expect(outcome("twenty.wav", usedBy: "root/voices/b.breath") == .success(.milliseconds(1)))
    #expect(outcome("../sea.wav", usedBy: "root/voices/b.breath") == .success(.milliseconds(1)))
  }

  @Test func `Nothing outside the root is read`() throws {
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder.path)/root/link.wav", withDestinationPath: "\(folder.path)/secret.wav")
    for path in ["../secret.wav", "voices/../../secret.wav", "\(folder.path)/secret.wav", "link.wav", "/dev/zero"] {
      #expect(outcome(path) == .failure(.outsideRoot), "\(path)")
    }
  }

  @Test(arguments: [
    ("see.wav", "sea.wav"), ("sea", "sea.wav"), ("sea.mp3", "sea.wav"), ("voices/twnety.wav", "voices/twenty.wav"),
    ("ocean.wav", nil), ("a", nil), ("hidden.wav", nil), ("nowhere/sea.wav", nil),
  ])
  func `A missing recording is told with the one that is clearly meant`(path: String, suggestion: String?) {
    #expect(outcome(path) == .failure(.missing(suggestion: suggestion)))
  }

  @Test func `What is there and is no recording says why`() throws {
    try folder.write("root/empty.wav", "")
    #expect(outcome("empty.wav") == .failure(.unusable(.empty)))
    #expect(outcome("voices") == .failure(.unusable(.notARegularFile(.folder))))
    guard case .failure(.unusable(.unrecognised)) = outcome("a.breath") else {
      Issue.record("A pattern was read as a recording.")
      return
    }
  }

  @Test func `A limit is the caller's`() {
    let short = RecordingLibrary.folder("\(folder.path)/root", within: RecordingLimits(longest: .microseconds(500)))
    #expect(
      outcome("sea.wav", in: short)
        == .failure(.unusable(.tooLong(length: .milliseconds(1), longest: .microseconds(500)))))
  }
}
