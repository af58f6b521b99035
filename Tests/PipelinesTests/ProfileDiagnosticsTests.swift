import Testing

/// What the user reads for faults in `text`.
@Suite struct ProfileDiagnosticsTests {
  @Test func inheritance() throws {
    try expectFaults(
      in: """
        version: 1
        corpus: {batches: a.jsonl}
        text:
          words: {inherits: wrods}
          a: {inherits: b}
          b: {inherits: c}
          c: {inherits: a}
          self: {inherits: self}
        """,
      """
      p.yml:4:21: unknown text profile `wrods` [pipeline.unknown-text-profile]
        4 |   words: {inherits: wrods}
          |                     ^
        Known: a, b, c, self.
      p.yml:7:17: a profile inherits from itself: `a` from `b` from `c` from `a` [pipeline.cycle]
        7 |   c: {inherits: a}
          |                 ^
      p.yml:8:20: a profile inherits from itself: `self` from `self` [pipeline.cycle]
        8 |   self: {inherits: self}
          |                    ^
      """)
  }

  @Test func wordLists() throws {
    try expectFaults(
      in: """
        version: 1
        corpus: {batches: a.jsonl}
        text:
          words: {stopwords: [english, englich, missing.txt, my-words.txt, folder/], lemmas: \
        lemma.tsv}
        """,
      """
      p.yml:4:32: unknown stop-word list `englich` [pipeline.unknown-stop-word-list]
        4 |   words: {stopwords: [english, englich, missing.txt, my-words.txt, folder/], lemmas: \
      lemma.tsv}
          |                                ^
        Did you mean `english`?
      p.yml:4:41: `missing.txt` cannot be read: No such file or directory [pipeline.unreadable-file]
        4 |   words: {stopwords: [english, englich, missing.txt, my-words.txt, folder/], lemmas: \
      lemma.tsv}
          |                                         ^
        Names are relative to the folder of the pipeline.
      p.yml:4:68: `folder/` cannot be read: Is a directory [pipeline.unreadable-file]
        4 |   words: {stopwords: [english, englich, missing.txt, my-words.txt, folder/], lemmas: \
      lemma.tsv}
          |                                                                    ^
        Names are relative to the folder of the pipeline.
      p.yml:4:86: `lemma.tsv` cannot be read: No such file or directory [pipeline.unreadable-file]
        4 |   words: {stopwords: [english, englich, missing.txt, my-words.txt, folder/], lemmas: \
      lemma.tsv}
          |                                                                                      ^
        Names are relative to the folder of the pipeline.
      """)
  }

  @Test func wrongWordFiles() throws {
    try expectFaults(
      in: """
        version: 1
        corpus: {batches: a.jsonl}
        text:
          words: {stopwords: two-words.txt, lemmas: my-words.txt}
        """,
      """
      two-words.txt:1:4: “new york” is a stop word with a blank in it [stopwords.several-words]
        1 | new york
          |    ^
        Write one word a line.
      my-words.txt:1:4: the line has no lemma [lemmas.shape]
        1 | foo
          |    ^
        Write `form TAB lemma`, or `lemma -> form,form`, one word each.
      """)
  }

  @Test func profileConflicts() throws {
    try expectFaults(
      in: """
        version: 1
        corpus: {batches: a.jsonl}
        text:
          long:    {min_length: 10, max_length: 5}
          twice:   {urls: keep, addresses: drop}
          nothing: {from: [dateline], dateline: drop}
          heir:    {inherits: long, numbers: drop}
        """,
      """
      p.yml:4:41: no term has a length from 10 to 5 [pipeline.conflict]
        4 |   long:    {min_length: 10, max_length: 5}
          |                                         ^
      p.yml:5:19: `urls` and `addresses` are the same switch [pipeline.conflict]
        5 |   twice:   {urls: keep, addresses: drop}
          |                   ^
        Set one of them.
      p.yml:6:41: the profile reads no part of an article [pipeline.conflict]
        6 |   nothing: {from: [dateline], dateline: drop}
          |                                         ^
        Keep the dateline, or name `title` or `body` in `from`.
      """)
  }

  @Test func stemNeedsFolding() throws {
    try expectFaults(
      in: """
        version: 1
        corpus: {batches: a.jsonl}
        text:
          words: {case: keep, stem: english}
        """,
      """
      p.yml:4:29: the stemmer `english` needs folded words, but the profile keeps case \
      [pipeline.conflict]
        4 |   words: {case: keep, stem: english}
          |                             ^
        Use `case: fold`, or a list of lemmas instead of the stemmer.
      """)
  }

  @Test func unknownProfile() throws {
    try expectFaults(
      in: """
        version: 1
        corpus: {batches: a.jsonl}
        text: {words: {}, content: {}}
        analyses:
          terms: {kind: term-frequency, text: contents}
          pairs: {kind: co-occurrence, text: lemmas}
        """,
      """
      p.yml:5:39: unknown text profile `contents` [pipeline.unknown-text-profile]
        5 |   terms: {kind: term-frequency, text: contents}
          |                                       ^
        Did you mean `content`?
      p.yml:6:38: unknown text profile `lemmas` [pipeline.unknown-text-profile]
        6 |   pairs: {kind: co-occurrence, text: lemmas}
          |                                      ^
        Known: words, content.
      """)
  }
}
