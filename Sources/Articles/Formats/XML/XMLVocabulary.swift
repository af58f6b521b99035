/// A form of XML in which articles are kept: which element is a record, and where in it the fields
/// of an article are.
struct XMLVocabulary: Sendable {
  /// The names of the elements that are records; the first is that in a container.
  let records: [String]
  /// The names of roots that hold records.
  var containers: [String] = []
  /// The names of fields, each as `FieldMapping.commonNames` has it, by the path of their element
  /// below the record. Attributes come after `@`.
  let fields: [String: String]
  /// Whether a line that begins with blanks begins a paragraph.
  var indentsParagraphs = false
  /// Elements that are paragraphs or members of a list, besides those of all vocabularies.
  var blocks: Set<String> = []

  /// The vocabulary whose documents have `root` for their root.
  static func named(_ root: String) -> XMLVocabulary? {
    all.first { $0.records.contains(root) || $0.containers.contains(root) }
  }

  /// The element that is a record in a document whose root is `root`.
  func record(in root: String) -> String { records.contains(root) ? root : records[0] }

  static let all = [
    // RSS 2.0, and RSS 1.0 in RDF.
    XMLVocabulary(
      records: ["item"], containers: ["rss", "rdf:RDF"],
      fields: [
        "guid": "id", "title": "title", "content:encoded": "body", "description": "content",
        "pubDate": "date", "dc:date": "created", "link": "url", "category": "section",
        "dc:subject": "category", "dc:language": "language", "dc:publisher": "source",
        "source": "outlet",
      ]),
    // RFC 4287.
    XMLVocabulary(
      records: ["entry"], containers: ["feed"],
      fields: [
        "id": "id", "title": "title", "content": "body", "summary": "content",
        "published": "date", "updated": "published", "link@href": "url",
        "category@term": "section", "source.title": "source", "@xml:lang": "language",
      ]),
    // The guidelines of the TEI, P5: the text is the article, its header says what it is.
    XMLVocabulary(
      records: ["TEI", "TEI.2"], containers: ["teiCorpus"],
      fields: [
        "@xml:id": "id", "teiHeader.fileDesc.titleStmt.title": "title", "text.body": "body",
        "teiHeader.fileDesc.publicationStmt.date@when": "published",
        "teiHeader.fileDesc.sourceDesc.bibl.date@when": "date",
        "teiHeader.fileDesc.publicationStmt.publisher": "source", "@xml:lang": "language",
        "text@xml:lang": "lang",
      ]),
    // The News Industry Text Format of the IPTC.
    XMLVocabulary(
      records: ["nitf"],
      fields: [
        "head.docdata.doc-id@id-string": "id", "head.title": "headline",
        "body.body.head.hedline.hl1": "title", "body.body.content": "body",
        "head.docdata.date.issue@norm": "date", "body.body.head.dateline": "dateline",
        "head.pubdata@name": "source", "head.pubdata@ex-ref": "url",
        "head.pubdata@position.section": "section",
      ]),
    // NewsML-G2 of the IPTC, with the article in line.
    XMLVocabulary(
      records: ["newsItem"], containers: ["newsMessage"],
      fields: [
        "@guid": "id", "contentMeta.headline": "title", "itemMeta.title": "headline",
        "contentSet.inlineXML": "body", "contentSet.inlineData": "text",
        "contentMeta.contentCreated": "date", "itemMeta.versionCreated": "published",
        "contentMeta.language@tag": "language", "@xml:lang": "lang",
        "contentMeta.dateline": "dateline", "itemMeta.provider@literal": "source",
        "contentMeta.subject.name": "section",
      ]),
    // The Journal Article Tag Suite.
    XMLVocabulary(
      records: ["article"], containers: ["pmc-articleset"],
      fields: [
        "front.article-meta.article-id": "id",
        "front.article-meta.title-group.article-title": "title", "body": "body",
        "front.article-meta.abstract": "text",
        "front.article-meta.pub-date@iso-8601-date": "date",
        "front.journal-meta.journal-title-group.journal-title": "source",
        "@xml:lang": "language",
      ]),
    // Reuters-21578, distribution 1.0: SGML without a root.
    XMLVocabulary(
      records: ["REUTERS"],
      fields: [
        "@NEWID": "id", "TEXT.TITLE": "title", "TEXT.BODY": "body", "TEXT": "article",
        "DATE": "date", "TEXT.DATELINE": "dateline", "TOPICS": "section", "PLACES": "place",
      ], indentsParagraphs: true, blocks: ["D"]),
  ]
}
