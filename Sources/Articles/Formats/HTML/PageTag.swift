import Bytes

/// The elements that a page is read by. All others are parts of a line.
enum PageTag: String, CaseIterable {
  // Text.
  case p, h1, h2, h3, h4, h5, h6, li, dt, dd, td, th, tr, pre, blockquote, br, hr, a, time, caption
  // Parts of a page.
  case article, main, section, div, header, footer, nav, aside, form, figure, figcaption, button
  case ul, ol, dl, table, tbody, address, menu, dialog, center, fieldset, details, summary, hgroup
  // What is not a part of it.
  case html, head, body, title, meta, link, base, script, style, noscript, template, iframe, noembed
  case noframes, textarea, svg, math, select, img, input, source, wbr, audio, video, object, canvas

  /// The element whose name has the number `name`; nil for all others.
  static func named(_ name: HTMLReader.ElementName) -> PageTag? { all[name] }

  private static let all = Dictionary(
    uniqueKeysWithValues: allCases.map {
      (HTMLReader.ElementName(element: $0.rawValue.utf8), $0)
    })

  /// Whether its content is no text of the page, whatever looks like tags in it.
  var isOpaque: Bool {
    switch self {
    case .script, .style, .noscript, .template, .iframe, .noembed, .noframes, .textarea, .svg,
      .math, .select, .audio, .video, .title, .canvas:
      true
    default: false
    }
  }

  /// Whether it has neither content nor an effect on the text.
  var isIgnored: Bool {
    switch self {
    case .html, .head, .body, .base, .img, .input, .source, .wbr: true
    default: false
    }
  }

  /// Whether it is part of a line of text.
  var isInline: Bool {
    switch self {
    case .a, .time, .br, .button, .object: true
    default: false
    }
  }

  var isHeading: Bool {
    switch self {
    case .h1, .h2, .h3, .h4, .h5, .h6: true
    default: false
    }
  }

  /// Whether it never holds text of an article, however it is called.
  var isBoilerplate: Bool {
    switch self {
    case .nav, .footer, .aside, .figcaption, .button, .menu, .dialog, .caption: true
    default: false
    }
  }
}
