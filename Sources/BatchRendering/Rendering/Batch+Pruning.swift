import SoundFiles

extension Batch {
  /// Tracks in the output folder that earlier batches made of the folders of a plan, and that no pattern in them makes any
  /// more, in this or another kind of file: their patterns have been renamed or removed. Only tracks that stand as they were
  /// written count.
  ///
  /// Empty where a plan does not cover whole folders: of single files, a manifest, or folders that could not be read.
  public func tracksNoLongerMade(by plan: BatchPlan) -> [TrackRecord] {
    guard plan.obstacles.isEmpty, let ledger = openedLedger else { return [] }
    let folders = Set(plan.files.folders.compactMap { way(to: $0) })
    let made = Set(plan.jobs.compactMap { $0.ledgerName?.stem })
    return ledger.tracks(of: folders) { made.contains($0.stem) }
  }

  /// Removes such a track, with the files beside it.
  ///
  /// - Throws: `SoundFileError`.
  public func remove(_ track: TrackRecord) throws { try openedLedger?.remove(track) }
}

extension BatchJob {
  /// The folder that a batch of whole folders would find the pattern in.
  var patternFolder: String? {
    guard case .file = input, origin == nil else { return nil }
    return root
  }
}

extension String {
  /// By which two kinds of files are known to be tracks of one pattern.
  fileprivate var stem: String {
    let name = folded
    return name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
  }
}
