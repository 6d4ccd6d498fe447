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
  private let values: [Value]

  private struct Value: Hashable {
    let setting: Overrides.Setting
    let range: SourceRange
  }

  init(_ line: ManifestLine) {
    self.line = line.range
    pattern = line.pattern?.range ?? line.range
    var values = line.values.map { Value(setting: .parameter($0.value), range: $0.range) }
    let others = [(Overrides.Setting.profile, line.profile), (.voice, line.voice), (.language, line.language)]
    for (setting, value) in others {
      if let value { values.append(Value(setting: setting, range: value.range)) }
    }
    self.values = values
  }

  /// Returns the range of a value that the line sets; nil if it does not set it.
  func range(of setting: Overrides.Setting) -> SourceRange? { values.last { $0.setting == setting }?.range }
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
        guard let place = diagnostic.source.setting.flatMap(origin.range) else { continue }
        findings.append(
          ManifestFinding(
            .pattern(code: diagnostic.code, message: diagnostic.message, help: diagnostic.help), at: place))
      }
    }
    guard !findings.isEmpty else { return nil }
    self.init(manifest.source, findings)
  }
}
