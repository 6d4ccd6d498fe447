import PatternLanguage

/// Where a manifest says what a job is to be, so that what a pattern thinks of a value is told there.
public struct ManifestLocation: Sendable, Hashable {
  public let line: SourceRange
  public let pattern: SourceRange
  /// The places of the values that the line sets.
  let values: [Overrides.Setting: SourceRange]

  init(_ line: ManifestLine) {
    self.line = line.range
    pattern = line.pattern?.range ?? line.range
    var values: [Overrides.Setting: SourceRange] = [:]
    for value in line.values { values[.parameter(value.value)] = value.range }
    values[.profile] = line.profile?.range
    values[.voice] = line.voice?.range
    values[.language] = line.language?.range
    self.values = values
  }
}

extension InvalidManifest {
  /// The problems that jobs have in the eyes of their patterns, each told once; nil where they have none.
  ///
  /// - Parameter failures: jobs of the manifest, and why they cannot be rendered. What stands in the way of an output is
  ///   no problem of the manifest, nor is a program that is missing.
  public init?(_ manifest: Manifest, _ failures: [(job: BatchJob, error: any Error)]) {
    var findings: [ManifestFinding] = []
    for (job, error) in failures {
      guard let origin = job.origin, let error = error as? InvalidPattern else { continue }
      for diagnostic in error.diagnostics {
        guard let place = diagnostic.source.setting.flatMap({ origin.values[$0] }) else { continue }
        findings.append(
          ManifestFinding(
            .pattern(code: diagnostic.code, message: diagnostic.message, help: diagnostic.help), at: place))
      }
    }
    guard !findings.isEmpty else { return nil }
    self.init(manifest.source, findings)
  }
}
