// swift-tools-version: 6.2
import PackageDescription

// `make check` sets this; with other compilers than CI's, a new warning should not stop a user's build.
let strict: [SwiftSetting] =
  Context.environment["ADEM_WARNINGS"] == "errors" ? [.treatAllWarnings(as: .error)] : []

// A target is a stage; it sees only the stages before it. See Documentation/Pipeline.md.
let package = Package(
  name: "adem",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "BreathPacing", targets: ["BreathPacing"]),
    .executable(name: "adem", targets: ["adem"]),
    // For Fuzzing/, which is a package of its own.
    .library(name: "LanguageLaws", targets: ["LanguageLaws"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.0.0"),
  ],
  targets: [
    .target(name: "Threads"),
    // Sets of cues are texts in the language; they come along in the program itself, so that one file can be copied.
    .target(name: "PatternLanguage", dependencies: ["Threads"], resources: [.embedInCode("Sets")]),
    .target(name: "Timing", dependencies: ["PatternLanguage"]),
    .systemLibrary(
      name: "CEbur128",
      pkgConfig: "libebur128",
      providers: [.apt(["libebur128-dev"]), .brew(["libebur128"])]
    ),
    .systemLibrary(
      name: "CSamplerate",
      pkgConfig: "samplerate",
      providers: [.apt(["libsamplerate0-dev"]), .brew(["libsamplerate"])]
    ),
    // Compiled for two kinds of processors, which Swift cannot be.
    .target(name: "DSPKernels"),
    .target(name: "Synthesis", dependencies: ["CEbur128", "DSPKernels", "CSamplerate", "Threads", "Timing"]),
    .systemLibrary(
      name: "CSndfile",
      pkgConfig: "sndfile",
      providers: [.apt(["libsndfile1-dev"]), .brew(["libsndfile"])]
    ),
    .target(
      name: "SoundFiles",
      dependencies: ["CSndfile", "Synthesis", "Threads", .product(name: "Crypto", package: "swift-crypto")]),
    .systemLibrary(name: "CProcesses"),
    .target(
      name: "Speech",
      dependencies: ["CProcesses", "PatternLanguage", "Synthesis", "SoundFiles"],
      resources: [.embedInCode("Phrases/Phrases.txt")]
    ),
    .target(
      name: "BreathPacing",
      dependencies: ["PatternLanguage", "Timing", "Synthesis", "SoundFiles", "Speech", "Threads"]),
    .executableTarget(
      name: "adem",
      dependencies: [
        "BreathPacing",
        "CProcesses",
        "Threads",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]
    ),
    // What holds for any text: said once, for the tests and for the fuzzer.
    .target(name: "LanguageLaws", dependencies: ["PatternLanguage", "Timing"], path: "Tests/LanguageLaws"),
    .testTarget(name: "PatternLanguageTests", dependencies: ["PatternLanguage"]),
    .testTarget(name: "TimingTests", dependencies: ["PatternLanguage", "Timing", "LanguageLaws"]),
    // Measures sound by plain definitions; sees nothing of the program.
    .target(name: "SoundMeasurement", path: "Tests/SoundMeasurement"),
    .target(name: "TemporaryFolders", path: "Tests/TemporaryFolders"),
    .testTarget(
      name: "SynthesisTests", dependencies: ["DSPKernels", "PatternLanguage", "Timing", "Synthesis", "SoundMeasurement"]),
    // CSndfile makes the files in other formats that the tests read.
    .testTarget(name: "SoundFilesTests", dependencies: ["CSndfile", "Synthesis", "SoundFiles", "TemporaryFolders"]),
    .testTarget(
      name: "SpeechTests",
      dependencies: ["PatternLanguage", "Synthesis", "SoundFiles", "Speech", "SoundMeasurement", "TemporaryFolders"]),
    .testTarget(name: "BreathPacingTests", dependencies: ["BreathPacing", "SoundMeasurement", "TemporaryFolders"]),
    .testTarget(name: "ademTests", dependencies: ["BreathPacing", "adem", "TemporaryFolders"]),
  ],
  swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .system {
  target.swiftSettings = (target.swiftSettings ?? []) + strict
}

// Compiling the tests takes longer than running them.
for target in package.targets where target.type == .test {
  target.swiftSettings = (target.swiftSettings ?? []) + [.unsafeFlags(["-Onone"])]
}
