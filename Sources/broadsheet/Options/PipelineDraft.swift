import Diagnostics
import Pipelines
import Reports

/// A pipeline as the options of a command say it.
///
/// It is written out as a pipeline file would be and read by the same tables, so that an option
/// means what the key of a pipeline means, has the same default, and is refused in the same words.
/// Each line remembers the option that it is from: what is wrong in the line is wrong in the
/// option.
struct PipelineDraft {
  private var settings: [Setting] = []

  private struct Setting {
    var path: ArraySlice<String>
    var value: JSONValue
    var option: String?
  }

  /// Sets the key at `path`, which `option` gives; nil sets nothing, and neither does an empty
  /// list.
  ///
  /// Faults in the value begin with the name of the option, or with nothing where that is nil.
  mutating func set(_ path: String..., to value: JSONValue?, by option: String? = nil) {
    guard let value, value != .array([]) else { return }
    settings.append(Setting(path: path[...], value: value, option: option))
  }

  /// The pipeline; its batches are those of the working directory, and `-` is standard input.
  ///
  /// Throws all faults at once.
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

  /// The pipeline's text, and which option each line is from.
  private struct Page {
    static let name = "command line"

    private(set) var text = ""
    private var options: [String?] = []

    /// Writes what is set, as a mapping whose keys stand in the order in which they were first set.
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

    /// Lists have a line for each element: there may be a hundred thousand batches.
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

    /// A place in the text, as the option that it is from; nil for what no option sets.
    func option(at place: Place) -> Place? {
      guard case .line(Page.name, let line, _, _) = place else { return place }
      return options.indices.contains(line - 1) ? options[line - 1].map(Place.path) : nil
    }

    /// A fault in the text, as a fault in the options.
    func faultInOptions(_ fault: Fault) -> Fault {
      guard case .line(Page.name, let line, _, _) = fault.place else { return fault }
      var told = fault
      told.place = nil
      if options.indices.contains(line - 1), let option = options[line - 1] {
        told.message = "\(option): \(fault.message)"
      }
      // There is no pipeline file, whose folder or keys could be spoken of.
      told.advice = fault.advice.flatMap { $0.contains("folder of the pipeline") ? nil : $0 }
      told.advice?.replace("Map it in `corpus.fields`", with: "Map it with --field")
      let isMissingInput = ["pipeline.no-match", "pipeline.unreadable-file"].contains(fault.code)
      told.exit = isMissingInput ? .noInput : .usage
      told.code.replace("pipeline.", with: isMissingInput ? "input." : "usage.", maxReplacements: 1)
      return told
    }
  }
}
