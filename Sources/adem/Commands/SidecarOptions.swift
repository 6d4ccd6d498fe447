import ArgumentParser
import BreathPacing
import Sidecars

/// Option for the sidecars of each track.
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

  /// Requested kinds in the order of the documentation, without duplicates.
  var files: [Sidecar] {
    words.contains("all") ? Sidecar.allCases : Sidecar.allCases.filter { words.contains($0.rawValue) }
  }

  private var words: [String] {
    kinds.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
  }
}

extension Sidecar {
  /// Names of the kinds on the command line.
  static let list = allCases.map(\.rawValue).joined(separator: ", ")
}
