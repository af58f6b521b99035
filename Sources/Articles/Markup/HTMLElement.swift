import Bytes

/// What the elements of HTML do to the text around and in them.
enum HTMLElement {
  enum Role: Sendable {
    /// Part of the line it is in.
    case inline
    /// Ends a paragraph at its beginning and at its end.
    case block
    /// A cell of a table, or what is set apart like one.
    case cell
    /// A block whose line ends are kept.
    case preformatted
    /// A break within a paragraph.
    case lineBreak
    /// Holds no text of the article.
    case hidden
  }

  /// The role of an element; nil if HTML has none of this name.
  static func role(of name: HTMLReader.ElementName) -> Role? { roles[name] }

  /// Whether an element has no content and so no end tag.
  static func isVoid(_ name: HTMLReader.ElementName) -> Bool { voids.contains(name) }

  /// Whether the end tag of an element may be missing.
  static func mayStayOpen(_ name: HTMLReader.ElementName) -> Bool { unclosed.contains(name) }

  private static let roles: [HTMLReader.ElementName: Role] = {
    var roles: [HTMLReader.ElementName: Role] = [:]
    for (role, names) in names {
      for name in names.utf8.split(whereSeparator: { $0 == 0x20 || $0 == 0x0A }) {
        roles[HTMLReader.ElementName(element: name)] = role
      }
    }
    return roles
  }()

  private static let voids = names(
    "area base br col embed hr img input link meta param source track wbr")
  private static let unclosed = names("p li dt dd td th tr option")

  private static func names(_ text: String) -> Set<HTMLReader.ElementName> {
    Set(text.utf8.split(separator: 0x20).map { HTMLReader.ElementName(element: $0) })
  }

  /// The elements of the HTML standard, the obsolete ones among them, and the commonest of SVG.
  private static let names: [(Role, String)] = [
    (
      .block,
      """
      html body address article aside blockquote center dd details dialog dir div dl dt fieldset
      figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr legend li main
      menu nav ol optgroup option p search section summary table caption colgroup col tbody tfoot
      thead tr ul
      """
    ),
    (.cell, "td th button select"), (.preformatted, "pre listing xmp plaintext textarea"),
    (.lineBreak, "br"),
    (.hidden, "head title script style template noscript iframe noframes noembed svg math object"),
    (
      .inline,
      """
      a abbr acronym applet area audio b base basefont bdi bdo big blink canvas cite code data
      datalist del dfn em embed font frame i img input ins kbd label link map mark marquee meta
      meter nobr output param picture progress q rb rp rt rtc ruby s samp small source span strike
      strong sub sup time track tt u var video wbr path g circle rect
      """
    ),
  ]
}
