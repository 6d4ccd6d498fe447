// swift-tools-version: 6.2
import PackageDescription

// Warnings are errors with CI's compiler on CI's system. A newer compiler may have new ones, which should not stop a user's
// build; `make check` asks for errors with any compiler.
#if os(Linux) && compiler(>=6.3) && compiler(<6.4)
  let warnsOnly = false
#else
  let warnsOnly = Context.environment["ADEM_WARNINGS"] != "errors"
#endif
let strict: [SwiftSetting] = warnsOnly ? [] : [.treatAllWarnings(as: .error)]

// On Linux the program contains Swift's own library, and C++'s where the compiler has it as an archive (the Makefile puts that
// alone into .build/linked-in): it starts in half the time, and also runs where neither is installed. Only the linker gets these flags,
// so that the program and the tests, which need the libraries as they are, share all that is compiled. The two that are named
// belong to Foundation.
//
// Two flags leave out what only other programs would use, 1 MB of 21. Static linking of Swift exports every public symbol, for
// plugins; without that, the linker drops what nothing calls. The index of the unwinding tables serves C++ exceptions, which
// nothing here throws and catches; debuggers read the tables themselves, and Swift's backtraces follow frame pointers.
let linkedIn: LinkerSetting = .unsafeFlags(
  [
    "-static-stdlib", "-l_FoundationCollections", "-l_FoundationCShims", "-use-ld=lld", "-Xlinker", "--strip-debug",
    "-L\(Context.packageDirectory)/.build/linked-in", "-Xclang-linker", "-static-libgcc",
    "-Xlinker", "--no-export-dynamic", "-Xlinker", "--no-eh-frame-hdr",
  ], .when(platforms: [.linux], configuration: .release))

// A target is a stage; it imports only the stages before it. See Documentation/Pipeline.md.
let package = Package(
  name: "adem",
  platforms: [.macOS(.v15)],
  products: [
    // A program that uses the library imports the modules that it needs of these.
    .library(
      name: "BreathPacing",
      targets: [
        "PatternLanguage", "PatternBuilding", "Timing", "Advice", "Synthesis", "Programs", "SoundFiles", "Speech",
        "Sidecars", "Sheets", "BreathPacing", "BatchRendering",
      ]),
    .executable(name: "adem", targets: ["adem"]),
    // For Tests/Fuzzing, which is a package of its own.
    .library(name: "LanguageLaws", targets: ["LanguageLaws"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.6.0")
  ],
  targets: [
    // What differs between systems and C libraries.
    .target(name: "CSystem", publicHeadersPath: "."),
    .target(name: "Platform", dependencies: ["CSystem"]),
    // Parallel loops and prefetching.
    .target(name: "Concurrency", dependencies: ["CSystem", "Platform"]),

    // The words of cues, captions and labels in each language.
    .target(name: "LanguageWords", resources: [.embedInCode("Phrases.txt")]),

    // The language. Sets of cues are texts in it; they are embedded in the program, so that one file can be copied.
    .target(name: "PatternLanguage", resources: [.embedInCode("Sets")]),
    .target(name: "PatternBuilding", dependencies: ["PatternLanguage"]),
    .target(name: "Timing", dependencies: ["LanguageWords", "PatternLanguage"]),
    .target(name: "Advice", dependencies: ["PatternLanguage", "Timing"]),

    // Samples.
    .systemLibrary(
      name: "CSamplerate",
      pkgConfig: "samplerate",
      providers: [.apt(["libsamplerate0-dev"]), .brew(["libsamplerate"])]
    ),
    // C loops, compiled for three instruction sets, which Swift cannot do.
    .target(name: "DSPKernels"),
    .target(
      name: "Synthesis",
      dependencies: ["CSamplerate", "CSystem", "Concurrency", "DSPKernels", "Platform", "Timing"]),

    // Files.
    .systemLibrary(
      name: "CXXHash",
      pkgConfig: "libxxhash",
      providers: [.apt(["libxxhash-dev"]), .brew(["xxhash"])]
    ),
    .target(name: "FileStore", dependencies: ["CSystem", "CXXHash", "Concurrency", "Platform"]),
    // Helper programs, such as espeak-ng and ffmpeg, which run as processes of their own.
    .target(name: "Programs", dependencies: ["CSystem", "FileStore", "Platform"]),
    .systemLibrary(
      name: "CSndfile",
      pkgConfig: "sndfile",
      providers: [.apt(["libsndfile1-dev"]), .brew(["libsndfile"])]
    ),
    .target(
      name: "SoundFiles", dependencies: ["CSndfile", "CSystem", "FileStore", "Platform", "Programs", "Synthesis"]),
    .target(
      name: "Speech",
      dependencies: [
        "CSystem", "FileStore", "LanguageWords", "PatternLanguage", "Platform", "Programs", "SoundFiles", "Synthesis",
      ]),

    // Sidecar files of a track: captions, labels, chapters, tables, pictures.
    .target(
      name: "Sidecars", dependencies: ["LanguageWords", "PatternBuilding", "PatternLanguage", "Platform", "Timing"]),

    // Class sheets and pages. librsvg, which draws PDF, is loaded when a PDF is asked for.
    .target(name: "CRsvg", linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),
    .target(
      name: "Sheets",
      dependencies: ["CRsvg", "LanguageWords", "PatternLanguage", "Platform", "Sidecars", "Timing"],
      resources: [.embedInCode("Web")]),

    // The way from text to file, for one track and for many.
    .target(
      name: "BreathPacing",
      dependencies: [
        "Advice", "Concurrency", "CSystem", "FileStore", "LanguageWords", "PatternBuilding", "PatternLanguage",
        "Programs", "SoundFiles", "Speech", "Synthesis", "Timing",
      ]),
    .target(
      name: "BatchRendering",
      dependencies: ["BreathPacing", "CSystem", "Concurrency", "FileStore", "Platform", "Sidecars"]),
    // Sound output and the terminal of 'adem play'. PortAudio is loaded at run time, and no library is linked.
    .target(name: "CPlayback", linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),
    .target(name: "Playback", dependencies: ["CPlayback"]),
    .executableTarget(
      name: "adem",
      dependencies: [
        "Advice", "BatchRendering", "BreathPacing", "Concurrency", "CPlayback", "CSystem", "FileStore", "LanguageWords",
        "PatternBuilding", "Platform", "Playback", "Programs", "Sheets", "Sidecars",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      // Options, tables and messages: small code, since none of it is what a user waits for.
      swiftSettings: [.unsafeFlags(["-Osize"], .when(configuration: .release))],
      linkerSettings: [linkedIn]
    ),

    // What holds for any text: said once, for the tests and for the fuzzer.
    .target(
      name: "LanguageLaws", dependencies: ["Advice", "PatternBuilding", "PatternLanguage", "Timing"],
      path: "Tests/LanguageLaws"),
    // What the tests of several targets share.
    .target(
      name: "TestSupport",
      dependencies: ["FileStore", "PatternBuilding", "PatternLanguage", "SoundFiles", "Synthesis"],
      path: "Tests/Support"),
    .testTarget(
      name: "PatternLanguageTests",
      dependencies: ["Advice", "PatternBuilding", "PatternLanguage", "Timing", "TestSupport"]),
    .testTarget(name: "TimingTests", dependencies: ["PatternLanguage", "Timing", "LanguageLaws", "TestSupport"]),
    .testTarget(name: "AdviceTests", dependencies: ["Advice", "PatternLanguage", "Timing", "TestSupport"]),
    // Measures sound by plain definitions; sees nothing of the program.
    .target(name: "SoundMeasurement", path: "Tests/SoundMeasurement"),
    // The reference for the measurement of loudness.
    .systemLibrary(
      name: "CEbur128",
      pkgConfig: "libebur128",
      providers: [.apt(["libebur128-dev"]), .brew(["libebur128"])]
    ),
    .testTarget(
      name: "SynthesisTests",
      dependencies: [
        "CEbur128", "Concurrency", "CSamplerate", "DSPKernels", "PatternLanguage", "SoundMeasurement", "Synthesis",
        "Timing",
      ]),
    // CSndfile makes the files in other formats that the tests read.
    .testTarget(
      name: "SoundFilesTests",
      dependencies: ["BatchRendering", "CSndfile", "FileStore", "SoundFiles", "Synthesis", "TestSupport"]),
    .testTarget(
      name: "SpeechTests",
      dependencies: [
        "FileStore", "LanguageWords", "PatternLanguage", "Programs", "SoundFiles", "SoundMeasurement", "Speech",
        "Synthesis", "TestSupport",
      ]),
    // The Swift code of the documents, which Tests/LibraryPackage compiles as a package of its own.
    .target(
      name: "LibrarySnippets",
      dependencies: [
        "Advice", "BatchRendering", "BreathPacing", "PatternBuilding", "PatternLanguage", "Sidecars", "SoundFiles",
        "Speech", "Synthesis", "Timing",
      ], path: "Tests/LibraryPackage/Sources/Snippets"),
    .testTarget(
      name: "BreathPacingTests",
      dependencies: [
        "BatchRendering", "BreathPacing", "LibrarySnippets", "Sidecars", "SoundMeasurement", "TestSupport",
      ]),
    // They start the program, which every build of the tests makes, and are not linked with it.
    .testTarget(name: "ademTests", dependencies: ["BatchRendering", "BreathPacing", "TestSupport"]),
  ],
  swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .system {
  target.swiftSettings = (target.swiftSettings ?? []) + strict
}

// Compiling the tests takes longer than running them, but for those that go through minutes of sound.
for target in package.targets where target.type == .test && target.name != "SynthesisTests" {
  target.swiftSettings = (target.swiftSettings ?? []) + [.unsafeFlags(["-Onone"])]
}
