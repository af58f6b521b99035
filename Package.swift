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
    .systemLibrary(name: "CIsal", pkgConfig: "libisal", providers: [.apt(["libisal-dev"])]),
    .systemLibrary(name: "CLZMA", pkgConfig: "liblzma", providers: [.apt(["liblzma-dev"])]),
    .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
    .systemLibrary(name: "CBzip2", providers: [.apt(["libbz2-dev"])]),
    .systemLibrary(name: "CLZ4", pkgConfig: "liblz4", providers: [.apt(["liblz4-dev"])]),
    .systemLibrary(
      name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
    .systemLibrary(name: "CStemmer", providers: [.apt(["libstemmer-dev"])]),
    .systemLibrary(name: "CDigest", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
    .systemLibrary(
      name: "CUchardet", pkgConfig: "uchardet", providers: [.apt(["libuchardet-dev"])]),
    .systemLibrary(name: "CXML", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CICU", pkgConfig: "icu-uc", providers: [.apt(["libicu-dev"])]),
    // CLD2 is in C++; the shim is its interface in C.
    .target(name: "CCLD2", linkerSettings: [.linkedLibrary("cld2")]),
    // Headers alone: vector comparisons, the allocator, and what only _GNU_SOURCE shows.
    .systemLibrary(name: "CVector"),
    .systemLibrary(name: "CMalloc"),
    .systemLibrary(name: "CGNU"),

    // The ground: no module below knows any module above.
    .target(name: "Diagnostics", swiftSettings: strict),
    .target(
      name: "Bytes",
      dependencies: [
        "Diagnostics", "CVector", "CGNU", "CZlib", "CIsal", "CLZMA", "CZstd", "CBzip2",
        "CLZ4", "CArchive", "CDigest", "CStemmer", "CPCRE2", "CXML", "CICU", "CUchardet",
        "CCLD2", "CMalloc",
        // Its parser in C, the module CYaml: values are built here, within bounds.
        .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: strict),
    .target(
      name: "Tokens", dependencies: ["Bytes", "Diagnostics"], exclude: ["Unicode/generate.py"],
      swiftSettings: strict),
    .target(name: "Articles", dependencies: ["Bytes", "Diagnostics"], swiftSettings: strict),
    .target(name: "Statistics", swiftSettings: strict),
    .target(name: "Partials", dependencies: ["Bytes", "Diagnostics"], swiftSettings: strict),
    .target(name: "Settings", dependencies: ["Bytes", "Diagnostics"], swiftSettings: strict),
    .target(
      name: "Reports", dependencies: ["Bytes", "Settings", "Diagnostics"], swiftSettings: strict),
    .target(
      name: "Analyses",
      dependencies: [
        "Bytes", "Tokens", "Articles", "Partials", "Statistics", "Settings", "Reports",
        "Diagnostics",
      ],
      swiftSettings: strict),
    .target(
      name: "Pipelines",
      dependencies: [
        "Analyses", "Settings", "Articles", "Bytes", "Diagnostics", "Reports", "Tokens",
      ],
      swiftSettings: strict),
    .target(
      name: "Ledger",
      dependencies: ["Bytes", "Diagnostics", .product(name: "GRDB", package: "GRDB.swift")],
      swiftSettings: strict),
    .target(
      name: "Runner",
      dependencies: [
        "Pipelines", "Settings", "Ledger", "Reports", "Analyses", "Articles", "Bytes", "Partials",
        "Statistics", "Tokens", "Diagnostics",
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "broadsheet",
      dependencies: [
        "Runner", "Ledger", "Pipelines", "Settings", "Analyses", "Articles", "Reports",
        "Statistics", "Tokens",
        "Bytes",
        "Diagnostics", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      exclude: ["docc.py"], swiftSettings: strict),
    .executableTarget(
      name: "broadsheet-bench",
      dependencies: [
        "Bytes", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    // The tests of the folders themselves.
    .testTarget(name: "ArchitectureTests", swiftSettings: strict),

    // What tests share.
    .target(name: "TestSupport", path: "Tests/Support", swiftSettings: strict),
    .testTarget(name: "BytesTests", dependencies: ["TestSupport", "Bytes"], swiftSettings: strict),
    .testTarget(
      name: "TokensTests", dependencies: ["TestSupport", "Tokens", "Bytes"], swiftSettings: strict),
    .testTarget(
      name: "ArticlesTests",
      dependencies: [
        "TestSupport", "Articles", "Bytes", "CZlib", "CLZMA", "CZstd", "CBzip2", "CLZ4", "CArchive",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "StatisticsTests", dependencies: ["TestSupport", "Statistics"], swiftSettings: strict),
    .testTarget(
      name: "PartialsTests", dependencies: ["TestSupport", "Partials", "Bytes"],
      swiftSettings: strict),
    .testTarget(
      name: "AnalysesTests",
      dependencies: [
        "TestSupport", "Analyses", "Partials", "Articles", "Tokens", "Reports", "Statistics",
        "Bytes",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "ReportsTests", dependencies: ["TestSupport", "Reports", "Bytes"], swiftSettings: strict
    ),
    .testTarget(
      name: "PipelinesTests",
      dependencies: ["TestSupport", "Pipelines", "Settings", "Articles", "Bytes"],
      swiftSettings: strict),
    .testTarget(
      name: "LedgerTests",
      dependencies: [
        "TestSupport", "Ledger", "Diagnostics", .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "RunnerTests",
      dependencies: [
        "TestSupport", "Runner", "Ledger", "Pipelines", "Settings", "Reports", "Analyses",
        "Articles", "Bytes", "Partials", "Tokens",
      ],
      exclude: ["Golden"], swiftSettings: strict),
    .testTarget(
      name: "BroadsheetTests",
      dependencies: [
        "TestSupport", "broadsheet", "Runner", "Ledger", "Pipelines", "Analyses", "Articles",
        "Reports", "Statistics", "Tokens", "Bytes", "Diagnostics",
      ],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)

// `make docs` alone needs the plugin; an ordinary build does not fetch it.
if Context.environment["BROADSHEET_DOCS"] != nil {
  package.dependencies.append(
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", exact: "1.5.0"))
}
