import Foundation
import TestSupport
import Testing

@Suite struct `The same pattern gives the same bytes` {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(
      "a.breath", "title \"Same\"\nlead-in 1s\nbreaths 3 countdown { inhale 1 left; hold 1; exhale 1.5 right }\n")
  }

  private func render(to name: String, bits: String, environment: [String: String] = [:]) throws -> Data {
    var process = AdemProcess("render", "a.breath", "-q", "-o", name, "--rate", "8000", "--bits", bits, in: folder)
    process.environment.merge(environment) { $1 }
    #expect(try process.run() == Outcome(0))
    return try folder.bytes(of: name)
  }

  @Test(arguments: ["16", "24", "32"])
  func `Twice`(bits: String) throws {
    #expect(try render(to: "2.wav", bits: bits) == render(to: "1.wav", bits: bits))
  }

  #if os(Linux)
    /// No time stamp gets into a file, whichever kind it is and however its samples are stored.
    @Test(arguments: [
      ("wav", ["16", "24", "32"]), ("aiff", ["16", "24", "32"]),
      ("caf", ["16", "24", "32"]), ("flac", ["16", "24"]), ("ogg", ["32"]), ("opus", ["32"]), ("mp3", ["32"]),
    ])
    func `In another year`(ending: String, bits: [String]) throws {
      for bits in bits {
        let files = try ["2001-02-03 04:05:06", "2031-10-09 08:07:06"].map { time in
          let name = "a.\(ending)"
          let process = AdemProcess("render", "a.breath", "-q", "--force", "-o", name, "--bits", bits, in: folder)
          #expect(try process.begun(at: "@\(time)").run() == Outcome(0))
          return try folder.bytes(of: name)
        }
        #expect(files[0] == files[1], "\(bits) bits")
      }
    }

    @Test(arguments: ["16", "24", "32"])
    func `On a processor without fused multiplication and AVX2`(bits: String) throws {
      let plain = ["GLIBC_TUNABLES": "glibc.cpu.hwcaps=-FMA,-AVX2_Usable,-FMA4,-AVX2,-AVX_Usable"]
      #expect(try render(to: "2.wav", bits: bits, environment: plain) == render(to: "1.wav", bits: bits))
    }
  #endif

  @Test func `In another language and time zone, from another folder, and by way of the standard input`() throws {
    let first = try render(to: "1.wav", bits: "16")
    let elsewhere = ["LC_ALL": "nl_NL.UTF-8", "TZ": "Asia/Kathmandu"]
    #expect(try render(to: "2.wav", bits: "16", environment: elsewhere) == first)
    var piped = AdemProcess("render", "-", "-q", "--rate", "8000", in: try TemporaryFolder())
    piped.input = .file(folder["a.breath"])
    #expect(try piped.run() == Outcome(0))
    #expect(try piped.folder.bytes(of: "output/pattern.wav") == first)
  }

  @Test func `Whatever its name and its neighbours in a batch are`() throws {
    let first = try render(to: "1.wav", bits: "16")
    try folder.write("in/a.breath", SamplePattern.short)
    try folder.write("in/b.breath", folder.text(of: "a.breath"))
    #expect(try AdemProcess("render", "in", "-q", "--rate", "8000", in: folder).run() == Outcome(0))
    #expect(try folder.bytes(of: "output/b.wav") == first)
  }
}
