import FileStore

/// What the lines of a ledger tell together.
struct OutputIndexContent: Sendable {
  /// By the tracks' paths from the folder, the oldest first. Only what stands under the name says which one came to be:
  /// after the newest was added, its batch may have been killed.
  private(set) var records: [String: [TrackRecord]] = [:]
  /// Of tracks and of what stands beside them, by their paths.
  private(set) var prints: [String: [FileFingerprint]] = [:]

  mutating func add(_ added: [TrackRecord]) {
    for record in added {
      // The same files can be made of something else, such as a text with another comment: what was said last holds.
      records[record.name, default: []].removeAll { $0.sound == record.sound && $0.beside == record.beside }
      records[record.name, default: []].append(record)
      for (name, print) in record.files {
        prints[name, default: []].removeAll { $0 == print }
        prints[name, default: []].append(print)
      }
    }
  }

  /// Leaves those of each track that a rule chooses.
  mutating func keep(_ choose: ([TrackRecord]) -> [TrackRecord]) {
    let chosen = records.values.map { $0.count == 1 ? $0 : choose($0) }
    (records, prints) = ([:], [:])
    for records in chosen { add(records) }
  }

  /// In the order of their names.
  var all: [TrackRecord] { records.sorted { $0.key < $1.key }.flatMap(\.value) }
}
