/// The names that have a value at one place of a text.
struct Scope {
  /// The parameters of the text.
  private var parameters: [String: Value] = [:]
  /// The parameters whose value is invalid, which has already been reported.
  private(set) var broken: Set<String> = []
  /// Names from `for` and definitions. Copying the scope for each round takes constant time, regardless of the number
  /// of names.
  private var inner: Frame?

  /// The names of one round of `for`, or of one use of a definition, linked to the enclosing names. Frames nest no
  /// deeper than blocks.
  private final class Frame {
    let values: [String: Value]
    let outer: Frame?

    init(_ values: [String: Value], in outer: Frame?) {
      self.values = values
      self.outer = outer
    }
  }

  subscript(name: String) -> Value? { innerValue(of: name) ?? parameters[name] }

  /// Returns the value that `for` or a definition gives a name; `nil` if neither does.
  private func innerValue(of name: String) -> Value? {
    var frame = inner
    while let current = frame {
      if let value = current.values[name] { return value }
      frame = current.outer
    }
    return nil
  }

  /// All names, in no particular order.
  var names: [String] {
    var names = Array(parameters.keys)
    var frame = inner
    while let current = frame {
      names += current.values.keys
      frame = current.outer
    }
    return names
  }

  /// Whether the name is a parameter of the text that no inner name hides.
  func isParameter(_ name: String) -> Bool { innerValue(of: name) == nil && parameters[name] != nil }

  mutating func addParameter(_ name: String, _ value: Value) { parameters[name] = value }

  mutating func addBroken(_ name: String) { broken.insert(name) }

  /// Adds names that hide outer names.
  mutating func add(_ values: [String: Value]) { if !values.isEmpty { inner = Frame(values, in: inner) } }
}

/// The position of a round among the rounds of a repetition.
package struct RampPosition {
  /// The index of the round, from 0.
  var round: Int
  var rounds: Int

  package init(round: Int, rounds: Int) {
    self.round = round
    self.rounds = rounds
  }
}
