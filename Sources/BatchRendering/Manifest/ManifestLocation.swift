import PatternLanguage

/// The position of a job in its manifest, so that problems of values are reported there.
///
/// ```swift
/// if let line = job.origin?.line { print(line.lowerBound) }
/// ```
public struct ManifestLocation: Sendable, Hashable {
  /// The range of the whole line.
  public let line: SourceRange
  /// The range of the pattern's path; that of the line if it has none.
  public let pattern: SourceRange
  /// The ranges of the values that the line sets.
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
  /// The problems that patterns have with values of the manifest, each reported once; nil if there are none.
  ///
  /// - Parameters:
  ///   - manifest: the manifest of the jobs.
  ///   - failures: jobs of the manifest, and the errors of rendering them. Errors of outputs or missing programs are no
  ///     problems of the manifest and are ignored.
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
