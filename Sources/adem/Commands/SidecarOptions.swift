import ArgumentParser
import BreathPacing
import Sidecars

/// What is to stand beside each track.
struct SidecarOptions: ParsableArguments {
  @Option(
    name: .customLong("beside"), parsing: .singleValue,
    help: ArgumentHelp(
      "Write these beside each track, under its name: \(Sidecar.list), or all.", valueName: "kinds"))
  var kinds: [String] = []

  func validate() throws {
    for word in words where word != "all" && Sidecar(rawValue: word) == nil {
      throw ValidationError("'--beside' knows \(Sidecar.list) and all, with commas between, not '\(word.printable)'.")
    }
  }

  /// In the order in which they are documented, each once.
  var files: [Sidecar] {
    words.contains("all") ? Sidecar.allCases : Sidecar.allCases.filter { words.contains($0.rawValue) }
  }

  private var words: [String] {
    kinds.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
  }
}

extension Sidecar {
  /// Their names on the command line.
  static let list = allCases.map(\.rawValue).joined(separator: ", ")
}
