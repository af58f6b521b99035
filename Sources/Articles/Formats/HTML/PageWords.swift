import Bytes

/// Words in classes, identifiers and roles by which pages call their parts.
///
/// The words are English, for so are the style sheets of pages in all languages. A word here drops
/// an element only if it holds neither the headline nor most of the page's text.
enum PageWords {
  /// Roles (WAI-ARIA) of what is not the content of a page.
  static let roles = words(
    "navigation banner contentinfo complementary search dialog alertdialog alert menu menubar "
      + "toolbar tablist tooltip")

  /// Classes and identifiers of what is not the text of an article.
  static let boilerplate = words(
    """
    nav navbar navigation menu submenu breadcrumb breadcrumbs footer sidebar masthead toolbar
    related recommended recommendation recommendations recirculation recirc readmore teaser teasers
    promo promotion sponsored sponsor advert advertisement advertising ads ad banner outbrain
    taboola
    cookie cookies consent gdpr newsletter subscribe subscription subscriptions login signup
    signin share sharing sharebar social comment comments disqus caption figcaption credit credits
    byline author authors tags topics popup modal overlay tooltip trending popular ranking mostread
    timestamp datetime pubdate dateline date copyright pagination pager prev previous gallery
    slideshow carousel
    player infobox factbox skip invisible visuallyhidden screenreader noprint hidden
    """)

  private static func words(_ text: String) -> Set<UInt128> {
    Set(
      text.utf8.split { $0 == 0x20 || $0 == 0x0A }.map { HTMLReader.ElementName(element: $0) })
  }
}
