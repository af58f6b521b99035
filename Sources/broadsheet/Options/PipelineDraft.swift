import Diagnostics
import Pipelines
import Reports

/// A pipeline that is made from the options of a command.
///
/// It is written as the text of a pipeline file and read in the same way. So an option has the
/// meaning and the default of its key, and is refused in the same words. Each line knows the option
/// that it comes from, so that a fault in the line is reported for the option.
struct PipelineDraft {
  private var settings: [Setting] = []

  private struct Setting {
    var path: ArraySlice<String>
    var value: JSONValue
    var option: String?
  }

  /// Sets the key at `path` to the value of `option`; nil and an empty list set nothing.
  ///
  /// Messages of faults in the value begin with the name of the option, if there is one.
  mutating func set(_ path: String..., to value: JSONValue?, by option: String? = nil) {
    guard let value, value != .array([]) else { return }
    settings.append(Setting(path: path[...], value: value, option: option))
  }

  /// The pipeline, whose batches are relative to the working directory; `-` is standard input.
  ///
  /// Throws all faults together.
  func pipeline() throws(Faults) -> Pipeline {
    var page = Page()
    page.write(settings, indent: "")
    do {
      var pipeline = try PipelineFile.parse(
        page.text, path: Page.name, folder: ".", standardInput: true)
      pipeline.places.replace(page.option(at:))
      for index in pipeline.warnings.indices {
        let fault = pipeline.warnings[index].fault
        pipeline.warnings[index].fault.place = fault.place.flatMap(page.option(at:))
      }
      return pipeline
    } catch {
      throw Faults(error.all.map(page.faultInOptions))
    }
  }

  /// The pipeline's text, and the option that each line comes from.
  private struct Page {
    static let name = "command line"

    private(set) var text = ""
    private var options: [String?] = []

    /// Writes the settings as a mapping, with its keys in the order in which they were first set.
    mutating func write(_ settings: [Setting], indent: String) {
      var names: [String] = []
      for name in settings.compactMap(\.path.first) where !names.contains(name) {
        names.append(name)
      }
      for name in names {
        let members = settings.filter { $0.path.first == name }
        let key = indent + JSONValue.string(name).compact + ":"
        if let leaf = members.last, leaf.path.count == 1 {
          write(key, leaf.value, indent, leaf.option)
        } else {
          write(line: key, nil)
          let inner = members.map {
            Setting(path: $0.path.dropFirst(), value: $0.value, option: $0.option)
          }
          write(inner, indent: indent + "  ")
        }
      }
    }

    /// Writes lists with one line for each element: there may be a hundred thousand batches.
    private mutating func write(
      _ key: String, _ value: JSONValue, _ indent: String, _ option: String?
    ) {
      guard case .array(let elements) = value else {
        return write(line: "\(key) \(value.compact)", option)
      }
      write(line: key, option)
      for element in elements { write(line: "\(indent)- \(element.compact)", option) }
    }

    private mutating func write(line: String, _ option: String?) {
      text += line + "\n"
      options.append(option)
    }

    /// The option that a place in the text comes from; nil where no option sets it.
    func option(at place: Place) -> Place? {
      guard case .line(Page.name, let line, _, _) = place else { return place }
      return options.indices.contains(line - 1) ? options[line - 1].map(Place.path) : nil
    }

    /// A fault in the text as a fault in the options.
    func faultInOptions(_ fault: Fault) -> Fault {
      guard case .line(Page.name, let line, _, _) = fault.place else { return fault }
      var mapped = fault
      mapped.place = nil
      if options.indices.contains(line - 1), let option = options[line - 1] {
        mapped.message = "\(option): \(fault.message)"
      }
      // There is no pipeline file, so advice must not mention its folder or keys.
      mapped.advice = fault.advice.flatMap { $0.contains("folder of the pipeline") ? nil : $0 }
      mapped.advice?.replace("Map it in `corpus.fields`", with: "Map it with --field")
      let isMissingInput = ["pipeline.no-match", "pipeline.unreadable-file"].contains(fault.code)
      mapped.exit = isMissingInput ? .noInput : .usage
      mapped.code.replace(
        "pipeline.", with: isMissingInput ? "input." : "usage.", maxReplacements: 1)
      return mapped
    }
  }
}
