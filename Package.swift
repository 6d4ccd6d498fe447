// swift-tools-version: 6.2
import PackageDescription

// `make check` sets this; with other compilers than CI's, a new warning should not stop a user's build.
let strict: [SwiftSetting] =
  Context.environment["ADEM_WARNINGS"] == "errors" ? [.treatAllWarnings(as: .error)] : []

// A target is a stage; it imports only the stages before it. See Documentation/Pipeline.md.
let package = Package(
  name: "adem",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "BreathPacing", targets: ["BreathPacing"]),
    .library(name: "BatchRendering", targets: ["BatchRendering"]),
    .executable(name: "adem", targets: ["adem"]),
    // For Fuzzing/, which is a package of its own.
    .library(name: "LanguageLaws", targets: ["LanguageLaws"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.0.0"),
  ],
  targets: [
    // Parallel loops and prefetching.
    .target(name: "Concurrency"),

    // The language. Sets of cues are texts in it; they are embedded in the program, so that one file can be copied.
    .target(name: "PatternLanguage", dependencies: ["Concurrency"], resources: [.embedInCode("Sets")]),
    .target(name: "PatternBuilding", dependencies: ["PatternLanguage"]),
    .target(name: "Timing", dependencies: ["PatternLanguage"]),

    // The words of cues, captions and labels in each language.
    .target(name: "LanguageWords", resources: [.embedInCode("Phrases.txt")]),

    // Samples.
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
    // C loops, compiled for two instruction sets, which Swift cannot do.
    .target(name: "DSPKernels"),
    .target(name: "Synthesis", dependencies: ["CEbur128", "CSamplerate", "Concurrency", "DSPKernels", "Timing"]),

    // Files.
    .systemLibrary(name: "CSystem"),
    .target(
      name: "FileStore",
      dependencies: ["CSystem", "Concurrency", .product(name: "Crypto", package: "swift-crypto")]),
    .systemLibrary(
      name: "CSndfile",
      pkgConfig: "sndfile",
      providers: [.apt(["libsndfile1-dev"]), .brew(["libsndfile"])]
    ),
    .target(
      name: "SoundFiles",
      dependencies: [
        "CSndfile", "FileStore", "Synthesis", .product(name: "Crypto", package: "swift-crypto"),
      ]),
    .target(
      name: "Speech",
      dependencies: ["CSystem", "FileStore", "LanguageWords", "PatternLanguage", "SoundFiles", "Synthesis"]),

    // What stands beside a track: captions, labels, chapters, tables, pictures.
    .target(name: "Sidecars", dependencies: ["LanguageWords", "PatternBuilding", "PatternLanguage", "Timing"]),

    // The way from text to file, for one track and for many.
    .target(
      name: "BreathPacing",
      dependencies: [
        "Concurrency", "FileStore", "LanguageWords", "PatternBuilding", "PatternLanguage", "SoundFiles", "Speech",
        "Synthesis", "Timing",
      ]),
    .target(name: "BatchRendering", dependencies: ["BreathPacing", "Concurrency", "FileStore", "Sidecars"]),
    .executableTarget(
      name: "adem",
      dependencies: [
        "BatchRendering",
        "BreathPacing",
        "CSystem",
        "Concurrency",
        "Sidecars",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]
    ),

    // What holds for any text: said once, for the tests and for the fuzzer.
    .target(
      name: "LanguageLaws", dependencies: ["PatternBuilding", "PatternLanguage", "Timing"], path: "Tests/LanguageLaws"),
    .testTarget(name: "PatternLanguageTests", dependencies: ["PatternBuilding", "PatternLanguage"]),
    .testTarget(name: "TimingTests", dependencies: ["PatternLanguage", "Timing", "LanguageLaws"]),
    // Measures sound by plain definitions; sees nothing of the program.
    .target(name: "SoundMeasurement", path: "Tests/SoundMeasurement"),
    .target(name: "TemporaryFolders", path: "Tests/TemporaryFolders"),
    .testTarget(
      name: "SynthesisTests",
      dependencies: ["Concurrency", "DSPKernels", "PatternLanguage", "Timing", "Synthesis", "SoundMeasurement"]),
    // CSndfile makes the files in other formats that the tests read.
    .testTarget(
      name: "SoundFilesTests",
      dependencies: ["BatchRendering", "CSndfile", "FileStore", "Synthesis", "SoundFiles", "TemporaryFolders"]),
    .testTarget(
      name: "SpeechTests",
      dependencies: ["FileStore", "LanguageWords", "PatternLanguage", "Synthesis", "SoundFiles", "Speech", "SoundMeasurement",
        "TemporaryFolders",
      ]),
    .testTarget(
      name: "BreathPacingTests",
      dependencies: ["BatchRendering", "BreathPacing", "Sidecars", "SoundMeasurement", "TemporaryFolders"]),
    .testTarget(name: "ademTests", dependencies: ["BatchRendering", "BreathPacing", "adem", "TemporaryFolders"]),
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
