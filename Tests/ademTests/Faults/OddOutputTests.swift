import Foundation
import TestSupport
import Testing

/// Files in the place of a track, and odd names of tracks.
@Suite struct `Odd outputs` {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("in/a.breath", SamplePattern.short)
    try folder.write("in/b.breath", SamplePattern.short)
    try folder.write("target", "mine")
  }

  enum Kind: String, CaseIterable {
    case folder, link, danglingLink, linkToADevice, fifo, socket
    #if os(Linux)
      case device
    #endif

    static var makeable: [Kind] {
      #if os(Linux)
        // Only root can make a device; other users test a link to one.
        allCases.filter { $0 != .device || geteuid() == 0 }
      #else
        allCases
      #endif
    }

    func make(at name: String, in folder: TemporaryFolder) throws {
      switch self {
      case .folder: try folder.write(name + "/mine", "mine")
      case .link: try folder.link(name, to: folder["target"])
      case .danglingLink: try folder.link(name, to: folder["nowhere"])
      case .linkToADevice: try folder.link(name, to: "/dev/null")
      case .fifo: #expect(mkfifo(folder[name], 0o600) == 0)
      case .socket:
        let end = Foundation.socket(AF_UNIX, streamType, 0)
        defer { close(end) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        // The address has room for about a hundred bytes, fewer than the whole path may take.
        let short = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString.prefix(8))").path
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(short.utf8)) }
        let bound = withUnsafePointer(to: &address) {
          $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            bind(end, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
          }
        }
        try #require(bound == 0)
        try #require(rename(short, folder[name]) == 0)
      #if os(Linux)
        case .device: try #require(mknod(folder[name], S_IFCHR | 0o666, 0x103) == 0)
      #endif
      }
    }
  }

  @Test(arguments: Kind.makeable, [[], ["--force"]])
  func `Where no file stands, nothing is written, and the others are rendered`(kind: Kind, force: [String]) throws {
    try folder.makeFolder("out")
    try kind.make(at: "out/a.wav", in: folder)
    let before = try folder.attributes(of: "out/a.wav")
    let process = AdemProcess(
      ["render", "in", "-q", "--output-folder", "out", "--rate", "8000"] + force, in: folder)
    let run = try process.run()
    #expect(run.status == 1)
    #expect(run.errors.hasPrefix("error: 'out/a.wav' is a "), "\(run.errors)")
    #expect(try folder.attributes(of: "out/a.wav") == before)
    #expect(try folder.text(of: "target") == "mine")
    #expect(try WAVHeader(of: folder.bytes(of: "out/b.wav")).frames == 16_000)
    let below = kind == .folder ? ["out/a.wav/mine"] : ["out/a.wav"]
    #expect(
      try folder.contents == ["in/a.breath", "in/b.breath", "out/.adem-ledger"] + below + ["out/b.wav", "target"])
  }

  @Test(arguments: Kind.makeable)
  func `A single output that is no file is refused`(kind: Kind) throws {
    try kind.make(at: "x.wav", in: folder)
    let before = try folder.attributes(of: "x.wav")
    let run = try AdemProcess("render", "in/a.breath", "-o", "x.wav", "--force", "--rate", "8000", in: folder).run()
    #expect(run.status == 73)
    #expect(run.errors.hasSuffix("not a file\n  = help: choose another name\n"), "\(run.errors)")
    #expect(try folder.attributes(of: "x.wav") == before)
    #expect(try folder.unfinished == [])
  }

  /// A pattern in an output folder of its own, and a track that would take the place of the one that it is made of.
  @Test func `A batch never takes an input for an output`() throws {
    #expect(try AdemProcess("render", "in/a.breath", "-o", "in/a.wav", "-q", in: folder).run() == Outcome(0))
    try FileManager.default.linkItem(atPath: folder["in/b.breath"], toPath: folder["in/b.wav"])
    let before = try folder.files(in: "in")
    let run = try AdemProcess("render", "in", "in/a.wav", "-q", "--output-folder", "in", "--force", in: folder).run()
    #expect(run.status == 1)
    #expect(try folder.files(in: "in")["b.wav"] == before["b.wav"])
    #expect(try folder.text(of: "in/b.breath") == SamplePattern.short)
  }

  #if os(Linux)
    /// The shell makes the bytes, which no text of this program can hold.
    @Test(arguments: [
      "render in/a.breath -o \"$(printf 'x\\377.wav')\"",
      "render in/a.breath --output-folder \"$(printf 'out\\377')\"",
      "render \"$(printf 'in/x\\377.breath')\"", "check \"$(printf '\\300\\257')\"",
      "breathe 'inhale 1; exhale 1' -o \"$(printf '\\355\\240\\200.wav')\"",
    ])
    func `An argument that is not UTF-8 is refused, and no other name is taken for it`(line: String) throws {
      var process = AdemProcess("-c", "exec '\(AdemProcess.built)' \(line)", in: folder)
      process.executable = "/bin/sh"
      let before = try folder.contents
      let run = try process.run()
      #expect(run.status == 64)
      #expect(run.errors.hasPrefix("error: argument ") && run.errors.contains(" is not UTF-8\n"), "\(run.errors)")
      #expect(try folder.contents == before)
    }

    @Test func `A pattern whose name is not UTF-8 is told, and the others are rendered`() throws {
      var process = AdemProcess("render", "in", "--rate", "8000", "-q", in: folder)
      process.preparation = "cp in/a.breath \"$(printf 'in/x\\377.breath')\""
      let run = try process.run()
      #expect(run.status == 1)
      #expect(run.errors.hasPrefix("error: the name 'in/x\\xFF.breath' is not UTF-8\n"), "\(run.errors)")
      #expect(try folder.files(in: "output").keys.sorted() == ["a.wav", "b.wav"])
    }
  #endif
}

#if os(Linux)
  private let streamType = Int32(SOCK_STREAM.rawValue)
#else
  private let streamType = SOCK_STREAM
#endif

extension TemporaryFolder {
  /// The identity of something other than a file: its kind, its number and the time of its last change.
  func attributes(of name: String) throws -> [String] {
    let attributes = try FileManager.default.attributesOfItem(atPath: self[name])
    return [FileAttributeKey.type, .systemFileNumber, .modificationDate, .size].map {
      "\(attributes[$0] ?? "")"
    }
  }
}
