// The command, and what its child processes run: `main.js --child <name>` is how the bench calls itself.
const [first, name = ''] = process.argv.slice(2)
if (first === '--child') {
  const { runChild } = await import('./measure/run-child.ts')
  await runChild(name)
} else {
  const { command } = await import('./command.ts')
  process.exitCode = await command(process.argv.slice(2))
}
