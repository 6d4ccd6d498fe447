import BreathPacing
import FileStore
import PatternLanguage
import Sidecars
import SoundFiles
import Synthesis

/// Converts the lines of a manifest to jobs, and checks each line and all lines together.
struct ManifestCheck {
  private let manifest: Manifest
  private let folder: String
  private let root: ConfinedDirectory?
  private let target: ConfinedDirectory?
  private(set) var findings: [ManifestFinding] = []
  private var ids: [String: SourceRange] = [:]
  /// The files to be written, by their case-folded paths.
  private var outputs: [String: SourceRange] = [:]
  /// The folders of the outputs, by their case-folded paths.
  private var folders: [String: SourceRange] = [:]
  /// The folders that were checked to lead nowhere outside the output folder.
  private var inside: Set<String> = []
  /// The different options of the lines, without their parameters.
  private var requests: [TrackRequest: BatchJob.SharedRequest] = [:]
  /// The pictures that were read, by their paths.
  private var covers: [String: Result<CoverPicture, CoverError>] = [:]
  /// The result of checking each pattern; nil if it has no problem.
  private var patterns: [String: ManifestProblem?] = [:]

  init(of manifest: Manifest, in folder: String) {
    self.manifest = manifest
    self.folder = folder
    root = ConfinedDirectory(manifest.root)
    target = ConfinedDirectory(folder)
  }

  /// Returns the job of a line; nil if the line has a problem.
  mutating func job(of line: ManifestLine, as general: TrackRequest) -> BatchJob? {
    let known = findings.count
    guard !line.isMalformed else { return nil }
    if !line.givesPattern { report(.missing("pattern"), at: line.range) }
    if !line.givesOutput { report(.missing("output"), at: line.range) }
    guard let pattern = line.pattern, let output = line.target else { return nil }
    checkPattern(pattern)
    var request = line.request(general)
    let parameters = line.parameters(general.overrides)
    if let cover = line.cover { request.options.cover = picture(at: cover) }
    checkKind(of: output, line, request)
    let id = line.id ?? Located(output.value, at: output.range)
    let first = ids.updateValue(id.range, forKey: id.value)
    let told = findings.count
    // One error gives one problem: if the output is derived from the id or the id from the output, both are wrong.
    if first == nil || line.output != nil { checkPath(output, with: request.beside) }
    if let first, line.id != nil || findings.count == told {
      report(.sameID(id.value), at: id.range, related: first)
    }
    guard findings.count == known else { return nil }
    return BatchJob(
      input: PatternInput(at: path(of: pattern.value)), in: folder, named: output.value, root: manifest.root,
      request: shared(request), parameters: parameters, id: id.value, origin: ManifestLocation(line))
  }

  private mutating func shared(_ request: TrackRequest) -> BatchJob.SharedRequest {
    if let known = requests[request] { return known }
    let shared = BatchJob.SharedRequest(request)
    requests[request] = shared
    return shared
  }

  private mutating func report(_ problem: ManifestProblem, at range: SourceRange, related: SourceRange? = nil) {
    findings.append(ManifestFinding(problem, at: range, related: related))
  }

  private func path(of pattern: String) -> String {
    manifest.root == "." ? pattern : manifest.root.appendingComponent(pattern)
  }

  private mutating func checkPattern(_ pattern: Located<String>) {
    if patterns[pattern.value] == nil { patterns[pattern.value] = .some(problem(of: pattern.value)) }
    if let problem = patterns[pattern.value] ?? nil { report(problem, at: pattern.range) }
  }

  private func problem(of pattern: String) -> ManifestProblem? {
    guard !pattern.utf8.contains(0) else { return .missingPattern(pattern) }
    guard !pattern.hasPrefix("/"), let root, root.contains(path(of: pattern)) else { return .leavesFolder(pattern) }
    do throws(InputError) {
      switch try FileKind(ofInput: path(of: pattern)) {
      case .file: break
      case .folder: return .unreadablePattern(pattern, .folder)
      default: return .unreadablePattern(pattern, .notAFile)
      }
    } catch {
      return error.problem == .missing ? .missingPattern(pattern) : .unreadablePattern(pattern, error.problem)
    }
    return pattern.hasSuffix(PatternFiles.fileExtension) || Container(ofFileAt: pattern) != nil
      ? nil : .unreadablePattern(pattern, .notAPattern)
  }

  /// Returns the picture of a line, and reports a problem with it. Each is read once.
  private mutating func picture(at path: Located<String>) -> CoverPicture? {
    let place = self.path(of: path.value)
    guard !path.value.utf8.contains(0), !path.value.hasPrefix("/"), let root, root.contains(place) else {
      report(.leavesFolder(path.value), at: path.range)
      return nil
    }
    let read = covers[place] ?? Result { () throws(CoverError) in try CoverPicture(readingFrom: place) }
    covers[place] = read
    switch read {
    case .success(let picture): return picture
    case .failure(let error):
      report(.unusableCover(error), at: path.range)
      return nil
    }
  }

  private mutating func checkKind(of output: Located<String>, _ line: ManifestLine, _ request: TrackRequest) {
    guard let container = Container(ofFileAt: output.value) else {
      return report(.unknownKind(output.value), at: output.range)
    }
    if let rates = container.rates, let rate = request.options.rate, !rates.contains(rate) {
      report(
        .unfitting(
          name: "rate", value: "\(rate)", kind: container.rawValue,
          wants: rates), at: line.rate?.range ?? output.range)
    }
    if let samples = request.options.samples, !container.sampleFormats.contains(samples) {
      report(
        .unfitting(
          name: "bits", value: "\(samples.bytes * 8)", kind: container.rawValue,
          wants: container.isLossy ? [] : container.sampleFormats.map { $0.bytes * 8 }),
        at: line.bits?.range ?? output.range)
    }
    if let cover = line.cover, request.options.cover != nil, !container.takesCover {
      report(
        .unfitting(name: "cover", value: cover.value, kind: container.rawValue, wants: []), at: cover.range)
    }
    if let bitRate = line.bitRate {
      // The number of channels depends on the pattern, which is not parsed yet. So only a bit rate that neither mono
      // nor stereo files of this kind can have is an error here.
      let rate = request.options.rate ?? RenderOptions.usualRate
      let known = [1, 2].compactMap { container.bitRates(at: rate, channels: request.options.channels ?? $0) }
      if !known.contains(where: { $0.contains(bitRate.value) }) {
        report(
          .unfittingBitRate(bitRate.value, kind: container.rawValue, wants: known.first),
          at: bitRate.range)
      }
    }
  }

  private mutating func checkPath(_ output: Located<String>, with beside: [Sidecar]) {
    let parts = output.value.split(separator: "/", omittingEmptySubsequences: false)
    guard !output.value.hasPrefix("/"), !parts.contains("..") else {
      return report(.leavesFolder(output.value), at: output.range)
    }
    guard parts.allSatisfy({ !$0.isEmpty && $0 != "." && $0.utf8.count <= 255 }), !output.value.utf8.contains(0) else {
      return report(.unusablePath(output.value), at: output.range)
    }
    // An existing link could lead out of the folder.
    var place = ""
    for part in parts.dropLast() {
      place = place.isEmpty ? String(part) : place.appendingComponent(String(part))
      if !inside.contains(place) {
        guard target?.contains(folder.appendingComponent(place)) ?? true else {
          return report(.leavesFolder(output.value), at: output.range)
        }
        inside.insert(place)
      }
      if let file = outputs[place.folded] {
        report(.outputInOutput(output.value, file: place), at: output.range, related: file)
      }
      folders[place.folded] = folders[place.folded] ?? output.range
    }
    for file in [output.value] + beside.map({ $0.path(beside: output.value) }) {
      if let first = outputs.updateValue(output.range, forKey: file.folded) {
        report(.sameOutput(file), at: output.range, related: first)
      } else if let inner = folders[file.folded] {
        report(.outputInOutput(file, file: file), at: output.range, related: inner)
      }
    }
  }
}

extension ManifestLine {
  /// Returns the values of parameters, completed with those for all lines.
  fileprivate func parameters(_ general: Overrides) -> [SourceText] {
    let own = Overrides(parameters: values.map(\.value))
    guard !general.parameters.isEmpty else { return own.parameters }
    let names = Set(own.names)
    return general.parameters.filter { !names.contains($0.text.parameterName) } + own.parameters
  }

  /// Returns the options of the line, completed with those for all lines, without parameters.
  fileprivate func request(_ general: TrackRequest) -> TrackRequest {
    var request = general
    let given = general.overrides
    request.overrides = Overrides(
      profile: profile?.value ?? given.profile?.text, voice: voice?.value ?? given.voice?.text,
      language: language?.value ?? given.language?.text)
    request.overrides.voiceOrigin = voice == nil ? given.voiceOrigin : .manifest
    request.options.rate = rate?.value ?? general.options.rate
    request.options.channels = channels?.value ?? general.options.channels
    request.options.samples = bits.flatMap { SampleFormat(bits: $0.value) } ?? general.options.samples
    request.options.bitRate = bitRate?.value ?? general.options.bitRate
    request.options.markers = markers ?? general.options.markers
    request.options.place = place ?? general.options.place
    request.beside = beside ?? place?.beside ?? general.beside
    return request
  }
}
