import ArgumentParser

/// The options for messages on standard error.
struct MessageOptions: ParsableArguments {
  @Flag(name: .shortAndLong, help: "Print only errors.")
  var quiet = false

  @Option(
    help: ArgumentHelp(
      "The form of errors, warnings and the outcome: text, or one JSON object per line.",
      valueName: "text|json"))
  var logFormat = Messages.Form.text

  var messages: Messages { Messages(form: logFormat, isQuiet: quiet) }
}

extension Messages.Form: ExpressibleByArgument {}
