import SoundFiles

extension Batch {
  /// Returns the tracks in the output folder that earlier batches made from the folders of a plan, and that no pattern
  /// in them makes any more, in this container or another one: their patterns were renamed or removed. Only unchanged
  /// tracks are returned.
  ///
  /// The result is empty if the plan does not cover whole folders: for single files, a manifest, or folders that could
  /// not be read.
  public func tracksNoLongerMade(by plan: BatchPlan) -> [TrackRecord] {
    guard plan.planningErrors.isEmpty, let index = openedIndex else { return [] }
    let folders = Set(plan.files.folders.compactMap { way(to: $0) })
    let made = Set(plan.jobs.compactMap { $0.indexName?.stem })
    return index.tracks(of: folders) { made.contains($0.stem) }
  }

  /// Removes such a track and its sidecars.
  ///
  /// - Throws: `FileError`.
  public func remove(_ track: TrackRecord) throws { try openedIndex?.remove(track) }
}

extension BatchJob {
  /// The folder of the pattern, for a job from a folder or a file; nil for a job from a manifest.
  var patternFolder: String? {
    guard case .file = input, origin == nil else { return nil }
    return root
  }
}

extension String {
  /// The name without its extension, for comparison: the same for all containers of one pattern.
  fileprivate var stem: String {
    let name = folded
    return name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
  }
}
