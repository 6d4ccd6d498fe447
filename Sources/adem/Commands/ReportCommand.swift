import ArgumentParser
import BatchRendering
import BreathPacing
import PatternLanguage

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Joins the logs of a batch, and tells what is missing.",
    discussion: """
      adem report logs/                             # every shard's log in a folder
      adem report logs/ --manifest tracks.jsonl     # and which tracks no log tells of

      Exit status 1 means that something failed, is missing, or was not finished.
      """)

  @Argument(
    help: "Logs, as 'adem render --log' writes them, and folders of logs (NAME.jsonl).",
    completion: .file(extensions: ["jsonl"]))
  var logs: [String]

  @Option(
    help: ArgumentHelp("The manifest that was rendered, so that missing tracks are named.", valueName: "file"),
    completion: .file(extensions: ["jsonl", "csv"]))
  var manifest: String?

  @Flag(help: "Print one JSON object.")
  var json = false

  func run() throws {
    var failures = FailureList(inputs: logs.count)
    var texts: [String] = []
    for path in logs {
      do { texts += try LogFiles.texts(at: path) } catch { failures.report(error, of: path) }
    }
    try failures.finish()
    let report = try joined(texts)
    if json {
      try Terminal.standardOutput.write(ReportRecord(report).text, as: .json)
    } else {
      try Terminal.standardOutput.write(ReportSummary(report).text)
    }
    if !report.isComplete { throw ExitStatus.partlyFailed.exitCode }
  }

  private func joined(_ texts: [String]) throws -> BatchReport {
    var failures = FailureList(inputs: 1)
    do {
      return try BatchReport(of: texts, for: manifest.map { try Manifest(readingFrom: $0) })
    } catch {
      failures.report(error, of: manifest ?? "")
      throw failures.status.exitCode
    }
  }
}
