import type { Command } from './command.ts'

/** A command's line in the help, and how to load it. */
export interface CommandEntry {
  readonly summary: string
  load(): Promise<Command>
}

/** Every command, by its name of one or two words. Nothing of a command is loaded before it is called. */
export const commands: Readonly<Record<string, CommandEntry>> = {
  emulator: {
    summary: 'Run a local Amazon to develop and test against',
    load: async () => (await import('./emulator/emulator-command.ts')).emulatorCommand,
  },
  'sign explain': {
    summary: 'Tell what was signed of a request to Amazon Pay',
    load: async () => (await import('./sign/sign-explain-command.ts')).signExplainCommand,
  },
}
