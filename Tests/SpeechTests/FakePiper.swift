import Foundation
import Programs
import Speech
import TestSupport
import Testing

/// A folder with a program `piper` that behaves as the real one, version 1.8, and with a model.
///
/// It writes a file for each line of its standard input, named after an instant, whose length identifies the line.
struct FakePiper {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    for number in 0..<10 {
      let tone = WaveBytes.tone(lasting: 0.4 + 0.1 * Double(number))
      try folder.write("tones/\(number).wav", WaveBytes().bytes(tone))
    }
    try folder.write("tones/pace.wav", WaveBytes().bytes(WaveBytes.tone(lasting: 11.2)))
    try write(model: "en_US-joe-medium", in: "patterns")
    try folder.makeFolder("bin")
    try folder.program(
      "bin/piper",
      """
      echo "$*" >> '\(folder.path)/runs'
      while [ $# -gt 0 ]; do
        case "$1" in
          --model) model=$2 ;; --config) config=$2 ;; --length-scale) scale=$2 ;; --output-dir) out=$2 ;;
          --noise-scale|--noise-w|--sentence-silence) ;;
          *) echo "piper: error: unrecognized arguments: $1" >&2; exit 2 ;;
        esac
        shift 2
      done
      if ! grep -q whole "$model"; then
        printf 'Traceback (most recent call last):\\n  File "piper", line 8\\nInvalidProtobuf: parsing failed\\n' >&2; exit 1
      fi
      # Instants of 9 and 10 digits: sorted as numbers.
      now=999999998
      while IFS= read -r line; do
        printf '%s\\n' "$line" >> '\(folder.path)/said'
        now=$((now + 1))
        case "$line" in
          *dies*) : > "$out/$now.wav"
            printf 'INFO:piper:Wrote 1.wav\\nTraceback (most recent call last):\\n  File "wave.py", line 5\\nError: # channels\\n' >&2
            exit 1 ;;
          *hangs*) exec sleep 60 ;;
          *rest\\ beside*) cp '\(folder.path)/tones/pace.wav' "$out/$now.wav" ;;
          *) cp "\(folder.path)/tones/$((${#line} % 10)).wav" "$out/$now.wav" ;;
        esac
        echo "INFO:piper:Wrote $out/$now.wav" >&2
      done
      """)
  }

  func write(model name: String, in folder: String, content: String = "whole") throws {
    try self.folder.write("\(folder)/\(name).onnx", content)
    try self.folder.write("\(folder)/\(name).onnx.json", "{}")
  }

  /// A speaker for patterns in `patterns`.
  func speaker(
    _ model: String = "en_US-joe-medium", language: String = "en", voices: [String] = [], isInstalled: Bool = true
  ) throws -> SpeechSynthesizer {
    let environment = ProgramEnvironment(
      searchPath: (isInstalled ? "\(folder["bin"]):" : "") + "/usr/bin:/bin", voiceFolders: voices.map { folder[$0] })
    var speaker = try #require(
      SpeechSynthesizer(.piper(model), language: language, root: folder["patterns"], environment: environment))
    speaker.cache = SpeechCache(folder: folder["cache"])
    return speaker
  }

  /// The arguments of each run so far.
  var runs: [String] { lines(of: "runs") }
  /// The texts that were spoken so far.
  var said: [String] { lines(of: "said") }

  private func lines(of name: String) -> [String] {
    ((try? folder.text(of: name)) ?? "").split(separator: "\n").map(String.init)
  }
}
