import type { Command } from './command.ts'

/** A command's summary in the help, and how to load it. */
export interface CommandEntry {
  readonly summary: string
  load(): Promise<Command>
}

/** The commands by name, which is one word or two. A command is loaded when it is called. */
export const commands: Readonly<Record<string, CommandEntry>> = {
  emulator: {
    summary: 'Run a local Amazon to develop and test against',
    load: async () => (await import('./emulator/emulator-command.ts')).emulatorCommand,
  },
  'sign explain': {
    summary: 'Explain the signature of a request to Amazon Pay',
    load: async () => (await import('./sign/sign-explain-command.ts')).signExplainCommand,
  },
}
