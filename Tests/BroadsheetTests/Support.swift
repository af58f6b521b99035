import Diagnostics
import Foundation
import Pipelines
import TestSupport
import Testing

@testable import broadsheet

/// A batch of one article that is gone when the test is over.
final class TemporaryBatch {
  private let folder = TemporaryFolder()

  var path: String { "\(folder.path)/batch.jsonl" }

  init(_ text: String = #"{"title": "Rain", "body": "It rains.\n\nStill."}"# + "\n") throws {
    try folder.write(text, to: "batch.jsonl")
  }
}

/// The pipeline that `arguments` after the name of a command stand for, over a batch of its own.
func pipeline(_ command: String, _ arguments: String...) throws -> Pipeline {
  let batch = try TemporaryBatch()
  let parsed = try BroadsheetCommand.parseAsRoot([command] + arguments + [batch.path])
  switch parsed {
  case let terms as TermsCommand: return try terms.pipeline()
  case let pairs as PairsCommand: return try pairs.pipeline()
  case let concordance as ConcordanceCommand: return try concordance.pipeline()
  default: throw Fault("test", "\(command) makes no pipeline", exit: .bug)
  }
}

/// Expects that `arguments` are refused with exactly these faults.
func expectFaults(
  _ arguments: [String], _ expected: String, exit: Diagnostics.ExitStatus = .usage,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let batch = try TemporaryBatch()
  let parsed = try BroadsheetCommand.parseAsRoot(arguments + [batch.path])
  let faults = #expect(throws: Faults.self, sourceLocation: sourceLocation) {
    switch parsed {
    case let terms as TermsCommand: _ = try terms.pipeline()
    case let pairs as PairsCommand: _ = try pairs.pipeline()
    case let concordance as ConcordanceCommand: _ = try concordance.pipeline()
    default: break
    }
  }
  #expect(
    faults?.all.map(\.description).joined(separator: "\n") == expected,
    sourceLocation: sourceLocation)
  #expect(faults?.exit == exit, sourceLocation: sourceLocation)
}

/// What the parser says of `arguments`; nothing if it takes them.
func message(of arguments: String...) -> String {
  do {
    _ = try BroadsheetCommand.parseAsRoot(arguments)
    return ""
  } catch {
    return BroadsheetCommand.message(for: error)
  }
}

/// The exit status with which the parser refuses `arguments`; nil if it takes them.
func refusal(of arguments: String...) -> Int32? {
  do {
    _ = try BroadsheetCommand.parseAsRoot(arguments)
    return nil
  } catch {
    return BroadsheetCommand.exitCode(for: error).rawValue
  }
}
