import ArgumentParser
import BreathPacing
import Sidecars

/// Option for the sidecars of each track.
struct SidecarOptions: ParsableArguments {
  @Option(
    name: .customLong("beside"), parsing: .singleValue,
    help: ArgumentHelp(
      "Write these beside each track, under its name: \(Sidecar.list), or all.", valueName: "kinds"),
    completion: .sidecarsOrAll)
  var kinds: [String] = []

  func validate() throws {
    for word in words where word != "all" && Sidecar(rawValue: word) == nil {
      let parts = kinds.flatMap { $0.split { ",;+|/ ".contains($0) }.map(String.init) }
      let meant = parts.compactMap(Self.kind)
      let help = meant.isEmpty ? "" : " Write '--beside \(meant.joined(separator: ","))'."
      throw ValidationError(
        "'--beside' knows \(Sidecar.list) and all, with commas between, not '\(word.printable)'.\(help)")
    }
  }

  /// The kind that a misspelt one means.
  private static func kind(meantBy word: String) -> String? {
    if word.lowercased() == "all" { return "all" }
    return Sidecar.meant(by: word)?.rawValue ?? Sidecar.names.nearest(to: word, by: \.self)
  }

  /// The chosen kinds, each once, in the order of the documentation.
  var files: [Sidecar] {
    words.contains("all") ? Sidecar.allCases : Sidecar.allCases.filter { words.contains($0.rawValue) }
  }

  private var words: [String] {
    kinds.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
  }
}

extension Sidecar {
  /// Their names on the command line.
  static let list = names.joined(separator: ", ")
  static let names = allCases.map(\.rawValue)
}
