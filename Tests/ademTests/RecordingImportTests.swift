import Foundation
import TestSupport
import Testing

/// Recordings in kinds that libsndfile does not know, through a program `ffmpeg` that is a script here.
@Suite struct `Recordings through ffmpeg` {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.makeFolder("bin")
    try folder.makeFolder("my voice")
    // The first bytes of an M4A.
    try folder.write("my voice/op name.m4a", Data([0, 0, 0, 24]) + Data("ftypM4A \u{0}\u{0}\u{0}\u{0}isom".utf8))
    try folder.write("a.breath", "ending none\nlead-in 0s\nvoice none\nclip \"my voice/op name.m4a\" 3s\n")
  }

  /// Installs a program that notes its arguments and the first bytes of its input.
  private func install(_ script: String) throws {
    try folder.program(
      "bin/ffmpeg", "echo \"$*\" > '\(folder.path)/arguments'\nhead -c 8 > '\(folder.path)/input'\n\(script)")
  }

  /// A Sun AU with half a second of a square wave in 32-bit floating point, in this many channels.
  private func writeAU(channels: Int = 1, rate: UInt32 = 8000, seconds: Double = 0.5, named name: String = "sound.au")
    throws
  {
    var bytes = Data(".snd".utf8)
    func add(_ number: UInt32) { withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) } }
    for number in [28, .max, 6, rate, UInt32(channels), 0] as [UInt32] { add(number) }
    for frame in 0..<Int(seconds * Double(rate)) {
      for _ in 0..<channels { add(Float(frame / 10 % 2 == 0 ? 0.25 : -0.25).bitPattern) }
    }
    try folder.write(name, bytes)
  }

  private func run(_ arguments: String..., installed: Bool = true) throws -> Outcome {
    var process = AdemProcess(arguments, in: folder)
    // The programs of the shell scripts, and no other ffmpeg.
    process.environment["PATH"] = installed ? "\(folder["bin"]):/bin" : "/nowhere"
    return try process.run()
  }

  private func message(_ arguments: String..., installed: Bool = true) throws -> String {
    var process = AdemProcess(["render", "a.breath", "-o", "a.wav", "-q", "--rate", "8000"] + arguments, in: folder)
    process.environment["PATH"] = installed ? "\(folder["bin"]):/bin" : "/nowhere"
    return try process.run().errors
  }

  @Test(arguments: [(1, "1"), (2, "2")])
  func `It is heard, and ffmpeg is given the open file and nothing of the pattern`(channels: Int, wanted: String) throws
  {
    try writeAU(channels: channels)
    try install("exec cat '\(folder.path)/sound.au'")
    let outcome = try run(
      "render", "a.breath", "-o", "a.wav", "-q", "--rate", "8000", "--channels", wanted, "--bits", "32")
    #expect(outcome == Outcome(0))
    let header = try WAVHeader(of: folder.bytes(of: "a.wav"))
    #expect((header.rate, header.channels, header.frames) == (8000, channels, 24_000))
    #expect(try folder.bytes(of: "a.wav").contains { $0 != 0 })
    let arguments = try folder.text(of: "arguments")
    #expect(!arguments.contains("name") && !arguments.contains("m4a "))
    for part in [
      "-nostdin", "-protocol_whitelist file ", "-format_whitelist mov,aac,", "-i file:/dev/stdin -map 0:a:0 ",
    ] {
      #expect(arguments.contains(part), "\(part)")
    }
    for playlist in ["hls", "concat", "dash", "sdp", "image2", "lavfi"] { #expect(!arguments.contains(playlist)) }
    #expect(try folder.text(of: "input").hasSuffix("ftyp"))
  }

  @Test func `Without ffmpeg the file and the conversion are named`() throws {
    #expect(
      try run("render", "a.breath", "-o", "a.wav", installed: false)
        == Outcome(
          69,
          errors: """
            error: 'a.breath' cannot play 'my voice/op name.m4a': it is read through ffmpeg, which is not installed
              = help: install it with 'apt-get install ffmpeg' or 'brew install ffmpeg', or convert the file where it is, \
            with: ffmpeg -i 'my voice/op name.m4a' 'my voice/op name.wav'

            """))
  }

  @Test func `Without ffmpeg the conversion begins where the command is typed, and in a folder of recordings, too`()
    throws
  {
    try folder.write("in/v.breath", "voice folder \"stem\"\nsay \"Adem in\"\n")
    try folder.write("in/stem/adem-in.webm", "anything")
    let outcome = try run("check", "in", installed: false)
    #expect(outcome.status == 69)
    #expect(
      outcome.errors.hasPrefix(
        "error: 'in/v.breath' cannot say \"Adem in\": the recording 'stem/adem-in.webm' cannot be used: "
          + "it is read through ffmpeg, which is not installed\n"))
    #expect(outcome.errors.hasSuffix("with: ffmpeg -i in/stem/adem-in.webm in/stem/adem-in.wav\n"))
  }

  @Test(arguments: [
    ("echo '[hls @ 0x1] Format not on whitelist' >&2; exit 1", "it is damaged (Format not on whitelist)"),
    ("echo \"Stream map '0:a:0' matches no streams.\" >&2; exit 1", "there is no sound in it"),
    ("exit 0", "it is empty"), ("echo hello", "it is empty"),
    ("cat sound.au; echo '[aac @ 0x1] broken packet' >&2; exit 1", "it is damaged (broken packet)"),
    ("cat sound.au; echo 'File ended prematurely' >&2", "it breaks off"),
    ("cat six.au", "it has 6 channels, and two are the most"),
    ("cat none.au", "it has 0 channels, and two are the most"),
    ("cat slow.au", "it has 7 frames a second; they lie between 8000 and 192000"),
    ("kill -SEGV $$", "'ffmpeg' was killed by signal 11"),
  ])
  func `Whatever ffmpeg does is told`(script: String, words: String) throws {
    try writeAU()
    try writeAU(channels: 6, named: "six.au")
    try writeAU(channels: 0, named: "none.au")
    try writeAU(rate: 7, named: "slow.au")
    try install("cd '\(folder.path)'\n" + script)
    let outcome = try message()
    #expect(outcome.hasPrefix("error: 'a.breath' cannot play 'my voice/op name.m4a': \(words)"), "\(outcome)")
  }

  @Test func `A recording longer than its limit stops ffmpeg`() throws {
    try writeAU(seconds: 0.1)
    // Endless samples of 0.
    try install("cat '\(folder.path)/sound.au'; exec cat /dev/zero")
    try folder.write("a.breath", "voice folder \"my voice\"\nsay \"op name\"\n")
    let outcome = try message()
    #expect(outcome.contains("it lasts longer than 10min"), "\(outcome)")
  }
}

/// Tests with the installed ffmpeg, which is not part of the set-up.
@Suite(.enabled(if: RealFFmpeg.path != nil, "there is no ffmpeg here"))
struct `Recordings of a phone` {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    // 0.7 s of silence, and a quiet word of 1.3 s.
    try ffmpeg(
      "-f", "lavfi", "-i", "anullsrc=r=48000:cl=stereo:d=0.7", "-f", "lavfi", "-i", "sine=f=330:r=48000:d=1.3",
      "-filter_complex", "[1]volume=0.05,aformat=channel_layouts=stereo[b];[0][b]concat=n=2:v=0:a=1", "word.wav")
  }

  private func ffmpeg(_ arguments: String...) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(RealFFmpeg.path))
    process.arguments = ["-v", "error", "-nostdin", "-y"] + arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
  }

  @Test(arguments: [
    (["-c:a", "aac", "-b:a", "96k", "-metadata", "title=Opname 1"], "m4a"),
    (["-c:a", "aac", "-movflags", "+faststart"], "m4a"), (["-c:a", "alac"], "m4a"), (["-c:a", "aac"], "aac"),
    (["-c:a", "libopus"], "webm"), (["-c:a", "wmav2"], "wma"),
    (["-f", "lavfi", "-i", "testsrc=d=2:s=64x64", "-map", "1:v", "-map", "0:a", "-c:a", "aac"], "mp4"),
  ])
  func `Each kind is spoken, without the silence before the word`(options: [String], kind: String) throws {
    try folder.makeFolder("stem")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(RealFFmpeg.path))
    process.arguments = ["-v", "error", "-nostdin", "-y", "-i", "word.wav"] + options + ["stem/adem-in.\(kind)"]
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    try folder.write("a.breath", "voice folder \"stem\"\nlead-in 0s\nending none\nsay \"Adem in\"\nrest 1s\n")
    var process2 = AdemProcess("show", "--json", "a.breath", in: folder)
    process2.environment["PATH"] = "\((RealFFmpeg.path! as NSString).deletingLastPathComponent):/usr/bin:/bin"
    let outcome = try process2.run()
    #expect(outcome.status == 0, "\(outcome.errors)")
    let shown = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    let length = try #require(shown["duration"] as? Double) - 1
    // The word, with 3 ms before it and 20 ms after it; a codec smears its ends by a frame, 43 ms at most.
    #expect(abs(length - 1.323) < 0.06, "\(length)")
  }

  @Test(arguments: [
    ("list.m4a", "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile:word.wav\n#EXT-X-ENDLIST\n"),
    ("list.m3u8", "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nword.wav\n#EXT-X-ENDLIST\n"),
    ("list.webm", "ffconcat version 1.0\nfile word.wav\n"), ("list.aac", "v=0\nm=audio 1 RTP/AVP 0\n"),
  ])
  func `A list of other files is no recording`(name: String, text: String) throws {
    try folder.write(name, text)
    try folder.write("a.breath", "voice none\nclip \"\(name)\" 3s\n")
    var process = AdemProcess("render", "a.breath", "-o", "a.wav", in: folder)
    process.environment["PATH"] = "\((RealFFmpeg.path! as NSString).deletingLastPathComponent):/usr/bin:/bin"
    let outcome = try process.run()
    #expect(outcome.status == 65)
    #expect(outcome.errors.hasPrefix("error: 'a.breath' cannot play '\(name)': it is no recording that can be read ("))
  }
}

private enum RealFFmpeg {
  static let path = ["/usr/bin/ffmpeg", "/usr/local/bin/ffmpeg", "/opt/homebrew/bin/ffmpeg"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }
}
