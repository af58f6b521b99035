import ArgumentParser

/// What is said on standard error, and how.
struct MessageOptions: ParsableArguments {
  @Flag(name: .shortAndLong, help: "Print only errors.")
  var quiet = false

  @Option(
    help: ArgumentHelp(
      "How errors, warnings and the outcome are written: for people, or as a JSON object a line.",
      valueName: "text|json"))
  var logFormat = Messages.Form.text

  var messages: Messages { Messages(form: logFormat, isQuiet: quiet) }
}

extension Messages.Form: ExpressibleByArgument {}
