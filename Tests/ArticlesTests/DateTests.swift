import Articles
import Glibc
import Testing

struct DateTests {
  @Test(
    arguments: [
      // ISO 8601 and what is nearly it.
      ("2021", "2021"), ("2021-03", "2021-03"), ("2021-03-06", "2021-03-06"),
      ("--03-06", "--03-06"),
      ("--02-29", "--02-29"), ("20210306", "2021-03-06"), ("20210306T1030", "2021-03-06T10:30"),
      ("20210306T10:30Z", "2021-03-06T10:30Z"), ("20210306103000", "2021-03-06T10:30:00"),
      ("2021-3-6", "2021-03-06"), ("2021/03/06", "2021-03-06"), ("2021.03.06", "2021-03-06"),
      ("2015-03-16 10:00:28 -0400", "2015-03-16T10:00:28-04:00"),
      ("2010-01-02 18:29:19+00:00", "2010-01-02T18:29:19Z"),
      ("2014-01-10 5:42:11 -0400", "2014-01-10T05:42:11-04:00"),
      ("'2013-03-11T16:00:00.000Z'", "2013-03-11T16:00:00Z"), ("\"2014-03-31\"", "2014-03-31"),
      ("2014-09-10 10:00:39 -9", "2014-09-10T10:00:39-09:00"),
      ("2021-05-19T05:30:00", "2021-05-19T05:30:00"), ("2021-05-19T05:30", "2021-05-19T05:30"),
      ("2021-05-19t05:30:00,25+0530", "2021-05-19T05:30:00+05:30"), (" 2021-05-19 ", "2021-05-19"),
      ("2021-02-08 16:30-:00+16:30", "2021-02-08"), ("2021-02-08 605:12:19.12", "2021-02-08"),
      ("2021-02-08 24:00", "2021-02-09T00:00"), ("2021-12-31T24:00:00Z", "2022-01-01T00:00:00Z"),
      ("2021-02-08 24:01", "2021-02-08"), ("2021-02-08T25:61:00Z", "2021-02-08"),
      ("20210203T101112Z", "2021-02-03T10:11:12Z"), ("20210203T101112,5Z", "2021-02-03T10:11:12Z"),
      ("20210203T1011+0530", "2021-02-03T10:11+05:30"), ("20210203 101112", "2021-02-03T10:11:12"),
      ("2021-02-03T10:11:12,345", "2021-02-03T10:11:12"),
      ("2021-02-03T10:11,5", "2021-02-03T10:11"),
      ("2021-02-03T1011", "2021-02-03T10:11"), ("20210203T996112Z", "2021-02-03"),
      // Weeks and days of the year.
      ("2021-W05-3", "2021-02-03"), ("2021W053", "2021-02-03"), ("2021-W05", "2021-W05"),
      ("2021W05", "2021-W05"), ("2020-W53-7", "2021-01-03"), ("2021-W53", nil),
      ("2021-W00", nil), ("2021-W05-8", nil), ("2021-W05-3T10:00Z", "2021-02-03T10:00Z"),
      ("2021-034", "2021-02-03"), ("2020-366", "2020-12-31"), ("2021-366", nil), ("2021-000", nil),
      ("2021-034T10:11:12Z", "2021-02-03T10:11:12Z"), ("2021034", nil), ("2021/034", nil),
      // RFC 2822 and its kin.
      ("Tue, 05 Mar 2019 10:00:00 GMT", "2019-03-05T10:00:00Z"),
      ("Tue, 5 Mar 19 10:00 +0100", "2019-03-05T10:00+01:00"),
      ("Tue, 05 Mar 2019 10:00:00 -0500 (EST)", "2019-03-05T10:00:00-05:00"),
      ("Tue Mar  5 10:00:00 2019", "2019-03-05T10:00:00"),
      ("Wed Aug 27 13:08:45 +0000 2008", "2008-08-27T13:08:45Z"),
      ("1-MAR-1987 01:41:26.47", "1987-03-01T01:41:26"), ("1-MAR-1987 605:12:19.12", "1987-03-01"),
      // Words.
      ("March 6, 2021", "2021-03-06"), ("Friday, January 4, 2019", "2019-01-04"),
      ("6 March 2021", "2021-03-06"), ("March 6th 2021", "2021-03-06"), ("March 2021", "2021-03"),
      ("Jan. 5", "--01-05"), ("March 6, 2021 at 3:05 p.m. EST", "2021-03-06T15:05-05:00"),
      ("12:30 AM, Sept. 1, 2020", "2020-09-01T00:30"),
      ("27 de abril de 2020", "2020-04-27"), ("12 de Septiembre del 2019", "2019-09-12"),
      ("1er août 2021", "2021-08-01"), ("mardi 2 FÉVRIER 2021", "2021-02-02"),
      ("1º de março de 2021", "2021-03-01"), ("segunda-feira, 5 de outubro de 2020", "2020-10-05"),
      ("3. März 2021", "2021-03-03"), ("Donnerstag, den 24. Dezember 2020", "2020-12-24"),
      ("lunedì 8 febbraio 2021", "2021-02-08"), ("2021年3月6日", "2021-03-06"),
      ("2021年3月6日 19:00", "2021-03-06T19:00"), ("6 mar", "--03-06"),
      // Numbers.
      ("1614600000", "2021-03-01T12:00:00Z"), ("1614600000123", "2021-03-01T12:00:00Z"),
      ("1614600000.5", "2021-03-01T12:00:00Z"), ("-100000000", "1966-10-31T14:13:20Z"),
      ("31/12/2020", "2020-12-31"), ("12/31/2020", "2020-12-31"), ("05/05/2020", "2020-05-05"),
      ("6.3.2021", "2021-03-06"), ("06.03.2021 10:15", "2021-03-06T10:15"),
      // What is impossible, and what is ambiguous.
      ("03/04/2020", nil), ("03-04-2020", nil), ("2021-02-29", nil), ("2021-13-01", nil),
      ("2021-00-10", nil), ("2021-04-31", nil), ("0000-01-01", nil), ("--02-30", nil),
      ("31 April 2021", nil), ("yesterday", nil), ("", nil), ("12", nil), ("March", nil),
      ("2021-03-06 to 2021-03-08", nil), ("6 March 2021 or so", nil), ("5 mars avril 2021", nil),
      ("2021-W9", nil), ("March 6, 24:00", nil), ("2021-02-03 1011", nil), ("99999999", nil),
      ("12345678901", nil), ("123456789012345678901234", nil),
      ("2021-03-06T", nil), ("6 March 2021 2022", nil), ("\u{C3}", nil),
    ] as [(String, String?)])
  func normalises(written: String, expected: String?) {
    #expect(ArticleDate.normalize(Array(written.utf8).span) == expected)
  }

  @Test func normalFormsAreTheirOwn() {
    for text in [
      "2021", "2021-03", "2021-03-06", "--03-06", "2021-03-06T10:00:28-04:00", "2021-W09",
    ] {
      #expect(ArticleDate.normalize(Array(text.utf8).span) == text)
    }
  }

  @Test(arguments: [
    ("2021-03-06", "2021", "2021-03", "2021-W09", "2021-03-06"),
    ("2021-01-03T23:59:59-11:00", "2021", "2021-01", "2020-W53", "2021-01-03"),
    ("2021-01-04", "2021", "2021-01", "2021-W01", "2021-01-04"),
    ("2018-12-31", "2018", "2018-12", "2019-W01", "2018-12-31"),
    ("2020-12-31", "2020", "2020-12", "2020-W53", "2020-12-31"),
    ("0001-01-01", "0001", "0001-01", "0001-W01", "0001-01-01"),
    ("2021-03", "2021", "2021-03", "(none)", "(none)"),
    ("2021", "2021", "(none)", "(none)", "(none)"),
    ("2021-W05", "2021", "2021-02", "2021-W05", "(none)"),
    ("2021-W13", "2021", "(none)", "2021-W13", "(none)"),
    ("2020-W53", "2020", "(none)", "2020-W53", "(none)"),
    ("--03-06", "(none)", "(none)", "(none)", "(none)"),
    ("no date", "(none)", "(none)", "(none)", "(none)"),
  ])
  func groups(text: String, year: String, month: String, week: String, day: String) {
    let date = ArticleDate(written: Array(text.utf8).span)
    let keys = [ArticleDate.Period.year, .month, .week, .day].map { period in
      var key: [UInt8] = []
      ArticleDate.appendKey(period, of: date, to: &key)
      return String(decoding: key, as: UTF8.self)
    }
    #expect(keys == [year, month, week, day])
  }

  /// The day of an impossible time is kept, and the date counts as unreadable.
  @Test(
    arguments: [
      ("2021-02-08T25:00:00Z", "2021-02-08", true), ("2021-02-08T10:00+99:00", "2021-02-08", true),
      ("2021-02-08T24:00", "2021-02-09T00:00", false), ("2021-02-29", nil, true),
      ("2021-02-08", "2021-02-08", false),
    ] as [(String, String?, Bool)])
  func impossibleTimesAreReported(written: String, date: String?, isUnreadable: Bool) throws {
    let parsed = try parse("{\"body\":\"x\",\"date\":\"\(written)\"}", as: .jsonLines)
    #expect(parsed.articles.first?.string(.date) == date)
    #expect(parsed.articles.first?.hasUnreadableDate == isUnreadable)
    #expect(parsed.unreadableDates == (isUnreadable ? 1 : 0))
  }

  /// Every third day from 1973 to 2286 as the C library has it.
  @Test func calendarAgreesWithTheCLibrary() throws {
    for day in stride(from: 1_158, to: 115_740, by: 3) {
      var moment = time_t(day * 86_400)
      var parts = unsafe tm()
      unsafe gmtime_r(&moment, &parts)
      let expected = unsafe String(
        unsafeUninitializedCapacity: 64
      ) { buffer in
        unsafe buffer.withMemoryRebound(to: CChar.self) {
          guard let start = $0.baseAddress else { return 0 }
          return unsafe strftime(start, 64, "%Y-%m-%d %G-W%V", &parts)
        }
      }
      let written = Array("\(day * 86_400)".utf8)
      let date = ArticleDate(written: written.span)
      var key: [UInt8] = []
      ArticleDate.appendKey(.day, of: date, to: &key)
      key.append(0x20)
      ArticleDate.appendKey(.week, of: date, to: &key)
      #expect(String(decoding: key, as: UTF8.self) == expected)
    }
  }
}
