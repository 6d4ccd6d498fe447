import SoundFiles

#if os(Linux)
  import Foundation
  import SoundFiles
  import TestSupport
  import Testing

  /// Every call of a batch that can fail, failing once or from then on.
  @Suite struct `A disk that fails` {
    private static func batch() throws -> RehearsedBatch {
      try RehearsedBatch(
        ["a": "ending none\ninhale 2\nexhale 1\n", "b": SamplePattern.short], over: ["a": SamplePattern.short],
        options: ["--jobs", "1", "--beside", "vtt"])
    }

    enum Failing: CaseIterable {
      case writing, fullDisk, reading, naming, syncing, closing, opening, openingInFolder, locking

      var calls: FailingCalls {
        switch self {
        case .writing: FailingCalls(point: "posix/io/rw/pwrite")
        case .fullDisk: FailingCalls(point: "posix/io/rw/pwrite", error: ENOSPC)
        case .reading: FailingCalls(point: "adem/read")
        case .naming: FailingCalls(point: "adem/name/*")
        case .syncing: FailingCalls(point: "posix/io/sync/fsync")
        case .closing: FailingCalls(point: "posix/io/oc/close")
        case .opening: FailingCalls(point: "posix/io/oc/open")
        case .openingInFolder: FailingCalls(point: "adem/openat")
        case .locking: FailingCalls(point: "adem/flock")
        }
      }

      /// Those without which a batch cannot do all.
      var isVital: Bool { [.writing, .fullDisk, .naming, .syncing].contains(self) }
    }

    @Test(arguments: Failing.allCases, [false, true])
    func `Whichever call fails, a track is whole or as it was, and the next batch finishes`(
      failing: Failing, goesOn: Bool
    ) throws {
      let batch = try Self.batch()
      let count = try FailingCalls.count(of: failing.calls.point, in: batch.batch())
      #expect(count > 0)
      for number in FailingCalls.numbers(upTo: count) {
        try batch.begin()
        var calls = failing.calls
        (calls.number, calls.goesOn) = (number, goesOn)
        let run = try calls.loaded(into: batch.batch()).run()
        #expect(run.status >= 0 && (run.status != 0 || !failing.isVital), "\(failing) \(number): \(run)")
        try batch.expectNothingBroken(after: run, "\(failing) \(number): \(run)")
        #expect(try batch.folder.unfinished == [], "\(failing) \(number)")
        // The files of the program itself are read as well.
        if number % 3 == 1 { try batch.expectFinish(keepsAll: failing != .reading, "\(failing) \(number)") }
      }
    }

    /// Texts, the index and messages use `write`; if the messages fail as well, the status still shows the failure.
    @Test(arguments: [EIO, ENOSPC, EDQUOT], [false, true])
    func `A text or a index that cannot be written fails its track alone`(error: Int32, goesOn: Bool) throws {
      let batch = try Self.batch()
      let count = try FailingCalls.count(of: "posix/io/rw/write", in: batch.batch())
      #expect(count == 4, "a text and a line of the ledger for each of two tracks")
      for number in FailingCalls.numbers(upTo: count) {
        try batch.begin()
        let calls = FailingCalls(point: "posix/io/rw/write", number: number, goesOn: goesOn, error: error)
        let run = try calls.loaded(into: batch.batch()).run()
        #expect(run.status == 1, "\(number)")
        try batch.expectNothingBroken(after: run, "\(number)")
        let done = try batch.folder.files(in: "out").filter {
          $0.value == batch.whole[$0.key] && $0.key.hasSuffix("wav")
        }
        #expect(done.count == (goesOn ? (number - 1) / 2 : 1), "\(number)")
        try batch.expectFinish("\(number)")
      }
    }

    @Test(arguments: ["posix/io/rw/pwrite/reduce", "posix/io/rw/write/reduce", "posix/io/rw/pread/reduce"])
    func `Calls that do less than they were asked to are gone on with`(point: String) throws {
      let batch = try Self.batch()
      // Every call comes one byte short.
      let calls = FailingCalls(point: point, number: 1, goesOn: true, error: 1)
      let run = try calls.loaded(into: batch.batch()).run()
      #expect(run.status == 0, "\(run.errors)")
      try batch.expectNothingBroken(after: run)
    }

    @Test(arguments: ["posix/io/rw/pwrite", "posix/io/rw/write", "posix/io/sync/fsync"])
    func `A call that a signal interrupts is made again`(point: String) throws {
      let batch = try Self.batch()
      for number in 1...3 {
        try batch.begin()
        let run = try FailingCalls(point: point, number: number, error: EINTR).loaded(into: batch.batch()).run()
        #expect(run.status == 0, "\(number): \(run.errors)")
        try batch.expectNothingBroken(after: run)
      }
    }

    /// The next batch reads the cache of the first, in a format without a length in its header.
    @Test func `A cache holds nothing that could not be read to its end`() throws {
      let batch = try RehearsedBatch(
        ["a": SamplePattern.short], options: ["--jobs", "1", "--format", "flac", "--cache", "cache"])
      let count = try FailingCalls.count(of: "adem/read", in: batch.batch())
      for number in FailingCalls.numbers(upTo: count) {
        try batch.begin()
        _ = try FailingCalls(point: "adem/read", number: number).loaded(into: batch.batch()).run()
        try? FileManager.default.removeItem(atPath: batch.folder["out"])
        try batch.expectFinish("\(number)")
      }
    }

    /// Alone, where nothing that was made before can help. Each kind of file goes its own way to the disk, and all of
    /// them are read back. The calls of an M4A depend on how ffmpeg hands its output over, and cannot be counted.
    @Test(
      arguments: Container.extensions.filter { !["aif", "m4a"].contains($0) },
      ["posix/io/rw/pread", "posix/io/rw/pwrite"])
    func `A single track of any kind is whole or not there, whichever call fails`(kind: String, point: String) throws {
      let folder = try TemporaryFolder()
      try folder.write("a.breath", "title \"One\"\nending none\ninhale 1\nexhale 1\n")
      let name = "out.\(kind)"
      let process = AdemProcess("render", "a.breath", "-q", "--force", "--rate", "48000", "-o", name, in: folder)
      #expect(try process.run() == Outcome(0))
      let whole = try folder.bytes(of: name)
      let count = try FailingCalls.count(of: point, in: process)
      #expect(count > 0)
      try FileManager.default.removeItem(atPath: folder[name])
      for number in FailingCalls.numbers(upTo: count) {
        // Failing for good must end, too: libsndfile looks for a chunk as long as it is not at the end.
        let goesOn = number % 2 == 0
        let calls = FailingCalls(point: point, number: number, goesOn: goesOn)
        let run = try calls.loaded(into: process).run()
        #expect(run.status == 74, "\(number): \(run)")
        // The messages of mpg123 come first.
        let said =
          "error: '\(name)' could not be \(point.hasSuffix("pread") ? "read back" : "written"): Input/output error\n"
        #expect(run.errors.hasSuffix(said), "\(number): \(run.errors)")
        #expect(try folder.contents == ["a.breath", "calls"], "\(number)")
      }
      // Every call comes one byte short.
      let short = FailingCalls(point: point + "/reduce", number: 1, goesOn: true, error: 1)
      #expect(try short.loaded(into: process).run() == Outcome(0))
      #expect(try folder.bytes(of: name) == whole)
    }

    /// An MP3 need not say how long it is, so that it seems to end where it cannot be read on.
    @Test(arguments: ["wav", "flac", "ogg", "mp3"])
    func `A recording that cannot be read to its end is no shorter one`(kind: String) throws {
      let folder = try TemporaryFolder()
      try folder.write("sea.breath", "ending none\ninhale 2\nexhale 2\n")
      try folder.write("a.breath", "ending none\nbed clip \"sea.\(kind)\"\ninhale 1\nexhale 1\n")
      #expect(
        try AdemProcess("render", "sea.breath", "-q", "--rate", "8000", "-o", "sea.\(kind)", in: folder).run()
          == Outcome(0))
      let process = AdemProcess("render", "a.breath", "-q", "--force", "--rate", "8000", "-o", "a.wav", in: folder)
      #expect(try process.run() == Outcome(0))
      let whole = try folder.bytes(of: "a.wav")
      let count = try FailingCalls.count(of: "posix/io/rw/pread", in: process)
      for number in FailingCalls.numbers(upTo: count) {
        try? FileManager.default.removeItem(atPath: folder["a.wav"])
        let run = try FailingCalls(point: "posix/io/rw/pread", number: number).loaded(into: process).run()
        #expect(run.status > 0, "\(number): \(run)")
        #expect(run.errors.contains("Input/output error"), "\(number): \(run.errors)")
        #expect(try folder.contents.contains("a.wav") == false, "\(number)")
      }
      #expect(try process.run() == Outcome(0))
      #expect(try folder.bytes(of: "a.wav") == whole)
    }

    /// The kernel of another day, or a file system from another house.
    @Test func `Where a name cannot be taken in one step, a link takes it`() throws {
      let batch = try Self.batch()
      let calls = FailingCalls(point: "adem/name/rename-exclusively", number: 1, goesOn: true, error: EINVAL)
      let run = try calls.loaded(into: batch.batch()).run()
      #expect(run.status == 0, "\(run.errors)")
      try batch.expectNothingBroken(after: run)
      #expect(try batch.folder.unfinished == [])
    }
  }
#endif
