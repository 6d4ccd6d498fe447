import Foundation
import SoundFiles
import Synthesis
import TestSupport
import Testing

struct TagTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  static let tags = Tags(title: "Slaap – één", language: "nl", comment: "Rustig.\nSource: x", software: "adem 9.9.9")

  private func write(to name: String) throws -> Data {
    let isLossy = Container(ofFileAt: name)?.isLossy ?? false
    var track = ContainerTests.track(isLossy ? .float32 : .int16, rate: 8_000)
    track.annotations = Annotations(tags: Self.tags)
    try track.write(to: folder[name])
    return try folder.bytes(of: name)
  }

  @Test func `A WAV has them in its list of information`() throws {
    let list = try RIFFFile(write(to: "a.wav")).body("LIST")
    #expect(list.name(0) == "INFO")
    var found: [String: String] = [:]
    var place = 4
    while place < list.count {
      let size = list.little(place + 4, 4)
      found[list.name(place)] = String(decoding: list[place + 8..<place + 8 + size], as: UTF8.self)
      place += 8 + size + size % 2
    }
    #expect(
      found == [
        "INAM": "Slaap – één\0", "ILNG": "nl\0", "ICMT": "Rustig.\nSource: x\0", "ISFT": "adem 9.9.9\0",
      ])
  }

  @Test(arguments: ["a.flac", "a.ogg", "a.opus"])
  func `FLAC and Ogg have them as comments, the program's name without another`(name: String) throws {
    let bytes = try write(to: name)
    let comments =
      name == "a.flac"
      ? try Comments.inFLAC(bytes)
      : Comments.parse(try OggFile(bytes, packets: 2).packets[1].dropFirst(name == "a.opus" ? 8 : 7))
    #expect(
      comments == [
        "TITLE": "Slaap – één", "LANGUAGE": "nl", "COMMENT": "Rustig.\nSource: x", "ENCODER": "adem 9.9.9",
      ])
  }

  @Test func `An MP3 has them in a tag before its sound`() throws {
    let tag = try ID3Frames(write(to: "a.mp3"))
    #expect(tag.text("TIT2") == "Slaap – één")
    #expect(tag.text("TLAN") == "nl")
    #expect(tag.text("TSSE") == "adem 9.9.9")
    #expect(tag.text("COMM") == "XXX\0Rustig.\nSource: x")
  }

  @Test func `Two tracks of the same sound are different streams of Ogg`() throws {
    var track = ContainerTests.track(.float32)
    try track.write(to: folder["a.ogg"])
    track.annotations = Annotations(tags: Self.tags)
    try track.write(to: folder["b.ogg"])
    let first = try OggFile(folder.bytes(of: "a.ogg"), packets: 1).serials
    #expect(try first.isDisjoint(with: OggFile(folder.bytes(of: "b.ogg"), packets: 1).serials))
  }

  @Test func `A text without end is cut, and one without anything is none`() {
    #expect(Tags(title: "\0", comment: "").title == nil)
    #expect(Tags(comment: "").comment == nil)
    #expect(Tags(comment: String(repeating: "é", count: 5_000)).comment?.utf8.count == 8_000)
  }
}
