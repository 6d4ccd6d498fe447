import PatternBuilding

/// A broken law, described for the developer.
public struct LawBreach: Error, CustomStringConvertible {
  public let description: String
}

/// Throws what it says unless it is so.
func demand(_ isSo: Bool, _ words: @autoclosure () -> String) throws(LawBreach) {
  guard isSo else { throw LawBreach(description: words()) }
}
