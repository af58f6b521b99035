import Analyses
import Articles
import Diagnostics
import Runner
import Testing

@testable import broadsheet

@Suite("What is said on standard error")
struct MessagesTests {
  @Test("rejects are summed up: how many, the first, and where")
  func rejects() {
    let rejects = (1...4).map {
      Reject(batch: "a.gz", record: $0, byte: $0 * 100, code: "json.syntax", reason: "it is torn")
    }
    #expect(
      Messages.text(rejects: 1234, first: rejects, file: "Output/a/rejects.jsonl") == """
        1,234 pieces of input were rejected:
          a.gz, record 1, byte 100: it is torn [json.syntax]
          a.gz, record 2, byte 200: it is torn [json.syntax]
          a.gz, record 3, byte 300: it is torn [json.syntax]
          … and 1,231 more
        All are in Output/a/rejects.jsonl.

        """)
  }

  @Test("a fault tells its causes, in text and in a log")
  func causes() {
    let torn = Reject(batch: "a.gz", record: 2, byte: 9, code: "json.syntax", reason: "it is torn")
    let fault = Fault(
      "run.no-articles", "no article could be read", advice: "Look.", causes: [torn.fault],
      exit: .data)
    #expect(
      "\(fault)" == """
        no article could be read [run.no-articles]
          a.gz, record 2, byte 9: it is torn [json.syntax]
          Look.
        """)
    #expect(
      LogLine(fault, .error).json().hasSuffix(
        #""message": "no article could be read", "causes": [{"code": "json.syntax", "#
          + #""message": "it is torn", "batch": "a.gz", "record": 2, "byte": 9}], "#
          + #""advice": "Look."}"# + "\n"))
  }

  @Test("warnings of one code are summed up too")
  func warnings() {
    let duplicates = (1...5).map {
      Fault("batch.duplicate", "it is batch \($0)", at: .path("a.gz"), exit: .success)
    }
    let other = Fault("ledger.new", "the ledger begins anew", exit: .success)
    #expect(
      Messages.text(warnings: duplicates + [other]) == """
        warning: a.gz: it is batch 1 [batch.duplicate]
        warning: a.gz: it is batch 2 [batch.duplicate]
        warning: a.gz: it is batch 3 [batch.duplicate]
        warning: the ledger begins anew [ledger.new]
        warning: … and 2 more [batch.duplicate]

        """)
  }

  @Test("the progress line tells rate and time left")
  func progress() {
    #expect(
      ProgressLine.text(read: 450_000_000, of: 1_000_000_000, articles: 12_345, seconds: 3)
        == "45 %  450.0 MB of 1.0 GB  150.0 MB/s  0:04 left  12,345 articles")
    #expect(
      ProgressLine.text(read: 2000, of: 0, articles: 1, seconds: 0.5)
        == "2.0 kB  4.0 kB/s  1 article")
  }
}
