import type { CommandDefinition } from './command-definition.ts'

export const completionDefinition = {
  name: 'completion',
  summary: 'Print a script that completes commands in a shell',
  description: `Completes commands, options, report types, marketplaces, and the profiles and accounts of the configuration.

bash: add this line to ~/.bashrc: source <(reportline completion bash)

zsh: add this line to ~/.zshrc, after compinit: source <(reportline completion zsh)

fish: reportline completion fish > ~/.config/fish/completions/reportline.fish`,
  arguments: [{ name: 'SHELL', description: 'The shell', choices: ['bash', 'zsh', 'fish'] }],
  options: {},
  examples: [{ description: 'Complete commands in this bash', command: 'reportline completion bash' }],
} as const satisfies CommandDefinition
