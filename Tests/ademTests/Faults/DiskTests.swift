#if os(Linux)
  import Foundation
  import Testing

  @Suite(.enabled(if: PrivateDisk.isPossible, Comment(rawValue: PrivateDisk.need)))
  struct `Disks that are full or closed` {
    private let batch: RehearsedBatch

    /// 48, 32 and 64 kB.
    init() throws {
      batch = try RehearsedBatch([
        "a": "ending none\ninhale 2\nexhale 1\n", "b": SamplePattern.short, "c": "ending none\ninhale 2\nexhale 2\n",
      ])
    }

    private func number(_ name: String) throws -> Int? {
      Int(try batch.folder.text(of: name).trimmingCharacters(in: .whitespacesAndNewlines))
    }

    @Test(arguments: Array(stride(from: 8, through: 168, by: 16)))
    func `A full disk holds whole tracks and nothing else, and the rest comes when there is room`(
      kilobytes: Int
    ) throws {
      let run = try PrivateDisk.small(kilobytes << 10, at: "out", before: batch.batch()).run()
      #expect([0, 1, 73].contains(run.status), "\(run)")
      try batch.expectNothingBroken(after: run, in: "seen", "\(kilobytes) kB")
      #expect(try batch.folder.unfinished == [])
      #expect(try number("status") == 0)
      #expect(try batch.folder.files(in: "finished") == batch.whole)
    }

    /// The size of a compressed file is unknown beforehand, so that the disk becomes full in the middle.
    @Test(arguments: ["flac", "mp3", "ogg", "opus"], [8, 16, 24])
    func `A disk that fills up under a codec holds whole tracks`(format: String, kilobytes: Int) throws {
      let process = AdemProcess(
        "render", "in", "-q", "--output-folder", "out", "--rate", "8000", "--format", format, "--jobs", "1",
        in: batch.folder)
      let run = try PrivateDisk.small(kilobytes << 10, at: "out", before: process).run()
      #expect([0, 1, 73].contains(run.status), "\(run)")
      #expect(try number("status") == 0)
      let (seen, finished) = (try batch.folder.files(in: "seen"), try batch.folder.files(in: "finished"))
      #expect(finished.count == 3)
      for (name, bytes) in seen { #expect(bytes == finished[name], "\(name)") }
      #expect(run.status != 0 || seen == finished)
      #expect(try batch.folder.unfinished == [])
    }

    @Test(arguments: [8, 40, 90])
    func `A full cache costs no track`(kilobytes: Int) throws {
      let run = try PrivateDisk.small(
        kilobytes << 10, at: "cache", before: batch.batch(["--cache", "cache"])
      ).run()
      #expect(run == Outcome(0))
      try batch.expectNothingBroken(after: run)
      #expect(try batch.folder.unfinished == [])
    }

    @Test func `A cache that takes no writing still gives what it has`() throws {
      #expect(try batch.batch(["--cache", "cache"]).run() == Outcome(0))
      try FileManager.default.removeItem(atPath: batch.folder["out"])
      let run = try PrivateDisk.readOnly("cache", before: batch.batch(["--cache", "cache"])).run()
      #expect(run == Outcome(0))
      try batch.expectNothingBroken(after: run)
    }

    @Test func `A folder that takes no writing keeps its tracks, and that is told`() throws {
      #expect(try batch.batch().run() == Outcome(0))
      #expect(try PrivateDisk.readOnly("out", before: batch.batch()).run() == Outcome(0), "there was nothing to do")
      try batch.folder.write("in/b.breath", "ending none\ninhale 2\nexhale 4\n")
      let run = try PrivateDisk.readOnly("out", before: batch.batch()).run()
      let expected = """
        error: nothing can be written in 'out': Read-only file system
          = help: choose another folder

        """
      #expect(run == Outcome(1, errors: expected))
      #expect(try batch.folder.files(in: "out") == batch.whole)
    }
  }
#endif
