import Articles
import Glibc
import Testing

@testable import Articles

@Suite struct BatchFinderTests {
  /// A folder with files to find.
  static func tree() -> ScratchFolder {
    let folder = ScratchFolder()
    for name in ["2020", "2020/01", "2021", ".git", "odd"] { folder.folder(name) }
    for name in [
      "2020/a.jsonl.gz", "2020/b.jsonl.gz", "2020/01/c.jsonl.gz", "2021/d.tar.gz",
      "2021/é.jsonl.gz",
      ".git/e.jsonl.gz", "2021/.f.jsonl.gz", "top.jsonl.gz", "odd/a[1].gz", "odd/a1.gz",
    ] { folder.file(name, "12345") }
    return folder
  }

  static func names(_ patterns: String..., in folder: borrowing ScratchFolder) -> [String] {
    BatchFinder(base: folder.path).find(patterns).batches.map(\.name)
  }

  @Test func patternsFindFilesInByteOrder() {
    let folder = Self.tree()
    #expect(Self.names("*.gz", in: folder) == ["top.jsonl.gz"])
    #expect(
      Self.names("*/?.jsonl.gz", in: folder) == [
        "2020/a.jsonl.gz", "2020/b.jsonl.gz", "2021/é.jsonl.gz",
      ])
    #expect(
      Self.names("**/*.jsonl.gz", in: folder) == [
        "2020/01/c.jsonl.gz", "2020/a.jsonl.gz", "2020/b.jsonl.gz", "2021/é.jsonl.gz",
        "top.jsonl.gz",
      ])
    #expect(Self.names("2020/**", in: folder).count == 3)
    #expect(Self.names("202[01]/[!b-z]*", in: folder) == ["2020/a.jsonl.gz", "2021/é.jsonl.gz"])
    #expect(
      Self.names("{2020,2021}/{a,d}.{jsonl,tar}.gz", in: folder) == [
        "2020/a.jsonl.gz", "2021/d.tar.gz",
      ])
    #expect(Self.names("2021/.*", ".git/*", in: folder) == [".git/e.jsonl.gz", "2021/.f.jsonl.gz"])
  }

  @Test func eachFileIsFoundOnce() {
    let folder = Self.tree()
    let names = Self.names("2020/*.gz", "./2020//a.jsonl.gz", "**/b.*", in: folder)
    #expect(names == ["2020/a.jsonl.gz", "2020/b.jsonl.gz"])
  }

  @Test func aPathThatExistsIsTakenAsItStands() {
    let folder = Self.tree()
    #expect(Self.names("odd/a[1].gz", in: folder) == ["odd/a[1].gz"])
    #expect(Self.names("odd/a\\[1].gz", in: folder) == ["odd/a[1].gz"])
    #expect(Self.names("odd/a[1-9].gz", in: folder) == ["odd/a1.gz"])
    let absolute = BatchFinder().find(["\(folder.path)/top.jsonl.gz"]).batches
    #expect(absolute.map(\.name) == ["\(folder.path)/top.jsonl.gz"])
    #expect(absolute.map(\.bytes) == [5])
    #expect(BatchFinder().find(["-"]).batches == [.standardInput])
  }

  @Test func whatMatchesNothingIsTold() {
    let folder = Self.tree()
    let found = BatchFinder(base: folder.path).find(["*.xz", "none/a.gz", "top*", "2020"])
    #expect(found.unmatched == ["*.xz", "none/a.gz"])
    #expect(found.faults.map(\.code) == ["batch.is-a-folder"])
  }

  @Test func loopsOfLinksEnd() {
    let folder = Self.tree()
    unsafe symlink("..", "\(folder.path)/2020/01/up")
    unsafe symlink("../2021", "\(folder.path)/2020/other")
    unsafe symlink("nowhere", "\(folder.path)/2020/dead.jsonl.gz")
    let names = Self.names("2020/**/*.gz", in: folder)
    #expect(
      names == [
        "2020/01/c.jsonl.gz", "2020/a.jsonl.gz", "2020/b.jsonl.gz", "2020/dead.jsonl.gz",
        "2020/other/d.tar.gz", "2020/other/é.jsonl.gz",
      ])
  }

  @Test func globsMatchAsShellsDo() {
    #expect(Glob("a*b*c").matches("aXbXbc"))
    #expect(!Glob("a*b").matches("aXbX"))
    #expect(Glob("[]-]").matches("]"))
    #expect(Glob("[a").matches("[a"))
    #expect(Glob("[^a]").matches("東"))
    #expect(Glob("\\*").literal == "*")
    #expect(Glob.alternatives("{a,{b,c}d}e") == ["ae", "bde", "cde"])
    #expect(Glob.alternatives("{a}") == ["{a}"])
    #expect(Glob.alternatives("{,x}y") == ["y", "xy"])
  }
}
