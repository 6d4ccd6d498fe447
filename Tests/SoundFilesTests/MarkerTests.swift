import Foundation
import SoundFiles
import Synthesis
import TestSupport
import Testing

struct MarkerTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func markers(_ all: [Marker], atMost limit: Int = 100_000) -> Markers {
    var markers = Markers(atMost: limit)
    for marker in all { markers.add(marker) }
    return markers
  }

  /// A track of 1,000 frames that has these markers.
  @discardableResult
  private func write(_ all: [Marker], to name: String, frames: Int = 1_000) throws -> WrittenFile {
    let isLossy = Container(ofFileAt: name)?.isLossy ?? false
    var track = ContainerTests.track(isLossy ? .float32 : .int16, rate: 8_000, frames: frames)
    track.annotations = Annotations(tags: Tags(title: "é"), markers: markers(all))
    return try track.write(to: folder[name], replacing: .always, blocksOf: 1_000)
  }

  /// Frames by `cue `, labels and lengths by `LIST adtl`, all by the numbers of the cues.
  private func cues(in name: String) throws -> [(frame: Int, label: String, length: Int?)] {
    let file = try RIFFFile(folder.bytes(of: name))
    let cue = try file.body("cue ")
    var labels: [Int: String] = [:]
    var lengths: [Int: Int] = [:]
    for list in file.chunks where list.id == "LIST" && list.body.name(0) == "adtl" {
      var place = 4
      var sawLength = false
      while place < list.body.count {
        let size = list.body.little(place + 4, 4)
        let body = Data(list.body[place + 8..<place + 8 + size])
        switch list.body.name(place) {
        case "labl":
          #expect(!sawLength, "a label behind a length")
          #expect(body.last == 0)
          labels[body.little(0, 4)] = String(decoding: body[4..<body.count - 1], as: UTF8.self)
        case "ltxt":
          sawLength = true
          #expect(body.count == 20 && body.name(8) == "rgn ")
          lengths[body.little(0, 4)] = body.little(4, 4)
        default: Issue.record("'\(list.body.name(place))'")
        }
        place += 8 + size + size % 2
      }
      #expect(place == list.body.count)
    }
    #expect(cue.count == 4 + 24 * cue.little(0, 4))
    return try (0..<cue.little(0, 4)).map { index in
      let place = 4 + 24 * index
      let id = cue.little(place, 4)
      #expect(cue.name(place + 8) == "data")
      #expect(cue.little(place + 4, 4) == cue.little(place + 20, 4))
      return (cue.little(place + 20, 4), try #require(labels[id]), lengths[id])
    }
  }

  @Test(arguments: ["", "a", "ab", "abc", "Opwärmen", String(repeating: "é", count: 127) + "x"])
  func `Labels of every length stand in a WAV, and leave it whole`(label: String) throws {
    try write(
      [Marker(.section, at: 0, length: 500, label: label), Marker(.breath, at: 999, label: label + "!")], to: "a.wav")
    let cues = try cues(in: "a.wav")
    #expect(cues.map(\.frame) == [0, 999])
    #expect(cues.map(\.label) == [label, label.utf8.count == 255 ? label : label + "!"])
    #expect(cues.map(\.length) == [500, nil])
    #expect(try RIFFFile(folder.bytes(of: "a.wav")).body("data").count == 2_000)
  }

  @Test(arguments: [0, 1, 2_500])
  func `As many markers as readers take are all there`(count: Int) throws {
    let all = (0..<count).map { Marker(.breath, at: Int64($0), label: "breath \($0)") }
    let written = try write(all, to: "a.wav", frames: 30_000)
    #expect((written.markers, written.omittedMarkers) == (count, 0))
    if count > 0 {
      #expect(try cues(in: "a.wav").map(\.label) == all.map(\.label))
    } else {
      #expect(try RIFFFile(folder.bytes(of: "a.wav")).chunks.map(\.id) == ["fmt ", "data", "LIST"])
    }
  }

  @Test(arguments: [2_501, 30_000])
  func `Of too many the deepest level is left out, and told`(count: Int) throws {
    // A breath at each even frame, the other levels between them.
    var all = (0..<count - 3).map { Marker(.breath, at: Int64(2 + 2 * $0), label: "b") }
    all.insert(Marker(.section, at: 1, label: "one"), at: 0)
    all.insert(Marker(.round, at: 13, label: "two"), at: 7)
    all.append(Marker(.side, at: Int64(2 * count), label: "three"))
    let written = try write(all, to: "a.wav", frames: 70_000)
    #expect((written.markers, written.omittedMarkers) == (3, count - 3))
    #expect(try cues(in: "a.wav").map(\.label) == ["one", "two", "three"])
  }

  /// Rows of levels, lengths and labels at one frame, and what is left of them.
  @Test(
    arguments: [
      ([(.section, 9, "Class"), (.side, 4, "left"), (.breath, nil, "breath 1")], "Class · left · breath 1"),
      ([(.section, 0, "Bell"), (.section, 9, "Class")], "Class"),
      ([(.section, 9, "Class"), (.section, 0, "Bell")], "Class · Bell"),
      ([(.section, nil, "Calm"), (.section, 9, "Calm")], "Calm"),
    ] as [([(Marker.Level, Int64?, String)], String)])
  func `Markers that begin together are one`(all: [(Marker.Level, Int64?, String)], label: String) {
    let joined = markers(
      all.map { Marker($0.0, at: 7, length: $0.1, label: $0.2) } + [Marker(.section, at: 8, label: "next")])
    #expect(joined.kept.map(\.frame) == [7, 8])
    #expect(joined.kept.map(\.label) == [label, "next"])
  }

  @Test func `Of markers that begin together the deepest is left out alone`() {
    var markers = Markers(atMost: 2)
    for (level, frame, label) in [
      (Marker.Level.section, 0, "Class"), (.breath, 0, "1"), (.side, 5, "left"), (.breath, 5, "2"), (.breath, 9, "3"),
    ] { markers.add(Marker(level, at: Int64(frame), label: label)) }
    #expect(markers.kept.map(\.label) == ["Class", "left"])
    #expect(markers.leftOut == 1)
  }

  @Test func `A limit holds while markers come, level by level`() {
    var markers = Markers(atMost: 3)
    for (index, level) in [Marker.Level.section, .side, .round, .breath, .round, .breath, .round, .side].enumerated() {
      markers.add(Marker(level, at: Int64(index), label: "\(index)"))
      #expect(markers.kept.count <= 3)
      #expect(markers.kept.count + markers.leftOut == index + 1)
    }
    #expect(markers.kept.map(\.label) == ["0", "1", "7"])
  }

  @Test func `A label is cut at a whole character and holds no control character`() {
    #expect(Marker(.section, at: 0, label: "a\nb\0c\u{85}d").label == "a b c d")
    let long = Marker(.section, at: 0, label: String(repeating: "🌬️", count: 100)).label
    #expect(long == String(repeating: "🌬️", count: 255 / "🌬️".utf8.count))
  }

  @Test func `An AIFF has them in its own chunk and in its ID3 tag`() throws {
    try write(
      [Marker(.section, at: 0, length: 800, label: "één"), Marker(.breath, at: 400, label: "twee")], to: "a.aiff")
    let file = try AIFFFile(folder.bytes(of: "a.aiff"))
    #expect(try file.markers().map(\.frame) == [0, 400])
    #expect(try file.markers().map(\.label) == ["één", "twee"])
    #expect(try String(decoding: file.body("NAME"), as: UTF8.self) == "é")
    #expect(try chapters(ID3Frames(file.body("ID3 "))).map(\.title) == ["één", "twee"])
  }

  private func chapters(_ tag: ID3Frames) throws -> [(start: Int, end: Int, title: String)] {
    try tag.frames.filter { $0.id == "CHAP" }.map { _, body in
      let name = try #require(body.firstIndex(of: 0)) + 1
      let inner = ID3Frames.frames(body[(name + 16)...])
      #expect(body[name + 8..<name + 16].allSatisfy { $0 == 0xFF })
      #expect(inner.map(\.id) == ["TIT2"])
      let title = String(decoding: inner[0].body.dropFirst(), as: UTF8.self)
      return (body.big(name, 4), body.big(name + 4, 4), title)
    }
  }

  @Test func `An MP3 has chapters in milliseconds, each to the next`() throws {
    let all = [
      Marker(.section, at: 0, length: 800, label: "één"), Marker(.breath, at: 400, label: "twee"),
      Marker(.breath, at: 604, label: "drie"),
    ]
    try write(all, to: "a.mp3")
    let tag = try ID3Frames(folder.bytes(of: "a.mp3"))
    let chapters = try chapters(tag)
    // 604 frames of 1/8000 s are 75.5 ms.
    #expect(chapters.map(\.start) == [0, 50, 76])
    #expect(chapters.map(\.end) == [50, 76, 125])
    #expect(chapters.map(\.title) == ["één", "twee", "drie"])
    let contents = try #require(tag.frames.first { $0.id == "CTOC" }).body
    #expect(Array(contents.dropFirst(9).prefix(2)) == [3, 3])
    // Eleven set bits begin the first frame of sound.
    #expect(tag.rest[0] == 0xFF && tag.rest[1] & 0xE0 == 0xE0)
  }

  @Test(arguments: ["a.flac", "a.ogg", "a.opus"])
  func `FLAC and Ogg have chapters among their comments`(name: String) throws {
    let all = [Marker(.section, at: 0, label: "één"), Marker(.breath, at: 30_000, label: "=twee")]
    try write(all, to: name, frames: 40_000)
    let comments = try comments(in: name)
    #expect(comments["TITLE"] == "é")
    #expect(comments["CHAPTER001"] == "00:00:00.000" && comments["CHAPTER001NAME"] == "één")
    #expect(comments["CHAPTER002"] == "00:00:03.750" && comments["CHAPTER002NAME"] == "=twee")
  }

  private func comments(in name: String) throws -> [String: String] {
    if name == "a.flac" { return try Comments.inFLAC(folder.bytes(of: name)) }
    let file = try OggFile(folder.bytes(of: name), packets: name == "a.opus" ? 2 : 3)
    #expect(file.serials.count == 1)
    #expect(file.packets[1].starts(with: (name == "a.opus" ? "OpusTags" : "\u{3}vorbis").utf8))
    if name == "a.ogg" {
      #expect(file.packets[1].last == 1)
      #expect(file.packets[2].starts(with: "\u{5}vorbis".utf8))
    }
    return Comments.parse(file.packets[1].dropFirst(name == "a.opus" ? 8 : 7))
  }

  @Test(arguments: ["a.flac", "a.ogg", "a.opus"])
  func `Comments longer than a page leave the sound where it is`(name: String) throws {
    let label = String(repeating: "é", count: 127)
    try write((0..<999).map { Marker(.breath, at: Int64($0), label: label) }, to: name, frames: 40_000)
    #expect(try comments(in: name)["CHAPTER999NAME"] == label)
  }
}
