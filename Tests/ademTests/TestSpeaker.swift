import Foundation
import TestSupport

/// An `espeak-ng` of the tests, so that no length depends on the version that is installed: a tone of 300 ms, and 60 ms
/// more for each byte of the text.
struct TestSpeaker {
  /// A search path with this program before the real one.
  let searchPath: String

  /// Writes it into a folder.
  init(in folder: TemporaryFolder) throws {
    // A header as espeak-ng writes it, which does not know the length, and two minutes of tone at 8,000 frames a
    // second.
    var wave = Data("RIFF".utf8) + Self.little(0xFFFF_FFFF, 4) + Data("WAVEfmt ".utf8) + Self.little(16, 4)
    wave += Self.little(1, 2) + Self.little(1, 2) + Self.little(8000, 4) + Self.little(16_000, 4)
    wave += Self.little(2, 2) + Self.little(16, 2) + Data("data".utf8) + Self.little(0xFFFF_FFFF, 4)
    // 400 Hz, so that a period has twenty frames.
    let period = (0..<20).map { Int16(8000 * sin(2 * Double.pi * (Double($0) + 0.5) / 20)).littleEndian }
    let tone = period.withUnsafeBytes { Data($0) }
    for _ in 0..<48_000 { wave += tone }
    try folder.write("speaker/tone.wav", wave)
    let script = """
      case "$1" in
        --version) echo 'eSpeak NG text-to-speech: of the tests'; exit;;
        --voices*) printf 'Pty Language\\n 5  nl\\n 5  en\\n 5  de\\n'; exit;;
      esac
      text=$(cat)
      exec head -c $((44 + 16 * (300 + 60 * ${#text}))) '\(folder["speaker/tone.wav"])'
      """
    try folder.program("speaker/espeak-ng", script)
    searchPath = "\(folder["speaker"]):/usr/local/bin:/usr/bin:/bin"
  }

  private static func little(_ value: UInt32, _ count: Int) -> Data {
    Data((0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) })
  }
}
