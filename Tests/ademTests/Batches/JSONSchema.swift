import Foundation

/// A JSON schema, as far as those in `Documentation/` go; a word that it does not know is a fault of its own.
struct JSONSchema {
  struct UnknownWord: Error { let word: String }

  private let root: [String: Any]

  init(_ text: String) throws {
    root = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] ?? [:]
  }

  /// The violations of the schema by a value; empty if it is valid.
  func faults(in value: Any) throws -> [String] { try faults(in: value, by: root, at: "") }

  private func faults(in value: Any, by schema: [String: Any], at place: String) throws -> [String] {
    try schema.sorted { $0.key < $1.key }.flatMap { word, wanted in
      try faults(in: value, by: schema, word, wanted, at: place)
    }
  }

  private func faults(
    in value: Any, by schema: [String: Any], _ word: String, _ wanted: Any, at place: String
  ) throws -> [String] {
    func fault(_ isFault: Bool) -> [String] { isFault ? ["\(place): \(word) \(wanted)"] : [] }
    let object = value as? [String: Any]
    switch word {
    case "$schema", "title", "description", "$defs": return []
    case "$ref":
      let name = String((wanted as? String ?? "").dropFirst("#/$defs/".count))
      guard let other = (root["$defs"] as? [String: Any])?[name] as? [String: Any] else {
        throw UnknownWord(word: name)
      }
      return try faults(in: value, by: other, at: place)
    case "oneOf":
      let found = try (wanted as? [[String: Any]] ?? []).map { try faults(in: value, by: $0, at: place) }
      if found.count(where: \.isEmpty) == 1 { return [] }
      return ["\(place): none or several of oneOf"] + found.flatMap(\.self)
    case "type": return fault(!Self.isOf(type: wanted as? String ?? "", value))
    case "const": return fault(value as? NSObject != wanted as? NSObject)
    case "enum": return fault(!(wanted as? [NSObject] ?? []).contains { $0 == value as? NSObject })
    case "minimum": return fault((value as? Double ?? 0) < (wanted as? Double ?? 0))
    case "maximum": return fault((value as? Double ?? 0) > (wanted as? Double ?? 0))
    case "minItems": return fault((value as? [Any] ?? []).count < wanted as? Int ?? 0)
    case "pattern":
      return fault((value as? String)?.range(of: wanted as? String ?? "", options: .regularExpression) == nil)
    case "required": return (wanted as? [String] ?? []).filter { object?[$0] == nil }.map { "\(place): no '\($0)'" }
    case "additionalProperties":
      let known = schema["properties"] as? [String: Any] ?? [:]
      return (object ?? [:]).keys.filter { known[$0] == nil }.sorted().map { "\(place): '\($0)' is unknown" }
    case "properties":
      return try (wanted as? [String: [String: Any]] ?? [:]).sorted { $0.key < $1.key }.flatMap { name, schema in
        try object?[name].map { try faults(in: $0, by: schema, at: "\(place)/\(name)") } ?? []
      }
    case "items":
      let schema = wanted as? [String: Any] ?? [:]
      return try (value as? [Any] ?? []).flatMap { try faults(in: $0, by: schema, at: "\(place)[]") }
    default: throw UnknownWord(word: word)
    }
  }

  private static func isOf(type: String, _ value: Any) -> Bool {
    switch type {
    case "object": value is [String: Any]
    case "array": value is [Any]
    case "string": value is String
    case "boolean": value is Bool
    case "number": value is Double
    case "integer": (value as? Double).map { $0 == $0.rounded() } ?? false
    default: false
    }
  }
}
