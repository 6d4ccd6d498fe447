import FileStore
import Foundation
import TestSupport
import Testing

/// Rendered sound that is kept for other batches. It can only ever save time.
@Suite struct `A cache of tracks` {
  private let batch: RehearsedBatch

  init() throws {
    batch = try RehearsedBatch(
      ["a": SamplePattern.short, "b": "ending none\ninhale 2\nexhale 1\n"], options: ["--cache", "cache"])
  }

  private var folder: TemporaryFolder { batch.folder }

  /// The files in the cache, each a track.
  private var kept: [String] { get throws { try folder.contents.filter { $0.hasPrefix("cache/tracks/") } } }

  /// Renders into a folder that is new each time.
  private func render(to output: String, leaving left: [String] = []) throws {
    let run = AdemProcess(
      "render", "in", "-q", "--rate", "8000", "--cache", "cache", "--output-folder", output, in: folder)
    #expect(try run.run() == Outcome(0))
    #expect(try folder.files(in: output) == batch.whole)
    #expect(try folder.unfinished == left)
  }

  @Test func `Two folders share it, and the bytes are those that would be made`() throws {
    try render(to: "one")
    #expect(try kept.count == 2)
    let written = try kept.map { try folder.inode(of: $0) }
    try render(to: "two")
    #expect(try kept.map { try folder.inode(of: $0) } == written, "nothing was kept anew")
  }

  @Test func `What it holds is taken, and not made again`() throws {
    try folder.write(
      "talk/a.breath",
      "ending none\nvoice command \"sh \(folder["say.sh"])\"\nsay \"in\"\ninhale 1\nexhale 1\n")
    try folder.write("say.sh", "echo spoken >> \(folder["spoken"])\ncat \(folder["out/a.wav"])\n")
    #expect(try batch.batch().run() == Outcome(0))
    for output in ["one", "two"] {
      let run = AdemProcess(
        "render", "talk", "-q", "--rate", "8000", "--cache", "cache", "--output-folder", output, "--allow-commands",
        in: folder)
      #expect(try run.run() == Outcome(0))
    }
    #expect(try folder.text(of: "spoken") == "spoken\n", "the second time nobody was asked to speak")
    #expect(try folder.bytes(of: "two/a.wav") == folder.bytes(of: "one/a.wav"))
  }

  enum Damage: CaseIterable {
    case empty, cutInHalf, withoutItsLastByte, longer, flippedInTheHeader, flippedInTheSound, flippedInTheSeal
    case anotherTracks, folder, link, fifo, linkToATrack, endless, unreadable
  }

  @Test(arguments: Damage.allCases)
  func `What is damaged in it is made again, and mended`(damage: Damage) throws {
    try render(to: "one")
    let files = try kept
    let originals = try files.map { try folder.bytes(of: $0) }
    for (index, name) in files.enumerated() {
      var bytes = originals[index]
      try FileManager.default.removeItem(atPath: folder[name])
      switch damage {
      case .empty: bytes = Data()
      case .cutInHalf: bytes = bytes.prefix(bytes.count / 2)
      case .withoutItsLastByte: bytes = bytes.dropLast()
      case .longer: bytes += [0]
      case .flippedInTheHeader: bytes[22] ^= 1
      case .flippedInTheSound: bytes[bytes.count / 2] ^= 1
      case .flippedInTheSeal: bytes[bytes.count - 40] ^= 1
      case .anotherTracks: bytes = originals[1 - index]
      case .folder: try folder.makeFolder(name + "/below")
      case .link: try folder.link(name, to: "/dev/null")
      case .fifo: mkfifo(folder[name], 0o600)
      case .linkToATrack:
        try folder.write("elsewhere/\(index).track", bytes)
        try folder.link(name, to: folder["elsewhere/\(index).track"])
      case .endless, .unreadable: break
      }
      if ![.folder, .link, .fifo, .linkToATrack].contains(damage) { try folder.write(name, bytes) }
      // Without a byte of its own on the disk.
      if damage == .endless { #expect(truncate(folder[name], 1 << 40) == 0) }
      if damage == .unreadable { #expect(chmod(folder[name], 0) == 0) }
    }
    try render(to: "two")
    guard ![.folder, .link, .fifo, .linkToATrack].contains(damage), damage != .unreadable || geteuid() != 0 else {
      return
    }
    #expect(try files.map { try folder.bytes(of: $0) } == originals)
  }

  @Test func `A sub-folder of it that is a link is not written through`() throws {
    try render(to: "one")
    for name in Set(try kept.map(\.folderAbove)) {
      try FileManager.default.removeItem(atPath: folder[name])
      try folder.link(name, to: folder["elsewhere"])
    }
    try folder.write("elsewhere/.a.wav.1-1.adem-part", "mine")
    try render(to: "two", leaving: ["elsewhere/.a.wav.1-1.adem-part"])
    #expect(try folder.contents.filter { $0.hasPrefix("elsewhere") } == ["elsewhere/.a.wav.1-1.adem-part"])
  }

  @Test(arguments: ["a file", "a link in a circle", "a folder that is a file below"])
  func `Where nothing can be kept, nothing is, and the tracks are made`(planningError: String) throws {
    switch planningError {
    case "a file": try folder.write("cache", "mine")
    case "a link in a circle": try folder.link("cache", to: "cache")
    default: try folder.write("cache/tracks", "mine")
    }
    let before = try folder.contents.filter { $0.hasPrefix("cache") }
    try render(to: "one")
    #expect(try folder.contents.filter { $0.hasPrefix("cache") } == before)
  }

  /// Another batch may take an output's name as soon as it is there; what it wrote is not this batch's track.
  @Test func `Batches that fill it at once with different tracks of one name do not mix them up`() throws {
    for round in 0..<5 {
      try? FileManager.default.removeItem(atPath: folder["cache"])
      let both = try ["in/a.breath", "older/a.breath"].map { input in
        try folder.write("older/a.breath", "title \"\(round)\"\nending none\ninhale 1\nexhale 1\n")
        return try AdemProcess(
          "render", input, "-q", "--rate", "8000", "--cache", "cache", "--output-folder", "out\(round)", in: folder
        ).start()
      }
      for process in both { _ = try process.wait() }
      try render(to: "after\(round)")
    }
  }

  @Test func `StaleTemporaryFiles of a killed process go when something is kept beside them`() throws {
    try render(to: "one")
    for name in try kept {
      try folder.write(String(name.prefix { $0 != "." }).folderAbove + "/.x.track.1-1.adem-part", "left")
      try FileManager.default.removeItem(atPath: folder[name])
    }
    #expect(try folder.unfinished.count >= 1)
    try render(to: "two")
  }
}

extension String {
  fileprivate var folderAbove: String { String(prefix(upTo: lastIndex(of: "/")!)) }
}
