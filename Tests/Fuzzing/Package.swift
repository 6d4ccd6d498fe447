// swift-tools-version: 6.2
import PackageDescription

// A package of its own, since it is built with `--sanitize=fuzzer`, which nothing else may be. `make fuzz` runs it.
let package = Package(
  name: "Fuzzing",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "adem", path: "../..")],
  targets: [
    .executableTarget(
      name: "fuzz-language",
      dependencies: [.product(name: "LanguageLaws", package: "adem")],
      // libFuzzer brings the main function.
      swiftSettings: [.unsafeFlags(["-parse-as-library"])]
    )
  ],
  swiftLanguageModes: [.v6]
)
