import FileStore

/// The combined content of the lines of an output index.
struct OutputIndexContent: Sendable {
  /// The records by the path of the track from the folder, oldest first. The newest need not be valid, since its batch
  /// may have been killed after adding it; the file under the name decides.
  private(set) var records: [String: [TrackRecord]] = [:]
  /// The fingerprints of sidecars by their paths, oldest first.
  private var sidecars: [String: [FileFingerprint]] = [:]

  /// Returns the fingerprints of a track or a sidecar, oldest first.
  func prints(of name: String) -> [FileFingerprint] {
    (sidecars[name] ?? []) + (records[name]?.map(\.sound) ?? [])
  }

  mutating func add(_ added: [TrackRecord]) {
    for record in added {
      // The same files can have other inputs, such as a text with another comment: the last record is valid.
      records[record.name, default: []].removeAll { $0.sound == record.sound && $0.beside == record.beside }
      records[record.name, default: []].append(record)
      for (name, print) in record.beside {
        sidecars[name, default: []].removeAll { $0 == print }
        sidecars[name, default: []].append(print)
      }
    }
  }

  /// Keeps those records of each track that a rule chooses.
  mutating func keep(_ choose: ([TrackRecord]) -> [TrackRecord]) {
    let chosen = records.values.map { $0.count == 1 ? $0 : choose($0) }
    (records, sidecars) = ([:], [:])
    for records in chosen { add(records) }
  }

  /// All records, sorted by the name of the track.
  var all: [TrackRecord] { records.sorted { $0.key < $1.key }.flatMap(\.value) }
}
