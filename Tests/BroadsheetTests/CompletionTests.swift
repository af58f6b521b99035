import Testing

@testable import broadsheet

/// The scripts that `make install` installs for shells.
@Suite struct CompletionTests {
  @Test(arguments: ["bash", "zsh", "fish"]) func completionKnowsEveryCommand(shell: String) throws {
    let place = try Place()
    let ending = try Program.run("--generate-completion-script", shell, in: place)
    #expect(ending.status == 0)
    for command in BroadsheetCommand.commandNames {
      #expect(ending.output.contains(command), "no \(command)")
    }
  }

  @Test func bashReadsItsCompletion() throws {
    let place = try Place()
    try place.write(
      try Program.run("--generate-completion-script", "bash", in: place).output, to: "completion")
    let ending = try Program.Running(["-n", "completion"], program: "/bin/bash", in: place).wait()
    #expect(ending.status == 0, "\(ending.errors)")
  }
}
