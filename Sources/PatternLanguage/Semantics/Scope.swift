/// The names that have a value at a place of a text.
struct Scope {
  /// The parameters of the text.
  private var parameters: [String: Value] = [:]
  /// Those whose value could not be made out, which has been told.
  private(set) var broken: Set<String> = []
  /// Names of `for` and of definitions, the innermost last. They are few, and a copy for each round stays small.
  private var inner: [(name: String, value: Value)] = []

  subscript(name: String) -> Value? {
    inner.last { $0.name == name }?.value ?? parameters[name]
  }

  /// All names, for suggestions.
  var names: [String] { (Array(parameters.keys) + inner.map(\.name)).sorted() }

  mutating func addParameter(_ name: String, _ value: Value) { parameters[name] = value }

  mutating func addBroken(_ name: String) { broken.insert(name) }

  mutating func add(_ name: String, _ value: Value) { inner.append((name, value)) }
}

/// Which round of how many is being checked.
package struct RampPosition {
  /// Counted from 0.
  var round: Int
  var rounds: Int

  package init(round: Int, rounds: Int) {
    self.round = round
    self.rounds = rounds
  }
}
