// swift-tools-version: 6.2
import PackageDescription

/// Unsafe code lives in `Bytes` and the C shims; everywhere else the compiler says so.
let strict: [SwiftSetting] = [.strictMemorySafety(), .enableExperimentalFeature("Lifetimes")]

let package = Package(
  name: "broadsheet",
  products: [
    .executable(name: "broadsheet", targets: ["broadsheet"]),
    .executable(name: "broadsheet-bench", targets: ["broadsheet-bench"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
  ],
  targets: [
    // System libraries, each behind a shim that shows only what is used.
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
    .systemLibrary(name: "CStemmer", providers: [.apt(["libstemmer-dev"])]),
    .systemLibrary(name: "CDigest", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),

    // The ground: no module below knows any module above.
    .target(name: "Diagnostics", swiftSettings: strict),
    .target(name: "Bytes", dependencies: ["CZlib", "CDigest", "CStemmer"], swiftSettings: strict),
    .target(
      name: "Tokens", dependencies: ["Bytes", "Diagnostics"], exclude: ["Unicode/generate.py"],
      swiftSettings: strict),
    .target(
      name: "Articles", dependencies: ["Bytes", "Diagnostics", "CZlib", "CArchive"],
      swiftSettings: strict),
    .target(name: "Statistics", swiftSettings: strict),
    .target(name: "Partials", dependencies: ["Bytes", "Diagnostics"], swiftSettings: strict),
    .target(
      name: "Analyses",
      dependencies: ["Tokens", "Articles", "Partials", "Statistics", "Reports", "Diagnostics"],
      swiftSettings: strict),
    .target(name: "Reports", dependencies: ["Bytes", "Diagnostics"], swiftSettings: strict),
    .target(
      name: "Pipelines",
      dependencies: [
        "Analyses", "Articles", "Bytes", "Diagnostics", "Reports", "Statistics", "Tokens",
        .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: strict),
    .target(
      name: "Ledger",
      dependencies: ["Diagnostics", .product(name: "GRDB", package: "GRDB.swift")],
      swiftSettings: strict),
    .target(
      name: "Runner",
      dependencies: ["Pipelines", "Ledger", "Reports", "Analyses"], swiftSettings: strict),
    .executableTarget(
      name: "broadsheet",
      dependencies: [
        "Runner", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "broadsheet-bench",
      dependencies: [.product(name: "ArgumentParser", package: "swift-argument-parser")],
      swiftSettings: strict),

    .testTarget(name: "BytesTests", dependencies: ["Bytes"], swiftSettings: strict),
    .testTarget(
      name: "TokensTests", dependencies: ["Tokens"], swiftSettings: strict),
    .testTarget(name: "ArticlesTests", dependencies: ["Articles"], swiftSettings: strict),
    .testTarget(name: "StatisticsTests", dependencies: ["Statistics"], swiftSettings: strict),
    .testTarget(name: "PartialsTests", dependencies: ["Partials"], swiftSettings: strict),
    .testTarget(name: "AnalysesTests", dependencies: ["Analyses"], swiftSettings: strict),
    .testTarget(name: "ReportsTests", dependencies: ["Reports"], swiftSettings: strict),
    .testTarget(
      name: "PipelinesTests", dependencies: ["Pipelines", "Analyses", "Articles", "Statistics"],
      swiftSettings: strict),
    .testTarget(name: "LedgerTests", dependencies: ["Ledger"], swiftSettings: strict),
    .testTarget(name: "RunnerTests", dependencies: ["Runner", "Ledger"], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
